import { UsageError } from '../options.ts';

/** An entry of a tar archive. */
export interface TarEntry {
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'link' | 'hard-link';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Names of owner and group; a number where the archive has none. */
  readonly owner: string;
  readonly group: string;
  readonly modified: number;
  /** Of a link. */
  readonly target: string;
  readonly data: Buffer;
}

const BLOCK = 512;
const TYPES = { file: '0', 'hard-link': '1', link: '2', directory: '5' } as const satisfies Record<TarEntry['kind'], string>;
/** GNU's records for names that are longer than their field. */
const LONG = { name: 'L', target: 'K' } as const;
const LONG_NAME = '././@LongLink';

/** The records of an entry: header and data, before them those of long names. */
export function encodeEntry(entry: TarEntry): Buffer {
  const path = entry.kind === 'directory' && !entry.path.endsWith('/') ? `${entry.path}/` : entry.path;
  return Buffer.concat([
    ...longRecords(LONG.name, path),
    ...longRecords(LONG.target, entry.target),
    headerOf({ ...entry, path }, TYPES[entry.kind]),
    padded(entry.data),
  ]);
}

/** Two empty blocks. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

function longRecords(type: string, text: string): readonly Buffer[] {
  const data = Buffer.from(`${text}\0`);
  if (data.length <= 101) {
    return [];
  }
  const zero = { mode: 0, uid: 0, gid: 0, owner: '', group: '', modified: 0, target: '', kind: 'file' } as const;
  return [headerOf({ ...zero, path: LONG_NAME, data }, type), padded(data)];
}

function headerOf(entry: TarEntry, type: string): Buffer {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, width: number) =>
    header.write(
      `${Math.floor(value)
        .toString(8)
        .padStart(width - 1, '0')}\0`,
      at,
      'latin1',
    );
  Buffer.from(entry.path).copy(header, 0, 0, 100);
  octal(entry.mode & 0o7777, 100, 8);
  octal(entry.uid, 108, 8);
  octal(entry.gid, 116, 8);
  octal(entry.data.length, 124, 12);
  octal(entry.modified, 136, 12);
  header.write(type, 156, 'latin1');
  Buffer.from(entry.target).copy(header, 157, 0, 100);
  header.write('ustar  \0', 257, 'latin1');
  Buffer.from(entry.owner).copy(header, 265, 0, 31);
  Buffer.from(entry.group).copy(header, 297, 0, 31);
  header.write('        ', 148, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

function padded(data: Buffer): Buffer {
  return Buffer.concat([data, Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK)]);
}

/** Reads an archive. Throws UsageError where it is none. */
export function decodeArchive(archive: Buffer): readonly TarEntry[] {
  const entries: TarEntry[] = [];
  let long: { path?: string; target?: string } = {};
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0; ) {
    const header = archive.subarray(at, at + BLOCK);
    requireSum(header);
    const size = octalOf(header, 124, 12);
    const data = archive.subarray(at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    const type = header.toString('latin1', 156, 157);
    if (data.length < size) {
      throw new UsageError('short read');
    }
    if (type === LONG.name) {
      long = { ...long, path: textOf(data) };
    } else if (type === LONG.target) {
      long = { ...long, target: textOf(data) };
    } else if (type === 'x') {
      long = { ...long, ...paxOf(data) };
    } else if (type !== 'g') {
      entries.push(entryOf(header, type, { data, long }));
      long = {};
    }
  }
  return entries;
}

function entryOf(
  header: Buffer,
  type: string,
  { data, long }: { readonly data: Buffer; readonly long: { readonly path?: string; readonly target?: string } },
): TarEntry {
  const isPosix = header.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isPosix ? textOf(header.subarray(345, 500)) : '';
  const name = textOf(header.subarray(0, 100));
  const path = long.path ?? (prefix === '' ? name : `${prefix}/${name}`);
  const kind = (Object.keys(TYPES) as TarEntry['kind'][]).find((each) => TYPES[each] === type) ?? 'file';
  return {
    path,
    kind: path.endsWith('/') ? 'directory' : kind,
    mode: octalOf(header, 100, 8),
    uid: octalOf(header, 108, 8),
    gid: octalOf(header, 116, 8),
    owner: textOf(header.subarray(265, 297)) || String(octalOf(header, 108, 8)),
    group: textOf(header.subarray(297, 329)) || String(octalOf(header, 116, 8)),
    modified: octalOf(header, 136, 12),
    target: long.target ?? textOf(header.subarray(157, 257)),
    data: kind === 'file' ? data : Buffer.alloc(0),
  };
}

function requireSum(header: Buffer): void {
  const blank = Buffer.from(header);
  blank.write('        ', 148, 'latin1');
  if (blank.reduce((total, byte) => total + byte, 0) !== octalOf(header, 148, 8)) {
    throw new UsageError('bad header');
  }
}

function octalOf(header: Buffer, at: number, width: number): number {
  return Number.parseInt(header.toString('latin1', at, at + width).replace(/[\0 ]/g, ''), 8) || 0;
}

function textOf(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
}

/** `LENGTH KEY=VALUE\n` of POSIX 2001. */
function paxOf(data: Buffer): { readonly path?: string; readonly target?: string } {
  const found: { path?: string; target?: string } = {};
  for (let at = 0; at < data.length; ) {
    const length = Number.parseInt(data.toString('latin1', at, at + 20), 10);
    if (!(length > 0)) {
      break;
    }
    const [, key, value] = /^\d+ ([^=]+)=([\s\S]*)\n$/.exec(data.toString('utf8', at, at + length)) ?? [];
    at += length;
    if (key === 'path' && value !== undefined) {
      found.path = value;
    } else if (key === 'linkpath' && value !== undefined) {
      found.target = value;
    }
  }
  return found;
}
