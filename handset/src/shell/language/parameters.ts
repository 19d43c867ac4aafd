import { type ArithmeticVariables, evaluate } from './arithmetic.ts';
import { type Appetite, patternSource, quotePattern } from './patterns.ts';
import { quoteWord } from './quote-word.ts';
import {
  type Command,
  type DefaultOperation,
  type Operation,
  type ParameterPart,
  ShellFailureError,
  type Word,
} from './syntax.ts';

/** What expansion needs from the shell. */
export interface ExpansionSource extends ArithmeticVariables {
  variable(name: string, index: number): string | null;
  /** The values of an array, or the arguments for `@` and `*`. */
  all(name: string): readonly string[];
  /** The indexes of an array. */
  keys(name: string): readonly number[];
  /** What `set -u` says of a variable that is not set. */
  readonly refusesUnset: boolean;
  /** False after `set -f`. */
  readonly globs: boolean;
  /** IFS. */
  readonly separators: string;
  /** Runs the body of `$(…)` and resolves with its output. */
  substitute(body: Command): Promise<string>;
  /** The paths that match a pattern. When there are none, the word stays as it is. */
  glob(pattern: string): Promise<readonly string[]>;
}

type Expand = (word: Word, source: ExpansionSource) => Promise<string>;

/** True when the parameter stands for several values: `$@`, `${a[*]}`. */
export function isList({ name, index }: ParameterPart): boolean {
  const [first] = index ?? [];
  return name === '@' || name === '*' || (first?.kind === 'text' && (first.text === '@' || first.text === '*'));
}

/** The values of a parameter that stands for several. */
export async function parameterTexts(part: ParameterPart, source: ExpansionSource, expand: Expand): Promise<readonly string[]> {
  const { operation, name } = part;
  const values = source.all(name);
  if (operation === null) {
    return values;
  }
  if (operation.kind === 'keys') {
    return source.keys(name).map(String);
  }
  if (operation.kind === 'slice') {
    const isArguments = name === '@' || name === '*';
    const all = isArguments ? [source.variable('0', 0) ?? '', ...values] : values;
    const [start, end] = await sliceOf(operation, all.length, { source, expand });
    return all.slice(start, end);
  }
  const results: string[] = [];
  for (const value of values) {
    results.push(await apply(operation, value, { source, expand }));
  }
  return results;
}

/** The text of a parameter with its operation. Throws ShellFailureError as `set -u` and `${NAME:?}` say. */
export async function parameterText(part: ParameterPart, source: ExpansionSource, expand: Expand): Promise<string> {
  const { name, operation } = part;
  if (isList(part) && operation?.kind !== 'default') {
    return operation?.kind === 'length'
      ? String(source.all(name).length)
      : (await parameterTexts(part, source, expand)).join(source.separators.slice(0, 1) || ' ');
  }
  const index = part.index === null || isList(part) ? 0 : evaluate(await expand(part.index, source), source);
  const value = source.variable(name, index);
  if (operation?.kind === 'default') {
    return await withDefault({ part, operation, index, value }, source, expand);
  }
  if (value === null && source.refusesUnset && !/^[@*]$/.test(name)) {
    throw new ShellFailureError(`${name}: parameter not set`);
  }
  if (operation?.kind === 'keys') {
    return part.index === null ? name : String(index);
  }
  return operation === null ? (value ?? '') : await apply(operation, value ?? '', { source, expand });
}

interface DefaultRequest {
  readonly part: ParameterPart;
  readonly operation: DefaultOperation;
  readonly index: number;
  readonly value: string | null;
}

async function withDefault(request: DefaultRequest, source: ExpansionSource, expand: Expand): Promise<string> {
  const { part, operation, index, value } = request;
  const isMissing = value === null || (operation.countsEmpty && value === '');
  switch (operation.sign) {
    case '+':
      return isMissing ? '' : await expand(operation.word, source);
    case '-':
      return isMissing ? await expand(operation.word, source) : value;
    case '=': {
      if (!isMissing) {
        return value;
      }
      const text = await expand(operation.word, source);
      if (!/^[A-Za-z_]/.test(part.name)) {
        throw new ShellFailureError(`${part.name}: cannot assign in this way`);
      }
      source.set(part.name, text, index);
      return text;
    }
    case '?': {
      if (!isMissing) {
        return value;
      }
      const text = await expand(operation.word, source);
      const reason = operation.countsEmpty ? 'parameter null or not set' : 'parameter not set';
      throw new ShellFailureError(`${part.name}: ${text === '' ? reason : text}`);
    }
  }
}

interface Context {
  readonly source: ExpansionSource;
  readonly expand: Expand;
}

async function apply(operation: Operation, value: string, context: Context): Promise<string> {
  switch (operation.kind) {
    case 'length':
      return String([...value].length);
    case 'quote':
      return quoteWord(value);
    case 'trim':
      return trim(value, operation.sign, await patternOf(operation.pattern, context));
    case 'replace': {
      const pattern = await patternOf(operation.pattern, context);
      return replace(value, { reach: operation.reach, pattern }, await context.expand(operation.replacement, context.source));
    }
    case 'slice': {
      const letters = [...value];
      const [start, end] = await sliceOf(operation, letters.length, context);
      return letters.slice(start, end).join('');
    }
    case 'default':
    case 'keys':
      return value;
  }
}

/** A pattern inside `${…}`: its quoted letters carry a backslash. */
async function patternOf(word: Word, { source, expand }: Context): Promise<string> {
  const texts: string[] = [];
  for (const part of word) {
    const text = await expand([part], source);
    texts.push(part.isQuoted ? quotePattern(text) : text);
  }
  return texts.join('');
}

function trim(value: string, sign: '#' | '##' | '%' | '%%', pattern: string): string {
  const appetite: Appetite = sign.length === 2 ? 'longest' : 'shortest';
  const source = patternSource(pattern, appetite);
  if (sign.startsWith('#')) {
    return value.replace(new RegExp(`^(?:${source})`, 's'), '');
  }
  if (appetite === 'longest') {
    return value.replace(new RegExp(`(?:${source})$`, 's'), '');
  }
  const head = new RegExp(`^(.*)(?:${source})$`, 's').exec(value)?.[1];
  return head ?? value;
}

interface Search {
  readonly reach: 'first' | 'all' | 'start' | 'end';
  readonly pattern: string;
}

function replace(value: string, { reach, pattern }: Search, replacement: string): string {
  if (pattern === '') {
    return value;
  }
  const source = `(?:${patternSource(pattern)})`;
  const anchored = { first: source, all: source, start: `^${source}`, end: `${source}$` }[reach];
  return value.replace(new RegExp(anchored, reach === 'all' ? 'gs' : 's'), (match) => (match === '' ? '' : replacement));
}

/** First place and end of `:OFFSET:LENGTH`. A negative number counts from the end. */
async function sliceOf(
  operation: Extract<Operation, { kind: 'slice' }>,
  size: number,
  { source, expand }: Context,
): Promise<readonly [number, number]> {
  const offset = evaluate(await expand(operation.offset, source), source);
  const start = offset < 0 ? Math.max(0, size + offset) : Math.min(offset, size);
  if (operation.length === null) {
    return [start, size];
  }
  const length = evaluate(await expand(operation.length, source), source);
  return [start, length < 0 ? Math.max(start, size + length) : start + length];
}
