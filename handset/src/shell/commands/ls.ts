import { posix } from 'node:path';
import { FileError } from '../../files/file-error.ts';
import type { FileStat } from '../../files/file-stat.ts';
import type { Call, CommandRow } from '../command.ts';
import { formatDate } from '../time-format.ts';
import { forEachPath } from './each-path.ts';
import { humanSize } from './human-size.ts';
import { ownerName, rightsOf } from './stat-text.ts';
import { type ToyboxOptions, toyboxOptions } from './toybox-options.ts';

const BLOCK = 512;

/** `ls [-1ACFHLRSZacdfghiklmnopqrstuwx] [PATH…]`. Output is never a terminal's, so it has one name a line. */
export const ls: CommandRow = {
  name: 'ls',
  async run(call) {
    const options = toyboxOptions(call, {
      flags: '1ACFHLNRSUXZabcdfghiklmnopqrstuxgQ',
      values: 'wTI',
      long: { color: 'K', 'show-control-chars': 'N', full: 'l' },
    });
    const paths = options.rest.length > 0 ? options.rest : ['.'];
    const { files, folders, code } = await sortPaths(call, paths, options);
    await call.print(await linesOf(call, files, options));
    for (const [place, folder] of folders.entries()) {
      const hasHeading = paths.length > 1 || options.has('R');
      await listFolder(call, folder, { options, heading: headingOf(folder, place + files.length, hasHeading) });
    }
    return code;
  },
};

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly stat: FileStat;
}

interface Sorted {
  readonly files: readonly Entry[];
  readonly folders: readonly string[];
  readonly code: number;
}

async function sortPaths(call: Call, paths: readonly string[], options: ToyboxOptions): Promise<Sorted> {
  const files: Entry[] = [];
  const folders: string[] = [];
  const code = await forEachPath(call, paths, async (path) => {
    const full = call.session.resolve(path);
    const keepsLink = (isLong(options) || options.has('d') || options.has('F')) && !options.has('L') && !options.has('H');
    const stat = await call.system.files.stat(full, keepsLink && !path.endsWith('/') ? 'keep' : 'follow');
    if (stat === null) {
      throw new FileError('ENOENT');
    }
    if (stat.kind === 'directory' && !options.has('d')) {
      folders.push(path);
    } else {
      files.push({ name: path, path: full, stat });
    }
  });
  return { files: order(files, options), folders, code };
}

function headingOf(folder: string, place: number, isShown: boolean): string {
  return isShown ? `${place > 0 ? '\n' : ''}${folder}:\n` : '';
}

interface Listing {
  readonly options: ToyboxOptions;
  readonly heading: string;
}

async function listFolder(call: Call, folder: string, { options, heading }: Listing): Promise<void> {
  const { files } = call.system;
  const full = call.session.resolve(folder);
  const entries: Entry[] = [];
  const hidden = (name: string) => name.startsWith('.') && !options.has('a') && !options.has('A') && !options.has('f');
  const names = (await files.list(full)).filter((name) => !hidden(name));
  for (const name of options.has('a') || options.has('f') ? ['.', '..', ...names] : names) {
    const path = posix.join(full, name);
    const isSelf = name === '.' || name === '..';
    const stat = await files.stat(isSelf ? `${full}/${name}` : path, options.has('L') || isSelf ? 'follow' : 'keep');
    if (stat !== null) {
      entries.push({ name, path, stat });
    }
  }
  const sorted = order(entries, options);
  const blocks = sorted.reduce((sum, { stat }) => sum + blocksOf(stat), 0);
  const total = isLong(options) || options.has('s') ? `total ${Math.ceil(blocks / 2)}\n` : '';
  await call.print(`${heading}${total}${await linesOf(call, sorted, options)}`);
  if (options.has('R')) {
    for (const { name, stat } of sorted) {
      if (stat.kind === 'directory' && name !== '.' && name !== '..') {
        const below = posix.join(folder === '.' ? './' : folder, name);
        const path = folder === '.' ? `./${below}` : below;
        await listFolder(call, path, { options, heading: `\n${path}:\n` });
      }
    }
  }
}

function order(entries: readonly Entry[], options: ToyboxOptions): readonly Entry[] {
  if (options.has('f') || options.has('U')) {
    return entries;
  }
  const compare = (left: Entry, right: Entry) => {
    const bySize = options.has('S') ? right.stat.size - left.stat.size : 0;
    const byTime = options.has('t') ? right.stat[timeField(options)] - left.stat[timeField(options)] : 0;
    return bySize || byTime || Buffer.compare(Buffer.from(left.name), Buffer.from(right.name));
  };
  const sorted = [...entries].sort(compare);
  return options.has('r') ? sorted.reverse() : sorted;
}

function timeField(options: ToyboxOptions): 'modified' | 'accessed' | 'changed' {
  if (options.has('u')) {
    return 'accessed';
  }
  return options.has('c') ? 'changed' : 'modified';
}

function isLong(options: ToyboxOptions): boolean {
  return ['l', 'n', 'g', 'o'].some((letter) => options.has(letter));
}

async function linesOf(call: Call, entries: readonly Entry[], options: ToyboxOptions): Promise<string> {
  const rows: string[][] = [];
  for (const entry of entries) {
    rows.push(await cellsOf(call, entry, options));
  }
  if (options.has('m')) {
    return rows.length === 0 ? '' : `${rows.map((row) => row.join(' ')).join(', ')}\n`;
  }
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number, row: readonly string[]) =>
    column === row.length - 1 || TEXT_CELL.test(cell)
      ? cell.padEnd(column === row.length - 1 ? 0 : (widths[column] ?? 0))
      : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => `${row.map((cell, column) => pad(cell, column, row)).join(' ')}\n`).join('');
}

/** Cells that are aligned to the left: owners and labels. */
const TEXT_CELL = /^[a-z]/;

async function cellsOf(call: Call, { name, path, stat }: Entry, options: ToyboxOptions): Promise<string[]> {
  const cells: string[] = [];
  if (options.has('i')) {
    cells.push(String(stat.inode));
  }
  if (options.has('s')) {
    cells.push(String(Math.ceil(blocksOf(stat) / 2)));
  }
  if (isLong(options)) {
    const isNumeric = options.has('n');
    cells.push(rightsOf(stat), String(stat.links));
    cells.push(...(options.has('g') ? [] : [isNumeric ? String(stat.uid) : ownerName(stat.uid)]));
    cells.push(...(options.has('o') ? [] : [isNumeric ? String(stat.gid) : ownerName(stat.gid)]));
    cells.push(options.has('h') ? humanSize(stat.size) : String(stat.size));
    cells.push(formatDate(new Date(stat[timeField(options)] * 1000), '%Y-%m-%d %H:%M'));
  }
  if (options.has('Z')) {
    cells.push('u:object_r:shell_data_file:s0');
  }
  const target = isLong(options) && stat.kind === 'link' ? ` -> ${await call.system.files.readLink(path)}` : '';
  cells.push(`${name}${markOf(stat, options)}${target}`);
  return cells;
}

function markOf(stat: FileStat, options: ToyboxOptions): string {
  if (stat.kind === 'directory' && (options.has('F') || options.has('p'))) {
    return '/';
  }
  if (!options.has('F')) {
    return '';
  }
  if (stat.kind === 'link') {
    return isLong(options) ? '' : '@';
  }
  return (stat.mode & 0o111) === 0 ? '' : '*';
}

/** Blocks of 512 bytes. */
function blocksOf(stat: FileStat): number {
  return stat.kind === 'link' ? 0 : Math.ceil(stat.size / 4096) * (4096 / BLOCK);
}
