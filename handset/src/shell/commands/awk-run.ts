import type { Call } from '../command.ts';
import { UsageError } from '../options.ts';
import { AwkFunctions, type AwkHost } from './awk-functions.ts';
import { AwkRecord } from './awk-record.ts';
import type { AwkExpression, AwkProgram, AwkRule, AwkStatement, AwkTarget } from './awk-syntax.ts';
import { AwkInput, type AwkValue, awkRegex, compareValues, isTrue, toNumber, toText } from './awk-values.ts';
import { formatPrintf } from './printf-format.ts';
import { writeFileOf } from './write-file.ts';

/** Thrown to leave a statement. Not an error. */
class AwkJump {
  readonly kind: 'next' | 'nextfile' | 'break' | 'continue' | 'exit' | 'return';
  readonly value: AwkValue;

  constructor(kind: AwkJump['kind'], value: AwkValue = '') {
    this.kind = kind;
    this.value = value;
  }
}

interface Frame {
  readonly values: Map<string, AwkValue>;
  readonly arrays: Map<string, Map<string, AwkValue>>;
}

/** Runs a program over records. */
export class AwkRunner implements AwkHost {
  readonly #program: AwkProgram;
  readonly #call: Call;
  readonly #records: AsyncIterator<string>;
  readonly #globals: Frame = { values: new Map(), arrays: new Map() };
  readonly #functions: AwkFunctions;
  readonly #ranges = new Set<AwkRule>();
  readonly #cleared = new Set<string>();
  readonly #pipes = new Map<string, string>();
  readonly #record = new AwkRecord({ input: () => this.#text('FS'), output: () => this.#text('OFS') });
  #frame: Frame | null = null;

  constructor(program: AwkProgram, call: Call, records: AsyncIterator<string>) {
    this.#program = program;
    this.#call = call;
    this.#records = records;
    this.#functions = new AwkFunctions(this);
    for (const [name, value] of Object.entries({
      FS: ' ',
      OFS: ' ',
      ORS: '\n',
      RS: '\n',
      SUBSEP: '\x1c',
      OFMT: '%.6g',
      CONVFMT: '%.6g',
      NR: 0,
      FNR: 0,
      NF: 0,
      RSTART: 0,
      RLENGTH: -1,
      FILENAME: '',
    })) {
      this.#globals.values.set(name, value);
    }
    this.#globals.arrays.set(
      'ENVIRON',
      new Map([...call.session.environment].map(([name, value]) => [name, new AwkInput(value)])),
    );
  }

  get call(): Call {
    return this.#call;
  }

  setVariable(name: string, value: AwkValue): void {
    const frame = this.#frame?.values.has(name) ? this.#frame : this.#globals;
    frame.values.set(name, value);
    if (name === 'NF') {
      this.#record.resize(toNumber(value));
    }
  }

  variable(name: string): AwkValue {
    if (name === 'NF') {
      return this.#record.count;
    }
    return this.#frame?.values.get(name) ?? this.#globals.values.get(name) ?? '';
  }

  array(name: string): Map<string, AwkValue> {
    const frame = this.#frame?.values.has(name) || this.#frame?.arrays.has(name) ? this.#frame : this.#globals;
    const array = frame.arrays.get(name) ?? new Map<string, AwkValue>();
    frame.arrays.set(name, array);
    return array;
  }

  get record(): string {
    return this.#record.text;
  }

  /** Runs everything and resolves with the exit code. */
  async run(): Promise<number> {
    let code = 0;
    try {
      await this.#runRules('BEGIN');
      if (this.#program.rules.some(({ when }) => when !== 'BEGIN')) {
        await this.#runRecords();
      }
    } catch (error) {
      code = exitCodeOf(error);
    }
    try {
      await this.#runRules('END');
    } catch (error) {
      code = exitCodeOf(error);
    }
    for (const [command, text] of this.#pipes) {
      const pending: Uint8Array[] = [Buffer.from(text)];
      await this.#call.session.runLine(command, { ...this.#call.io, stdin: { read: async () => pending.shift() ?? null } });
    }
    return code;
  }

  async #runRules(when: AwkRule['when']): Promise<void> {
    for (const rule of this.#program.rules.filter((each) => each.when === when)) {
      if (rule.body !== null) {
        await this.#execute(rule.body);
      }
    }
  }

  async #runRecords(): Promise<void> {
    while (await this.nextRecord(null)) {
      try {
        for (const rule of this.#program.rules.filter(({ when }) => when === 'record')) {
          if (await this.#applies(rule)) {
            await (rule.body === null ? this.#call.print(`${this.#record.text}${this.#text('ORS')}`) : this.#execute(rule.body));
          }
        }
      } catch (error) {
        if (!(error instanceof AwkJump) || (error.kind !== 'next' && error.kind !== 'nextfile')) {
          throw error;
        }
      }
    }
  }

  /** Reads the next record of the main input, into `$0` or into a target. False at the end. */
  async nextRecord(target: AwkTarget | null): Promise<boolean> {
    const next = await this.#records.next();
    if (next.done === true) {
      return false;
    }
    for (const name of ['NR', 'FNR']) {
      this.#globals.values.set(name, toNumber(this.variable(name)) + 1);
    }
    if (target === null) {
      this.#record.set(next.value);
    } else {
      await this.assign(target, new AwkInput(next.value));
    }
    return true;
  }

  async #applies(rule: AwkRule): Promise<boolean> {
    const [first, second] = rule.patterns;
    if (first === undefined) {
      return true;
    }
    if (second === undefined) {
      return isTrue(await this.evaluate(first));
    }
    if (!this.#ranges.has(rule) && !isTrue(await this.evaluate(first))) {
      return false;
    }
    if (isTrue(await this.evaluate(second))) {
      this.#ranges.delete(rule);
    } else {
      this.#ranges.add(rule);
    }
    return true;
  }

  async #execute(statement: AwkStatement): Promise<void> {
    switch (statement.kind) {
      case 'expression':
        await this.evaluate(statement.value);
        return;
      case 'block':
        for (const each of statement.body) {
          await this.#execute(each);
        }
        return;
      case 'print':
        await this.#print(statement);
        return;
      case 'if':
        if (isTrue(await this.evaluate(statement.condition))) {
          await this.#execute(statement.yes);
        } else if (statement.no !== null) {
          await this.#execute(statement.no);
        }
        return;
      case 'while':
      case 'for':
      case 'for-in':
        await this.#loop(statement);
        return;
      case 'delete':
        if (statement.keys === null) {
          this.array(statement.array).clear();
        } else {
          this.array(statement.array).delete(await this.#keyOf(statement.keys));
        }
        return;
      case 'exit':
      case 'return':
        throw new AwkJump(statement.kind, statement.value === null ? '' : await this.evaluate(statement.value));
      default:
        throw new AwkJump(statement.kind);
    }
  }

  async #loop(statement: Extract<AwkStatement, { readonly kind: 'while' | 'for' | 'for-in' }>): Promise<void> {
    if (statement.kind === 'for-in') {
      for (const key of [...this.array(statement.array).keys()]) {
        this.setVariable(statement.name, new AwkInput(key));
        if (!(await this.#turn(statement.body))) {
          return;
        }
      }
      return;
    }
    if (statement.kind === 'while') {
      let isFirst = statement.first === 'body';
      while (isFirst || isTrue(await this.evaluate(statement.condition))) {
        isFirst = false;
        if (!(await this.#turn(statement.body))) {
          return;
        }
      }
      return;
    }
    if (statement.start !== null) {
      await this.#execute(statement.start);
    }
    while (statement.condition === null || isTrue(await this.evaluate(statement.condition))) {
      if (!(await this.#turn(statement.body))) {
        return;
      }
      if (statement.step !== null) {
        await this.#execute(statement.step);
      }
    }
  }

  /** Runs the body of a loop once. False after `break`. */
  async #turn(body: AwkStatement): Promise<boolean> {
    try {
      await this.#execute(body);
      return true;
    } catch (error) {
      if (error instanceof AwkJump && (error.kind === 'break' || error.kind === 'continue')) {
        return error.kind === 'continue';
      }
      throw error;
    }
  }

  async #print({ format, args, output }: Extract<AwkStatement, { readonly kind: 'print' }>): Promise<void> {
    const values = [];
    for (const arg of args) {
      values.push(toText(await this.evaluate(arg), this.#text('OFMT')));
    }
    const line = values.length === 0 ? this.#record.text : values.join(this.#text('OFS'));
    const text = format ? formatPrintf(values[0] ?? '', values.slice(1)).text : `${line}${this.#text('ORS')}`;
    if (output === null) {
      await this.#call.print(text);
      return;
    }
    const target = toText(await this.evaluate(output.target));
    if (output.sign === '|') {
      this.#pipes.set(target, (this.#pipes.get(target) ?? '') + text);
    } else if (target === '/dev/stderr') {
      await this.#call.printError(text);
    } else if (target === '/dev/stdout') {
      await this.#call.print(text);
    } else {
      const mode = output.sign === '>>' || this.#cleared.has(target) ? 'append' : 'replace';
      this.#cleared.add(target);
      await writeFileOf(this.#call, target, { data: Buffer.from(text), mode });
    }
  }

  async evaluate(expression: AwkExpression): Promise<AwkValue> {
    switch (expression.kind) {
      case 'number':
      case 'string':
        return expression.value;
      case 'regex':
        return Number(awkRegex(expression.source).test(this.#record.text));
      case 'variable':
        return this.variable(expression.name);
      case 'field':
        return this.#record.field(toNumber(await this.evaluate(expression.index)));
      case 'element': {
        const [array, key] = [this.array(expression.array), await this.#keyOf(expression.keys)];
        const value = array.get(key) ?? '';
        array.set(key, value);
        return value;
      }
      case 'group':
        return expression.items.length === 1 && expression.items[0] !== undefined
          ? await this.evaluate(expression.items[0])
          : await this.#keyOf(expression.items);
      case 'unary': {
        const operand = await this.evaluate(expression.operand);
        return expression.sign === '!' ? Number(!isTrue(operand)) : toNumber(operand) * (expression.sign === '-' ? -1 : 1);
      }
      case 'binary':
        return await this.#binary(expression);
      case 'choice':
        return await this.evaluate(isTrue(await this.evaluate(expression.condition)) ? expression.yes : expression.no);
      case 'in':
        return Number(this.array(expression.array).has(await this.#keyOf(expression.keys)));
      case 'assign': {
        const right = await this.evaluate(expression.value);
        const sign = expression.sign.slice(0, -1).replace('**', '^');
        const value = sign === '' ? right : calculate(sign, toNumber(await this.evaluate(expression.target)), toNumber(right));
        await this.assign(expression.target, value);
        return value;
      }
      case 'step': {
        const before = toNumber(await this.evaluate(expression.target));
        await this.assign(expression.target, before + expression.by);
        return expression.when === 'before' ? before + expression.by : before;
      }
      case 'getline':
        return await this.#getline(expression);
      case 'call':
        return await this.#callFunction(expression.name, expression.args);
    }
  }

  async #getline({ target, file }: Extract<AwkExpression, { readonly kind: 'getline' }>): Promise<number> {
    if (file !== null) {
      throw new UsageError('getline from a file is not supported on this handset', 2);
    }
    return Number(await this.nextRecord(target));
  }

  async #binary({ sign, left, right }: Extract<AwkExpression, { readonly kind: 'binary' }>): Promise<AwkValue> {
    if (sign === '&&' || sign === '||') {
      const first = isTrue(await this.evaluate(left));
      return Number(first === (sign === '&&') ? isTrue(await this.evaluate(right)) : first);
    }
    if (sign === '~' || sign === '!~') {
      const text = toText(await this.evaluate(left));
      const source = right.kind === 'regex' ? right.source : toText(await this.evaluate(right));
      return Number(awkRegex(source).test(text) === (sign === '~'));
    }
    const [first, second] = [await this.evaluate(left), await this.evaluate(right)];
    if (sign === ' ') {
      return toText(first, this.#text('CONVFMT')) + toText(second, this.#text('CONVFMT'));
    }
    const order = compareValues(first, second);
    const comparisons: Readonly<Record<string, boolean>> = {
      '<': order < 0,
      '<=': order <= 0,
      '==': order === 0,
      '!=': order !== 0,
      '>': order > 0,
      '>=': order >= 0,
    };
    return Object.hasOwn(comparisons, sign) ? Number(comparisons[sign]) : calculate(sign, toNumber(first), toNumber(second));
  }

  async assign(target: AwkTarget, value: AwkValue): Promise<void> {
    if (target.kind === 'variable') {
      this.setVariable(target.name, value);
    } else if (target.kind === 'element') {
      this.array(target.array).set(await this.#keyOf(target.keys), value);
    } else {
      this.#record.setField(toNumber(await this.evaluate(target.index)), toText(value));
    }
  }

  async #callFunction(name: string, args: readonly AwkExpression[]): Promise<AwkValue> {
    const own = this.#program.functions.get(name);
    if (own === undefined) {
      return await this.#functions.call(name, args);
    }
    const frame: Frame = { values: new Map(), arrays: new Map() };
    for (const [place, parameter] of own.parameters.entries()) {
      const arg = args[place];
      const isArray = arg?.kind === 'variable' && this.#isArray(arg.name);
      if (isArray) {
        frame.arrays.set(parameter, this.array(arg.name));
      }
      frame.values.set(parameter, arg === undefined || isArray ? '' : await this.evaluate(arg));
    }
    const outer = this.#frame;
    this.#frame = frame;
    try {
      await this.#execute(own.body);
      return '';
    } catch (error) {
      if (error instanceof AwkJump && error.kind === 'return') {
        return error.value;
      }
      throw error;
    } finally {
      this.#frame = outer;
    }
  }

  #isArray(name: string): boolean {
    return this.#frame?.arrays.has(name) === true || this.#globals.arrays.has(name);
  }

  async #keyOf(keys: readonly AwkExpression[]): Promise<string> {
    const parts: string[] = [];
    for (const key of keys) {
      parts.push(toText(await this.evaluate(key)));
    }
    return parts.join(this.#text('SUBSEP'));
  }

  #text(name: string): string {
    return toText(this.variable(name));
  }
}

function calculate(sign: string, left: number, right: number): number {
  switch (sign) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '^':
      return left ** right;
    default:
      if (right === 0) {
        throw new UsageError(`division by zero${sign === '%' ? ' in %' : ''}`, 2);
      }
      return sign === '%' ? left % right : left / right;
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof AwkJump && error.kind === 'exit') {
    return toNumber(error.value) & 0xff;
  }
  throw error;
}
