import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseBinaryXml, type XmlElement } from '../../handset/src/packages/binary-xml.ts';
import { readApk } from '../../handset/src/packages/read-apk.ts';
import { openZip, readEntry } from '../../handset/src/packages/zip-archive.ts';
import { buildProbe } from './build-probe.ts';
import { readDexClasses } from './embed/dex-file.ts';
import { buildOptions } from './test-support/build-options.ts';
import { classBytes } from './test-support/class-bytes.ts';
import { writeZip } from './zip-writer.ts';

// AARs of odd but legal shape, all in one build: needs the tools of scripts/build-probe, and no handset.

const NAMESPACES = 'xmlns:android="http://schemas.android.com/apk/res/android" xmlns:tools="http://schemas.android.com/tools"';
type Files = Readonly<Record<string, string | Buffer>>;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-odd-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function zip(files: Files): Buffer {
  return writeZip(Object.entries(files).map(([name, content]) => ({ name, bytes: Buffer.from(content), alignment: null })));
}

/** A jar of classes with slashes in their names, and of other files. */
function jar(classes: readonly string[], more: Files = {}): Buffer {
  return zip({ ...Object.fromEntries(classes.map((name) => [`${name}.class`, classBytes({ name })])), ...more });
}

function manifest(name: string, body = ''): string {
  return `<manifest ${NAMESPACES} package="${name}">${body}</manifest>`;
}

/** What javac of a newer JDK writes. */
function ofJava21(name: string): Buffer {
  const bytes = classBytes({ name });
  bytes.writeUInt16BE(65, 6);
  return bytes;
}

const FILTER = '<intent-filter><action android:name="com.acme.GO" /></intent-filter>';

const AARS: Readonly<Record<string, Files>> = {
  'sdk.aar': {
    'AndroidManifest.xml': manifest('com.acme.sdk', '<uses-sdk android:minSdkVersion="28" android:targetSdkVersion="30" />'),
    'classes.jar': jar(['com/cmic/gen/sdk/auth/GenAuthnHelper']),
    'libs/first.jar': jar(['com/acme/first/A'], { 'META-INF/services/com.acme.Spi': 'com.acme.first.A\n' }),
    'libs/second.jar': jar(['com/acme/second/B'], { 'META-INF/services/com.acme.Spi': 'com.acme.second.B\n' }),
    'lint.jar': jar(['com/acme/lint/Registry']),
    'api.jar': jar(['com/cmic/gen/sdk/auth/GenAuthnHelper']),
    'proguard.txt': '-keep class **',
    'annotations.zip': 'no archive',
  },
  'components.aar': {
    'AndroidManifest.xml': manifest(
      'com.acme.components',
      `<queries><package android:name="com.acme.wallet" /><intent><action android:name="android.intent.action.VIEW" /></intent></queries>
      <uses-permission android:name="android.permission.INTERNET" android:maxSdkVersion="22" />
      <application android:name=".App" android:allowBackup="true" android:networkSecurityConfig="@xml/acme" android:theme="@style/Acme">
        <provider android:name=".Init" android:authorities="\${applicationId}.acme-init" android:exported="false" />
        <activity android:name=".Page" android:exported="false" tools:ignore="All" />
        <activity-alias android:name=".Alias" android:targetActivity=".Page" android:exported="false" />
        <receiver android:name=".Receiver">${FILTER}</receiver>
      </application>`,
    ),
    'classes.jar': jar(['App', 'Init', 'Page', 'Receiver'].map((name) => `com/acme/components/${name}`)),
    'res/xml/acme.xml': '<network-security-config><base-config cleartextTrafficPermitted="true" /></network-security-config>',
    'res/values/styles.xml': '<resources><style name="Acme" parent="@android:style/Theme.Material.Light" /></resources>',
  },
  'with-r.aar': {
    'AndroidManifest.xml': manifest('com.acme.ant'),
    'classes.jar': jar(['com/acme/ant/Page', 'com/acme/ant/R', 'com/acme/ant/R$layout']),
    'res/layout/page.xml': '<LinearLayout xmlns:android="http://schemas.android.com/apk/res/android" />',
    'R.txt': 'int layout page 0x0',
  },
  'same-name.aar': {
    'AndroidManifest.xml': manifest('com.acme.same'),
    'res/layout/page.xml': '<FrameLayout xmlns:android="http://schemas.android.com/apk/res/android" />',
    'res/values/attrs.xml':
      '<resources><attr name="acmeTint" format="color" /><declare-styleable name="Acme"><attr name="acmeTint" /></declare-styleable></resources>',
  },
  'same-attr.aar': {
    'AndroidManifest.xml': manifest('com.acme.attr'),
    'classes.jar': jar([]),
    'res/values/attrs.xml': '<resources><attr name="acmeTint" format="color" /></resources>',
    'res/layout/tinted.xml':
      '<View xmlns:android="http://schemas.android.com/apk/res/android" xmlns:app="http://schemas.android.com/apk/res-auto" app:acmeTint="#fff" />',
  },
  'modern.aar': {
    'AndroidManifest.xml': manifest('com.acme.modern'),
    'classes.jar': zip({
      'com/acme/modern/Fresh.class': ofJava21('com/acme/modern/Fresh'),
      'META-INF/modern.kotlin_module': 'metadata',
      'META-INF/versions/9/module-info.class': 'no class of an app',
      'kotlin/kotlin.kotlin_builtins': 'read at run time',
    }),
    'jni/arm64-v8a/libacme.so': 'code',
    'prefab/modules/acme/libs/android.arm64-v8a/libacme.so': 'code',
    'data-binding/com.acme.modern-br.bin': 'data',
    'META-INF/com/android/build/gradle/aar-metadata.properties': 'aarFormatVersion=1.0',
  },
  'fat.aar': {
    'AndroidManifest.xml': manifest('com.acme.fat'),
    'classes.jar': jar(['com/acme/shaded/okhttp3/OkHttpClient', 'okhttp3/OkHttpClient', 'com/acme/first/A']),
    'assets/acme.json': '{}',
  },
};

/** A folder of resources whose R class nobody's manifest names. */
async function namelessJar(): Promise<string> {
  const path = join(folder, 'nameless.jar');
  const bytes = classBytes({ name: 'com/acme/nameless/Page', refersTo: ['com/acme/nameless/R$layout'] });
  await writeFile(path, zip({ 'com/acme/nameless/Page.class': bytes }));
  return path;
}

function elementsOf({ children }: XmlElement, tag: string): readonly XmlElement[] {
  return children.flatMap((child) => [...(child.name === tag ? [child] : []), ...elementsOf(child, tag)]);
}

test('AARs of odd but legal shape are built into one probe, and what was left out is said', { timeout: 300_000 }, async () => {
  const given: string[] = [];
  for (const [name, files] of Object.entries(AARS)) {
    given.push(join(folder, name));
    await writeFile(join(folder, name), zip(files));
  }
  const options = buildOptions([...given, await namelessJar()], join(folder, 'cache'), { isNativeDropped: true });
  const { apk, notes } = await buildProbe(options);
  const archive = openZip(await readFile(apk));
  const entry = (name: string): Buffer => readEntry(archive, name) ?? Buffer.alloc(0);

  const names = new Set(readDexClasses(entry('classes.dex')).map((one) => one.name));
  const present = ['acme.first.A', 'acme.second.B', 'acme.ant.R$layout', 'acme.nameless.R$layout', 'acme.modern.Fresh'];
  expect(present.filter((name) => !names.has(`com.${name}`))).toEqual([]);
  expect([...names].filter((name) => /lint|module-info|BR$/.test(name))).toEqual([]);
  expect(`${entry('META-INF/services/com.acme.Spi')}`).toBe('com.acme.first.A\ncom.acme.second.B\n');
  const packed = [...archive.entries.keys()];
  expect(packed).toEqual(expect.arrayContaining(['assets/acme.json', 'kotlin/kotlin.kotlin_builtins', 'res/layout/tinted.xml']));
  expect(packed.filter((name) => /\.so$|kotlin_module|proguard|data-binding|aar-metadata/.test(name))).toEqual([]);

  const { manifest: read } = readApk(await readFile(apk), 35);
  expect([read.minSdk, read.targetSdk]).toEqual([28, 34]);
  const xml = parseBinaryXml(entry('AndroidManifest.xml'));
  const [application] = elementsOf(xml, 'application');
  expect(application?.attributes.get('name')).toEqual({ kind: 'text', text: 'com.acme.components.App' });
  expect(elementsOf(xml, 'provider')[0]?.attributes.get('authorities')).toEqual({
    kind: 'text',
    text: 'app.quhao.probe.acme-init',
  });
  expect(elementsOf(xml, 'activity-alias')[0]?.attributes.get('targetActivity')).toMatchObject({
    text: 'com.acme.components.Page',
  });
  expect(elementsOf(xml, 'receiver')[0]?.attributes.get('exported')).toEqual({ kind: 'boolean', is: true });
  expect(elementsOf(xml, 'queries')[0]?.children).toHaveLength(2);
  expect(elementsOf(xml, 'uses-permission').filter(({ attributes }) => attributes.has('maxSdkVersion'))).toEqual([]);

  const said = [
    /^fat\.aar!\/classes\.jar: the class com\.acme\.first\.A was left out, since sdk\.aar!\/libs\/first\.jar has it$/,
    /^with-r\.aar!\/classes\.jar: com\.acme\.ant\.R was made anew/,
    /^same-name\.aar: the resource layout\/page was left out, since with-r\.aar has another one/,
    /android:allowBackup="true" of <application> com\.acme\.components\.App was left out/,
    /android:networkSecurityConfig="@xml\/acme" of <application> com\.acme\.components\.App was left out/,
    /android:theme="@style\/Acme" of <application> com\.acme\.components\.App was left out/,
    /<receiver> com\.acme\.components\.Receiver has an intent filter and no android:exported/,
    /^com\.acme\.nameless\.R was made of the resources given/,
    /^native libraries were left out \(--drop-native\): lib\/arm64-v8a\/libacme\.so$/,
  ];
  expect(notes.filter((note) => !said.some((expected) => expected.test(note)))).toEqual([]);
  expect(said.filter((expected) => !notes.some((note) => expected.test(note)))).toEqual([]);
});
