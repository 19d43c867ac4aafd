import { UsageError } from '../options.ts';
import type { AwkToken } from './awk-lexer.ts';
import type { AwkExpression, AwkTarget } from './awk-syntax.ts';

const ASSIGNMENTS: ReadonlySet<string> = new Set(['=', '+=', '-=', '*=', '/=', '%=', '^=', '**=']);
const COMPARISONS: ReadonlySet<string> = new Set(['<', '<=', '==', '!=', '>', '>=']);
/** Signs that may begin the right side of a concatenation. */
const CONCATENABLE: ReadonlySet<string> = new Set(['$', '!', '(', '-', '+', '++', '--']);
const END: AwkToken = { kind: 'end', text: 'end of file' };

/** Reads expressions, from the lowest precedence to the highest. */
export class AwkExpressionReader {
  readonly #tokens: readonly AwkToken[];
  #place = 0;
  /** True inside `print …`, where `>` is a redirection. */
  #isPrinting = false;

  constructor(tokens: readonly AwkToken[]) {
    this.#tokens = tokens;
  }

  peek(distance = 0): AwkToken {
    return this.#tokens[this.#place + distance] ?? END;
  }

  next(): AwkToken {
    const token = this.peek();
    this.#place += 1;
    return token;
  }

  take(sign: string): boolean {
    const isHere = this.peek().kind === 'sign' && this.peek().text === sign;
    this.#place += Number(isHere);
    return isHere;
  }

  takeWord(word: string): boolean {
    const isHere = this.peek().kind === 'keyword' && this.peek().text === word;
    this.#place += Number(isHere);
    return isHere;
  }

  require(sign: string): void {
    if (!this.take(sign)) {
      throw this.unexpected();
    }
  }

  unexpected(): UsageError {
    return new UsageError(`syntax error at source line 1\n context is\n\t >>> ${this.peek().text} <<<`, 2);
  }

  skipLines(): void {
    while (this.peek().kind === 'line') {
      this.next();
    }
  }

  skipEnds(): void {
    while (this.peek().kind === 'line' || (this.peek().kind === 'sign' && this.peek().text === ';')) {
      this.next();
    }
  }

  /** Skips line ends and semicolons if a word follows them. */
  skipEndsBefore(word: string): void {
    const start = this.#place;
    this.skipEnds();
    if (this.peek().text !== word) {
      this.#place = start;
    }
  }

  atStatementEnd(): boolean {
    const { kind, text } = this.peek();
    return kind === 'line' || kind === 'end' || (kind === 'sign' && (text === ';' || text === '}'));
  }

  readList(close: string): readonly AwkExpression[] {
    const items: AwkExpression[] = [];
    for (this.skipLines(); !this.take(close); this.skipLines()) {
      items.push(this.readExpression());
      this.skipLines();
      if (!this.take(',') && !(this.peek().kind === 'sign' && this.peek().text === close)) {
        throw this.unexpected();
      }
    }
    return items;
  }

  readPrintList(): readonly AwkExpression[] {
    this.#isPrinting = true;
    try {
      const items = [this.#readTernary()];
      while (this.take(',')) {
        this.skipLines();
        items.push(this.#readTernary());
      }
      const [only] = items;
      return items.length === 1 && only?.kind === 'group' ? only.items : items;
    } finally {
      this.#isPrinting = false;
    }
  }

  readExpression(): AwkExpression {
    return this.#readTernary();
  }

  #readTernary(): AwkExpression {
    const condition = this.#readOr();
    const { text, kind } = this.peek();
    if (kind === 'sign' && ASSIGNMENTS.has(text) && isTarget(condition)) {
      this.next();
      this.skipLines();
      return { kind: 'assign', sign: text, target: condition, value: this.#readTernary() };
    }
    if (!this.take('?')) {
      return condition;
    }
    this.skipLines();
    const yes = this.#readTernary();
    this.skipLines();
    this.require(':');
    this.skipLines();
    return { kind: 'choice', condition, yes, no: this.#readTernary() };
  }

  #readOr(): AwkExpression {
    let left = this.#readAnd();
    while (this.take('||')) {
      this.skipLines();
      left = { kind: 'binary', sign: '||', left, right: this.#readAnd() };
    }
    return left;
  }

  #readAnd(): AwkExpression {
    let left = this.#readIn();
    while (this.take('&&')) {
      this.skipLines();
      left = { kind: 'binary', sign: '&&', left, right: this.#readIn() };
    }
    return left;
  }

  #readIn(): AwkExpression {
    let left = this.#readMatch();
    while (this.takeWord('in')) {
      left = { kind: 'in', keys: left.kind === 'group' ? left.items : [left], array: this.next().text };
    }
    return left;
  }

  #readMatch(): AwkExpression {
    let left = this.#readComparison();
    while (this.peek().kind === 'sign' && /^!?~$/.test(this.peek().text)) {
      const sign = this.next().text;
      left = { kind: 'binary', sign, left, right: this.#readComparison() };
    }
    return left;
  }

  #readComparison(): AwkExpression {
    const left = this.readConcatenation();
    const { kind, text } = this.peek();
    if (kind !== 'sign' || !COMPARISONS.has(text) || (text === '>' && this.#isPrinting)) {
      return left;
    }
    this.next();
    return { kind: 'binary', sign: text, left, right: this.readConcatenation() };
  }

  readConcatenation(): AwkExpression {
    let left = this.#readSum();
    while (this.#beginsOperand()) {
      left = { kind: 'binary', sign: ' ', left, right: this.#readSum() };
    }
    return left;
  }

  #beginsOperand(): boolean {
    const { kind, text } = this.peek();
    if (kind === 'sign') {
      return CONCATENABLE.has(text) && text !== '-' && text !== '+';
    }
    return kind === 'number' || kind === 'string' || kind === 'name' || kind === 'function' || kind === 'regex';
  }

  #readSum(): AwkExpression {
    let left = this.#readProduct();
    while (this.peek().kind === 'sign' && /^[-+]$/.test(this.peek().text)) {
      const sign = this.next().text;
      left = { kind: 'binary', sign, left, right: this.#readProduct() };
    }
    return left;
  }

  #readProduct(): AwkExpression {
    let left = this.#readUnary();
    while (this.peek().kind === 'sign' && /^[*/%]$/.test(this.peek().text)) {
      const sign = this.next().text;
      left = { kind: 'binary', sign, left, right: this.#readUnary() };
    }
    return left;
  }

  #readUnary(): AwkExpression {
    const { kind, text } = this.peek();
    if (kind === 'sign' && /^[-+!]$/.test(text)) {
      this.next();
      return { kind: 'unary', sign: text, operand: this.#readUnary() };
    }
    return this.#readPower();
  }

  #readPower(): AwkExpression {
    const left = this.#readStep();
    if (!this.take('^') && !this.take('**')) {
      return left;
    }
    return { kind: 'binary', sign: '^', left, right: this.#readUnary() };
  }

  #readStep(): AwkExpression {
    for (const [sign, by] of [
      ['++', 1],
      ['--', -1],
    ] as const) {
      if (this.take(sign)) {
        return { kind: 'step', by, when: 'before', target: this.#requireTarget(this.#readPrimary()) };
      }
    }
    const operand = this.#readPrimary();
    if (isTarget(operand)) {
      if (this.take('++')) {
        return { kind: 'step', by: 1, when: 'after', target: operand };
      }
      if (this.take('--')) {
        return { kind: 'step', by: -1, when: 'after', target: operand };
      }
    }
    return operand;
  }

  #requireTarget(expression: AwkExpression): AwkTarget {
    if (!isTarget(expression)) {
      throw this.unexpected();
    }
    return expression;
  }

  #readPrimary(): AwkExpression {
    const token = this.next();
    switch (token.kind) {
      case 'number':
        return { kind: 'number', value: token.value };
      case 'string':
        return { kind: 'string', value: token.text };
      case 'regex':
        return { kind: 'regex', source: token.text };
      case 'function':
        this.require('(');
        return { kind: 'call', name: token.text, args: this.#inside(() => this.readList(')')) };
      case 'name':
        return this.#readName(token.text);
      case 'keyword':
        if (token.text === 'getline') {
          return this.#readGetline();
        }
        break;
      case 'sign':
        if (token.text === '$') {
          return { kind: 'field', index: this.#readStep() };
        }
        if (token.text === '(') {
          const items = this.#inside(() => this.readList(')'));
          return { kind: 'group', items };
        }
        break;
      default:
        break;
    }
    this.#place -= 1;
    throw this.unexpected();
  }

  #readName(name: string): AwkExpression {
    if (this.take('[')) {
      return { kind: 'element', array: name, keys: this.#inside(() => this.readList(']')) };
    }
    return name === 'length' ? { kind: 'call', name, args: [] } : { kind: 'variable', name };
  }

  #readGetline(): AwkExpression {
    const { kind, text } = this.peek();
    const hasTarget = kind === 'name' || (kind === 'sign' && text === '$');
    const target = hasTarget ? this.#requireTarget(this.#readPrimary()) : null;
    return { kind: 'getline', target, file: this.take('<') ? this.#readPrimary() : null };
  }

  /** Inside brackets, `>` compares also in `print`. */
  #inside<Result>(read: () => Result): Result {
    const outer = this.#isPrinting;
    this.#isPrinting = false;
    try {
      return read();
    } finally {
      this.#isPrinting = outer;
    }
  }
}

function isTarget(expression: AwkExpression): expression is AwkTarget {
  return expression.kind === 'variable' || expression.kind === 'field' || expression.kind === 'element';
}
