import type { FileStat } from '../files/file-stat.ts';

/** A reply of `sync:` (AOSP file_sync_protocol.h): an id of four letters, then little-endian numbers. */
export function encodeRecord(id: string, ...words: readonly number[]): Buffer {
  const record = Buffer.alloc(4 + words.length * 4);
  record.write(id, 'latin1');
  for (const [index, word] of words.entries()) {
    record.writeUInt32LE(word >>> 0, 4 + index * 4);
  }
  return record;
}

export function encodeText(id: 'FAIL', text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([encodeRecord(id, bytes.length), bytes]);
}

/** Version 1: mode, size, time. Zeros stand for a path that does not exist. */
export function encodeStat1(id: 'STAT', stat: FileStat | null): Buffer {
  return encodeRecord(id, stat?.mode ?? 0, clamp32(stat?.size ?? 0), clamp32(stat?.modified ?? 0));
}

/** Version 2, 72 bytes: error, device, inode, mode, links, owner, then size and times in 64 bits. */
export function encodeStat2(id: 'STA2' | 'LST2' | 'DNT2', stat: FileStat | null, errno: number): Buffer {
  const record = Buffer.alloc(72);
  record.write(id, 'latin1');
  record.writeUInt32LE(errno, 4);
  if (stat === null) {
    return record;
  }
  record.writeBigUInt64LE(BigInt(stat.device), 8);
  record.writeBigUInt64LE(BigInt(stat.inode), 16);
  record.writeUInt32LE(stat.mode, 24);
  record.writeUInt32LE(stat.links, 28);
  record.writeUInt32LE(stat.uid, 32);
  record.writeUInt32LE(stat.gid, 36);
  record.writeBigUInt64LE(BigInt(stat.size), 40);
  record.writeBigInt64LE(BigInt(stat.accessed), 48);
  record.writeBigInt64LE(BigInt(stat.modified), 56);
  record.writeBigInt64LE(BigInt(stat.changed), 64);
  return record;
}

/** An entry of a folder: the stat of the version, then length and name. */
export function encodeEntry(version: 1 | 2, name: string, stat: FileStat): Buffer {
  const bytes = Buffer.from(name);
  if (version === 1) {
    const words = [stat.mode, clamp32(stat.size), clamp32(stat.modified), bytes.length];
    return Buffer.concat([encodeRecord('DENT', ...words), bytes]);
  }
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([encodeStat2('DNT2', stat, 0), length, bytes]);
}

/** The record that ends a list has the size of an entry. */
export function encodeListEnd(version: 1 | 2): Buffer {
  const record = Buffer.alloc(version === 1 ? 20 : 76);
  record.write('DONE', 'latin1');
  return record;
}

function clamp32(value: number): number {
  return Math.min(value, 0xffff_ffff);
}
