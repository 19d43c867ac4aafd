import { expect, test } from 'vitest';
import { requireNamed } from './adapter-names.ts';
import { readAdapterTable } from './adapter-table.ts';
import { readClassFile } from './class-file.ts';
import { classBytes } from './test-support/class-bytes.ts';

const CLASSES = new Map(
  [
    { name: 'a/OneTap', parent: 'a/Base', methods: ['<init>', 'prefetch'] },
    { name: 'a/Base', methods: ['forget'] },
    { name: 'a/Callback', methods: ['onDone', 'onEnd(ILa/Result;)V'] },
    { name: 'a/Result', methods: ['getCode()Ljava/lang/String;', 'lambda$make$0'] },
  ].flatMap((shape) => {
    const read = readClassFile(classBytes(shape));
    return read === null ? [] : [[read.name, read] as const];
  }),
);

const PLATFORM = new Set(['android.webkit.ValueCallback']);

function check(text: string): void {
  requireNamed(readAdapterTable(text, 'adapter.yaml'), { classes: CLASSES, platform: PLATFORM }, 'adapter.yaml');
}

const METHODS =
  'methods: { getPhoneInfo: { method: prefetch, arguments: [listener] }, delScrip: { class: a.OneTap, method: forget } }\n';
const INSTANCE = 'instance: { class: a.OneTap }\n';
const LISTENERS = 'listeners: { a.Callback: { onDone: { resultCode: "{0}" } } }\n';

test('a table whose names are the SDK’s is taken', () => {
  expect(() => check(INSTANCE + METHODS + LISTENERS)).not.toThrow();
});

test.each([['android.webkit.ValueCallback'], ['java.util.function.Consumer']])('a listener may be %s', (name) => {
  expect(() => check(INSTANCE + METHODS + LISTENERS.replace('a.Callback', name))).not.toThrow();
});

const ENDED = (text: string): string => `listeners: { a.Callback: { onEnd: { resultCode: "${text}" } } }\n`;

test.each([['{1.code}'], ['{0}'], ['{1}']])('a place of a listener may be %s', (text) => {
  expect(() => check(INSTANCE + METHODS + ENDED(text))).not.toThrow();
});

test('a member that the class of an argument has not is named', () => {
  expect(() => check(INSTANCE + METHODS + ENDED('{1.kode}'))).toThrow(
    /\{1\.kode\} of a\.Callback\.onEnd: a\.Result has no member kode\n {2}cure: it has: getCode$/m,
  );
});

test('classes and methods at any depth are looked for', () => {
  const rows = (builder: string, step: string): string =>
    `${INSTANCE}objects: { client: { class: a.Base, then: [{ method: ${step} }] } }\nmethods: { loginAuth: { target: { object: client }, ` +
    `method: forget, arguments: [{ class: ${builder}, arguments: [{ text: x }] }, { on: { invoke: { token: "{0}" } } }] } }\n`;
  expect(() => check(rows('a.OneTap', 'forget'))).not.toThrow();
  expect(() => check(rows('a.Missing', 'forget'))).toThrow(/the class a\.Missing is in none/);
  expect(() => check(rows('a.OneTap', 'build'))).toThrow(/no class of the SDK has a method build/);
});

test.each([
  [
    'a class of Android',
    INSTANCE + METHODS + LISTENERS.replace('a.Callback', 'android.webkit.Nothing'),
    /android\.webkit\.Nothing is in none/,
  ],
  ['a class', INSTANCE.replace('OneTap', 'OneTop') + METHODS + LISTENERS, /the class a\.OneTop is in none of the files/],
  [
    'a method',
    INSTANCE + METHODS.replace('prefetch', 'preFetch') + LISTENERS,
    /no class of the SDK has a method preFetch\n {2}cure: a\.OneTap has: prefetch/,
  ],
  ['a method of a class', INSTANCE + METHODS.replace('forget', 'forgot') + LISTENERS, /a\.OneTap has no method forgot/],
  [
    'a listener’s method',
    INSTANCE + METHODS + LISTENERS.replace('onDone', 'onStop'),
    /the listener a\.Callback has no method onStop\n {2}cure: it has: onDone/,
  ],
])('%s that the SDK does not have is refused', (_, text, message) => {
  expect(() => check(text)).toThrow(message);
});
