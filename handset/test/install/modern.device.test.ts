import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Handset, startHandset } from '../../src/handset.ts';
import { AdbServer } from '../support/adb-server.ts';
import { compileSample, makeKey, mavenJar, packSample, signSample } from '../support/sample-apk.ts';
import { missingForSample, RUNTIME } from '../support/sample-handset.ts';

const run = promisify(execFile);
const MODERN = join(import.meta.dirname, 'modern');
const PACKAGE = 'app.quhao.modern';
const KOTLIN = ['stdlib', 'reflect'].map((part) => `org/jetbrains/kotlin/kotlin-${part}/1.9.24/kotlin-${part}-1.9.24.jar`);

/** D8 writes records from API 35 on, and what reflection reads of them only if asked. */
const RECORDS = ['emitRecordAnnotationsInDex', 'emitRecordAnnotationsExInDex', 'emitPermittedSubclassesAnnotationsInDex'].map(
  (name) => `-Dcom.android.tools.r8.${name}=1`,
);

const missing = await missingForSample();
const title = 'method handles, VarHandles, call sites, lambdas, records and reflection give on a device what a JVM gives';

let folder: string;
let adb: AdbServer;
let handset: Handset;
/** Empty where the libraries are not in the local repository: the part of Kotlin then says `absent` on both sides. */
let kotlin: readonly string[];

beforeAll(async () => {
  if (missing !== null) {
    return;
  }
  folder = await mkdtemp(join(tmpdir(), 'qh-modern-'));
  const jars = await Promise.all(KOTLIN.map((path) => mavenJar(path)));
  kotlin = jars.flatMap((jar) => (jar !== null && !jars.includes(null) ? [jar] : []));
  [handset, adb] = await Promise.all([startHandset({ dataDir: join(folder, 'data'), name: 'modern' }), AdbServer.start()]);
  await adb.text('connect', handset.serial);
});

afterAll(async () => {
  await adb?.stop();
  await handset?.close();
  await rm(folder ?? '', { recursive: true, force: true });
});

/** Classes with call sites that have bootstrap methods of their own. */
async function generate(classes: string): Promise<void> {
  const asm = join(RUNTIME, 'lib', 'asm-9.10.1.jar');
  await run('java', ['-cp', asm, join(MODERN, 'generate', 'Generate.java'), join(classes, 'app/quhao/modern/Dynamic.class')]);
}

/** The libraries' own files, as an app has them at its root: Kotlin's reflection reads its built-in types from them. */
async function addResources(apk: string): Promise<void> {
  const files = join(folder, 'resources');
  for (const jar of kotlin) {
    await run('unzip', ['-q', '-o', jar, '-x', '*.class', 'META-INF/MANIFEST.MF', 'META-INF/versions/*', '-d', files]);
  }
  if (kotlin.length > 0) {
    await run('jar', ['--update', '--no-manifest', '--file', apk, '-C', files, '.']);
    await run('zipalign', ['-f', '-p', '4', apk, `${apk}.aligned`]);
  }
}

test.skipIf(missing !== null)(
  `${title}${missing === null ? '' : ` (skipped: ${missing} is absent)`}`,
  { timeout: 240_000 },
  async () => {
    const sources = kotlin.length > 0 ? [join(MODERN, 'kotlin/app/quhao/modern/KotlinReflection.java')] : [];
    await Promise.all([
      compileSample(folder, MODERN, { release: 17, minApi: 35, d8Options: RECORDS, sources, libraries: kotlin, generate }),
      makeKey(folder, 'rsa', 'RSA'),
    ]);
    const unsigned = await packSample(folder, 'modern', { sample: MODERN, minSdk: 35 });
    await addResources(unsigned);
    const aligned = kotlin.length > 0 ? `${unsigned}.aligned` : unsigned;
    const apk = await signSample(aligned, join(folder, 'modern.apk'), { key: join(folder, 'rsa.p12') });
    const path = [join(folder, 'classes.jar'), ...kotlin].join(':');
    const { stdout } = await run('java', ['-cp', path, `${PACKAGE}.Transcript`]);
    const expected = stdout.trimEnd().split('\n');
    await adb.text('-s', handset.serial, 'install', apk);
    await adb.text('-s', handset.serial, 'shell', 'am', 'start', '-W', '-n', `${PACKAGE}/.MainActivity`);
    const logged = async () => (await adb.text('-s', handset.serial, 'logcat', '-d', '-v', 'raw', '-s', 'modern:I')).split('\n');
    await expect.poll(logged, { timeout: 60_000 }).toContain('end');
    const lines = (await logged()).filter((line) => line !== '' && line !== 'end' && !line.startsWith('---------'));
    expect(lines).toEqual(expected);
    expect(expected.length).toBeGreaterThan(40);
  },
);
