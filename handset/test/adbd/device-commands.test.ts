import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainPng } from '../../src/shell/screen/png.ts';
import { AdbServer } from '../support/adb-server.ts';
import { startTestHandset, type TestHandset } from '../support/test-handset.ts';

let adb: AdbServer;
let handset: TestHandset;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-test-'));
  handset = await startTestHandset();
  adb = await AdbServer.start();
  await adb.text('connect', handset.serial);
});

afterAll(async () => {
  await adb.stop();
  await handset.close();
  await rm(folder, { recursive: true, force: true });
});

/** Arguments of adb for a command on the handset. */
function device(...args: readonly string[]): readonly string[] {
  return ['-s', handset.serial, ...args];
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function writeApk(
  name: string,
  packageName: string,
  size: number,
): Promise<{ readonly path: string; readonly digest: string }> {
  const path = join(folder, name);
  const bytes = Buffer.concat([Buffer.from(`APK ${packageName}\n`), randomBytes(size)]);
  await writeFile(path, bytes);
  return { path, digest: sha256(bytes) };
}

function installedDigest(name: string): string | undefined {
  return handset.device.packages.installedBytes.get(name)?.sha256;
}

describe('installing', () => {
  test('adb install streams the APK', async () => {
    const apk = await writeApk('streamed.apk', 'com.example.streamed', 5_000_000);
    expect(await adb.text(...device('install', apk.path))).toContain('Success');
    expect(installedDigest('com.example.streamed')).toBe(apk.digest);
    expect(await adb.text(...device('shell', 'ls', '/data/local/tmp'))).not.toContain('.apk');
  });

  test('adb install --no-streaming pushes it first and cleans up', async () => {
    const apk = await writeApk('pushed.apk', 'com.example.pushed', 100_000);
    expect(await adb.text(...device('install', '--no-streaming', apk.path))).toContain('Success');
    expect(installedDigest('com.example.pushed')).toBe(apk.digest);
    expect(await adb.text(...device('shell', 'ls', '/data/local/tmp'))).not.toContain('pushed.apk');
  });

  test('adb install-multiple installs one APK in a session', async () => {
    const apk = await writeApk('session.apk', 'com.example.session', 100_000);
    expect(await adb.text(...device('install-multiple', apk.path))).toContain('Success');
    expect(installedDigest('com.example.session')).toBe(apk.digest);
  });

  test('a refusal is printed with code and reason, also for a large file', async () => {
    const path = join(folder, 'broken.apk');
    await writeFile(path, randomBytes(4_000_000));
    const { code, stderr, stdout } = await adb.run(...device('install', path));
    expect(code).toBe(1);
    expect(stderr + stdout.toString()).toContain('Failure [INSTALL_PARSE_FAILED_NOT_APK: no zip archive]');
  });

  test('adb uninstall removes the package and fails when it is not installed', async () => {
    const apk = await writeApk('short.apk', 'com.example.short', 10);
    await adb.text(...device('install', apk.path));
    expect(await adb.text(...device('uninstall', 'com.example.short'))).toContain('Success');
    expect(handset.device.packages.get('com.example.short')).toBeNull();
    expect((await adb.run(...device('uninstall', 'com.example.short'))).code).toBe(1);
  });

  test('the installed APK can be pulled from the path that pm path prints', async () => {
    const apk = await writeApk('path.apk', 'com.example.path', 200_000);
    await adb.text(...device('install', apk.path));
    const path = (await adb.text(...device('shell', 'pm', 'path', 'com.example.path'))).trim().replace('package:', '');
    await adb.text(...device('pull', path, join(folder, 'pulled.apk')));
    expect(sha256(await readFile(join(folder, 'pulled.apk')))).toBe(apk.digest);
  });
});

describe('screen', () => {
  test('exec-out screencap -p prints the PNG of the app unchanged', async () => {
    await handset.device.packages.install((await writeApk('screen.apk', 'com.example.screen', 10)).path);
    await handset.device.apps.start('com.example.screen');
    const picture = plainPng(720, 1440, [200, 100, 50]);
    handset.device.apps.answers.set('screencap', () => ({ png: picture.toString('base64'), width: 720, height: 1440 }));
    const { stdout } = await adb.run(...device('exec-out', 'screencap', '-p'));
    expect(stdout.equals(picture)).toBe(true);
  });
});

describe('logcat', () => {
  test('prints new entries that pass its filters until the host ends it', async () => {
    const entry = (tag: string, message: string) =>
      handset.device.log.append({ seconds: 1_700_000_000, nanos: 0, pid: 1, tid: 1, priority: 4, tag, message });
    entry('Selected', 'before');
    const command = adb.spawn(device('logcat', '-v', 'brief', 'Selected:V', '*:S'));
    await command.untilPrinted('before');
    entry('Other', 'not this');
    entry('Selected', 'after');
    const printed = await command.untilPrinted('after');
    expect(printed).not.toContain('not this');
    command.child.kill('SIGTERM');
    await command.result;
  });
});

describe('instrumentation', () => {
  test('prints events while it runs and ends with its code', async () => {
    const name = 'com.example.probe';
    await handset.device.packages.install((await writeApk('probe.apk', name, 10)).path);
    const command = adb.spawn(device('shell', `am instrument -w -e token T ${name}/.TestInstrumentation`));
    let app = handset.device.apps.get(name);
    while (app === null || app.calls.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      app = handset.device.apps.get(name);
    }
    expect(app.calls).toEqual([
      { method: 'instrument', params: { component: `${name}/${name}.TestInstrumentation`, args: { token: 'T' } } },
    ]);
    app.emit({ event: 'instrumentationStatus', data: { code: 0, bundle: { stream: 'SNIPPET SERVING, PORT 43211\n' } } });
    await command.untilPrinted('PORT 43211\n');
    app.emit({ event: 'instrumentationResult', data: { code: 0, bundle: {} } });
    const { code, stdout } = await command.result;
    expect(code).toBe(0);
    expect(stdout.toString()).toBe('SNIPPET SERVING, PORT 43211\nINSTRUMENTATION_CODE: 0\n');
  });
});

describe('an instrumentation whose host closes the stream', () => {
  const name = 'com.example.watched';
  const appUnderInstrumentation = async () => {
    while ((handset.device.apps.get(name)?.calls.length ?? 0) === 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return handset.device.apps.get(name);
  };

  test('ends', async () => {
    await handset.device.packages.install((await writeApk('watched.apk', name, 10)).path);
    const command = adb.spawn(device('shell', `am instrument -w ${name}/.TestInstrumentation`));
    const app = await appUnderInstrumentation();
    command.child.kill('SIGKILL');
    expect(await app?.exited).toEqual({ code: 0, signal: null, crashed: false });
    await command.result;
  });

  test('continues when it was started with setsid', async () => {
    const command = adb.spawn(device('shell', `setsid am instrument -w ${name}/.TestInstrumentation`));
    const app = await appUnderInstrumentation();
    command.child.kill('SIGKILL');
    await command.result;
    app?.emit({ event: 'instrumentationStatus', data: { code: 0, bundle: { stream: 'no reader\n' } } });
    await adb.text(...device('shell', 'true'));
    expect(handset.device.apps.get(name)).toBe(app);
    app?.emit({ event: 'instrumentationResult', data: { code: 0, bundle: {} } });
    await app?.exited;
  });
});

describe('streams that the host does not read', () => {
  test('a loop ends when the host closes the stream', async () => {
    const command = adb.spawn(
      device('shell', 'i=0; while true; do i=x$i; echo $i > /data/local/tmp/turns; echo turn; sleep 0.01; done'),
    );
    await command.untilPrinted('turn');
    command.child.kill('SIGKILL');
    await command.result;
    const turns = async () => await adb.text(...device('shell', 'cat /data/local/tmp/turns'));
    let before = '';
    let after = await turns();
    while (before !== after) {
      before = after;
      await new Promise((resolve) => setTimeout(resolve, 60));
      after = await turns();
    }
    expect(after).toContain('x');
  });

  test('a slow reader stops the writer and does not fill the memory', async () => {
    const command = adb.spawn(
      device('shell', 'while true; do cat /data/local/tmp/megabyte; echo x >> /data/local/tmp/count; done'),
    );
    command.child.stdout.pause();
    await writeFile(join(folder, 'megabyte'), Buffer.alloc(1_000_000));
    await adb.text(...device('push', join(folder, 'megabyte'), '/data/local/tmp/megabyte'));
    let before = -1;
    let after = 0;
    while (before !== after) {
      before = after;
      await new Promise((resolve) => setTimeout(resolve, 100));
      after = Number(await adb.text(...device('shell', 'cat /data/local/tmp/count 2>/dev/null | wc -l')));
    }
    expect(after).toBeLessThan(40);
    command.child.kill('SIGKILL');
    await command.result;
  });
});

describe('two adb servers', () => {
  test('each lists the handset and has reverses of its own', async () => {
    const second = await AdbServer.start();
    try {
      await second.text('connect', handset.serial);
      await adb.text(...device('reverse', 'tcp:7001', 'tcp:1'));
      await second.text(...device('reverse', 'tcp:7002', 'tcp:1'));
      expect(await adb.text(...device('reverse', '--list'))).not.toContain('7002');
      await adb.text(...device('reverse', '--remove-all'));
      expect(await second.text(...device('reverse', '--list'))).toContain('tcp:7002 tcp:1');
    } finally {
      await second.stop();
    }
    const deadline = Date.now() + 5000;
    while ((await handset.device.reverse.open('tcp:7002')) !== null && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(await handset.device.reverse.open('tcp:7002')).toBeNull();
    expect(await adb.text(...device('shell', 'echo', 'alive'))).toBe('alive\n');
  });
});
