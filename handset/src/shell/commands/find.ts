import { posix } from 'node:path';
import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { matchesPattern } from '../language/patterns.ts';
import { UsageError } from '../options.ts';
import { forEachPath } from './each-path.ts';
import { posixRegex } from './posix-regex.ts';
import { ownerName, rightsOf } from './stat-text.ts';
import { type TreeEntry, walkTree } from './walk-tree.ts';

type Test = (entry: TreeEntry) => boolean | Promise<boolean>;

interface Search {
  readonly test: Test;
  readonly maxDepth: number;
  readonly minDepth: number;
  readonly order: 'before' | 'after';
  /** What is to be done after the walk: commands of `-exec … +`. */
  readonly finish: readonly (() => Promise<void>)[];
  /** Folders that `-prune` has met. */
  readonly pruned: ReadonlySet<string>;
}

const TYPES: Readonly<Record<string, string>> = { f: 'file', d: 'directory', l: 'link' };
const SIZE_UNITS: Readonly<Record<string, number>> = { '': 512, b: 512, c: 1, k: 1024, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };
const SECONDS = { min: 60, time: 86_400 } as const;

/** `find [PATH…] [EXPRESSION]` with the tests and actions of toybox. */
export const find: CommandRow = {
  name: 'find',
  async run(call) {
    const words = [...call.args];
    while (/^-[HL]$/.test(words[0] ?? '')) {
      words.shift();
    }
    const start = words.findIndex((word) => /^(?:-.+|[(!])$/.test(word));
    const paths = start < 0 ? words : words.slice(0, start);
    const search = new ExpressionReader(call, start < 0 ? [] : words.slice(start)).read();
    const code = await forEachPath(call, paths.length > 0 ? paths : ['.'], async (path) => {
      const { maxDepth, minDepth, order, pruned, test } = search;
      const descends = (entry: TreeEntry) => !pruned.has(entry.path);
      for await (const entry of walkTree(call, path, { maxDepth, order, descends })) {
        if (entry.depth >= minDepth) {
          await test(entry);
        }
      }
    });
    for (const finish of search.finish) {
      await finish();
    }
    return code;
  },
};

/** Reads an expression: `-o`, `-a`, `!`, parentheses, tests and actions. Without an action, `-print` is meant. */
class ExpressionReader {
  readonly #call: Call;
  readonly #words: string[];
  readonly #pruned = new Set<string>();
  readonly #finish: (() => Promise<void>)[] = [];
  #maxDepth = Number.POSITIVE_INFINITY;
  #minDepth = 0;
  #order: 'before' | 'after' = 'before';
  #hasAction = false;

  constructor(call: Call, words: readonly string[]) {
    this.#call = call;
    this.#words = [...words];
  }

  read(): Search {
    const inner: Test = this.#words.length === 0 ? () => true : this.#readOr();
    if (this.#words.length > 0) {
      throw new UsageError(`bad arg '${this.#words[0]}'`);
    }
    const test: Test = this.#hasAction
      ? inner
      : async (entry) => {
          const holds = await inner(entry);
          return holds && (await this.#print(entry, '\n'));
        };
    const { maxDepth, minDepth, order } = { maxDepth: this.#maxDepth, minDepth: this.#minDepth, order: this.#order };
    return { test, maxDepth, minDepth, order, pruned: this.#pruned, finish: this.#finish };
  }

  #readOr(): Test {
    let test = this.#readAnd();
    while (this.#words[0] === '-o' || this.#words[0] === '-or') {
      this.#words.shift();
      const left = test;
      const right = this.#readAnd();
      test = async (entry) => (await left(entry)) || (await right(entry));
    }
    return test;
  }

  #readAnd(): Test {
    let test = this.#readTerm();
    for (;;) {
      const [next] = this.#words;
      if (next === undefined || next === ')' || next === '-o' || next === '-or') {
        return test;
      }
      if (next === '-a' || next === '-and') {
        this.#words.shift();
      }
      const left = test;
      const right = this.#readTerm();
      test = async (entry) => (await left(entry)) && (await right(entry));
    }
  }

  #readTerm(): Test {
    const word = this.#words.shift() ?? '';
    if (word === '!' || word === '-not') {
      const inner = this.#readTerm();
      return async (entry) => !(await inner(entry));
    }
    if (word === '(') {
      const inner = this.#readOr();
      if (this.#words.shift() !== ')') {
        throw new UsageError("need ')'");
      }
      return inner;
    }
    const test = this.#readTest(word) ?? this.#readAction(word);
    if (test === null) {
      throw new UsageError(`bad arg '${word}'`);
    }
    return test;
  }

  #readTest(word: string): Test | null {
    switch (word) {
      case '-name':
      case '-iname':
        return this.#glob(word, (entry) => posix.basename(entry.path) || entry.path);
      case '-path':
      case '-ipath':
      case '-wholename':
        return this.#glob(word, (entry) => entry.path);
      case '-regex':
      case '-iregex': {
        const source = posixRegex(this.#value(word), { kind: 'basic', flags: '' }).source;
        const regex = new RegExp(`^(?:${source})$`, word === '-iregex' ? 'i' : '');
        return (entry) => regex.test(entry.path);
      }
      case '-type': {
        const kinds = this.#value(word)
          .split(',')
          .map((letter) => TYPES[letter]);
        return (entry) => kinds.includes(entry.stat.kind);
      }
      case '-size':
        return this.#size(this.#value(word));
      case '-empty':
        return async (entry) => await this.#isEmpty(entry);
      case '-perm': {
        const [, sign, octal = ''] = /^([-/]?)([0-7]+)$/.exec(this.#value(word)) ?? [];
        const bits = Number.parseInt(octal, 8);
        return ({ stat }) => {
          const own = stat.mode & 0o7777;
          const all = sign === '-' ? (own & bits) === bits : own === bits;
          return sign === '/' ? (own & bits) !== 0 : all;
        };
      }
      case '-user':
      case '-group': {
        const owner = this.#value(word);
        return ({ stat }) => owner === ownerName(stat.uid) || owner === String(stat.uid);
      }
      case '-true':
        return () => true;
      case '-false':
        return () => false;
      default:
        return this.#readTimeTest(word);
    }
  }

  #readTimeTest(word: string): Test | null {
    const [, letter, unit] = /^-([amc])(time|min)$/.exec(word) ?? [];
    const field = ({ a: 'accessed', m: 'modified', c: 'changed' } as const)[letter as 'a' | 'm' | 'c'];
    if (unit !== undefined) {
      const number = compareTo(this.#value(word));
      const step = SECONDS[unit as keyof typeof SECONDS];
      return ({ stat }) => number(Math.floor((Date.now() / 1000 - stat[field]) / step));
    }
    if (word !== '-newer') {
      return null;
    }
    const path = this.#call.session.resolve(this.#value(word));
    return async ({ stat }) => stat.modified > ((await this.#call.system.files.stat(path))?.modified ?? Number.POSITIVE_INFINITY);
  }

  #readAction(word: string): Test | null {
    switch (word) {
      case '-maxdepth':
        this.#maxDepth = Number(this.#value(word));
        return () => true;
      case '-mindepth':
        this.#minDepth = Number(this.#value(word));
        return () => true;
      case '-depth':
        this.#order = 'after';
        return () => true;
      case '-xdev':
      case '-mount':
        return () => true;
      case '-prune':
        return (entry) => this.#pruned.add(entry.path) !== undefined;
    }
    this.#hasAction = true;
    switch (word) {
      case '-print':
        return async (entry) => await this.#print(entry, '\n');
      case '-print0':
        return async (entry) => await this.#print(entry, '\0');
      case '-printf': {
        const format = this.#value(word);
        return async (entry) => {
          await this.#call.print(formatEntry(format, entry));
          return true;
        };
      }
      case '-delete':
        this.#order = 'after';
        return async ({ path, stat }) => {
          const kind = stat.kind === 'directory' ? 'empty-directory' : 'file';
          await this.#call.system.files.remove(this.#call.session.resolve(path), kind);
          return true;
        };
      case '-exec':
      case '-execdir':
      case '-ok':
        return this.#readCommand();
      case '-quit':
        return () => {
          throw new UsageError('-quit is not supported on this handset');
        };
      default:
        return null;
    }
  }

  /** `-exec COMMAND {} ;` runs for each file, `-exec COMMAND {} +` once for all. */
  #readCommand(): Test {
    const end = this.#words.findIndex((word) => word === ';' || word === '+');
    if (end < 0) {
      throw new UsageError("-exec needs ';'");
    }
    const words = this.#words.splice(0, end + 1);
    const { io, session } = this.#call;
    if (words.pop() === '+') {
      const paths: string[] = [];
      this.#finish.push(async () => {
        if (paths.length > 0) {
          await session.runWords([...words.filter((word) => word !== '{}'), ...paths], io);
        }
      });
      return ({ path }) => paths.push(path) > 0;
    }
    return async ({ path }) =>
      (await session.runWords(
        words.map((word) => word.replaceAll('{}', path)),
        io,
      )) === EXIT_CODES.ok;
  }

  #glob(word: string, subject: (entry: TreeEntry) => string): Test {
    const pattern = this.#value(word);
    const isFolded = word.startsWith('-i');
    const fold = (text: string) => (isFolded ? text.toLowerCase() : text);
    return (entry) => matchesPattern(fold(subject(entry)), fold(pattern));
  }

  #size(text: string): Test {
    const [, sign = '', number = '', unit = ''] = /^([-+]?)(\d+)([bckKMG]?)$/.exec(text) ?? [];
    if (number === '') {
      throw new UsageError(`bad -size '${text}'`);
    }
    const compare = compareTo(`${sign}${number}`);
    return ({ stat }) => compare(Math.ceil(stat.size / (SIZE_UNITS[unit] ?? 1)));
  }

  async #isEmpty({ path, stat }: TreeEntry): Promise<boolean> {
    if (stat.kind === 'directory') {
      return (await this.#call.system.files.list(this.#call.session.resolve(path))).length === 0;
    }
    return stat.kind === 'file' && stat.size === 0;
  }

  async #print({ path }: TreeEntry, end: string): Promise<boolean> {
    await this.#call.print(`${path}${end}`);
    return true;
  }

  #value(word: string): string {
    const value = this.#words.shift();
    if (value === undefined) {
      throw new UsageError(`'${word}' needs 1 arg`);
    }
    return value;
  }
}

/** `+5` is more than 5, `-5` is less, `5` is equal. */
function compareTo(text: string): (value: number) => boolean {
  const limit = Number(text.replace(/^[-+]/, ''));
  if (!Number.isFinite(limit)) {
    throw new UsageError(`bad number '${text}'`);
  }
  if (text.startsWith('+')) {
    return (value) => value > limit;
  }
  return text.startsWith('-') ? (value) => value < limit : (value) => value === limit;
}

function formatEntry(format: string, { path, stat }: TreeEntry): string {
  const letters: Readonly<Record<string, string>> = {
    f: posix.basename(path),
    g: ownerName(stat.gid),
    h: posix.dirname(path),
    i: String(stat.inode),
    m: (stat.mode & 0o7777).toString(8),
    M: rightsOf(stat),
    p: path,
    P: path,
    s: String(stat.size),
    u: ownerName(stat.uid),
    y: { file: 'f', directory: 'd', link: 'l' }[stat.kind],
    '%': '%',
  };
  return format
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
    .replace(/%([A-Za-z%])/g, (whole, letter: string) => letters[letter] ?? whole);
}
