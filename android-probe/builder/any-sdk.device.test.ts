import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROBE_CERTIFICATE_MD5 } from '../../cli/probe-app.ts';
import { HandBench } from '../../conformance/src/by-hand.ts';
import { comparisonSchema } from '../../conformance/src/compare/comparison.ts';
import { runReportSchema } from '../../conformance/src/report/run-report.ts';
import { parseBinaryXml } from '../../handset/src/packages/binary-xml.ts';
import { readApk } from '../../handset/src/packages/read-apk.ts';
import { openZip, readEntry } from '../../handset/src/packages/zip-archive.ts';
import { buildProbe, type ProbeBuildOptions } from './build-probe.ts';
import type { KeyStore } from './options.ts';
import { compileJava, jarOf } from './probe-core.ts';
import { signApk } from './sign-apk.ts';
import { buildOptions, ROOT } from './test-support/build-options.ts';
import { buildFieldSdk } from './test-support/field-sdk.ts';
import { openToolchain } from './toolchain.ts';

// Needs scripts/setup: the tools of scripts/build-probe, and dist for the command line.
const EXAMPLE = join(ROOT, 'docs/examples/onetap-java');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-any-sdk-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function options(sdk: string, more: Partial<ProbeBuildOptions> = {}): ProbeBuildOptions {
  return buildOptions([sdk], join(folder, 'cache'), more);
}

const CALL = { appId: null, appKey: null, requestCode: 7, value: null, limitMs: null, waitMs: 10_000 };

let keys = 0;
/** A store with one key, as an app's developer has one. */
async function ownKey(): Promise<KeyStore> {
  const file = join(folder, `own-${++keys}.p12`);
  const key = ['-alias', 'upload', '-keyalg', 'RSA', '-dname', 'CN=Own', '-validity', '10000'];
  const store = ['-keystore', file, '-storetype', 'PKCS12', '-storepass', 'secret-of-own'];
  const { javaHome } = await openToolchain(ROOT);
  await promisify(execFile)(join(javaHome, 'bin/keytool'), ['-genkeypair', ...store, ...key]);
  return { file, password: 'pass:secret-of-own', alias: null };
}

test('a JAR with the shapes of the field needs no adapter, and may be an app of another package and certificate', {
  timeout: 300_000,
}, async () => {
  const sdk = await buildFieldSdk(folder);
  const asShop = options(sdk, { packageName: 'com.example.shop', keyStore: await ownKey() });
  const { apk, isCached } = await buildProbe(asShop);
  expect([isCached, (await buildProbe(asShop)).isCached]).toEqual([false, true]);
  const { certificateMd5 } = readApk(await readFile(apk), 35).signer;
  expect(certificateMd5).not.toBe(PROBE_CERTIFICATE_MD5);
  await using bench = await HandBench.open({
    serial: null,
    probeApk: apk,
    cacheDir: join(homedir(), '.cache', 'quhao'),
    onProgress: () => undefined,
  });
  const { subject, ...app } = await bench.describe();
  expect(app).toMatchObject({ package: 'com.example.shop', certificateMd5 });
  expect([subject.adapter, subject.name, subject.configurable]).toEqual(['documented-api', 'field.jar', false]);
  expect(subject.methods).not.toContain('mobileAuth');

  const prefetch = await bench.call({ ...CALL, api: 'getPhoneInfo' });
  const results = prefetch.events.filter(({ type }) => type === 'result');
  // Its listener gets no code: the probe puts that of the call.
  expect(results.map(({ payload }) => payload)).toEqual([
    { requestCode: CALL.requestCode, json: { resultCode: '200022', desc: 'made by the test' } },
  ]);
  expect([prefetch.connections, prefetch.requests]).toEqual([[], []]);

  const login = await bench.call({ ...CALL, api: 'loginAuth', limitMs: 1234 });
  expect(login.events.map(({ type, payload }) => [type, payload['resultCode']])).toEqual([
    ['pageIn', '200087'],
    ['result', undefined],
  ]);
  expect((await bench.call({ ...CALL, api: 'getNetworkType' })).value).toEqual({ operatortype: '1', networktype: '1234' });
  await expect(bench.call({ ...CALL, api: 'mobileAuth' })).rejects.toThrow(/has no mobileAuth/);
  await expect(bench.call({ ...CALL, api: 'delScrip' })).rejects.toThrow(/there is no scrip/);
});

test('a key that the store does not have is refused with what to do', async () => {
  const absent = { tools: await openToolchain(ROOT), minSdk: 24, keyStore: { ...(await ownKey()), alias: 'absent' } };
  await expect(signApk(join(folder, 'field.jar'), join(folder, 'unsigned.apk'), absent)).rejects.toThrow(
    /own-\d\.p12: .*\n {2}cure: check --key-alias/s,
  );
});

/** The example as it would be without its mistake: the whole AAR but for the class that has it. */
async function mendedExample(aar: string): Promise<readonly string[]> {
  const tools = await openToolchain(ROOT);
  const [classes, jar] = [join(folder, 'mended-classes'), join(folder, 'mended.jar')];
  await mkdir(classes);
  const file = join(folder, 'OneTap.java');
  const source = await readFile(join(EXAMPLE, 'java/com/example/onetap/OneTap.java'), 'utf8');
  const mended = source.replace('run(ending, DEFAULT_LIMIT_MS,', 'run(ending, limitMs,');
  expect(mended).not.toBe(source);
  await writeFile(file, mended);
  const aarClasses = join(folder, 'onetap-classes.jar');
  await writeFile(aarClasses, readEntry(openZip(await readFile(aar)), 'classes.jar') ?? Buffer.alloc(0));
  await compileJava('compiling the mended example', {
    tools,
    sources: [file],
    classPath: [tools.platform, aarClasses],
    output: classes,
  });
  await jarOf(classes, jar, tools);
  return [jar, aar];
}

/** An AAR as a folder: a manifest and the styles of its resources. */
async function styledFolder(name: string, parts: { readonly application: string; readonly styles: string }): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, 'res/values'), { recursive: true });
  const android = 'xmlns:android="http://schemas.android.com/apk/res/android"';
  const manifest = `<manifest ${android} package="com.example.${name}">${parts.application}</manifest>`;
  await writeFile(join(path, 'AndroidManifest.xml'), manifest);
  await writeFile(join(path, 'res/values/styles.xml'), `<resources>${parts.styles}</resources>`);
  return path;
}

/** Whether the APK's network security config permits cleartext, for each base-config that it has. */
function baseConfigOf(apk: Buffer): readonly unknown[] {
  const xml = parseBinaryXml(readEntry(openZip(apk), 'res/xml/network_security_config.xml') ?? Buffer.alloc(0));
  return xml.children.map(({ attributes }) => attributes.get('cleartextTrafficPermitted'));
}

test("an SDK whose page wants AppCompat's theme names the library, and takes a stub of it as a second file", {
  timeout: 300_000,
}, async () => {
  const page = '<application><activity android:name="com.example.Page" android:theme="@style/Styled" /></application>';
  const sdk = await styledFolder('styled', {
    application: page,
    styles: '<style name="Styled" parent="Theme.AppCompat.Light.NoActionBar" />',
  });
  const stub = await styledFolder('stub', {
    application: '',
    styles: '<style name="Theme.AppCompat.Light.NoActionBar" parent="@android:style/Theme.Material.Light.NoActionBar" />',
  });
  const jar = await buildFieldSdk(folder, 'styled-classes');
  const lone = options(jar, { sdk: [jar, sdk], isMissingAllowed: true });
  await expect(buildProbe(lone)).rejects.toThrow(/Theme\.AppCompat\.Light.*--with androidx\.appcompat:appcompat:VERSION/s);
  const built = await buildProbe({ ...lone, sdk: [jar, sdk, stub], isCleartextDenied: true });
  const bytes = await readFile(built.apk);
  expect(readApk(bytes, 35).manifest.activities).toContain('com.example.Page');
  expect(built.notes).toContainEqual(expect.stringContaining('--cleartext-denied'));
  expect(baseConfigOf(bytes)).toEqual([{ kind: 'boolean', is: false }]);
});

test('a foreign SDK with a table is judged against its build before, and its one new mistake is found', {
  timeout: 300_000,
}, async () => {
  const run = promisify(execFile);
  await run(join(ROOT, 'scripts/build-example'), ['onetap-java']);
  const aar = join(ROOT, 'android-probe/build/examples/onetap-java.aar');
  const json = join(folder, 'comparison.json');
  const checks = ['bearer-number-request-uses-mobile-data', 'timeout-set-1500-held-answer'];
  const { exitCode, output } = await run(process.execPath, [
    ...[join(ROOT, 'dist/cli/main.js'), 'conform', '--sdk', aar, '--against', ...(await mendedExample(aar))],
    ...['--adapter', join(EXAMPLE, 'adapter.yaml'), '--placeholder', 'onetapChannel=test'],
    ...['--grep', `^(${checks.join('|')})$`, '--runs', join(folder, 'runs'), '--json', json],
  ]).then(
    ({ stdout }) => ({ exitCode: 0, output: stdout }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ exitCode: code, output: stdout + stderr }),
  );
  const comparison = comparisonSchema.parse(JSON.parse(await readFile(json, 'utf8')));
  const reports = await Promise.all(
    [comparison.before, comparison.after].map(async (side) =>
      runReportSchema.parse(JSON.parse(await readFile(join(side.run, 'report.json'), 'utf8'))),
    ),
  );
  const verdicts = reports.map((report) => checks.map((id) => report.checks.find((outcome) => outcome.id === id)?.verdict));
  // A machine that is too busy to tell says so; it never says that the time limit was kept.
  const [before, after] = verdicts;
  expect(before, output).toEqual(['pass', expect.stringMatching(/^(pass|inconclusive)$/)]);
  expect(after, output).toEqual(['pass', expect.stringMatching(/^(fail|inconclusive)$/)]);
  expect(exitCode, output).toBe(comparison.exitCode);
  if (after?.[1] === 'fail') {
    expect(exitCode, output).toBe(1);
  }
  expect(output).toMatch(/── before: mended\.jar.+── after: onetap-java\.aar.+ {2}before {6}mended\.jar · OneTap/s);
});

test('the reference SDK as an AAR becomes a probe of the same package and key, with its page declared', {
  timeout: 300_000,
}, async () => {
  const built = await buildProbe(
    options(join(ROOT, 'android-probe/build/reference-sdk.aar'), {
      adapter: [join(ROOT, 'docs/examples/reference-sdk/ReferenceAdapter.java')],
    }),
  );
  const asking = built.apk.replace(/\.apk$/, '-phone-state.apk');
  const [plain, other] = await Promise.all([built.apk, asking].map(async (path) => readApk(await readFile(path), 35)));
  expect(plain?.manifest).toMatchObject({
    package: 'app.quhao.probe',
    activities: expect.arrayContaining(['com.cmic.gen.sdk.view.GenLoginAuthActivity']) as string[],
  });
  expect(other?.signer).toEqual(plain?.signer);
  expect(plain?.signer.certificateMd5).toBe(PROBE_CERTIFICATE_MD5);
  const phoneState = 'android.permission.READ_PHONE_STATE';
  expect([plain, other].map((apk) => apk?.manifest.permissions.includes(phoneState))).toEqual([false, true]);
});
