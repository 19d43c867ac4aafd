import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { readAll } from '../text-io.ts';
import { requireWords, toyboxOptions } from './toybox-options.ts';

const TROUBLE = 2;
const CONTEXT = 3;

async function bytesOf(call: Call, path: string): Promise<Buffer> {
  if (path === '-') {
    return await readAll(call.io.stdin);
  }
  if ((await call.system.files.stat(call.session.resolve(path))) === null) {
    throw new UsageError(`${path}: No such file or directory`, TROUBLE);
  }
  const pieces: Buffer[] = [];
  for await (const piece of call.system.files.read(call.session.resolve(path))) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** `cmp [-ls] [-n COUNT] FILE1 [FILE2]`. */
export const cmp: CommandRow = {
  name: 'cmp',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'ls', values: 'n', failure: TROUBLE });
    requireWords(call, options.rest, 1);
    const [first = '', second = '-'] = options.rest;
    const limit = Number(options.value('n') ?? Number.POSITIVE_INFINITY);
    const [left, right] = [await bytesOf(call, first), await bytesOf(call, second)];
    const size = Math.min(left.length, right.length, limit);
    let isDifferent = false;
    for (let place = 0; place < size; place += 1) {
      if (left[place] === right[place]) {
        continue;
      }
      isDifferent = true;
      if (!options.has('l')) {
        const line = left.subarray(0, place).filter((byte) => byte === 0x0a).length + 1;
        await call.print(options.has('s') ? '' : `${first} ${second} differ: char ${place + 1}, line ${line}\n`);
        return EXIT_CODES.failure;
      }
      await call.print(`${place + 1} ${(left[place] ?? 0).toString(8)} ${(right[place] ?? 0).toString(8)}\n`);
    }
    if (left.length !== right.length && Math.max(left.length, right.length) <= limit) {
      await call.printError(options.has('s') ? '' : `cmp: EOF on ${left.length < right.length ? first : second}\n`);
      return EXIT_CODES.failure;
    }
    return isDifferent ? EXIT_CODES.failure : EXIT_CODES.ok;
  },
};

interface Edit {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/** `diff [-qsuwbB] [-U LINES] FILE1 FILE2`, in the unified format as toybox has it. */
export const diff: CommandRow = {
  name: 'diff',
  async run(call) {
    const options = toyboxOptions(call, {
      flags: 'abBdiqrstTuw',
      values: 'LUS',
      long: { brief: 'q', color: 'k' },
      failure: TROUBLE,
    });
    requireWords(call, options.rest, 2);
    const [first = '', second = ''] = options.rest;
    const [left, right] = [linesOf(await bytesOf(call, first)), linesOf(await bytesOf(call, second))];
    const fold = (line: string) => {
      const spaced = options.has('w') ? line.replace(/\s+/g, '') : line;
      const squeezed = options.has('b') ? spaced.replace(/\s+/g, ' ').trimEnd() : spaced;
      return options.has('i') ? squeezed.toLowerCase() : squeezed;
    };
    const edits = editsOf(left, right, fold);
    if (edits.every(({ sign }) => sign === ' ')) {
      await call.print(options.has('s') ? `Files ${first} and ${second} are identical\n` : '');
      return EXIT_CODES.ok;
    }
    await call.print(
      options.has('q')
        ? `Files ${first} and ${second} differ\n`
        : `--- ${first}\n+++ ${second}\n${hunksOf(edits, Number(options.value('U') ?? CONTEXT))}`,
    );
    return EXIT_CODES.failure;
  },
};

function linesOf(bytes: Buffer): readonly string[] {
  return bytes.toString('utf8').replace(/\n$/, '').split('\n');
}

/** The shortest way from one text to the other, by the longest common subsequence. */
function editsOf(left: readonly string[], right: readonly string[], fold: (line: string) => string): readonly Edit[] {
  const [from, to] = [left.map(fold), right.map(fold)];
  const lengths = Array.from({ length: from.length + 1 }, () => new Uint32Array(to.length + 1));
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0;
  for (let row = from.length - 1; row >= 0; row -= 1) {
    for (let column = to.length - 1; column >= 0; column -= 1) {
      const line = lengths[row];
      if (line !== undefined) {
        line[column] =
          from[row] === to[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
      }
    }
  }
  const edits: Edit[] = [];
  for (let row = 0, column = 0; row < from.length || column < to.length; ) {
    if (row < from.length && column < to.length && from[row] === to[column]) {
      edits.push({ sign: ' ', line: left[row] ?? '' });
      row += 1;
      column += 1;
    } else if (row < from.length && (column >= to.length || at(row + 1, column) >= at(row, column + 1))) {
      edits.push({ sign: '-', line: left[row] ?? '' });
      row += 1;
    } else {
      edits.push({ sign: '+', line: right[column] ?? '' });
      column += 1;
    }
  }
  return edits;
}

function hunksOf(edits: readonly Edit[], context: number): string {
  const isNear = (place: number) =>
    edits.slice(Math.max(0, place - context), place + context + 1).some(({ sign }) => sign !== ' ');
  let [row, column, text] = [1, 1, ''];
  for (let place = 0; place < edits.length; ) {
    const start = { row, column };
    const hunk: Edit[] = [];
    while (place < edits.length && isNear(place)) {
      const edit = edits[place];
      if (edit !== undefined) {
        hunk.push(edit);
        row += Number(edit.sign !== '+');
        column += Number(edit.sign !== '-');
      }
      place += 1;
    }
    if (hunk.length > 0) {
      const range = (first: number, size: number) => (size === 1 ? String(first) : `${size === 0 ? first - 1 : first},${size}`);
      text += `@@ -${range(start.row, row - start.row)} +${range(start.column, column - start.column)} @@\n`;
      text += hunk.map(({ sign, line }) => `${sign}${line}\n`).join('');
    } else {
      place += 1;
      row += 1;
      column += 1;
    }
  }
  return text;
}
