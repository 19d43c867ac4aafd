import { posix } from 'node:path';
import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { matchesPattern } from '../language/patterns.ts';
import { UsageError } from '../options.ts';
import type { Source } from '../shell-io.ts';
import { readLines } from '../text-io.ts';
import { forEachInput } from './inputs.ts';
import { posixRegex } from './posix-regex.ts';
import { type ToyboxOptions, toyboxOptions } from './toybox-options.ts';
import { walkTree } from './walk-tree.ts';

const EXIT_ERROR = 2;

const NAMES = {
  flags: 'EFHLRachilnoqrsvwxz',
  values: 'ABCMSefm',
  long: { color: 'k', colour: 'k', include: 'M', exclude: 'S', only: 'o' },
  failure: EXIT_ERROR,
} as const;

/** `grep`, `egrep` and `fgrep [-EFHLRchilnoqrsvwx] [-ABC NUM] [-m MAX] [-e PATTERN] PATTERN [FILE…]`. */
export const grepCommands: readonly CommandRow[] = (['grep', 'egrep', 'fgrep'] as const).map((name) => ({ name, run: runGrep }));

interface Search {
  readonly options: ToyboxOptions;
  readonly matchers: readonly RegExp[];
  readonly showsName: boolean;
  readonly max: number;
  readonly before: number;
  readonly after: number;
}

/** Exits with 0 when a line matched, 1 when none did, 2 after an error. */
async function runGrep(call: Call): Promise<number> {
  const options = toyboxOptions(call, NAMES);
  const hasPattern = options.has('e') || options.has('f');
  const [first, ...others] = options.rest;
  const patterns = await patternsOf(call, options, first);
  const paths = await pathsOf(call, options, hasPattern ? options.rest : others);
  const numberOf = (letter: string) => Number(options.value(letter) ?? options.value('C') ?? 0);
  const search: Search = {
    options,
    matchers: patterns.map((pattern) => matcherOf(call.name, pattern, options)),
    showsName: options.has('H') || (!options.has('h') && (paths.length > 1 || options.has('r') || options.has('R'))),
    max: Number(options.value('m') ?? Number.POSITIVE_INFINITY),
    before: numberOf('B'),
    after: numberOf('A'),
  };
  let total = 0;
  const quiet = options.has('s') ? { ...call, printError: async () => undefined } : call;
  const code = await forEachInput(quiet, paths, async (source, path) => {
    const name = path === '-' ? '(standard input)' : path;
    const count = await searchSource(call, search, { source, name });
    total += count;
    if (options.has('c')) {
      await call.print(`${search.showsName ? `${name}:` : ''}${count}\n`);
    } else if (options.has('l') ? count > 0 : options.has('L') && count === 0) {
      await call.print(`${name}\n`);
    }
  });
  if (code !== EXIT_CODES.ok && !(options.has('q') && total > 0)) {
    return EXIT_ERROR;
  }
  return total > 0 ? EXIT_CODES.ok : EXIT_CODES.failure;
}

async function patternsOf(call: Call, options: ToyboxOptions, first: string | undefined): Promise<readonly string[]> {
  const fromFiles: string[] = [];
  for (const file of options.all('f')) {
    fromFiles.push(...(await call.system.files.readText(call.session.resolve(file))).replace(/\n$/, '').split('\n'));
  }
  const patterns = options.has('e') || options.has('f') ? [...options.all('e'), ...fromFiles] : [first];
  return patterns.flatMap((pattern) => {
    if (pattern === undefined) {
      throw new UsageError('no REGEX', EXIT_ERROR);
    }
    return pattern.split('\n');
  });
}

async function pathsOf(call: Call, options: ToyboxOptions, paths: readonly string[]): Promise<readonly string[]> {
  if (!options.has('r') && !options.has('R')) {
    return paths;
  }
  const all: string[] = [];
  for (const path of paths.length > 0 ? paths : ['.']) {
    for await (const entry of walkTree(call, path)) {
      const name = posix.basename(entry.path);
      const isIncluded = options.all('M').length === 0 || options.all('M').some((glob) => matchesPattern(name, glob));
      if (entry.stat.kind === 'file' && isIncluded && !options.all('S').some((glob) => matchesPattern(name, glob))) {
        all.push(entry.path);
      }
    }
  }
  return all;
}

function matcherOf(name: string, pattern: string, options: ToyboxOptions): RegExp {
  const isFixed = options.has('F') || name === 'fgrep';
  const isExtended = options.has('E') || name === 'egrep';
  const plainKind = isExtended ? 'extended' : 'basic';
  const kind = isFixed ? 'fixed' : plainKind;
  const flags = options.has('i') ? 'gi' : 'g';
  const plain = posixRegex(pattern, { kind, flags, exitCode: EXIT_ERROR });
  if (options.has('x')) {
    return new RegExp(`^(?:${plain.source})$`, flags);
  }
  return options.has('w') ? new RegExp(`(?<!\\w)(?:${plain.source})(?!\\w)`, flags) : plain;
}

interface Input {
  readonly source: Source;
  readonly name: string;
}

/** Prints the lines that match and resolves with their count. */
async function searchSource(call: Call, search: Search, { source, name }: Input): Promise<number> {
  const { options, matchers, max, before, after } = search;
  const isSilent = ['q', 'c', 'l', 'L'].some((letter) => options.has(letter));
  const history: string[] = [];
  let count = 0;
  let number = 0;
  let owed = 0;
  let lastShown = 0;
  const show = async (line: string, at: number, mark: ':' | '-') => {
    const prefix = `${search.showsName ? `${name}${mark}` : ''}${options.has('n') ? `${at}${mark}` : ''}`;
    await call.print(`${lastShown > 0 && at > lastShown + 1 && before + after > 0 ? '--\n' : ''}${prefix}${line}\n`);
    lastShown = at;
  };
  for await (const line of readLines(source)) {
    number += 1;
    const matches = matchers.flatMap((matcher) => line.match(matcher) ?? []);
    const hasMatch = matchers.some((matcher) => line.search(matcher) >= 0);
    if (hasMatch !== options.has('v')) {
      count += 1;
      if (!isSilent) {
        for (const [place, earlier] of history.entries()) {
          await show(earlier, number - history.length + place, '-');
        }
        history.length = 0;
        for (const shown of options.has('o') && !options.has('v') ? matches.filter((each) => each !== '') : [line]) {
          await show(shown, number, ':');
        }
      }
      owed = after;
      if (count >= max || options.has('q')) {
        return count;
      }
    } else if (owed > 0 && !isSilent) {
      owed -= 1;
      await show(line, number, '-');
    } else if (before > 0) {
      history.push(line);
      history.splice(0, history.length - before);
    }
  }
  return count;
}
