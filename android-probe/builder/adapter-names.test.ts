import { expect, test } from 'vitest';
import { requireNamed } from './adapter-names.ts';
import { readAdapterTable } from './adapter-table.ts';
import { readClassFile } from './class-file.ts';
import { classBytes } from './test-support/class-bytes.ts';

const CLASSES = new Map(
  [
    {
      name: 'a/OneTap',
      parent: 'a/Base',
      methods: [
        ...['<init>', 'prefetch(La/Callback;)V', 'private hidden', 'init(Ljava/lang/Object;)V'],
        ...['open(Landroid/app/Activity;La/Callback;)V', 'openBar(Landroidx/app/BarActivity;)V'],
      ],
    },
    { name: 'a/Base', methods: ['static forget', '<init>', 'static begin([Ljava/lang/String;I)V', 'begin(Ljava/util/List;Z)V'] },
    { name: 'a/Callback', methods: ['onDone(Ljava/lang/String;)V', 'onEnd(ILa/Result;)V'] },
    { name: 'a/Result', methods: ['getCode()Ljava/lang/String;', 'lambda$make$0'] },
  ].flatMap((shape) => {
    const read = readClassFile(classBytes(shape));
    return read === null ? [] : [[read.name, read] as const];
  }),
);

const PLATFORM = new Set(['android.webkit.ValueCallback']);

function check(text: string): void {
  const { table, placeOf } = readAdapterTable(text, 'adapter.yaml');
  requireNamed(table, { classes: CLASSES, platform: PLATFORM }, placeOf);
}

const METHODS =
  'methods: { getPhoneInfo: { method: prefetch, arguments: [listener] }, delScrip: { class: a.OneTap, method: forget } }\n';
const INSTANCE = 'instance: { class: a.OneTap }\n';
const LISTENERS = 'listeners: { a.Callback: { onDone: { resultCode: "{0}" } } }\n';

test('a table whose names are the SDK’s is taken', () => {
  expect(() => check(INSTANCE + METHODS + LISTENERS)).not.toThrow();
});

test.each([['android.webkit.ValueCallback'], ['java.util.function.Consumer']])('a listener may be %s', (name) => {
  const listeners = `${LISTENERS.trim().slice(0, -1)}, ${name}: { accept: { resultCode: "{0}" } } }\n`;
  expect(() => check(INSTANCE + METHODS + listeners)).not.toThrow();
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

test('an activity is given where one is taken, and nowhere else', () => {
  const login = (row: string): string => `${INSTANCE}${LISTENERS}methods: { loginAuth: ${row} }\n`;
  expect(() => check(login('{ method: open, arguments: [activity, listener] }'))).not.toThrow();
  expect(() => check(login('{ method: open, arguments: [context, listener] }'))).toThrow(/open/);
  expect(() => check(login('{ method: openBar, arguments: [activity] }'))).toThrow(/openBar/);
  expect(() => check(`instance: { class: a.OneTap, arguments: [activity] }\n${METHODS}${LISTENERS}`)).toThrow(
    /no word "activity"/,
  );
});

test('classes and methods at any depth are looked for', () => {
  const rows = (builder: string, step: string): string =>
    `${INSTANCE}objects: { client: { class: a.Base, then: [{ method: ${step} }] } }\nmethods: { loginAuth: { target: { object: client }, ` +
    `method: forget, arguments: [] }, mobileAuth: { class: a.Base, method: begin, arguments: [[{ class: ${builder} }], 1] } }\n`;
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

const ROW = (row: string): string => `${INSTANCE}methods:\n  loginAuth: ${row}\n${LISTENERS}`;

test.each([
  ['too few arguments', '{ method: prefetch }', /no prefetch takes \(\)\n {2}cure: there is: prefetch\(Callback\)$/m],
  ['a number for a listener', '{ method: prefetch, arguments: [1] }', /takes \(1\)/],
  ['a listener that the table does not describe', '{ method: init, arguments: [listener] }', /takes \(listener\)/],
  [
    'a text for a list',
    '{ class: a.Base, method: begin, arguments: [appId, true] }',
    /takes \(appId, true\)\n.*begin\(String\[\], int\), begin\(List, boolean\)/,
  ],
  [
    'a method that needs an object',
    '{ class: a.Base, method: begin, arguments: [[appId], true] }',
    /a\.Base\.begin is not static/,
  ],
  ['a private method', '{ method: hidden }', /hidden is not public/],
  [
    'a constructor with more arguments',
    '{ target: { class: a.OneTap, arguments: [context] }, method: prefetch, arguments: [listener] }',
    /no constructor of a\.OneTap takes \(context\)\n {2}cure: there is: OneTap\(\)/,
  ],
  [
    'a field',
    '{ target: { class: a.OneTap, field: INSTANCE }, method: prefetch, arguments: [listener] }',
    /a\.OneTap has no field INSTANCE/,
  ],
])('%s that the SDK does not take is refused with its line', (_, row, message) => {
  expect(() => check(ROW(row))).toThrow(message);
  expect(() => check(ROW(row))).toThrow(/^adapter\.yaml:[13]: /);
});

test.each([
  ['an array', '{ class: a.Base, method: begin, arguments: [[appId, { text: x }], 1] }'],
  [
    'an object for an object',
    '{ method: init, arguments: [{ class: java.util.HashMap, then: [{ method: put, arguments: [{ text: a }, appId] }] }] }',
  ],
  ['a list for an object', '{ method: init, arguments: [[1, true]] }'],
])('%s is taken', (_, row) => {
  expect(() => check(ROW(row))).not.toThrow();
});

test('a place behind the last argument of a listener is refused', () => {
  expect(() => check(INSTANCE + METHODS + ENDED('{2}'))).toThrow(
    /\{2\} of a\.Callback\.onEnd: the method has 2 arguments\n {2}cure: its places are \{0\} to \{1\}$/m,
  );
});

test.each([
  [
    'a method that is right elsewhere',
    'methods:\n  loginAuth: { method: prefetch, arguments: [listener] }\n  mobileAuth:\n    method: prefetch\n    arguments: [1]\n',
    4,
  ],
  [
    'an argument inside an argument',
    'methods:\n  loginAuth:\n    method: init\n    arguments:\n      - class: a.OneTap\n        then:\n          - { method: prefetch }\n',
    7,
  ],
  [
    'a setup',
    'setup:\n  - { class: a.Base, method: forget }\n  - { class: a.Base, method: begin }\nmethods: { loginAuth: { method: prefetch, arguments: [listener] } }\n',
    3,
  ],
  [
    'an object',
    'objects:\n  one: { class: a.OneTap }\n  two: { class: a.OneTap, arguments: [1] }\nmethods: { loginAuth: { method: prefetch, arguments: [listener] } }\n',
    3,
  ],
])('%s has the line of its own', (_, rows, line) => {
  expect(() => check(`${rows}${INSTANCE}${LISTENERS}`)).toThrow(new RegExp(`^adapter\\.yaml:${line}: `));
});
