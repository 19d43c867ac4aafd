import { mkdir, mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeAppRoot } from '../../src/runtime/app-root.ts';

const FACTS = { process: 'app.quhao.sample', apiLevel: 34, model: 'quhao' } as const;

describe('the root folder of an app', () => {
  let place: string;
  let folder: string;
  let source: string;

  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'qh-app-root-'));
    folder = join(place, 'root');
    source = join(place, 'source');
    await mkdir(join(source, 'inner'), { recursive: true });
    await mkdir(folder);
    await writeFile(join(source, 'file.txt'), 'content');
  });

  afterEach(() => rm(place, { recursive: true, force: true }));

  function make(
    mounts: Parameters<typeof makeAppRoot>[0]['mounts'],
    folders: readonly string[] = [],
  ): Promise<readonly string[]> {
    const jdk = { java: '/opt/jdk/bin/java', folders, links: [{ path: '/lib64', target: 'usr/lib64' }] };
    return makeAppRoot({ folder, jdk, mounts, facts: FACTS });
  }

  it('says what it is: package, version and model, by files that apps read', async () => {
    await make([]);
    expect(await readFile(join(folder, 'proc/self/cmdline'), 'utf8')).toBe('app.quhao.sample\0');
    expect(await readFile(join(folder, 'system/build.prop'), 'utf8')).toContain(
      'ro.build.version.sdk=34\nro.build.version.release=14\nro.product.model=quhao\n',
    );
    expect(await readFile(join(folder, 'system/etc/hosts'), 'utf8')).toContain('127.0.0.1 localhost');
  });

  it('has the links of the system and of a device', async () => {
    await make([]);
    expect(await readlink(join(folder, 'lib64'))).toBe('usr/lib64');
    expect(await readlink(join(folder, 'sdcard'))).toBe('/storage/emulated/0');
    expect(await readlink(join(folder, 'proc/self/exe'))).toBe('/opt/jdk/bin/java');
  });

  it('has a place for each mount: a folder for a folder, a file for a file', async () => {
    const mounts = [
      { source, target: '/data/user/0/app.quhao.sample', mode: 'rw' },
      { source: join(source, 'file.txt'), target: '/data/app/base.apk', mode: 'ro' },
    ] as const;
    const args = await make(mounts);
    expect((await stat(join(folder, 'data/user/0/app.quhao.sample'))).isDirectory()).toBe(true);
    expect((await stat(join(folder, 'data/app/base.apk'))).isFile()).toBe(true);
    expect(args[0]).toBe(folder);
    expect(args.slice(-6)).toEqual(mounts.flatMap(({ mode, source: from, target }) => [mode, from, target]));
  });

  it('mounts no read-only folder twice that lies in another, and every writable one', async () => {
    const inner = join(source, 'inner');
    const args = await make(
      [
        { source: inner, mode: 'ro' },
        { source: inner, mode: 'rw' },
      ],
      [source, source],
    );
    expect(args.filter((word) => word === source)).toHaveLength(2);
    expect(args.join(' ')).not.toContain(`ro ${inner}`);
    expect(args.join(' ')).toContain(`rw ${inner} ${inner}`);
  });

  it('shows four devices and no more', async () => {
    const args = await make([]);
    expect(args.filter((word) => word.startsWith('/dev/'))).toEqual(
      ['null', 'zero', 'random', 'urandom'].flatMap((name) => [`/dev/${name}`, `/dev/${name}`]),
    );
  });
});
