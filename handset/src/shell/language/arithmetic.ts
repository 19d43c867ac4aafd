import { ShellSyntaxError } from './syntax.ts';

type Operation = (left: number, right: number) => number;

/** Left-associative operators by precedence, the lowest first. */
const LEVELS: readonly Readonly<Record<string, Operation>>[] = [
  { '||': (left, right) => truth(left !== 0 || right !== 0) },
  { '&&': (left, right) => truth(left !== 0 && right !== 0) },
  { '==': (left, right) => truth(left === right), '!=': (left, right) => truth(left !== right) },
  {
    '<=': (left, right) => truth(left <= right),
    '>=': (left, right) => truth(left >= right),
    '<': (left, right) => truth(left < right),
    '>': (left, right) => truth(left > right),
  },
  { '+': (left, right) => left + right, '-': (left, right) => left - right },
  { '*': (left, right) => left * right, '/': divide, '%': (left, right) => left - divide(left, right) * right },
];

const TOKEN = /\s*(\d+|[A-Za-z_]\w*|\|\||&&|==|!=|<=|>=|[-+*/%<>()!])/y;

/** Evaluates `$((…))` in whole numbers. A variable that is not set counts as 0. Throws ShellSyntaxError. */
export function evaluate(expression: string, variable: (name: string) => string | null): number {
  const tokens = tokenize(expression);
  const value = evaluateLevel(0);
  if (tokens.length > 0) {
    throw new ShellSyntaxError(`arithmetic: unexpected '${tokens[0]}' in '${expression}'`);
  }
  return value;

  function evaluateLevel(level: number): number {
    const operators = LEVELS[level];
    if (operators === undefined) {
      return evaluateUnary();
    }
    let value = evaluateLevel(level + 1);
    for (let apply = takeOperator(operators); apply !== null; apply = takeOperator(operators)) {
      value = apply(value, evaluateLevel(level + 1));
    }
    return value;
  }

  function takeOperator(operators: Readonly<Record<string, Operation>>): Operation | null {
    const operation = Object.hasOwn(operators, tokens[0] ?? '') ? operators[tokens.shift() ?? ''] : undefined;
    return operation ?? null;
  }

  function evaluateUnary(): number {
    const token = tokens.shift();
    if (token === '-') {
      return -evaluateUnary();
    }
    if (token === '!') {
      return truth(evaluateUnary() === 0);
    }
    if (token === '(') {
      const value = evaluateLevel(0);
      if (tokens.shift() !== ')') {
        throw new ShellSyntaxError(`arithmetic: unclosed '(' in '${expression}'`);
      }
      return value;
    }
    if (token === undefined || !/^\w+$/.test(token)) {
      throw new ShellSyntaxError(`arithmetic: a value is missing in '${expression}'`);
    }
    return Number(/^\d/.test(token) ? token : variable(token)) || 0;
  }
}

function tokenize(expression: string): string[] {
  const tokens: string[] = [];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < expression.trimEnd().length) {
    const place = pattern.lastIndex;
    const token = pattern.exec(expression)?.[1];
    if (token === undefined) {
      throw new ShellSyntaxError(`arithmetic: cannot read '${expression.slice(place)}'`);
    }
    tokens.push(token);
  }
  return tokens;
}

function truth(holds: boolean): number {
  return holds ? 1 : 0;
}

function divide(left: number, right: number): number {
  if (right === 0) {
    throw new ShellSyntaxError('arithmetic: division by zero');
  }
  return Math.trunc(left / right);
}
