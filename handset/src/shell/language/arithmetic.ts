import { type ArithmeticToken, tokenize } from './arithmetic-tokens.ts';
import { ShellFailureError } from './syntax.ts';

/** The variables that an expression reads and assigns. */
export interface ArithmeticVariables {
  get(name: string, index: number): string | null;
  set(name: string, value: string, index: number): void;
}

type Value = () => number;
type Operation = (left: number, right: number) => number;

/** Left-associative operators by precedence, the lowest first. `&&` and `||` are not here, because they may leave their right side out. */
const LEVELS: readonly Readonly<Record<string, Operation>>[] = [
  { '|': (left, right) => left | right },
  { '^': (left, right) => left ^ right },
  { '&': (left, right) => left & right },
  { '==': (left, right) => Number(left === right), '!=': (left, right) => Number(left !== right) },
  {
    '<=': (left, right) => Number(left <= right),
    '>=': (left, right) => Number(left >= right),
    '<': (left, right) => Number(left < right),
    '>': (left, right) => Number(left > right),
  },
  { '<<': (left, right) => left << right, '>>': (left, right) => left >> right },
  { '+': (left, right) => (left + right) | 0, '-': (left, right) => (left - right) | 0 },
  { '*': Math.imul, '/': (left, right) => Math.trunc(left / right) | 0, '%': (left, right) => (left % right) | 0 },
];

const ASSIGNMENTS: ReadonlySet<string> = new Set(['=', '*=', '/=', '%=', '+=', '-=', '<<=', '>>=', '&=', '^=', '|=']);
const DIVISIONS: ReadonlySet<string> = new Set(['/', '%']);
const UNARY: Readonly<Record<string, (value: number) => number>> = {
  '-': (value) => -value | 0,
  '+': (value) => value,
  '!': (value) => Number(value === 0),
  '~': (value) => ~value,
};
/** A variable may hold an expression, which may name the variable again. */
const MAX_DEPTH = 100;

/** Evaluates `$((…))` in 32 bits, as mksh does. Throws ShellFailureError. */
export function evaluate(expression: string, variables: ArithmeticVariables, depth = 0): number {
  if (depth > MAX_DEPTH) {
    throw new ShellFailureError(`${expression}: expression recurses on parameter '${expression.trim()}'`);
  }
  const reader = new ExpressionReader(expression, variables, depth);
  return reader.readWhole()();
}

/** Reads an expression into functions, so that a branch that is not taken is not run. */
class ExpressionReader {
  readonly #text: string;
  readonly #variables: ArithmeticVariables;
  readonly #depth: number;
  readonly #tokens: ArithmeticToken[];

  constructor(text: string, variables: ArithmeticVariables, depth: number) {
    this.#text = text.trim();
    this.#variables = variables;
    this.#depth = depth;
    this.#tokens = tokenize(text);
  }

  readWhole(): Value {
    if (this.#tokens.length === 0) {
      return () => 0;
    }
    const value = this.#readComma();
    if (this.#tokens.length > 0) {
      throw this.#unexpected();
    }
    return value;
  }

  #readComma(): Value {
    let value = this.#readAssignment();
    while (this.#take(',')) {
      const left = value;
      const right = this.#readAssignment();
      value = () => {
        left();
        return right();
      };
    }
    return value;
  }

  #readAssignment(): Value {
    const [target, operator] = this.#tokens;
    if (target?.kind === 'name' && operator?.kind === 'sign' && ASSIGNMENTS.has(operator.text)) {
      this.#tokens.splice(0, 2);
      const right = this.#readAssignment();
      return () =>
        this.#assign(
          target,
          operator.text === '=' ? right() : this.#apply(operator.text.slice(0, -1), this.#get(target), right()),
        );
    }
    return this.#readTernary();
  }

  #readTernary(): Value {
    const condition = this.#readOr();
    if (!this.#take('?')) {
      return condition;
    }
    const yes = this.#readAssignment();
    if (!this.#take(':')) {
      throw this.#unexpected();
    }
    const no = this.#readAssignment();
    return () => (condition() === 0 ? no() : yes());
  }

  #readOr(): Value {
    let value = this.#readAnd();
    while (this.#take('||')) {
      const left = value;
      const right = this.#readAnd();
      value = () => Number(left() !== 0 || right() !== 0);
    }
    return value;
  }

  #readAnd(): Value {
    let value = this.#readLevel(0);
    while (this.#take('&&')) {
      const left = value;
      const right = this.#readLevel(0);
      value = () => Number(left() !== 0 && right() !== 0);
    }
    return value;
  }

  #readLevel(level: number): Value {
    const operators = LEVELS[level];
    if (operators === undefined) {
      return this.#readUnary();
    }
    let value = this.#readLevel(level + 1);
    for (let sign = this.#takeOne(operators); sign !== null; sign = this.#takeOne(operators)) {
      const operator = sign;
      const left = value;
      const right = this.#readLevel(level + 1);
      value = () => this.#apply(operator, left(), right());
    }
    return value;
  }

  #readUnary(): Value {
    const step = this.#takeOne({ '++': 1, '--': -1 });
    if (step !== null) {
      const target = this.#tokens.shift();
      if (target?.kind !== 'name') {
        throw this.#unexpected(target);
      }
      return () => this.#assign(target, this.#get(target) + (step === '++' ? 1 : -1));
    }
    const sign = this.#takeOne(UNARY);
    if (sign !== null) {
      const operand = this.#readUnary();
      return () => UNARY[sign]?.(operand()) ?? 0;
    }
    return this.#readPrimary();
  }

  #readPrimary(): Value {
    if (this.#take('(')) {
      const inner = this.#readComma();
      if (!this.#take(')')) {
        throw this.#unexpected();
      }
      return inner;
    }
    const token = this.#tokens.shift();
    if (token?.kind === 'number') {
      return () => token.value;
    }
    if (token?.kind !== 'name') {
      throw this.#unexpected(token);
    }
    const step = this.#takeOne({ '++': 1, '--': -1 });
    if (step === null) {
      return () => this.#get(token);
    }
    return () => {
      const before = this.#get(token);
      this.#assign(token, before + (step === '++' ? 1 : -1));
      return before;
    };
  }

  #apply(sign: string, left: number, right: number): number {
    if (DIVISIONS.has(sign) && right === 0) {
      throw new ShellFailureError(`${this.#text}: zero divisor`);
    }
    const operation = LEVELS.find((level) => Object.hasOwn(level, sign))?.[sign];
    return operation?.(left, right) ?? 0;
  }

  #get(token: Extract<ArithmeticToken, { kind: 'name' }>): number {
    const text = this.#variables.get(token.text, this.#indexOf(token)) ?? '';
    return evaluate(text, this.#variables, this.#depth + 1);
  }

  #assign(token: Extract<ArithmeticToken, { kind: 'name' }>, value: number): number {
    this.#variables.set(token.text, String(value | 0), this.#indexOf(token));
    return value | 0;
  }

  #indexOf(token: Extract<ArithmeticToken, { kind: 'name' }>): number {
    return token.index === null ? 0 : evaluate(token.index, this.#variables, this.#depth + 1);
  }

  #take(sign: string): boolean {
    return this.#takeOne({ [sign]: true }) !== null;
  }

  #takeOne(signs: Readonly<Record<string, unknown>>): string | null {
    const [token] = this.#tokens;
    if (token?.kind !== 'sign' || !Object.hasOwn(signs, token.text)) {
      return null;
    }
    this.#tokens.shift();
    return token.text;
  }

  #unexpected(token: ArithmeticToken | undefined = this.#tokens[0]): ShellFailureError {
    const what = token === undefined ? 'end of expression' : token.source;
    return new ShellFailureError(`${this.#text}: unexpected '${what}'`);
  }
}
