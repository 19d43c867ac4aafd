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
const NOT_REACHED = /FileNotFoundException|NoSuchFileException|FileSystemException/;
const NO_COMMAND = /^IOException: Cannot run program .*No such file or directory/;
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

  it.each(['secret', 'secret by nio', 'secret by channel', 'secret written'])(
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

  it.each(['exec', 'exec by path', 'builder'])('runs no command of the machine: %s', (name) => {
    expect(look.of(name)).toMatch(NO_COMMAND);
  });

  it('shows the files of a device', () => {
    expect(look.of('cmdline')).toBe(SAMPLE);
    expect(look.of('version')).toBe('Linux version 6.1.0-quhao (virtual handset) #1 SMP');
    expect(look.of('hosts')).toBe('127.0.0.1 localhost');
    expect(look.of('build')).toBe('ro.build.version.sdk=35');
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

  it.each(['secret', 'secret by nio', 'secret by channel', 'secret written'])('is no file that Java code opens: %s', (name) => {
    expect(look.of(name)).toMatch(NOT_REACHED);
  });

  it.each(['secret exists', 'passwd', 'environ', 'parents'])('is nothing that Java code asks for: %s', (name) => {
    expect(look.of(name)).toBe('false');
  });

  it.each(['exec', 'exec by path', 'builder'])('is no command: %s', (name) => {
    expect(look.of(name)).toMatch(NO_COMMAND);
  });

  it('is the data of the app', () => {
    expect(look.of('written')).toMatch(/^kept \[.*名字\.txt.*\]$/);
  });
});
