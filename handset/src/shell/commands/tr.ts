import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { decodeEscapes } from '../language/escapes.ts';
import { UsageError } from '../options.ts';
import { toyboxOptions } from './toybox-options.ts';

const CODES = 256;

const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is the class of control letters
  cntrl: /[\x00-\x1f\x7f]/,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[\t-\r ]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};

/** `tr [-cds] SET1 [SET2]` on bytes. */
export const tr: CommandRow = {
  name: 'tr',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'Ccdst', long: { complement: 'c', delete: 'd', 'squeeze-repeats': 's' } });
    const [first, second] = options.rest;
    if (first === undefined || (second === undefined && !options.has('d') && !options.has('s'))) {
      throw new UsageError(`Needs ${first === undefined ? 1 : 2} arguments (see "tr --help")`);
    }
    const isNegated = options.has('c') || options.has('C');
    const from = isNegated ? complement(expandSet(first)) : expandSet(first);
    const to = second === undefined ? [] : expandSet(second);
    const deletes = options.has('d');
    const squeezable = second === undefined ? from : to;
    const squeezed = new Set(options.has('s') ? squeezable : []);
    const map = deletes || second === undefined ? new Map<number, number>() : pairs(from, to);
    const deleted = new Set(deletes ? from : []);
    let last = -1;
    for (let piece = await call.io.stdin.read(); piece !== null; piece = await call.io.stdin.read()) {
      const bytes: number[] = [];
      for (const byte of piece) {
        const result = map.get(byte) ?? byte;
        if (!deleted.has(byte) && !(squeezed.has(result) && result === last)) {
          bytes.push(result);
          last = result;
        }
      }
      await call.io.stdout.write(Uint8Array.from(bytes));
    }
    return EXIT_CODES.ok;
  },
};

function pairs(from: readonly number[], to: readonly number[]): ReadonlyMap<number, number> {
  return new Map(from.map((byte, place) => [byte, to[place] ?? to.at(-1) ?? byte] as const));
}

function complement(set: readonly number[]): readonly number[] {
  return Array.from({ length: CODES }, (_each, code) => code).filter((code) => !set.includes(code));
}

/** `a-z`, `[:upper:]`, `\n` and plain letters. */
function expandSet(text: string): readonly number[] {
  const codes: number[] = [];
  for (let rest = text; rest !== ''; ) {
    const name = /^\[:(\w+):\]/.exec(rest);
    if (name !== null) {
      const matcher = CLASSES[name[1] ?? ''];
      if (matcher === undefined) {
        throw new UsageError(`bad class '${name[1]}'`);
      }
      codes.push(
        ...Array.from({ length: CODES }, (_each, code) => code).filter((code) => matcher.test(String.fromCharCode(code))),
      );
      rest = rest.slice(name[0].length);
      continue;
    }
    const [start, length] = nextLetter(rest);
    const range = rest.slice(length).startsWith('-') && rest.length > length + 1;
    const [end, endLength] = range ? nextLetter(rest.slice(length + 1)) : [start, 0];
    if (range && start.length === 1 && end.length === 1) {
      for (let code = start[0] ?? 0; code <= (end[0] ?? 0); code += 1) {
        codes.push(code);
      }
      rest = rest.slice(length + 1 + endLength);
    } else {
      codes.push(...start);
      rest = rest.slice(length);
    }
  }
  return codes;
}

/** The bytes of the first letter and the length of its spelling. */
function nextLetter(text: string): readonly [readonly number[], number] {
  const spelled = /^\\(?:[0-7]{1,3}|[\s\S])/.exec(text)?.[0];
  if (spelled !== undefined) {
    const decoded = decodeEscapes(spelled).text;
    return [
      [...Buffer.from(decoded.startsWith('\\') && decoded.length > 1 ? decoded.slice(1) : decoded, 'latin1')],
      spelled.length,
    ];
  }
  const [letter = ''] = text;
  return [[...Buffer.from(letter)], letter.length];
}
