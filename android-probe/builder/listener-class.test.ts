import { expect, test } from 'vitest';
import type { ClassFile } from './class-file.ts';
import { writeListenerClass } from './listener-class.ts';

const LISTENER: ClassFile = {
  ...{
    name: 'a.Callback',
    superName: 'java.lang.Object',
    interfaces: [],
    references: [],
    fields: [],
    methods: ['<init>', 'onDone'],
  },
  ...{ access: 0x0401, isAbstract: true, isInterface: false, isFinal: false },
  members: [
    { name: '<init>', descriptor: '()V', access: 4 },
    { name: 'onDone', descriptor: '(I)V', access: 1025 },
  ],
};

test.each([
  ['a final class', { ...LISTENER, isFinal: true }],
  [
    'without a constructor',
    { ...LISTENER, members: [{ name: '<init>', descriptor: '(Landroid/content/Context;)V', access: 1 }] },
  ],
  ['without a constructor', { ...LISTENER, members: [{ name: '<init>', descriptor: '()V', access: 2 }] }],
])('a listener that is %s is refused with what to do', (why, listener) => {
  const write = (): unknown => writeListenerClass(listener, ['onDone'], { classes: new Map(), place: 'adapter.yaml' });
  expect(write).toThrow(`adapter.yaml: the listener a.Callback is a`);
  expect(write).toThrow(why);
  expect(write).toThrow('\n  cure: name an interface');
});
