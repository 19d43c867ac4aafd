import { describe, expect, test } from 'vitest';
import { BuildError } from './build-error.ts';
import { mergeManifests } from './manifest-merge.ts';

const NAMESPACES = 'xmlns:android="http://schemas.android.com/apk/res/android" xmlns:tools="http://schemas.android.com/tools"';

function manifest(body: string, name = 'com.example.sdk'): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<manifest ${NAMESPACES} package="${name}">\n${body}\n</manifest>`;
}

const PROBE = {
  place: 'the probe',
  text: manifest(
    '<uses-permission android:name="android.permission.INTERNET" />\n<application android:allowBackup="false"></application>',
    'app.quhao.probe',
  ),
};

function merge(libraries: readonly string[], own: string | null = null, placeholders: Record<string, string> = {}) {
  return mergeManifests({
    probe: PROBE,
    own: own === null ? null : { place: 'own.xml', text: manifest(own) },
    libraries: libraries.map((text, index) => ({ place: `lib${index}.aar!/AndroidManifest.xml`, text: manifest(text) })),
    placeholders: new Map([['applicationId', 'app.quhao.probe'], ...Object.entries(placeholders)]),
  });
}

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(BuildError);
    return (error as BuildError).message;
  }
  throw new Error('nothing was thrown');
}

const ACTIVITY = '<application><activity android:name=".Login" android:exported="false" /></application>';

describe('what a library adds', () => {
  test('an activity comes with its whole name', () => {
    expect(merge([ACTIVITY]).xml).toContain('android:name="com.example.sdk.Login"');
  });

  test.each([
    ['a permission', '<uses-permission android:name="android.permission.READ_SMS" />', 'android.permission.READ_SMS'],
    [
      'a provider whose authority has a placeholder',
      `<application><provider android:name=".P" android:authorities="\${applicationId}.p" /></application>`,
      'android:authorities="app.quhao.probe.p"',
    ],
    [
      'meta-data',
      '<application><meta-data android:name="k" android:value="v" /></application>',
      '<meta-data android:name="k" android:value="v"/>',
    ],
    ['a query', '<queries><package android:name="com.bank" /></queries>', '<package android:name="com.bank"/>'],
    ['an attribute of the application', '<application android:name="App" />', 'android:name="com.example.sdk.App"'],
    [
      'an intent filter',
      '<application><receiver android:name="a.R"><intent-filter /></receiver></application>',
      '<intent-filter/>',
    ],
  ])('%s', (_, body, wanted) => {
    expect(merge([body]).xml).toContain(wanted);
  });

  test('a permission of two libraries is there once', () => {
    const body = '<uses-permission android:name="android.permission.INTERNET" />';
    expect(merge([body, body]).xml.split('android.permission.INTERNET')).toHaveLength(2);
  });

  test('the highest minSdkVersion is told and stays out of the manifest', () => {
    const { xml, minSdk } = merge(['<uses-sdk android:minSdkVersion="21" />', '<uses-sdk android:minSdkVersion="28" />']);
    expect([minSdk, xml.includes('uses-sdk')]).toEqual([28, false]);
  });

  test('no attribute of tools is left', () => {
    const body = '<application tools:ignore="X"><activity android:name="a.B" tools:targetApi="31" /></application>';
    expect(merge([body]).xml).not.toContain('tools');
  });
});

describe('conflicts', () => {
  const other = '<application><activity android:name="com.example.sdk.Login" android:exported="true" /></application>';

  test('two libraries that disagree are named with file and line, and the cure is a manifest', () => {
    expect(messageOf(() => merge([ACTIVITY, other]))).toBe(
      [
        'lib1.aar!/AndroidManifest.xml:3 ("true"): <activity> com.example.sdk.Login android:exported is otherwise in lib0.aar!/AndroidManifest.xml:3 ("false")',
        '  cure: --manifest FILE with <activity android:name="com.example.sdk.Login" android:exported="…" tools:replace="android:exported" />',
      ].join('\n'),
    );
  });

  test('the manifest of the cure settles it', () => {
    const own =
      '<application><activity android:name="com.example.sdk.Login" android:exported="false" tools:replace="android:exported" /></application>';
    expect(merge([ACTIVITY, other], own).xml).toMatch(/Login" android:exported="false"/);
  });

  test("the probe's own attributes stay, and the user is told", () => {
    const { xml, notes } = merge(['<application android:allowBackup="true" />']);
    expect(xml).toContain('allowBackup="false"');
    expect(notes).toEqual([
      'lib0.aar!/AndroidManifest.xml:3: android:allowBackup="true" of <application> was left out, the probe has "false"',
    ]);
  });

  test("the user's manifest changes the probe's attributes", () => {
    expect(merge([], '<application android:allowBackup="true" />').xml).toContain('allowBackup="true"');
  });

  test.each([
    ['remove', '<uses-permission android:name="android.permission.READ_SMS" tools:node="remove" />'],
    ['removeAll', '<uses-permission android:name="android.permission.READ_SMS" tools:node="removeAll" />'],
  ])('tools:node="%s" keeps what a library wants out', (_, own) => {
    expect(merge(['<uses-permission android:name="android.permission.READ_SMS" />'], own).xml).not.toContain('READ_SMS');
  });

  test('tools:node="replace" takes nothing of the library', () => {
    const own = '<application><activity android:name="com.example.sdk.Login" tools:node="replace" /></application>';
    expect(merge([ACTIVITY], own).xml).toContain('<activity android:name="com.example.sdk.Login"/>');
  });

  test('tools:remove keeps an attribute out', () => {
    const own = '<application><activity android:name="com.example.sdk.Login" tools:remove="android:exported" /></application>';
    expect(merge([ACTIVITY], own).xml).not.toContain('exported');
  });
});

describe('manifests that cannot be read', () => {
  test('a placeholder without a value is named with file, line and flag', () => {
    const message = messageOf(() =>
      merge([`<application>\n<meta-data android:name="k" android:value="\${channel}" />\n</application>`]),
    );
    expect(message).toBe(
      `lib0.aar!/AndroidManifest.xml:4: the placeholder \${channel} has no value\n  cure: give it one: --placeholder channel=VALUE`,
    );
  });

  test('a placeholder that was given is filled', () => {
    const body = `<application><meta-data android:name="k" android:value="\${channel}" /></application>`;
    expect(merge([body], null, { channel: 'test' }).xml).toContain('android:value="test"');
  });

  test.each([
    ['broken XML', '<manifest'],
    ['a binary manifest', '\u0003\u0000\u0008\u0000'],
    ['another root', '<resources />'],
  ])('%s is refused with its file', (_, text) => {
    const parts = {
      probe: PROBE,
      own: null,
      libraries: [{ place: 'my.aar!/AndroidManifest.xml', text }],
      placeholders: new Map(),
    };
    expect(messageOf(() => mergeManifests(parts))).toMatch(/^my\.aar!\/AndroidManifest\.xml: .+\n {2}cure: correct the XML/);
  });
});

test('a removeAll without a name removes all that the libraries have of its kind, and nothing of the probe', () => {
  const sms = '<uses-permission android:name="android.permission.READ_SMS" />';
  const camera = '<uses-permission android:name="android.permission.CAMERA" />';
  const { xml } = merge([sms, camera], '<uses-permission tools:node="removeAll" />');
  expect(xml).not.toMatch(/READ_SMS|CAMERA|removeAll/);
  expect(xml).toContain('android.permission.INTERNET');
});

describe('what an older SDK takes as said', () => {
  const filtered = (more: string): string =>
    `<application><activity android:name=".Login"${more}><intent-filter><action android:name="x" /></intent-filter></activity></application>`;

  test('a component with an intent filter is exported, as before Android 12, and a note says so', () => {
    const { xml, notes } = merge([filtered('')]);
    expect(xml).toMatch(/com\.example\.sdk\.Login" android:exported="true"/);
    expect(notes).toEqual([
      expect.stringMatching(/^lib0\.aar!\/AndroidManifest\.xml:3: <activity> com\.example\.sdk\.Login has an intent filter/),
    ]);
  });

  test.each([filtered(' android:exported="false"'), ACTIVITY])('one that says it itself, or has no filter, stays', (text) => {
    expect(merge([text]).notes).toEqual([]);
    expect(merge([text]).xml).toContain('android:exported="false"');
  });

  test('a permission up to some level of Android takes nothing from who has it at all levels', () => {
    const limited = '<uses-permission android:name="android.permission.INTERNET" android:maxSdkVersion="22" />';
    const read = (more: string): string => `<uses-permission android:name="p.READ"${more} />`;
    expect(merge([limited]).xml).not.toContain('maxSdkVersion');
    expect(merge([read(' android:maxSdkVersion="22"')]).xml).toContain('maxSdkVersion="22"');
    expect(merge([read(' android:maxSdkVersion="22"'), read('')]).xml).not.toContain('maxSdkVersion');
  });
});
