import { SyntaxFault } from './syntax.ts';

type Operation = (left: number, right: number) => number;

const truth = (holds: boolean) => (holds ? 1 : 0);

/** Left-associative operators, the loosest first. */
const levels: readonly Readonly<Record<string, Operation>>[] = [
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

const tokenPattern = /\s*(\d+|[A-Za-z_]\w*|\|\||&&|==|!=|<=|>=|[-+*/%<>()!])/y;

/** The value of `$((…))` in whole numbers; names are variables, 0 where they are none. Throws SyntaxFault. */
export function evaluate(expression: string, variable: (name: string) => string | null): number {
  const tokens = tokenize(expression);
  const value = evaluateLevel(0);
  if (tokens.length > 0) {
    throw new SyntaxFault(`arithmetic: unexpected '${tokens[0]}' in '${expression}'`);
  }
  return value;

  function evaluateLevel(level: number): number {
    const operators = levels[level];
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
    const found = Object.hasOwn(operators, tokens[0] ?? '') ? operators[tokens.shift() ?? ''] : undefined;
    return found ?? null;
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
        throw new SyntaxFault(`arithmetic: unclosed '(' in '${expression}'`);
      }
      return value;
    }
    if (token === undefined || !/^\w+$/.test(token)) {
      throw new SyntaxFault(`arithmetic: a value is missing in '${expression}'`);
    }
    return Number(/^\d/.test(token) ? token : variable(token)) || 0;
  }
}

function tokenize(expression: string): string[] {
  const tokens: string[] = [];
  const pattern = new RegExp(tokenPattern);
  while (pattern.lastIndex < expression.trimEnd().length) {
    const place = pattern.lastIndex;
    const token = pattern.exec(expression)?.[1];
    if (token === undefined) {
      throw new SyntaxFault(`arithmetic: cannot read '${expression.slice(place)}'`);
    }
    tokens.push(token);
  }
  return tokens;
}

function divide(left: number, right: number): number {
  if (right === 0) {
    throw new SyntaxFault('arithmetic: division by zero');
  }
  return Math.trunc(left / right);
}
