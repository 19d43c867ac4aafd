import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingForSample, SAMPLE, SampleHandset } from '../support/sample-handset.ts';

const missing = await missingForSample();

/** Whatever HostActivity logs of a file that it must not reach. */
const ABSENT = /FileNotFoundException|NoSuchFileException/;

describe.skipIf(missing !== null)(
  `what an app sees of the machine${missing === null ? '' : ` (skipped: ${missing} is absent)`}`,
  () => {
    let folder: string;
    let secret: string;
    let sample: SampleHandset;
    let seen: ReadonlyMap<string, string>;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'qh-secret-'));
      secret = join(folder, 'secret.txt');
      await writeFile(secret, 'secret of the machine');
      process.env['QUHAO_TEST_SECRET'] = 'secret of the environment';
      sample = await SampleHandset.start('host');
      await sample.open('HostActivity', '--es', 'secret', secret);
      seen = new Map((await sample.logged()).map((line) => line.split(/ = (.*)/) as [string, string]));
    });

    afterAll(async () => {
      delete process.env['QUHAO_TEST_SECRET'];
      await sample?.close();
      await rm(folder, { recursive: true, force: true });
    });

    it('has the environment of a device and nothing of the caller', () => {
      expect(seen.get('environment')).toBe(
        '{ANDROID_DATA=/data, ANDROID_ROOT=/system, ANDROID_STORAGE=/storage, EXTERNAL_STORAGE=/sdcard, LC_ALL=C.UTF-8, PATH=/product/bin:/system/bin:/vendor/bin}',
      );
      expect(seen.get('variable')).toBe('null');
    });

    it('has the properties of an app', () => {
      expect(seen.get('user.home')).toBe('<>');
      expect(seen.get('user.dir')).toBe('</>');
      expect(seen.get('user.name')).toMatch(/^<u0_a\d+>$/);
      expect(seen.get('java.class.path')).toBe('<.>');
      expect(seen.get('command')).toBe('null');
    });

    it.each(['secret', 'secret by nio', 'secret by channel', 'secret written'])(
      'cannot reach a file of the machine: %s',
      (name) => {
        expect(seen.get(name)).toMatch(ABSENT);
      },
    );

    it('leaves the file as it was', async () => {
      expect(seen.get('secret exists')).toBe('false');
      expect(await readFile(secret, 'utf8')).toBe('secret of the machine');
    });

    it.each(['passwd', 'environ', 'parents'])('does not show of the machine: %s', (name) => {
      expect(seen.get(name)).toBe('false');
    });

    it('shows no home and a root folder without the machine', () => {
      expect(seen.get('root')).toBe('null');
      expect(seen.get('home')).not.toMatch(/[a-z]{3,}.*,/);
      expect(seen.get('tree')).not.toMatch(/boot|srv|mnt|var/);
    });

    it.each(['exec', 'exec by path', 'builder'])('runs no command of the machine: %s', (name) => {
      expect(seen.get(name)).toMatch(/^IOException: Cannot run program .*No such file or directory/);
    });

    it('shows the files of a device', () => {
      expect(seen.get('cmdline')).toBe(SAMPLE);
      expect(seen.get('version')).toBe('Linux version 6.1.0-quhao (virtual handset) #1 SMP');
      expect(seen.get('hosts')).toBe('127.0.0.1 localhost');
      expect(seen.get('build')).toBe('ro.build.version.sdk=35');
    });

    it('has its data at the paths of a phone', () => {
      expect(seen.get('files')).toBe(`/data/user/0/${SAMPLE}/files`);
      expect(seen.get('cache')).toBe(`/data/user/0/${SAMPLE}/cache`);
      expect(seen.get('code')).toBe(`/data/app/${SAMPLE}/base.apk`);
      expect(seen.get('written')).toMatch(/^kept \[.*名字\.txt.*\]$/);
    });
  },
);
