import { expect, test } from 'vitest';
import { readClassFile } from './class-file.ts';
import { classBytes } from './test-support/class-bytes.ts';

test('names of a class, its parents and what it refers to are read', () => {
  const bytes = classBytes({
    name: 'a/B$C',
    interfaces: ['a/I'],
    refersTo: ['okhttp3/Call', '[Lokio/Source;', '[I'],
    isAbstract: true,
    methods: ['login', 'prefetch'],
  });
  expect(readClassFile(bytes)).toMatchObject({
    name: 'a.B$C',
    superName: 'java.lang.Object',
    interfaces: ['a.I'],
    isAbstract: true,
    references: ['a.B$C', 'java.lang.Object', 'a.I', 'okhttp3.Call', 'okio.Source'],
    methods: ['login', 'prefetch'],
  });
});

test('other bytes are no class file', () => {
  expect(readClassFile(Buffer.from('PK\u0003\u0004 and more than ten bytes'))).toBeNull();
});
