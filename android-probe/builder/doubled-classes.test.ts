import { expect, test } from 'vitest';
import { openZip } from '../../handset/src/packages/zip-archive.ts';
import { dropDoubledClasses } from './doubled-classes.ts';
import type { SdkPart } from './sdk-file.ts';
import { classBytes } from './test-support/class-bytes.ts';
import { writeZip } from './zip-writer.ts';

function part(name: string, classes: readonly string[]): SdkPart {
  const files = [...classes.map((one) => ({ name: `${one}.class`, bytes: classBytes({ name: one }) }))];
  const bytes = writeZip(
    [...files, { name: `${name}.txt`, bytes: Buffer.from('1') }].map((file) => ({ ...file, alignment: null })),
  );
  return { name, jars: [{ name, bytes }], manifest: null, resources: null, assets: [], native: [] };
}

function entriesOf({ jars }: SdkPart): readonly string[] {
  return jars.flatMap(({ bytes }) => [...openZip(bytes).entries.keys()]);
}

test('of a class in two jars the first stays, and a note says so', () => {
  const given = [part('a.aar', ['a/A', 'a/B']), part('b.aar', ['a/B', 'a/A', 'b/C']), part('c.aar', ['b/C'])];
  const { parts, notes } = dropDoubledClasses(given);
  expect(parts.map(entriesOf)).toEqual([['a/A.class', 'a/B.class', 'a.aar.txt'], ['b/C.class', 'b.aar.txt'], ['c.aar.txt']]);
  expect(notes).toEqual([
    'b.aar: the class a.B (and 1 more) was left out, since a.aar has it',
    'c.aar: the class b.C was left out, since b.aar has it',
  ]);
});

test('jars without doubled classes stay as they are', () => {
  const given = [part('a.aar', ['a/A']), part('b.aar', ['a/B'])];
  expect(dropDoubledClasses(given)).toEqual({ parts: given, notes: [] });
});
