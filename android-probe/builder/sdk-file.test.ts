import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSdkFile } from './sdk-file.ts';
import { classBytes } from './test-support/class-bytes.ts';
import { writeZip } from './zip-writer.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-sdk-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Files = Readonly<Record<string, string | Buffer>>;

function zip(files: Files): Buffer {
  return writeZip(Object.entries(files).map(([name, content]) => ({ name, bytes: Buffer.from(content), alignment: null })));
}

/** The first byte after the first entry's name is another. */
function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const start = 30 + copy.readUInt16LE(26);
  copy.writeUInt8(copy.readUInt8(start) ^ 0xff, start);
  return copy;
}

async function open(name: string, content: Buffer) {
  const path = join(folder, name);
  await writeFile(path, content);
  return openSdkFile(path, join(folder, 'unpacked'));
}

const JAR = zip({ 'a/B.class': classBytes({ name: 'a/B' }) });

describe('an AAR', () => {
  test('is read whole', async () => {
    const part = await open(
      'my.aar',
      zip({
        'classes.jar': JAR,
        'libs/crypto.jar': JAR,
        'AndroidManifest.xml': '<manifest package="a" />',
        'res/layout/page.xml': '<TextView />',
        'assets/key.pem': 'key',
        'jni/arm64-v8a/libx.so': 'code',
        'proguard.txt': '-keep',
        'R.txt': 'int layout page 0x0',
      }),
    );
    expect(part.jars.map(({ name }) => name)).toEqual(['my.aar!/classes.jar', 'my.aar!/libs/crypto.jar']);
    expect(part.manifest).toEqual({ place: 'my.aar!/AndroidManifest.xml', text: '<manifest package="a" />' });
    expect(part.assets.map(({ name }) => name)).toEqual(['assets/key.pem']);
    expect(part.native.map(({ name }) => name)).toEqual(['lib/arm64-v8a/libx.so']);
    expect(await readFile(join(part.resources ?? '', 'layout/page.xml'), 'utf8')).toBe('<TextView />');
  });

  test('brings assets and native libraries of its jars', async () => {
    const inner = zip({ 'assets/': '', 'assets/inner.pem': 'key', 'lib/x86/li.so': 'code' });
    const part = await open('my.aar', zip({ 'classes.jar': JAR, 'libs/inner.jar': inner, 'assets/key.pem': 'key' }));
    expect(part.assets.map(({ name }) => name)).toEqual(['assets/key.pem', 'assets/inner.pem']);
    expect(part.native.map(({ name }) => name)).toEqual(['lib/x86/li.so']);
  });

  test('gives no jars that only build tools read', async () => {
    const part = await open('my.aar', zip({ 'classes.jar': JAR, 'lint.jar': JAR, 'api.jar': JAR, 'libs/api.jar': JAR }));
    expect(part.jars.map(({ name }) => name)).toEqual(['my.aar!/classes.jar', 'my.aar!/libs/api.jar']);
  });

  test('without resources has no folder of them', async () => {
    expect((await open('my.aar', zip({ 'classes.jar': JAR }))).resources).toBeNull();
  });
});

test('an AAR of resources alone brings them and its manifest', async () => {
  const part = await open(
    'my.aar',
    zip({ 'AndroidManifest.xml': '<manifest package="a" />', 'res/layout/page.xml': '<TextView />' }),
  );
  expect([part.jars.length, part.manifest?.text, part.resources === null]).toEqual([0, '<manifest package="a" />', false]);
});

test('a class JAR with a jar inside has its own classes', async () => {
  const part = await open('my.jar', zip({ 'a/B.class': classBytes({ name: 'a/B' }), 'libs/inner.jar': JAR }));
  expect(part.jars.map(({ name }) => name)).toEqual(['my.jar']);
});

test('an AAR in a folder is refused with the flag that takes it', async () => {
  await mkdir(join(folder, 'delivered/libs'), { recursive: true });
  await writeFile(join(folder, 'delivered/sdk.jar'), JAR);
  await writeFile(join(folder, 'delivered/libs/more.aar'), zip({ 'classes.jar': JAR }));
  await expect(openSdkFile(join(folder, 'delivered'), folder)).rejects.toThrow(/libs\/more\.aar\n {2}cure: .*--sdk .*more\.aar$/);
});

test('a JAR brings assets and native libraries too', async () => {
  const part = await open('my.jar', zip({ 'a/B.class': classBytes({ name: 'a/B' }), 'assets/x': '1', 'lib/x86/l.so': '2' }));
  expect([part.jars.length, part.assets.length, part.native.length, part.manifest]).toEqual([1, 1, 1, null]);
});

test('a library of Maven may have no classes', async () => {
  const path = join(folder, 'kotlin-stdlib-common.jar');
  await writeFile(path, zip({ 'kotlin.kotlin_metadata': '1' }));
  await expect(openSdkFile(path, folder)).rejects.toThrow(/nor class files/);
  expect((await openSdkFile(path, folder, 'library')).jars).toHaveLength(1);
});

describe('files that cannot be used are refused with the cure', () => {
  test.each([
    [
      'text',
      'notes.aar',
      Buffer.from('this is no archive at all, only text'),
      /no AAR and no JAR.*\n {2}cure: download or build/,
    ],
    [
      'an APK',
      'app.apk',
      zip({ 'classes.dex': 'dex', 'AndroidManifest.xml': '' }),
      /this is an APK.*\n {2}cure: give an APK alone/,
    ],
    ['a JAR of sources', 'sources.jar', zip({ 'a/B.java': 'class B {}' }), /neither jars .*nor class files/],
    [
      'a damaged jar inside',
      'my.aar',
      zip({ 'classes.jar': JAR.subarray(0, JAR.length - 30) }),
      /^my\.aar!\/classes\.jar: this is no AAR and no JAR.*\n {2}cure: download/,
    ],
    [
      'an entry whose bytes are damaged',
      'my.jar',
      damaged(zip({ 'assets/key': 'a key of some length', 'a/B.class': classBytes({ name: 'a/B' }) })),
      /^my\.jar!\/assets\/key: .*\n {2}cure: download/,
    ],
    ['an entry that leads out', 'evil.aar', zip({ 'classes.jar': JAR, 'res/../../x': '1' }), /leads out of the archive/],
  ])('%s', async (_, ...[name, bytes, message]) => {
    await expect(open(name, bytes)).rejects.toMatchObject({
      code: 'SDK_FILE',
      message: expect.stringMatching(message) as string,
    });
  });

  test('a file that is not there', async () => {
    await expect(openSdkFile(join(folder, 'no.aar'), folder)).rejects.toThrow(
      /no\.aar: there is no such file\n {2}cure: check the path/,
    );
  });

  test('a folder without jars', async () => {
    await expect(openSdkFile(folder, folder)).rejects.toThrow(/neither jars .*nor class files/);
  });
});

test('a folder with jars, resources and native libraries is read as an AAR', async () => {
  const files = { 'sdk.jar': JAR, 'libs/more.jar': JAR, 'res/layout/page.xml': '<TextView />', 'libs/x86/l.so': 'code' };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, 'delivered', name)), { recursive: true });
    await writeFile(join(folder, 'delivered', name), content);
  }
  const part = await openSdkFile(join(folder, 'delivered'), join(folder, 'unpacked'));
  expect(part.jars.map(({ name }) => name).toSorted()).toEqual(['delivered!/libs/more.jar', 'delivered!/sdk.jar']);
  expect(part.native.map(({ name }) => name)).toEqual(['lib/x86/l.so']);
  expect(part.resources).not.toBeNull();
});

describe('archives as they are handed over', () => {
  test('a jar that has a file twice is read, and the first counts', async () => {
    const files = ['first', 'second'].map((text) => ({ name: 'META-INF/NOTICE', bytes: Buffer.from(text), alignment: null }));
    const classes = { name: 'a/B.class', bytes: classBytes({ name: 'a/B' }), alignment: null };
    expect((await open('fat.jar', writeZip([...files, classes]))).jars).toHaveLength(1);
  });

  test('an archive with the SDK in a folder names what to give', async () => {
    const given = open('sdk.zip', zip({ 'sdk/quick_login.aar': 'x', 'demo/app.apk': 'y' }));
    await expect(given).rejects.toThrow(/has others in folders: sdk\/quick_login\.aar, demo\/app\.apk\n {2}cure: unpack it/);
  });
});
