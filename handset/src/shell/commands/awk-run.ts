import type { Call } from '../command.ts';
import { AwkEvaluator, type AwkFlow } from './awk-evaluate.ts';
import { AwkFunctions } from './awk-functions.ts';
import { AwkOutput } from './awk-output.ts';
import type { AwkExpression, AwkProgram, AwkRule, AwkStatement, AwkTarget } from './awk-syntax.ts';
import { AwkInput, type AwkValue, isTrue, toNumber, toText } from './awk-values.ts';
import { type AwkFrame, AwkVariables } from './awk-variables.ts';
import { formatPrintf } from './printf-format.ts';

/** Thrown to leave a statement. Not an error. */
class AwkJump {
  readonly kind: 'next' | 'nextfile' | 'break' | 'continue' | 'exit' | 'return';
  readonly value: AwkValue;

  constructor(kind: AwkJump['kind'], value: AwkValue = '') {
    this.kind = kind;
    this.value = value;
  }
}

/** Runs a program over records. */
export class AwkRunner implements AwkFlow {
  readonly variables: AwkVariables;
  readonly #program: AwkProgram;
  readonly #records: AsyncIterator<string>;
  readonly #evaluator: AwkEvaluator;
  readonly #functions: AwkFunctions;
  readonly #output: AwkOutput;
  readonly #ranges = new Set<AwkRule>();

  constructor(program: AwkProgram, call: Call, records: AsyncIterator<string>) {
    this.#program = program;
    this.#records = records;
    this.variables = new AwkVariables(call.session.environment);
    this.#output = new AwkOutput(call);
    this.#evaluator = new AwkEvaluator(this.variables, this);
    this.#functions = new AwkFunctions({ call, variables: this.variables, evaluator: this.#evaluator });
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
    await this.#output.runPipes();
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
            await (rule.body === null
              ? this.#output.print(`${this.variables.record.text}${this.variables.text('ORS')}`, null)
              : this.#execute(rule.body));
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
    this.variables.countRecord();
    if (target === null) {
      this.variables.record.set(next.value);
    } else {
      await this.#evaluator.assign(target, new AwkInput(next.value));
    }
    return true;
  }

  async #applies(rule: AwkRule): Promise<boolean> {
    const [first, second] = rule.patterns;
    if (first === undefined) {
      return true;
    }
    if (second === undefined) {
      return isTrue(await this.#evaluator.evaluate(first));
    }
    if (!this.#ranges.has(rule) && !isTrue(await this.#evaluator.evaluate(first))) {
      return false;
    }
    if (isTrue(await this.#evaluator.evaluate(second))) {
      this.#ranges.delete(rule);
    } else {
      this.#ranges.add(rule);
    }
    return true;
  }

  async #execute(statement: AwkStatement): Promise<void> {
    switch (statement.kind) {
      case 'expression':
        await this.#evaluator.evaluate(statement.value);
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
        if (isTrue(await this.#evaluator.evaluate(statement.condition))) {
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
          this.variables.array(statement.array).clear();
        } else {
          this.variables.array(statement.array).delete(await this.#evaluator.keyOf(statement.keys));
        }
        return;
      case 'exit':
      case 'return':
        throw new AwkJump(statement.kind, statement.value === null ? '' : await this.#evaluator.evaluate(statement.value));
      default:
        throw new AwkJump(statement.kind);
    }
  }

  async #loop(statement: Extract<AwkStatement, { readonly kind: 'while' | 'for' | 'for-in' }>): Promise<void> {
    if (statement.kind === 'for-in') {
      for (const key of [...this.variables.array(statement.array).keys()]) {
        this.variables.set(statement.name, new AwkInput(key));
        if (!(await this.#turn(statement.body))) {
          return;
        }
      }
      return;
    }
    if (statement.kind === 'while') {
      let isFirst = statement.first === 'body';
      while (isFirst || isTrue(await this.#evaluator.evaluate(statement.condition))) {
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
    while (statement.condition === null || isTrue(await this.#evaluator.evaluate(statement.condition))) {
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
      values.push(toText(await this.#evaluator.evaluate(arg), this.variables.text('OFMT')));
    }
    const line = values.length === 0 ? this.variables.record.text : values.join(this.variables.text('OFS'));
    const text = format ? formatPrintf(values[0] ?? '', values.slice(1)).text : `${line}${this.variables.text('ORS')}`;
    const target = output === null ? null : { sign: output.sign, name: toText(await this.#evaluator.evaluate(output.target)) };
    await this.#output.print(text, target);
  }

  async callFunction(name: string, args: readonly AwkExpression[]): Promise<AwkValue> {
    const own = this.#program.functions.get(name);
    if (own === undefined) {
      return await this.#functions.call(name, args);
    }
    const frame: AwkFrame = { values: new Map(), arrays: new Map() };
    for (const [place, parameter] of own.parameters.entries()) {
      const arg = args[place];
      const isArray = arg?.kind === 'variable' && this.variables.isArray(arg.name);
      if (isArray) {
        frame.arrays.set(parameter, this.variables.array(arg.name));
      }
      frame.values.set(parameter, arg === undefined || isArray ? '' : await this.#evaluator.evaluate(arg));
    }
    return await this.variables.within(frame, () => this.#runBody(own.body));
  }

  async #runBody(body: AwkStatement): Promise<AwkValue> {
    try {
      await this.#execute(body);
      return '';
    } catch (error) {
      if (error instanceof AwkJump && error.kind === 'return') {
        return error.value;
      }
      throw error;
    }
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof AwkJump && error.kind === 'exit') {
    return toNumber(error.value) & 0xff;
  }
  throw error;
}
