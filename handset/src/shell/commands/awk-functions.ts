import type { Call } from '../command.ts';
import { UsageError } from '../options.ts';
import type { AwkEvaluator } from './awk-evaluate.ts';
import type { AwkExpression } from './awk-syntax.ts';
import { AwkInput, type AwkValue, awkRegex, splitText, toNumber, toText } from './awk-values.ts';
import type { AwkVariables } from './awk-variables.ts';
import { formatPrintf } from './printf-format.ts';

/** The running program, as the built-in functions see it. */
export interface AwkHost {
  readonly call: Call;
  readonly variables: AwkVariables;
  readonly evaluator: AwkEvaluator;
}

const ERROR = 2;

type TextFunction = (texts: readonly string[]) => AwkValue;

const PLAIN: Readonly<Record<string, TextFunction>> = {
  index: ([text = '', part = '']) => text.indexOf(part) + 1,
  tolower: ([text = '']) => text.toLowerCase(),
  toupper: ([text = '']) => text.toUpperCase(),
  sprintf: ([format = '', ...values]) => formatPrintf(format, values).text,
  int: ([text = '0']) => Math.trunc(toNumber(text)),
  sqrt: ([text = '0']) => Math.sqrt(toNumber(text)),
  exp: ([text = '0']) => Math.exp(toNumber(text)),
  log: ([text = '0']) => Math.log(toNumber(text)),
  sin: ([text = '0']) => Math.sin(toNumber(text)),
  cos: ([text = '0']) => Math.cos(toNumber(text)),
  atan2: ([y = '0', x = '0']) => Math.atan2(toNumber(y), toNumber(x)),
  rand: () => Math.random(),
  srand: () => 0,
  systime: () => Math.floor(Date.now() / 1000),
  fflush: () => 0,
  close: () => 0,
  substr: ([text = '', from = '1', length]) => {
    const start = Math.round(toNumber(from));
    const end = length === undefined ? Number.POSITIVE_INFINITY : start + Math.round(toNumber(length));
    return [...text].slice(Math.max(0, start - 1), Math.max(0, end - 1)).join('');
  },
};

/** The functions that awk has built in. */
export class AwkFunctions {
  readonly #host: AwkHost;

  constructor(host: AwkHost) {
    this.#host = host;
  }

  async call(name: string, args: readonly AwkExpression[]): Promise<AwkValue> {
    switch (name) {
      case 'length':
        return await this.#length(args[0]);
      case 'split':
        return await this.#split(args);
      case 'sub':
      case 'gsub':
        return await this.#substitute(name, args);
      case 'match':
        return await this.#match(args);
      case 'system': {
        const { call } = this.#host;
        return await call.session.runLine((await this.#texts(args))[0] ?? '', call.io);
      }
      default: {
        const plain = Object.hasOwn(PLAIN, name) ? PLAIN[name] : undefined;
        if (plain === undefined) {
          throw new UsageError(`calling undefined function ${name}`, ERROR);
        }
        return plain(await this.#texts(args));
      }
    }
  }

  async #texts(args: readonly AwkExpression[]): Promise<readonly string[]> {
    const texts: string[] = [];
    for (const arg of args) {
      const value = await this.#host.evaluator.evaluate(arg);
      texts.push(typeof value === 'number' ? String(value) : toText(value));
    }
    return texts;
  }

  async #length(arg: AwkExpression | undefined): Promise<number> {
    if (arg === undefined) {
      return [...this.#host.variables.record.text].length;
    }
    if (arg.kind === 'variable' && this.#host.variables.array(arg.name).size > 0) {
      return this.#host.variables.array(arg.name).size;
    }
    return [...toText(await this.#host.evaluator.evaluate(arg))].length;
  }

  async #regex(arg: AwkExpression | undefined, flags = ''): Promise<RegExp> {
    return awkRegex(
      arg?.kind === 'regex' ? arg.source : toText(arg === undefined ? '' : await this.#host.evaluator.evaluate(arg)),
      flags,
    );
  }

  async #split([text, array, separator]: readonly AwkExpression[]): Promise<number> {
    if (text === undefined || array?.kind !== 'variable') {
      throw new UsageError('split needs a text and an array', ERROR);
    }
    const source = toText(await this.#host.evaluator.evaluate(text));
    const given = separator === undefined ? this.#host.variables.get('FS') : '';
    const regex = separator?.kind === 'regex' ? await this.#regex(separator) : null;
    const plain = separator === undefined ? toText(given) : '';
    const by = separator === undefined || regex !== null ? plain : toText(await this.#host.evaluator.evaluate(separator));
    const byRegex = regex === null || source === '' ? [] : source.split(regex);
    const pieces = regex === null ? splitText(source, by) : byRegex;
    const target = this.#host.variables.array(array.name);
    target.clear();
    for (const [place, piece] of pieces.entries()) {
      target.set(String(place + 1), new AwkInput(piece));
    }
    return pieces.length;
  }

  async #substitute(name: 'sub' | 'gsub', [pattern, replacement, subject]: readonly AwkExpression[]): Promise<number> {
    const regex = await this.#regex(pattern, name === 'gsub' ? 'g' : '');
    const text = replacement === undefined ? '' : toText(await this.#host.evaluator.evaluate(replacement));
    const target: AwkExpression = subject ?? { kind: 'field', index: { kind: 'number', value: 0 } };
    if (target.kind !== 'variable' && target.kind !== 'field' && target.kind !== 'element') {
      throw new UsageError(`${name} needs a variable to change`, ERROR);
    }
    let count = 0;
    const result = toText(await this.#host.evaluator.evaluate(target)).replace(regex, (whole: string) => {
      count += 1;
      return text.replace(/\\\\|\\&|&/g, (token) => ({ '\\\\': '\\', '\\&': '&', '&': whole })[token] ?? token);
    });
    if (count > 0) {
      await this.#host.evaluator.assign(target, result);
    }
    return count;
  }

  async #match([text, pattern]: readonly AwkExpression[]): Promise<number> {
    const source = text === undefined ? '' : toText(await this.#host.evaluator.evaluate(text));
    const found = (await this.#regex(pattern)).exec(source);
    this.#host.variables.set('RSTART', found === null ? 0 : found.index + 1);
    this.#host.variables.set('RLENGTH', found === null ? -1 : found[0].length);
    return found === null ? 0 : found.index + 1;
  }
}
