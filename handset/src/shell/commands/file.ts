import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { requireWords, toyboxOptions } from './toybox-options.ts';

const HEAD_BYTES = 4096;
const PNG_COLOURS = ['grayscale', '', 'color RGB', 'indexed color', 'grayscale with alpha', '', 'color RGBA'] as const;

/** A kind of file by its first bytes (toybox file.c). */
interface Kind {
  readonly starts: (head: Buffer) => boolean;
  readonly text: (head: Buffer) => string;
}

function magic(text: string, at = 0): Kind['starts'] {
  return (head) => head.toString('latin1', at, at + text.length) === text;
}

const KINDS: readonly Kind[] = [
  { starts: magic('\x7fELF'), text: (head) => `ELF ${head[5] === 2 ? 'MSB' : 'LSB'}, ${head[4] === 2 ? '64-bit' : '32-bit'}` },
  { starts: magic('\x89PNG\r\n\x1a\n'), text: pngText },
  { starts: magic('\xff\xd8\xff'), text: () => 'JPEG image data' },
  {
    starts: magic('GIF8'),
    text: (head) => `GIF image data, version ${head.toString('latin1', 3, 6)}, ${head.readUInt16LE(6)} x ${head.readUInt16LE(8)}`,
  },
  { starts: magic('dex\n'), text: (head) => `Android dex file, version ${head.toString('latin1', 4, 7)}` },
  {
    starts: magic('\xca\xfe\xba\xbe'),
    text: (head) => `Java class file, version ${head.readUInt16BE(6)}.${head.readUInt16BE(4)}`,
  },
  {
    starts: magic('PK\x03\x04'),
    text: (head) => `Zip archive data, requires at least v${Math.floor((head[4] ?? 0) / 10)}.${(head[4] ?? 0) % 10} to extract`,
  },
  { starts: magic('\x1f\x8b'), text: () => 'gzip compressed data' },
  { starts: magic('BZh'), text: () => 'bzip2 compressed data' },
  { starts: magic('\xfd7zXZ'), text: () => 'xz compressed data' },
  { starts: magic('\x28\xb5\x2f\xfd'), text: () => 'zstd compressed data' },
  { starts: magic('ustar', 257), text: (head) => `POSIX tar archive${magic('  \0', 262)(head) ? ' (GNU)' : ''}` },
  { starts: magic('%PDF-'), text: () => 'PDF document' },
  { starts: magic('SQLite format 3\0'), text: () => 'SQLite 3 database' },
  { starts: magic('#!'), text: (head) => `${head.toString('utf8').slice(2).trimStart().split(/\s/)[0]} script` },
];

/** `file [-bhL] FILE…` */
export const file: CommandRow = {
  name: 'file',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'bhLs' });
    requireWords(call, options.rest, 1);
    const width = Math.max(...options.rest.map((path) => path.length));
    for (const path of options.rest) {
      const text =
        path === '-' ? kindOf(Buffer.from((await call.io.stdin.read()) ?? [])) : await describe(call, path, options.has('L'));
      const name = options.has('b') ? '' : `${path}: ${' '.repeat(width - path.length)}`;
      await call.print(`${name}${text ?? 'cannot open: No such file or directory'}\n`);
    }
    return EXIT_CODES.ok;
  },
};

async function describe({ system: { files }, session }: Call, path: string, follows: boolean): Promise<string | null> {
  const full = session.resolve(path);
  const stat = await files.stat(full, follows ? 'follow' : 'keep');
  if (stat === null) {
    return null;
  }
  if (stat.kind === 'directory') {
    return 'directory';
  }
  if (stat.kind === 'link') {
    return `symbolic link to ${await files.readLink(full)}`;
  }
  const pieces = files.read(full);
  const first = await pieces.next();
  await pieces.return(undefined);
  return kindOf(first.done === true ? Buffer.alloc(0) : first.value.subarray(0, HEAD_BYTES));
}

function kindOf(head: Buffer): string {
  if (head.length === 0) {
    return 'empty';
  }
  return KINDS.find(({ starts }) => starts(head))?.text(head) ?? textKindOf(head);
}

function pngText(head: Buffer): string {
  const colour = PNG_COLOURS[head[25] ?? 1] || 'unknown';
  return `PNG image data, ${head.readUInt32BE(16)} x ${head.readUInt32BE(20)}, ${head[24]}-bit/${colour}, ${head[28] === 0 ? 'non-' : ''}interlaced`;
}

function textKindOf(head: Buffer): string {
  const text = head.toString('utf8');
  // The last letter of a piece may be cut.
  const isText =
    !text.slice(0, -1).includes('\ufffd') && [...head].every((byte) => byte >= 0x20 || [7, 8, 9, 10, 12, 13, 27].includes(byte));
  if (!isText) {
    return 'data';
  }
  return head.every((byte) => byte < 0x80) ? 'ASCII text' : 'UTF-8 text';
}
