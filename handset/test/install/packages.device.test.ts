import { execFile } from 'node:child_process';
import { appendFile, copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { InstallError } from '../../src/errors.ts';
import { javaCommand } from '../../src/java-command.ts';
import { PackageStore } from '../../src/packages/package-store.ts';
import { readApk } from '../../src/packages/read-apk.ts';
import {
  CONVERTER_DIR,
  compileSample,
  makeKey,
  missingTool,
  packSample,
  printedCertificate,
  shrinkSample,
  signSample,
} from '../support/sample-apk.ts';

const run = promisify(execFile);
const missing = await missingTool();
/** The pair of an APK Signing Block that holds the v3 signature: 0xf05368c0, little-endian. */
const V3_ID = Buffer.from('c06853f0', 'hex');

describe.skipIf(missing !== null)(`install${missing === null ? '' : ` (skipped: ${missing} is absent)`}`, () => {
  let build: string;
  let home: string;
  let rsaKey: string;
  let ecKey: string;
  let good: string;
  let stopped: string[];

  beforeAll(async () => {
    build = await mkdtemp(join(tmpdir(), 'qh-sample-'));
    [, rsaKey, ecKey] = await Promise.all([compileSample(build), makeKey(build, 'rsa', 'RSA'), makeKey(build, 'ec', 'EC')]);
    good = await signSample(await packSample(build, 'good', { versionCode: 5 }), join(build, 'good.apk'), { key: rsaKey });
  });

  afterAll(async () => {
    await rm(build, { recursive: true, force: true });
  });

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'qh-home-'));
    stopped = [];
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(home, { recursive: true, force: true });
  });

  function openStore(apiLevel = 35): Promise<PackageStore> {
    return PackageStore.open({
      dataDir: home,
      cacheDir: join(build, 'cache'),
      converterDir: CONVERTER_DIR,
      apiLevel,
      stopApp: async (name) => {
        stopped.push(name);
      },
    });
  }

  async function refusal(installation: Promise<unknown>): Promise<InstallError> {
    const error = await installation.then(
      () => new Error('it was installed'),
      (error: unknown) => error,
    );
    expect(error).toBeInstanceOf(InstallError);
    return error as InstallError;
  }

  it('two handsets of one process that install the same APK at once convert it once', async () => {
    const real = javaCommand();
    const bin = join(home, 'jdk/bin');
    const starts = join(home, 'starts');
    await mkdir(bin, { recursive: true });
    await writeFile(join(bin, 'java'), `#!/bin/sh\necho >> '${starts}'\nexec '${real}' "$@"\n`, { mode: 0o755 });
    vi.stubEnv('JAVA_HOME', join(home, 'jdk'));
    const stores = await Promise.all(
      ['one', 'other'].map((name) =>
        PackageStore.open({
          ...{ dataDir: join(home, name), cacheDir: join(home, 'cache'), converterDir: CONVERTER_DIR, apiLevel: 35 },
          stopApp: async () => undefined,
        }),
      ),
    );
    const installed = await Promise.all(stores.map((store) => store.install(good)));
    expect(new Set(installed.map(({ classesPath }) => classesPath)).size).toBe(1);
    expect(await readFile(starts, 'utf8')).toBe('\n');
  });

  it('a debuggable package is known as one, and one for tests only needs -t', async () => {
    const manifest = (text: string) =>
      text.replace('<application ', '<application android:debuggable="true" android:testOnly="true" ');
    const unsigned = await packSample(build, 'debuggable', { versionCode: 5, manifest });
    const apk = await signSample(unsigned, join(build, 'debuggable.apk'), { key: rsaKey });
    const store = await openStore();
    expect((await refusal(store.install(apk))).code).toBe('INSTALL_FAILED_TEST_ONLY');
    expect(await store.install(apk, { testOnly: true })).toMatchObject({ isDebuggable: true });
    expect(await store.install(good)).toMatchObject({ isDebuggable: false });
  });

  it('reads manifest and certificate as aapt2 and apksigner wrote them and stores them over a restart', async () => {
    const store = await openStore();
    const installed = await store.install(good);
    expect(installed).toMatchObject({
      name: 'app.quhao.sample',
      versionCode: 5,
      versionName: '1.5',
      minSdk: 24,
      targetSdk: 34,
      uid: 10100,
      permissions: ['android.permission.INTERNET', 'android.permission.ACCESS_NETWORK_STATE'],
      launcherActivity: 'app.quhao.sample.MainActivity',
      activities: ['app.quhao.sample.MainActivity', 'app.quhao.sample.SecondActivity'],
      instrumentations: ['app.quhao.sample.SampleInstrumentation'],
      certificateSha256: (await printedCertificate(good)).sha256,
    });
    expect((await readFile(installed.apkPath)).equals(await readFile(good))).toBe(true);
    await writeFile(join(installed.dataDir, 'file'), 'x');
    expect((await openStore()).list()).toEqual([installed]);
  });

  it('converts dex into classes that behave like those of javac, once for each content', async () => {
    const store = await openStore();
    const { classesPath } = await store.install(good);
    const convertedAt = (await stat(classesPath)).mtimeMs;
    const converted = await run('java', ['-Xverify:all', '-cp', classesPath, 'app.quhao.sample.Transcript']);
    const original = await run('java', ['-cp', join(build, 'classes'), 'app.quhao.sample.Transcript']);
    expect(converted.stdout).toBe(original.stdout);
    expect(converted.stdout.split('\n').length).toBeGreaterThan(8);
    expect((await store.install(good)).classesPath).toBe(classesPath);
    expect((await stat(classesPath)).mtimeMs).toBe(convertedAt);
  });

  it.each([
    { key: 'RSA', schemes: ['v2'], scheme: 2 },
    { key: 'RSA', schemes: ['v3'], scheme: 3 },
    { key: 'EC', schemes: ['v2', 'v3'], scheme: 3 },
    { key: 'EC', schemes: ['v1', 'v2'], scheme: 2 },
  ] as const)('verifies $key signatures of $schemes as apksigner does', async ({ key, schemes, scheme }) => {
    const signed = await signSample(await packSample(build, 'scheme'), join(build, 'scheme.apk'), {
      key: key === 'RSA' ? rsaKey : ecKey,
      schemes,
    });
    const { signer } = readApk(await readFile(signed), 35);
    const printed = await printedCertificate(signed);
    expect(signer).toMatchObject({ scheme, certificateMd5: printed.md5, certificateSha256: printed.sha256 });
  });

  it.each([
    { name: 'an entry', at: (bytes: Buffer) => bytes.indexOf('classes.dex') + 200 },
    { name: 'the central directory', at: (bytes: Buffer) => bytes.lastIndexOf('AndroidManifest.xml') - 34 },
    { name: 'the signed data', at: (bytes: Buffer) => bytes.indexOf(V3_ID) + 80 },
  ])('refuses an APK when a byte of $name was flipped', async ({ at }) => {
    const bytes = Buffer.from(await readFile(good));
    const offset = at(bytes);
    bytes.writeUInt8(bytes.readUInt8(offset) ^ 1, offset);
    const broken = join(home, 'broken.apk');
    await writeFile(broken, bytes);
    const error = await refusal((await openStore()).install(broken));
    expect(error.code).toBe('INSTALL_PARSE_FAILED_NO_CERTIFICATES');
  });

  it('refuses a v2 signature whose v3 signature was removed', async () => {
    const bytes = Buffer.from(await readFile(good));
    bytes.writeUInt32LE(0x42424242, bytes.indexOf(V3_ID));
    const stripped = join(home, 'stripped.apk');
    await writeFile(stripped, bytes);
    const error = await refusal((await openStore()).install(stripped));
    expect(error).toMatchObject({ code: 'INSTALL_PARSE_FAILED_NO_CERTIFICATES' });
    expect(error.message).toMatch(/has been removed/);
  });

  describe('refuses', () => {
    it('a file that is no zip', async () => {
      const path = join(home, 'text.apk');
      await writeFile(path, 'no zip at all, but long enough to hold an end record');
      expect((await refusal((await openStore()).install(path))).code).toBe('INSTALL_PARSE_FAILED_NOT_APK');
    });

    it('a zip that was cut off', async () => {
      const path = join(home, 'cut.apk');
      await writeFile(path, (await readFile(good)).subarray(0, -30));
      expect((await refusal((await openStore()).install(path))).code).toBe('INSTALL_PARSE_FAILED_NOT_APK');
    });

    it('a zip without a manifest', async () => {
      const path = join(home, 'bare.apk');
      await copyFile(join(build, 'classes.jar'), path);
      expect((await refusal((await openStore()).install(path))).code).toBe('INSTALL_PARSE_FAILED_BAD_MANIFEST');
    });

    it('an APK without a signature, with advice', async () => {
      const error = await refusal((await openStore()).install(await packSample(build, 'unsigned')));
      expect(error.code).toBe('INSTALL_PARSE_FAILED_NO_CERTIFICATES');
      expect(error.message).toMatch(/apksigner/);
    });

    it('an APK that is signed by v1 only', async () => {
      const apk = await signSample(await packSample(build, 'v1'), join(build, 'v1.apk'), { key: rsaKey, schemes: ['v1'] }).catch(
        () => null,
      );
      if (apk === null) {
        return;
      }
      const error = await refusal((await openStore()).install(apk));
      expect(error).toMatchObject({ code: 'INSTALL_PARSE_FAILED_NO_CERTIFICATES' });
      expect(error.message).toMatch(/v1/);
    });

    it('an app that needs a newer Android', async () => {
      const apk = await signSample(await packSample(build, 'newer', { minSdk: 35, targetSdk: 35 }), join(build, 'newer.apk'), {
        key: rsaKey,
      });
      expect((await refusal((await openStore(34)).install(apk))).code).toBe('INSTALL_FAILED_OLDER_SDK');
      expect((await (await openStore(35)).install(apk)).minSdk).toBe(35);
    });

    it('an older version, another certificate, and a second installation without replace', async () => {
      const store = await openStore();
      await store.install(good);
      const older = await signSample(await packSample(build, 'older', { versionCode: 4 }), join(build, 'older.apk'), {
        key: rsaKey,
      });
      const foreign = await signSample(await packSample(build, 'foreign', { versionCode: 6 }), join(build, 'foreign.apk'), {
        key: ecKey,
      });
      expect((await refusal(store.install(older))).code).toBe('INSTALL_FAILED_VERSION_DOWNGRADE');
      expect((await refusal(store.install(foreign))).code).toBe('INSTALL_FAILED_UPDATE_INCOMPATIBLE');
      expect((await refusal(store.install(good, { replace: false }))).code).toBe('INSTALL_FAILED_ALREADY_EXISTS');
      expect(store.get('app.quhao.sample')?.versionCode).toBe(5);
      await store.uninstall('app.quhao.sample');
      expect((await store.install(foreign)).versionCode).toBe(6);
    });

    it('a component with an intent filter and without android:exported', async () => {
      const manifest = (text: string): string => text.replace('android:exported="true"', '');
      const apk = await signSample(await packSample(build, 'silent', { manifest }), join(build, 'silent.apk'), { key: rsaKey });
      expect((await refusal((await openStore()).install(apk))).code).toBe('INSTALL_PARSE_FAILED_MANIFEST_MALFORMED');
    });

    it('native code', async () => {
      const unsigned = await packSample(build, 'native');
      const folder = await mkdtemp(join(home, 'n'));
      await run('mkdir', ['-p', join(folder, 'lib', 'arm64-v8a')]);
      await appendFile(join(folder, 'lib', 'arm64-v8a', 'libx.so'), 'x');
      await run('jar', ['--update', '--no-manifest', '--file', unsigned, '-C', folder, 'lib/arm64-v8a/libx.so']);
      const apk = await signSample(unsigned, join(build, 'native.apk'), { key: rsaKey });
      expect((await refusal((await openStore()).install(apk))).code).toBe('INSTALL_FAILED_NO_MATCHING_ABIS');
    });

    it('dex that has no faithful translation, by class and method, and installs nothing', async () => {
      const unsigned = await packSample(build, 'newer');
      const folder = await mkdtemp(join(home, 'd'));
      const dex = await readFile(join(build, 'dex', 'classes.dex'));
      dex.write('041', 4, 'latin1');
      await writeFile(join(folder, 'classes.dex'), dex);
      await run('jar', ['--update', '--no-manifest', '--file', unsigned, '-C', folder, 'classes.dex']);
      const aligned = join(home, 'newer.apk');
      await run('zipalign', ['-f', '-p', '4', unsigned, aligned]);
      const apk = await signSample(aligned, join(home, 'newer-signed.apk'), { key: rsaKey });
      const store = await openStore();
      const error = await refusal(store.install(apk));
      expect(error.code).toBe('INSTALL_FAILED_DEXOPT');
      expect(error.message).toMatch(/classes\.dex is a dex file of version 041; the handset reads 035 to 040/);
      expect(store.list()).toEqual([]);
      expect((await readdir(join(build, 'cache'))).filter((name) => name.endsWith('.part'))).toEqual([]);
    }, 60_000);
  });

  // R8 gives its classes a source file name of its own.
  it('installs dex that R8 has optimised, and its classes do what those of javac do', async () => {
    const apk = await signSample(await shrinkSample(build), join(build, 'shrunk.apk'), { key: rsaKey });
    const { classesPath } = await (await openStore()).install(apk);
    const converted = await run('java', ['-Xverify:all', '-cp', classesPath, 'app.quhao.sample.Transcript']);
    const original = await run('java', ['-cp', join(build, 'classes'), 'app.quhao.sample.Transcript']);
    expect(converted.stdout).toBe(original.stdout.replaceAll('Transcript.java', 'SourceFile'));
  }, 60_000);

  it('an update stops the app and preserves uid and data', async () => {
    const store = await openStore();
    const first = await store.install(good);
    await writeFile(join(first.dataDir, 'scrip'), 'value');
    const newer = await signSample(await packSample(build, 'update', { versionCode: 6 }), join(build, 'update.apk'), {
      key: rsaKey,
    });
    const second = await store.install(newer);
    expect(second).toMatchObject({ versionCode: 6, uid: first.uid });
    expect(await readFile(join(second.dataDir, 'scrip'), 'utf8')).toBe('value');
    expect(stopped).toEqual(['app.quhao.sample', 'app.quhao.sample']);
  });

  it('refused permissions survive a restart and an update and end with the data or with the line of the manifest', async () => {
    const asking = (versionCode: number, ...names: readonly string[]): Promise<string> => {
      const lines = names.map((name) => `<uses-permission android:name="android.permission.${name}" />`).join('');
      const options = { versionCode, manifest: (text: string) => text.replace('<application', `${lines}<application`) };
      return packSample(build, `asking-${versionCode}`, options).then((apk) =>
        signSample(apk, join(build, `asking-${versionCode}.apk`), { key: rsaKey }),
      );
    };
    const refused = (store: PackageStore): readonly string[] | undefined => store.get('app.quhao.sample')?.refusedPermissions;
    const CAMERA = 'android.permission.CAMERA';
    const first = await openStore();
    expect((await first.install(await asking(7, 'CAMERA', 'READ_SMS'))).refusedPermissions).toEqual([]);
    await first.decide('app.quhao.sample', CAMERA, 'refused');
    await first.decide('app.quhao.sample', 'android.permission.READ_SMS', 'refused');
    await first.decide('app.quhao.sample', 'android.permission.READ_SMS', 'granted');
    expect(refused(first)).toEqual([CAMERA]);
    const second = await openStore();
    expect(refused(second)).toEqual([CAMERA]);
    await second.install(await asking(8, 'CAMERA'));
    expect(refused(second)).toEqual([CAMERA]);
    await second.install(await asking(9, 'READ_SMS'));
    expect(refused(second)).toEqual([]);
    await second.decide('app.quhao.sample', 'android.permission.READ_SMS', 'refused');
    await second.clear('app.quhao.sample');
    expect(refused(second)).toEqual([]);
  });

  it('clears data and uninstalls; both report an unknown package', async () => {
    const store = await openStore();
    const { dataDir, apkPath } = await store.install(good);
    await writeFile(join(dataDir, 'scrip'), 'x');
    expect(await store.clear('app.quhao.sample')).toBe(true);
    expect(await readdir(dataDir)).toEqual([]);
    expect(await store.uninstall('app.quhao.sample')).toBe(true);
    await expect(stat(apkPath)).rejects.toThrow(/ENOENT/);
    expect([await store.clear('app.quhao.sample'), await store.uninstall('app.quhao.sample')]).toEqual([false, false]);
    expect((await openStore()).list()).toEqual([]);
  });
});
