import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { classesNamedIn, partsOf } from './adapter-parts.ts';
import { readAdapterTable } from './adapter-table.ts';
import { THEME_METHODS } from './theme-methods.ts';

const EXAMPLE = new URL('../../docs/examples/onetap-java/adapter.yaml', import.meta.url);

test('the example of the documentation is a table', async () => {
  const { table } = readAdapterTable(await readFile(EXAMPLE, 'utf8'), 'adapter.yaml');
  expect(Object.keys(table.methods)).toHaveLength(8);
  expect([...classesNamedIn(table).keys()]).toEqual([
    'com.example.onetap.OneTap',
    'com.example.onetap.OneTapCallback',
    'com.example.onetap.PageCallback',
  ]);
});

test.each(['any-sdk.md', 'zh/any-sdk.md'])('the theme in docs/%s is one', async (name) => {
  const page = await readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
  const theme = /```yaml\n(theme:\n[^`]+)```/.exec(page)?.[1] ?? '';
  const rest = 'methods: { setAuthThemeConfig: { class: a.B, method: look, arguments: [theme] } }\n';
  expect(Object.keys(readAdapterTable(theme + rest, 'adapter.yaml').table.theme?.setters ?? {})).toHaveLength(2);
});

test('the methods of a theme are those of the reference SDK’s builder', async () => {
  const source = await readFile(new URL('../sdk/java/com/cmic/gen/sdk/view/GenAuthThemeConfig.java', import.meta.url), 'utf8');
  const built = [...source.matchAll(/ Builder (set\w+)\(/g)].map(([, name]) => name);
  expect([...new Set(built)].toSorted()).toEqual([...THEME_METHODS].toSorted());
});

const INSTANCE = 'instance: { class: a.B, method: get, arguments: [context] }\n';

describe('a table that cannot be used is refused with its line', () => {
  test.each([
    ['broken YAML', 'methods: { getPhoneInfo: {', /^adapter\.yaml:\d+: /],
    [
      'an unknown key',
      `${INSTANCE}methods: { delScrip: { method: forget } }\nmethod: {}\n`,
      /^adapter\.yaml:3: there is no key "method"; did you mean "methods"\?/,
    ],
    [
      'an unknown call',
      `${INSTANCE}methods:\n  prefetch: { method: x }\n`,
      /^adapter\.yaml:3: methods: there is no key "prefetch"; known here: getPhoneInfo, /,
    ],
    [
      'an unknown word',
      `${INSTANCE}methods:\n  delScrip:\n    method: x\n    arguments: [appid]\n`,
      /^adapter\.yaml:5: methods\.delScrip\.arguments\[0\]: there is no word "appid"; did you mean "appId"\?/,
    ],
    [
      'a class without a package',
      'instance: { class: OneTap }\nmethods: { delScrip: { method: x } }\n',
      /^adapter\.yaml:1: .*with its package/,
    ],
    ['no methods', `${INSTANCE}methods: {}\n`, /at least one of the documented calls/],
    [
      'a listener that is not described',
      `${INSTANCE}methods: { getPhoneInfo: { method: x, arguments: [listener] } }\n`,
      /listeners: a method takes/,
    ],
    [
      'an object that the table has not',
      'methods: { delScrip: { target: { object: client }, method: x } }\n',
      /objects: there is no "client"/,
    ],
    [
      'a suspend function without a result',
      `${INSTANCE}methods: { mobileAuth: { method: x, arguments: [suspend] } }\n`,
      /methods\.mobileAuth: a suspend function gives its result back/,
    ],
    [
      'a listener that is taken and not described',
      `${INSTANCE}methods: { mobileAuth: { method: x, arguments: [{ listener: a.C }] } }\n`,
      /listeners: a\.C is taken, and not described/,
    ],
    [
      'a theme that is taken and not described',
      `${INSTANCE}methods: { setAuthThemeConfig: { method: x, arguments: [theme] } }\n`,
      /theme: setAuthThemeConfig takes a theme/,
    ],
    [
      'a theme that nothing takes',
      `${INSTANCE}methods: { delScrip: { method: x } }\ntheme: { builder: { class: a.B$Builder }, setters: {} }\n`,
      /theme: no row of `methods` takes it/,
    ],
    [
      'a theme method that the guide has not',
      `${INSTANCE}methods: { setAuthThemeConfig: { method: x, arguments: [theme] } }\ntheme:\n  builder: { class: a.B$C }\n  setters: { setNumberSise: size }\n`,
      /^adapter\.yaml:5: theme\.setters: there is no key "setNumberSise"; did you mean "setNumberSize"\?/,
    ],
    [
      'a misspelt key whose right one is wanted',
      `${INSTANCE}methods: { setAuthThemeConfig: { method: x, arguments: [theme] } }\ntheme: { builder: { class: a.B$C }, setter: {} }\n`,
      /theme: there is no key "setter"; did you mean "setters"\?/,
    ],
    [
      'an alias of nothing',
      `${INSTANCE}methods: { delScrip: *call }\n`,
      /^adapter\.yaml:2: \*call stands for a part that no &call names/,
    ],
    ['two documents', `${INSTANCE}methods: { delScrip: { method: x } }\n---\na: b\n`, /^adapter\.yaml:3: a second YAML document/],
    ['an empty file', '', /^adapter\.yaml:1: must be a map of keys, and is nothing/],
    ['no key `methods`', INSTANCE, /^adapter\.yaml:1: methods: is missing/],
    [
      'a misspelt key inside an argument',
      `${INSTANCE}methods:\n  delScrip:\n    method: x\n    arguments:\n      - { class: a.C, than: [] }\n`,
      /^adapter\.yaml:6: methods\.delScrip\.arguments\[0\]: there is no key "than"; did you mean "then"\?/,
    ],
    [
      'a list for a text',
      `${INSTANCE}methods: { mobileAuth: { method: x, result: { resultCode: [a] } } }\n`,
      /methods\.mobileAuth\.result\.resultCode: must be a text/,
    ],
    [
      'nothing for a text',
      `${INSTANCE}methods: { mobileAuth: { method: x, result: { resultCode: } } }\n`,
      /methods\.mobileAuth\.result\.resultCode: must be a text/,
    ],
    [
      'a code that is none of the guide',
      `${INSTANCE}methods: { delScrip: { method: x } }\ncodes: { OK: "10300" }\n`,
      /^adapter\.yaml:3: codes\.OK: must be a code of the guide/,
    ],
    [
      'a misspelt resultCode',
      `${INSTANCE}methods: { mobileAuth: { method: x, result: { resultcode: "{0}" } } }\n`,
      /methods\.mobileAuth\.result: a result has a resultCode, and none is described; did you mean it by "resultcode"\?/,
    ],
    [
      'a listener without a resultCode',
      `${INSTANCE}methods: { mobileAuth: { method: x, arguments: [{ on: { done: { token: "{0}" } } }] } }\n`,
      /a result has a resultCode, and none is described/,
    ],
    [
      'a brace that is no place',
      `${INSTANCE}methods: { mobileAuth: { method: x, result: { resultCode: "{code}" } } }\n`,
      /methods\.mobileAuth\.result\.resultCode: "\{code\}" has a brace that is no place/,
    ],
    [
      'objects that are made of each other',
      `${INSTANCE}objects:\n  one: { class: a.C, arguments: [{ object: two }] }\n  two: { class: a.C, then: [{ method: x, arguments: [{ object: one }] }] }\nmethods: { delScrip: { method: x } }\n`,
      /^adapter\.yaml:3: objects\.one is made of itself: one → two → one/,
    ],
    [
      'a returned value of another call',
      `${INSTANCE}methods: { mobileAuth: { method: x, returns: { a: "{0}" } } }\n`,
      /methods\.mobileAuth: `returns` is for getNetworkType/,
    ],
    ['methods of no object', 'methods: { delScrip: { method: x } }\n', /instance: a row names no class/],
  ])('%s', (_, text, message) => {
    expect(() => readAdapterTable(text, 'adapter.yaml')).toThrow(message);
    expect(() => readAdapterTable(text, 'adapter.yaml')).toThrow(/\n {2}cure: docs\/any-sdk\.md/);
  });
});

test('a theme names the class that collects it, and its setters are looked for', () => {
  const text = `${INSTANCE}methods: { setAuthThemeConfig: { method: setUi, arguments: [theme] } }
theme:
  builder: { class: a.Ui$Builder }
  setters:
    setNavTextColor: navColour
    setLogBtnText: { method: label, arguments: ['{0}', true] }
  build: make
`;
  const { table } = readAdapterTable(text, 'adapter.yaml');
  expect([...classesNamedIn(table).keys()]).toContain('a.Ui$Builder');
  const ofTheme = partsOf(table).calls.filter(({ owner }) => owner === 'a.Ui$Builder');
  expect(ofTheme.map(({ method }) => method)).toEqual(['<init>', 'navColour', 'label', 'make']);
});
