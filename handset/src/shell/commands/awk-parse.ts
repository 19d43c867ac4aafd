import { AwkExpressionReader } from './awk-expressions.ts';
import { tokenizeAwk } from './awk-lexer.ts';
import type { AwkFunction, AwkOutput, AwkProgram, AwkRule, AwkStatement } from './awk-syntax.ts';

/** Reads a program. Throws UsageError with exit code 2. */
export function parseAwk(text: string): AwkProgram {
  return new AwkReader(text).readProgram();
}

class AwkReader extends AwkExpressionReader {
  constructor(text: string) {
    super(tokenizeAwk(text));
  }

  readProgram(): AwkProgram {
    const rules: AwkRule[] = [];
    const functions = new Map<string, AwkFunction>();
    for (this.skipEnds(); this.peek().kind !== 'end'; this.skipEnds()) {
      if (this.takeWord('function') || this.takeWord('func')) {
        const name = this.next().text;
        functions.set(name, this.#readFunction());
      } else {
        rules.push(this.#readRule());
      }
    }
    return { rules, functions };
  }

  #readFunction(): AwkFunction {
    const parameters: string[] = [];
    this.require('(');
    while (!this.take(')')) {
      parameters.push(this.next().text);
      this.take(',');
    }
    this.skipLines();
    return { parameters, body: this.#readBlock() };
  }

  #readRule(): AwkRule {
    for (const when of ['BEGIN', 'END'] as const) {
      if (this.takeWord(when)) {
        this.skipLines();
        return { when, patterns: [], body: this.#readBlock() };
      }
    }
    const patterns = this.peek().text === '{' && this.peek().kind === 'sign' ? [] : [this.readExpression()];
    if (patterns.length > 0 && this.take(',')) {
      this.skipLines();
      patterns.push(this.readExpression());
    }
    const hasBody = this.peek().kind === 'sign' && this.peek().text === '{';
    return { when: 'record', patterns, body: hasBody ? this.#readBlock() : null };
  }

  #readBlock(): AwkStatement {
    this.require('{');
    const body: AwkStatement[] = [];
    for (this.skipEnds(); !this.take('}'); this.skipEnds()) {
      body.push(this.#readStatement());
    }
    return { kind: 'block', body };
  }

  #readStatement(): AwkStatement {
    this.skipLines();
    if (this.peek().kind === 'sign' && this.peek().text === '{') {
      return this.#readBlock();
    }
    const { kind, text } = this.peek();
    if (kind === 'sign' && text === ';') {
      this.next();
      return { kind: 'block', body: [] };
    }
    if (kind !== 'keyword' || text === 'getline') {
      return this.#ended(this.#readSimple());
    }
    switch (text) {
      case 'if':
        return this.#readIf();
      case 'while':
        return this.#readWhile();
      case 'do':
        return this.#readDo();
      case 'for':
        return this.#readFor();
      default:
        return this.#ended(this.#readSimple());
    }
  }

  #ended(statement: AwkStatement): AwkStatement {
    const { kind, text } = this.peek();
    if (kind === 'line' || (kind === 'sign' && text === ';')) {
      this.next();
    } else if (kind !== 'end' && !(kind === 'sign' && text === '}')) {
      throw this.unexpected();
    }
    return statement;
  }

  #readSimple(): AwkStatement {
    const { kind, text } = this.peek();
    if (kind !== 'keyword' || text === 'getline') {
      return { kind: 'expression', value: this.readExpression() };
    }
    this.next();
    switch (text) {
      case 'print':
      case 'printf':
        return this.#readPrint(text === 'printf');
      case 'next':
      case 'nextfile':
      case 'break':
      case 'continue':
        return { kind: text };
      case 'exit':
      case 'return':
        return { kind: text, value: this.atStatementEnd() ? null : this.readExpression() };
      case 'delete': {
        const array = this.next().text;
        return { kind: 'delete', array, keys: this.take('[') ? this.readList(']') : null };
      }
      default:
        throw this.unexpected();
    }
  }

  #readPrint(format: boolean): AwkStatement {
    const args = this.atStatementEnd() || this.#atOutput() ? [] : this.readPrintList();
    return { kind: 'print', format, args, output: this.#readOutput() };
  }

  #atOutput(): boolean {
    return this.peek().kind === 'sign' && /^(?:>>?|\|)$/.test(this.peek().text);
  }

  #readOutput(): AwkOutput | null {
    return this.#atOutput() ? { sign: this.next().text as AwkOutput['sign'], target: this.readConcatenation() } : null;
  }

  #readIf(): AwkStatement {
    this.next();
    const condition = this.#readCondition();
    const yes = this.#readStatement();
    this.skipEndsBefore('else');
    const no = this.takeWord('else') ? this.#readStatement() : null;
    return { kind: 'if', condition, yes, no };
  }

  #readWhile(): AwkStatement {
    this.next();
    return { kind: 'while', condition: this.#readCondition(), body: this.#readStatement(), first: 'condition' };
  }

  #readDo(): AwkStatement {
    this.next();
    const body = this.#readStatement();
    this.skipEndsBefore('while');
    if (!this.takeWord('while')) {
      throw this.unexpected();
    }
    return this.#ended({ kind: 'while', condition: this.#readCondition(), body, first: 'body' });
  }

  #readCondition() {
    this.require('(');
    const condition = this.readExpression();
    this.require(')');
    return condition;
  }

  #readFor(): AwkStatement {
    this.next();
    this.require('(');
    const [name, word, array, close] = [this.peek(0), this.peek(1), this.peek(2), this.peek(3)];
    if (name.kind === 'name' && word.text === 'in' && array.kind === 'name' && close.text === ')') {
      for (let count = 0; count < 4; count += 1) {
        this.next();
      }
      return { kind: 'for-in', name: name.text, array: array.text, body: this.#readStatement() };
    }
    const start = this.peek().text === ';' ? null : this.#readSimple();
    this.require(';');
    const condition = this.peek().text === ';' ? null : this.readExpression();
    this.require(';');
    const step = this.peek().text === ')' ? null : this.#readSimple();
    this.require(')');
    return { kind: 'for', start, condition, step, body: this.#readStatement() };
  }
}
