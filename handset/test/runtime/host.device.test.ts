import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeIsolation } from '../../src/runtime/isolation.ts';
import { probeNamespace } from '../../src/runtime/namespace.ts';
import { appRootScript } from '../../src/runtime/runtime-place.ts';
import { missingForSample, RUNTIME, SAMPLE, SampleHandset } from '../support/sample-handset.ts';

const missing = await missingForSample();
/** Where this machine allows no mount namespace, only the second half can be tested. */
const { files } = await probeIsolation(appRootScript(RUNTIME), await probeNamespace());
const suffix = missing === null ? '' : ` (skipped: ${missing} is absent)`;

/** How Java says that a file is not there or may not be opened. */
const NOT_REACHED = /FileNotFoundException|NoSuchFileException|FileSystemException|ENOENT/;
const NOT_SUPPORTED = 'UnsupportedOperationException: quhao: not supported: ';
/** What commands answer an app, in both ways of running it. */
const COMMANDS = [
  ['exec', '0 quhao handset|'],
  ['exec by path', '1 |ls: /: Permission denied'],
  ['exec in a shell', '127 |/system/bin/sh: su: inaccessible or not found'],
  ['su', 'IOException: Cannot run program "su": error=2, No such file or directory'],
  ['program of the machine', 'IOException: Cannot run program "/usr/bin/env": error=2, No such file or directory'],
  ['other command', `${NOT_SUPPORTED}Runtime.exec(logcat -d)`],
] as const;
/** What an app asks a device for, in both ways of running it. */
const DEVICE = [
  ['temporary', 'true'],
  ['temporary file', 'true'],
  ['host name', 'localhost/127.0.0.1'],
  ['kernel', '6.1.0-quhao 6.1.0-quhao'],
  ['space', '8192000000'],
  ['class of the machine', 'ClassNotFoundException: java.lang.management.ManagementFactory'],
  ['class of the runtime', 'ClassNotFoundException: app.quhao.handset.host.Main'],
  ['class of the app', 'HostActivity'],
  ['user', 'true'],
  ['pid', 'true'],
  ['no such file', 'ErrnoException: stat failed: ENOENT (No such file or directory)'],
  ['native', `${NOT_SUPPORTED}Os.getpgid`],
] as const;
/** PartsActivity: what is no service and is missing or there. */
const PARTS = [
  `player = ${NOT_SUPPORTED}new MediaPlayer`,
  `recorder = ${NOT_SUPPORTED}MediaRecorder.setAudioSource`,
  `frames = ${NOT_SUPPORTED}MediaMetadataRetriever.setDataSource`,
  `speech = ${NOT_SUPPORTED}new TextToSpeech`,
  `geocoder = ${NOT_SUPPORTED}Geocoder.getFromLocation`,
  `vpn = ${NOT_SUPPORTED}VpnService.prepare`,
  `shader = ${NOT_SUPPORTED}GLES20.glCreateShader`,
  `script = ${NOT_SUPPORTED}WebView.evaluateJavascript`,
  'page = nothing',
  'type = image/png',
  'disk = 8192000000',
  'bytes = 0',
  'property = 15',
  'abis = x86_64 x86_64 x86_64 x86_64',
  '64 bits = true [x86_64]',
  'sm4 = NoSuchAlgorithmException: No provider found for SM4/CBC/PKCS5Padding',
  'done = true',
] as const;
const ROUND_ABOUT = ['secret by reflection', 'secret by url', 'secret by descriptor'] as const;
const ENVIRONMENT =
  /^\{ANDROID_DATA=\/data, ANDROID_ROOT=\/system, ANDROID_STORAGE=\/storage, EXTERNAL_STORAGE=\/sdcard, LC_ALL=C\.UTF-8, PATH=\/product\/bin:\/system\/bin:\/vendor\/bin, TMPDIR=[^ ,]+\/qh-run-[^ ,]+\}$/;

/** A handset whose sample looks for a secret of this machine, and what the sample saw. */
class Look {
  readonly #folder: string;
  readonly sample: SampleHandset;
  readonly #seen: ReadonlyMap<string, string>;

  private constructor(folder: string, sample: SampleHandset, seen: ReadonlyMap<string, string>) {
    this.#folder = folder;
    this.sample = sample;
    this.#seen = seen;
  }

  /** The folder has `secret.txt` already. */
  static async start(name: string, folder: string): Promise<Look> {
    await writeFile(join(folder, 'secret.txt'), 'secret of the machine');
    process.env['QUHAO_TEST_SECRET'] = 'secret of the environment';
    const sample = await SampleHandset.start(name);
    await sample.open('HostActivity', '--es', 'secret', join(folder, 'secret.txt'));
    const lines = await sample.logged();
    return new Look(folder, sample, new Map(lines.map((line) => line.split(/ = (.*)/) as [string, string])));
  }

  async close(): Promise<void> {
    delete process.env['QUHAO_TEST_SECRET'];
    await this.sample.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  of(name: string): string {
    return this.#seen.get(name) ?? `${name} was not logged`;
  }

  secret(): Promise<string> {
    return readFile(join(this.#folder, 'secret.txt'), 'utf8');
  }
}

describe.skipIf(missing !== null || files === 'shared')(`what an app sees of the machine${suffix}`, () => {
  let look: Look;

  beforeAll(async () => {
    look = await Look.start('host', await mkdtemp(join(tmpdir(), 'qh-secret-')));
  });

  afterAll(() => look?.close());

  it('has the environment of a device and nothing of the caller', () => {
    expect(look.of('environment')).toMatch(ENVIRONMENT);
    expect(look.of('variable')).toBe('null');
  });

  it('has the properties of an app', () => {
    expect(look.of('user.home')).toBe('<>');
    expect(look.of('user.dir')).toBe('</>');
    expect(look.of('user.name')).toMatch(/^<u0_a\d+>$/);
    expect(look.of('java.class.path')).toBe('<.>');
    expect(look.of('command')).toBe('null');
  });

  it.each(['secret', 'secret by nio', 'secret by channel', 'secret written', 'secret by system call', ...ROUND_ABOUT])(
    'cannot reach a file of the machine: %s',
    (name) => {
      expect(look.of(name)).toMatch(NOT_REACHED);
    },
  );

  it('leaves the file as it was', async () => {
    expect(await look.secret()).toBe('secret of the machine');
  });

  it.each(['secret exists', 'passwd', 'environ', 'parents'])('does not show of the machine: %s', (name) => {
    expect(look.of(name)).toBe('false');
  });

  it('shows no home of a user and a root folder without the machine', () => {
    expect(look.of('root')).toBe('null');
    expect(look.of('tree')).toMatch(/data, dev, etc/);
    expect(look.of('tree')).not.toMatch(/boot|srv|mnt|\bvar\b/);
  });

  it.each(COMMANDS)("runs a device's commands and none of the machine: %s", (name, answer) => {
    expect(look.of(name)).toBe(answer);
  });

  it('runs commands by a builder and by reflection too', () => {
    expect(look.of('builder')).toMatch(/^0 10\d{3}\|$/);
    expect(look.of('exec by reflection')).toBe(
      '1 127.0.0.1 localhost ::1 ip6-localhost|cat: /etc/passwd: No such file or directory',
    );
  });

  it.each(DEVICE)('has of a device: %s', (name, answer) => {
    expect(look.of(name)).toBe(answer);
  });

  it("says of its class loader what a phone's says", () => {
    expect(look.of('loader')).toBe(
      `dalvik.system.PathClassLoader[DexPathList[[zip file "/data/app/${SAMPLE}/base.apk"],nativeLibraryDirectories=[/system/lib64, /system_ext/lib64]]]`,
    );
  });

  it('shows the files of a device', () => {
    expect(look.of('cmdline')).toBe(SAMPLE);
    expect(look.of('version')).toBe('Linux version 6.1.0-quhao (virtual handset) #1 SMP');
    expect(look.of('hosts')).toBe('127.0.0.1 localhost');
    expect(look.of('build')).toBe('ro.build.version.sdk=35');
  });

  it('throws by name where a part is missing that is no service', async () => {
    await look.sample.shell('logcat', '-c');
    await look.sample.open('PartsActivity');
    expect(await look.sample.logged()).toEqual(PARTS);
  });

  it('has its data at the paths of a phone', () => {
    expect(look.of('files')).toBe(`/data/user/0/${SAMPLE}/files`);
    expect(look.of('cache')).toBe(`/data/user/0/${SAMPLE}/cache`);
    expect(look.of('code')).toBe(`/data/app/${SAMPLE}/base.apk`);
    expect(look.of('written')).toMatch(/^kept \[.*名字\.txt.*\]$/);
  });
});

describe.skipIf(missing !== null)(`what an app sees where no namespace is allowed${suffix}`, () => {
  const path = process.env['PATH'];
  let look: Look;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'qh-secret-'));
    await writeFile(join(folder, 'unshare'), '#!/bin/sh\necho "unshare: Operation not permitted" >&2\nexit 1\n', { mode: 0o755 });
    process.env['PATH'] = `${folder}:${path}`;
    look = await Look.start('shared', folder);
  });

  afterAll(async () => {
    process.env['PATH'] = path;
    await look?.close();
  });

  it('is said in the log at the start', async () => {
    expect((await look.sample.logged('handset')).join('\n')).toContain(
      'apps see the files of this machine that its user sees, a root folder of their own is not to be had (this system allows no namespaces)',
    );
  });

  it('is still the environment of a device', () => {
    expect(look.of('environment')).toMatch(ENVIRONMENT);
    expect(look.of('variable')).toBe('null');
  });

  it.each(['secret', 'secret by nio', 'secret by channel', 'secret written', 'secret by system call', ...ROUND_ABOUT])(
    'is no file that Java code opens: %s',
    (name) => {
      expect(look.of(name)).toMatch(NOT_REACHED);
    },
  );

  it.each(['secret exists', 'passwd', 'environ', 'parents'])('is nothing that Java code asks for: %s', (name) => {
    expect(look.of(name)).toBe('false');
  });

  it('is no file that reflection finds', () => {
    expect(look.of('secret exists by reflection')).toBe('false');
    expect(look.of('exec by reflection')).toContain('cat: /etc/passwd: No such file or directory');
  });

  it.each(COMMANDS)('is no command: %s', (name, answer) => {
    expect(look.of(name)).toBe(answer);
  });

  it.each(DEVICE)("is the device's: %s", (name, answer) => {
    expect(look.of(name)).toBe(answer);
  });

  it('is the data of the app', () => {
    expect(look.of('written')).toMatch(/^kept \[.*名字\.txt.*\]$/);
  });
});
