import { describe, expect, test } from 'vitest';
import { type ClassFile, nameOnly } from '../class-file.ts';
import { checkAppApi } from './app-api.ts';

const HELPER = 'com.cmic.gen.sdk.auth.GenAuthnHelper';
const METHODS = ['getInstance', 'getPhoneInfo', 'loginAuth', 'mobileAuth', 'getNetworkType'];

function check(classes: Readonly<Record<string, readonly string[]>>, hasAdapter = false): readonly string[] {
  const files = Object.entries(classes).map(([name, methods]): [string, ClassFile] => [
    name,
    {
      ...nameOnly(name),
      methods,
      members: methods.map((method) => ({ name: method, descriptor: '()V', access: 1 })),
    },
  ]);
  return checkAppApi({ place: 'app.apk', classes: new Map(files), hasAdapter });
}

test('methods that are gone are noted', () => {
  expect(check({ [HELPER]: METHODS })).toEqual([
    expect.stringMatching(
      /^com\.cmic\.gen\.sdk\.auth\.GenAuthnHelper has no delScrip, setOverTime, setPageInListener, quitAuthActivity/,
    ),
  ]);
});

test('an adapter takes whatever there is', () => {
  expect(check({ 'a.a': ['a'] }, true)).toEqual([]);
});

describe('what nothing can call is refused with advice', () => {
  test.each([
    [
      'renamed classes',
      { 'a.a': ['a'] },
      /no class of the documented API .* nor any of com\.cmic\n {2}cure: .*-keep class com\.cmic/,
    ],
    [
      'classes that were renamed in their package',
      { 'com.cmic.gen.sdk.auth.a': ['a'] },
      /of com\.cmic there are com\.cmic\.gen\.sdk\.auth\.a\n/,
    ],
    [
      'renamed methods',
      { [HELPER]: ['<init>', 'a', 'b'] },
      /renamed or removed by the app's shrinker: it has a, b\n {2}cure: -keep .*--adapter table\.yaml/,
    ],
    ['a probe', { 'app.quhao.probe.ProbeActivity': [] }, /this is a probe already\n {2}cure: .*--probe FILE/],
  ])('%s', (_, classes, message) => {
    expect(() => check(classes)).toThrow(message);
  });
});
