import { UsageError } from '../options.ts';
import type { AwkExpression, AwkTarget } from './awk-syntax.ts';
import { type AwkValue, awkRegex, compareValues, isTrue, toNumber, toText } from './awk-values.ts';
import type { AwkVariables } from './awk-variables.ts';

/** What expressions need of the program that runs. */
export interface AwkFlow {
  /** Reads the next record, into `$0` or into a target. False at the end. */
  nextRecord(target: AwkTarget | null): Promise<boolean>;
  callFunction(name: string, args: readonly AwkExpression[]): Promise<AwkValue>;
}

/** Evaluates expressions and assigns to what they name. */
export class AwkEvaluator {
  readonly #variables: AwkVariables;
  readonly #flow: AwkFlow;

  constructor(variables: AwkVariables, flow: AwkFlow) {
    this.#variables = variables;
    this.#flow = flow;
  }

  async evaluate(expression: AwkExpression): Promise<AwkValue> {
    switch (expression.kind) {
      case 'number':
      case 'string':
        return expression.value;
      case 'regex':
        return Number(awkRegex(expression.source).test(this.#variables.record.text));
      case 'variable':
        return this.#variables.get(expression.name);
      case 'field':
        return this.#variables.record.field(toNumber(await this.evaluate(expression.index)));
      case 'element': {
        const [array, key] = [this.#variables.array(expression.array), await this.keyOf(expression.keys)];
        const value = array.get(key) ?? '';
        array.set(key, value);
        return value;
      }
      case 'group':
        return expression.items.length === 1 && expression.items[0] !== undefined
          ? await this.evaluate(expression.items[0])
          : await this.keyOf(expression.items);
      case 'unary': {
        const operand = await this.evaluate(expression.operand);
        return expression.sign === '!' ? Number(!isTrue(operand)) : toNumber(operand) * (expression.sign === '-' ? -1 : 1);
      }
      case 'binary':
        return await this.#binary(expression);
      case 'choice':
        return await this.evaluate(isTrue(await this.evaluate(expression.condition)) ? expression.yes : expression.no);
      case 'in':
        return Number(this.#variables.array(expression.array).has(await this.keyOf(expression.keys)));
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
        if (expression.file !== null) {
          throw new UsageError('getline from a file is not supported on this handset', 2);
        }
        return Number(await this.#flow.nextRecord(expression.target));
      case 'call':
        return await this.#flow.callFunction(expression.name, expression.args);
    }
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
      return toText(first, this.#variables.text('CONVFMT')) + toText(second, this.#variables.text('CONVFMT'));
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
      this.#variables.set(target.name, value);
    } else if (target.kind === 'element') {
      this.#variables.array(target.array).set(await this.keyOf(target.keys), value);
    } else {
      this.#variables.record.setField(toNumber(await this.evaluate(target.index)), toText(value));
    }
  }

  /** The key of an array: several are joined by SUBSEP. */
  async keyOf(keys: readonly AwkExpression[]): Promise<string> {
    const parts: string[] = [];
    for (const key of keys) {
      parts.push(toText(await this.evaluate(key)));
    }
    return parts.join(this.#variables.text('SUBSEP'));
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
