import { expect, test } from 'vitest';
import type { ClassFile } from '../class-file.ts';
import { readClassFile } from '../class-file.ts';
import { openArchive, requireEntry } from '../sdk-file.ts';
import { writeStubJar } from './stub-jar.ts';

function dexClass(name: string, more: Partial<ClassFile> = {}): ClassFile {
  return {
    ...{ name, superName: 'java.lang.Object', interfaces: [], references: [], methods: [], members: [], fields: [] },
    ...{ isAbstract: false, isInterface: false, isFinal: false, access: 0x0001, ...more },
  };
}

test('a stub has the names, types and parents of a class and its nested ones, and nothing that a compiler made', () => {
  const members = [
    { name: '<init>', descriptor: '()V', access: 0x10001 },
    { name: 'login', descriptor: '(La/B$C;)V', access: 0x0001 },
    { name: 'access$000', descriptor: '()V', access: 0x1008 },
    { name: '<clinit>', descriptor: '()V', access: 0x10008 },
  ];
  const jar = writeStubJar([
    dexClass('a.B', { superName: 'a.P', interfaces: ['a.I'], members }),
    dexClass('a.B$C', { isInterface: true, access: 0x0601 }),
  ]);
  const archive = openArchive(jar, 'stubs.jar');
  const [outer, nested] = ['a/B', 'a/B$C'].map((name) => readClassFile(requireEntry(archive, `${name}.class`, 'stubs.jar')));
  expect(outer).toMatchObject({ name: 'a.B', superName: 'a.P', interfaces: ['a.I'], methods: ['<init>', 'login'] });
  expect(outer?.members.map(({ access }) => access)).toEqual([0x0001, 0x0001]);
  expect(outer?.references).toContain('a.B$C');
  expect(nested).toMatchObject({ name: 'a.B$C', isInterface: true, isAbstract: true });
});
