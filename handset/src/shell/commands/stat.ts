import { FileError } from '../../files/file-error.ts';
import type { FileStat } from '../../files/file-stat.ts';
import type { CommandRow } from '../command.ts';
import { formatDate } from '../time-format.ts';
import { forEachPath } from './each-path.ts';
import { ownerName, rightsOf } from './stat-text.ts';
import { requireWords, toyboxOptions } from './toybox-options.ts';

const KINDS = { file: 'regular file', directory: 'directory', link: 'symbolic link' } as const;
const ZERO_KIND = 'regular empty file';
const BLOCK = 512;

interface Subject {
  readonly path: string;
  readonly stat: FileStat;
  readonly target: string | null;
}

const LETTERS: Readonly<Record<string, (subject: Subject) => string>> = {
  a: ({ stat }) => (stat.mode & 0o7777).toString(8),
  A: ({ stat }) => rightsOf(stat),
  b: ({ stat }) => String(Math.ceil(stat.size / BLOCK)),
  B: () => String(BLOCK),
  d: ({ stat }) => String(stat.device),
  D: ({ stat }) => stat.device.toString(16),
  f: ({ stat }) => stat.mode.toString(16),
  F: ({ stat }) => (stat.kind === 'file' && stat.size === 0 ? ZERO_KIND : KINDS[stat.kind]),
  g: ({ stat }) => String(stat.gid),
  G: ({ stat }) => ownerName(stat.gid),
  h: ({ stat }) => String(stat.links),
  i: ({ stat }) => String(stat.inode),
  m: () => '/',
  n: ({ path }) => path,
  N: ({ path, target }) => (target === null ? `'${path}'` : `'${path}' -> '${target}'`),
  o: () => '4096',
  s: ({ stat }) => String(stat.size),
  u: ({ stat }) => String(stat.uid),
  U: ({ stat }) => ownerName(stat.uid),
  x: ({ stat }) => longDate(stat.accessed),
  X: ({ stat }) => String(stat.accessed),
  y: ({ stat }) => longDate(stat.modified),
  Y: ({ stat }) => String(stat.modified),
  z: ({ stat }) => longDate(stat.changed),
  Z: ({ stat }) => String(stat.changed),
  '%': () => '%',
};

const DEFAULT_FORMAT = `  File: %N
  Size: %s\t Blocks: %b\t IO Blocks: %B\t%F
Device: %Dh/%dd\t Inode: %i\t Links: %h
Access: (0%a/%A)\tUid: (%5u/%8U)\tGid: (%5g/%8G)
Access: %x
Modify: %y
Change: %z`;
const TERSE_FORMAT = '%n %s %b %f %u %g %D %i %h 0 0 %X %Y %Z %o';

/** `stat [-Lt] [-c FORMAT] FILE…`. */
export const stat: CommandRow = {
  name: 'stat',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'Lft', values: 'c', long: { format: 'c' } });
    requireWords(call, options.rest, 1);
    const format = options.value('c') ?? (options.has('t') ? TERSE_FORMAT : DEFAULT_FORMAT);
    return await forEachPath(call, options.rest, async (path) => {
      const full = call.session.resolve(path);
      const found = await call.system.files.stat(full, options.has('L') ? 'follow' : 'keep');
      if (found === null) {
        throw new FileError('ENOENT');
      }
      const target = found.kind === 'link' ? await call.system.files.readLink(full) : null;
      await call.print(`${fill(format, { path, stat: found, target })}\n`);
    });
  },
};

function fill(format: string, subject: Subject): string {
  return format.replace(/%(-?)(\d*)([A-Za-z%])/g, (whole, left: string, ...[width, letter]: readonly string[]) => {
    const text = LETTERS[letter ?? '']?.(subject);
    if (text === undefined) {
      return whole;
    }
    return left === '-' ? text.padEnd(Number(width)) : text.padStart(Number(width));
  });
}

function longDate(seconds: number): string {
  return formatDate(new Date(seconds * 1000), '%Y-%m-%d %H:%M:%S.000000000 %z');
}
