import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive that is written. */
export interface ZipFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** Stored files begin at a multiple of this; null: the file is compressed. */
  readonly alignment: 4 | 4096 | null;
}

/** 1980-01-01 in MS-DOS form: the same files give the same bytes. */
const DOS_DATE = 0x0021;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const LOCAL_BYTES = 30;

/** Writes an archive (APPNOTE.TXT §4.3), aligned as Android wants it: what zip and zipalign would do. */
export function writeZip(files: readonly ZipFile[]): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const isStored = file.alignment !== null;
    const data = isStored ? file.bytes : deflateRawSync(file.bytes, { level: 9 });
    const name = Buffer.from(file.name);
    const padding = paddingAt(offset + LOCAL_BYTES + name.length, file.alignment);
    const fields = fieldsOf(file, data.length, name.length);
    const local = Buffer.concat([signature(0x04034b50), fields, uint16(padding), name, Buffer.alloc(padding), data]);
    central.push(centralHeader(fields, offset, name));
    parts.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const count = uint16(files.length);
  const sizes = Buffer.concat([uint32(directory.length), uint32(offset)]);
  const end = Buffer.concat([signature(0x06054b50), uint16(0), uint16(0), count, count, sizes, uint16(0)]);
  return Buffer.concat([...parts, directory, end]);
}

/** Version to the name's length: what both headers have in common. */
function fieldsOf({ bytes, alignment }: ZipFile, packedSize: number, nameLength: number): Buffer {
  const method = uint16(alignment === null ? 8 : 0);
  const time = Buffer.concat([uint16(0), uint16(DOS_DATE)]);
  const sizes = Buffer.concat([uint32(crc32(bytes)), uint32(packedSize), uint32(bytes.length)]);
  return Buffer.concat([uint16(VERSION), uint16(UTF8_NAMES), method, time, sizes, uint16(nameLength)]);
}

function centralHeader(fields: Buffer, offset: number, name: Buffer): Buffer {
  const rest = Buffer.concat([uint16(0), uint16(0), uint16(0), uint16(0), uint32(0), uint32(offset)]);
  return Buffer.concat([signature(0x02014b50), uint16(VERSION), fields, rest, name]);
}

function paddingAt(start: number, alignment: ZipFile['alignment']): number {
  return alignment === null ? 0 : (alignment - (start % alignment)) % alignment;
}

function signature(value: number): Buffer {
  return uint32(value);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
