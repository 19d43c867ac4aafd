import { expect, test } from 'vitest';
import { readClassFile } from './class-file.ts';
import { classEntries } from './class-index.ts';
import { dropResourceClasses, namelessPackages } from './resource-classes.ts';
import { openArchive, type SdkPart } from './sdk-file.ts';
import { classBytes } from './test-support/class-bytes.ts';
import { writeZip } from './zip-writer.ts';

interface Shape {
  readonly classes: readonly string[];
  readonly packageName?: string;
  readonly resources?: string;
}

function part(name: string, { classes, packageName, resources = '/res' }: Shape): SdkPart {
  const files = classes.map((one) => ({ name: `${one}.class`, bytes: classBytes({ name: one }), alignment: null }));
  const manifest = packageName === undefined ? null : { place: name, text: `<manifest package="${packageName}" />` };
  return { name, jars: [{ name, bytes: writeZip(files) }], manifest, resources, assets: [], native: [] };
}

function classesLeft({ jars }: SdkPart): readonly string[] {
  return jars.flatMap(({ name, bytes }) => classEntries([...openArchive(bytes, name).entries.keys()]));
}

test('R of a package that a manifest names is left out, since the build makes it, and other classes called R stay', () => {
  const classes = ['a/Sdk', 'a/R', 'a/R$id', 'a/R$styleable', 'a/R$Handler', 'b/R', 'a/b/R$id'];
  const { parts, notes } = dropResourceClasses([part('my.aar', { classes, packageName: 'a' })]);
  expect(parts.map(classesLeft)).toEqual([['a/Sdk.class', 'a/R$Handler.class', 'b/R.class', 'a/b/R$id.class']]);
  expect(notes).toEqual([expect.stringMatching(/^my\.aar: a\.R was made anew/)]);
});

test('a jar without R stays as it is', () => {
  const given = [part('my.aar', { classes: ['a/Sdk'], packageName: 'a' })];
  expect(dropResourceClasses(given)).toEqual({ parts: given, notes: [] });
});

function nameless(refersTo: readonly string[], given: Partial<Shape> & { readonly isWithout?: boolean } = {}) {
  const read = readClassFile(classBytes({ name: 'a/Sdk', refersTo }));
  const own = { ...part('my', { classes: [], ...given }), ...(given.isWithout === true ? { resources: null } : {}) };
  return namelessPackages([{ classes: read === null ? [] : [read] }], { present: new Set(['p.R$id']), parts: [own] });
}

test('R of a package that no manifest names is to be made where resources were given', () => {
  expect(nameless(['a/R$layout', 'a/R$id', 'b/R$Handler', 'android/R$attr', 'p/R$id'])).toEqual(['a']);
  expect(nameless(['a/R$layout'], { packageName: 'a' })).toEqual([]);
  expect(nameless(['a/R$layout'], { isWithout: true })).toEqual([]);
});
