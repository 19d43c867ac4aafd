import { expect, test } from 'vitest';
import { readStringPool } from '../../../handset/src/packages/string-pool.ts';
import { appendStrings, numbers, writeStringPool } from './chunk-strings.ts';
import { joinTables, packageIds } from './resource-table.ts';

/** A chunk: type, size of its header after the first eight bytes, and its content. */
function chunk(type: number, header: Buffer, content: readonly Buffer[]): Buffer {
  const size = 8 + header.length + content.reduce((sum, { length }) => sum + length, 0);
  const head = Buffer.alloc(8);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(8 + header.length, 2);
  head.writeUInt32LE(size, 4);
  return Buffer.concat([head, header, ...content]);
}

/** Res_value. */
function value(type: number, data: number): Buffer {
  return Buffer.concat([Buffer.from([8, 0, 0, type]), numbers([data])]);
}

function entry(flags: number, rest: readonly Buffer[]): Buffer {
  const size = flags === 0 ? 8 : 16;
  return Buffer.concat([Buffer.from([size, 0, flags, 0]), numbers([0]), ...rest]);
}

/** A table of one package with one type: a text, a number, and a style of a text and a number. */
function table(id: number, strings: readonly string[]): Buffer {
  const entries = [
    entry(0, [value(3, 1)]),
    entry(0, [value(0x10, 1)]),
    entry(1, [numbers([0, 2]), numbers([7]), value(3, 0), numbers([8]), value(0x10, 0)]),
  ];
  const header = Buffer.concat([Buffer.from([1, 0, 0, 0]), numbers([3, 32]), numbers([4, 0, 0])]);
  const type = chunk(0x0201, header, [Buffer.alloc(0), ...entries]);
  return chunk(2, numbers([1]), [
    writeStringPool(strings),
    chunk(0x0200, Buffer.concat([numbers([id]), Buffer.alloc(276)]), [type]),
  ]);
}

/** The numbers of texts, and other values, in the order in which they stand. */
function valuesOf(bytes: Buffer, strings: readonly string[]): readonly unknown[] {
  const values: unknown[] = [];
  for (let at = 0; at + 8 <= bytes.length; at += 4) {
    if (bytes.readUInt16LE(at) === 8 && bytes.readUInt8(at + 2) === 0 && [3, 0x10].includes(bytes.readUInt8(at + 3))) {
      const data = bytes.readUInt32LE(at + 4);
      values.push(bytes.readUInt8(at + 3) === 3 ? strings[data] : data);
    }
  }
  return values;
}

test('two tables become one: both keep their packages, and each value its text', () => {
  const [app, probe] = [table(0x7f, ['a', 'b', 'c']), table(0x7e, ['res/x.xml', 'z'])];
  const joined = joinTables(app, probe, new Map([['res/x.xml', 'res/probe/x.xml']]));
  expect(joined.readUInt32LE(4)).toBe(joined.length);
  expect(packageIds(joined)).toEqual([0x7f, 0x7e]);
  const pool = joined.subarray(12);
  const strings = readStringPool(pool);
  expect(strings).toEqual(['a', 'b', 'c', 'res/probe/x.xml', 'z']);
  expect(valuesOf(joined.subarray(12 + pool.readUInt32LE(4)), strings)).toEqual(['b', 1, 'a', 0, 'z', 1, 'res/probe/x.xml', 0]);
});

test('strings of both encodings and of every length are appended', () => {
  const long = '中文'.repeat(100);
  const utf16 = writeStringPool(['first']);
  expect(readStringPool(appendStrings(utf16, [long, '']))).toEqual(['first', long, '']);
  const utf8 = appendStrings(writeStringPool([]), []);
  utf8.writeUInt32LE(0x101, 16);
  const appended = appendStrings(utf8, [long, 'é', 'x'.repeat(300)]);
  expect(appended.readUInt32LE(16)).toBe(0x100);
  expect(readStringPool(appended)).toEqual([long, 'é', 'x'.repeat(300)]);
});

test('a table that is cut off is refused', () => {
  const app = table(0x7f, ['a', 'b']);
  expect(() => packageIds(app.subarray(0, app.length - 8))).toThrow(RangeError);
});
