import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AdbServer } from '../support/adb-server.ts';
import { startTestHandset, type TestHandset } from '../support/test-handset.ts';

let adb: AdbServer;
let handset: TestHandset;
let folder: string;
const servers: Server[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-test-'));
  handset = await startTestHandset();
  adb = await AdbServer.start();
  await adb.text('connect', handset.serial);
});

afterAll(async () => {
  await adb.stop();
  await handset.close();
  for (const server of servers) {
    server.close();
  }
  await rm(folder, { recursive: true, force: true });
});

/** Arguments of adb for a command on the handset. */
function device(...args: readonly string[]): readonly string[] {
  return ['-s', handset.serial, ...args];
}

/** Starts a server on the host that echoes bytes. */
async function startEcho(): Promise<number> {
  const server = createServer((socket) => socket.pipe(socket));
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function exchange(socket: Socket, sent: Buffer): Promise<Buffer> {
  const received: Buffer[] = [];
  let length = 0;
  socket.write(sent);
  for await (const chunk of socket) {
    received.push(chunk);
    length += chunk.length;
    if (length >= sent.length) {
      break;
    }
  }
  return Buffer.concat(received);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('connecting', () => {
  test('the handset is listed as a device with its model', async () => {
    const listed = await adb.text('devices', '-l');
    expect(listed).toContain(`${handset.serial}`);
    expect(listed).toMatch(/device product:quhao model:quhao_handset device:quhao/);
  });
});

describe('shell', () => {
  test('getprop prints one property and a list of all', async () => {
    expect(await adb.text(...device('shell', 'getprop', 'ro.build.version.sdk'))).toBe('35\n');
    expect(await adb.text(...device('shell', 'getprop'))).toContain('[sys.boot_completed]: [1]\n');
  });

  test('exit code, stdout and stderr are reported separately', async () => {
    const { code, stdout, stderr } = await adb.run(...device('shell', 'echo out; echo err >&2; exit 42'));
    expect({ code, stdout: stdout.toString(), stderr }).toEqual({ code: 42, stdout: 'out\n', stderr: 'err\n' });
  });

  test('an unknown command exits with 127 and a message', async () => {
    const { code, stderr } = await adb.run(...device('shell', 'frobnicate'));
    expect(code).toBe(127);
    expect(stderr).toContain('frobnicate: inaccessible or not found');
  });

  test('version 1 mixes stdout and stderr', async () => {
    const { stdout } = await adb.run(...device('shell', '-x', 'echo out; echo err >&2'));
    expect(stdout.toString()).toBe('out\nerr\n');
  });

  test('stdin is passed to the command byte for byte', async () => {
    const sent = randomBytes(3_000_000);
    const { stdout, code } = await adb.spawn(device('shell', 'cat'), sent).result;
    expect(code).toBe(0);
    expect(sha256(stdout)).toBe(sha256(sent));
  });

  test('exec-out is binary clean', async () => {
    const sent = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    await writeFile(join(folder, 'bytes'), sent);
    await adb.text(...device('push', join(folder, 'bytes'), '/data/local/tmp/bytes'));
    const { stdout } = await adb.run(...device('exec-out', 'cat', '/data/local/tmp/bytes'));
    expect(stdout).toEqual(sent);
  });

  test('a terminal echoes input and converts line ends', async () => {
    const { stdout, code } = await adb.spawn(device('shell', '-tt'), Buffer.from('echo hi; exit 3\r')).result;
    expect(stdout.toString()).toContain('$ echo hi; exit 3\r\nhi\r\n');
    expect(code).toBe(3);
  });
});

describe('an interactive shell', () => {
  test('^C ends the running command, also while it reads stdin, and the prompt returns', async () => {
    const command = adb.spawn(device('shell', '-tt'), 'open');
    await command.untilPrinted('$ ');
    command.child.stdin.write('echo started; cat\r');
    await command.untilPrinted('\r\nstarted\r\n');
    command.child.stdin.write('typed\r');
    await command.untilPrinted('typed\r\ntyped\r\n');
    command.child.stdin.write('\x03');
    await command.untilPrinted('^C');
    command.child.stdin.write('echo $((6 * 7)); exit 5\r');
    const { code, stdout } = await command.result;
    expect(stdout.toString()).toContain('\r\n42\r\n');
    expect(code).toBe(5);
  });

  test('^C ends a sleep', async () => {
    const command = adb.spawn(device('shell', '-tt', 'echo started; sleep 60; echo never'), 'open');
    await command.untilPrinted('started');
    const before = Date.now();
    command.child.stdin.write('\x03');
    const { code, stdout } = await command.result;
    expect(Date.now() - before).toBeLessThan(5000);
    expect(stdout.toString()).not.toContain('never');
    expect(code).not.toBe(0);
  });

  test('commands from a pipe run line by line; a loop of several lines runs as one', async () => {
    const command = adb.spawn(device('shell'), 'open');
    command.child.stdin.write('echo first\n');
    await command.untilPrinted('first\n');
    command.child.stdin.write('for i in 1 2\ndo\n  echo "turn $i"\ndone\n(exit 3)\necho "still here $?"\nexit 4\n');
    const { code, stdout } = await command.result;
    expect(stdout.toString()).toBe('first\nturn 1\nturn 2\nstill here 3\n');
    expect(code).toBe(4);
  });
});

describe('files', () => {
  test('pushes and pulls 20 MB with the same digest', async () => {
    const bytes = randomBytes(20_000_001);
    await writeFile(join(folder, 'big'), bytes);
    await adb.text(...device('push', join(folder, 'big'), '/sdcard/Download/new/folder/big'));
    await adb.text(...device('pull', '/sdcard/Download/new/folder/big', join(folder, 'back')));
    expect(sha256(await readFile(join(folder, 'back')))).toBe(sha256(bytes));
  });

  test('preserves modification time and size of a file', async () => {
    const path = join(folder, 'small');
    await writeFile(path, 'text');
    await utimes(path, 1_600_000_000, 1_600_000_000);
    await adb.text(...device('push', path, '/data/local/tmp/small'));
    expect(await adb.text(...device('ls', '/data/local/tmp'))).toMatch(/^[0-9a-f]{8} 00000004 5f5e1000 small$/m);
  });

  test('refuses to write where the shell user has no permission', async () => {
    const { code, stderr, stdout } = await adb.run(...device('push', join(folder, 'small'), '/system/small'));
    expect(code).toBe(1);
    expect(stderr + stdout.toString()).toContain('Read-only file system');
  });

  test('reports a missing file', async () => {
    const { code, stderr, stdout } = await adb.run(...device('pull', '/data/local/tmp/none', folder));
    expect(code).toBe(1);
    expect(stderr + stdout.toString()).toContain('No such file or directory');
  });
});

describe('forward', () => {
  test('connects a host port to a listener of a running app', async () => {
    await writeFile(join(folder, 'app.apk'), 'APK com.example.forward\n');
    await adb.text(...device('push', join(folder, 'app.apk'), '/data/local/tmp/app.apk'));
    await handset.device.packages.install(join(folder, 'app.apk'));
    const app = await handset.device.apps.start('com.example.forward');
    app.listeners.set('tcp:43211', await startEcho());
    const port = Number(await adb.text(...device('forward', 'tcp:0', 'tcp:43211')));
    const sent = randomBytes(1_500_000);
    const socket = connect({ host: '127.0.0.1', port });
    expect(sha256(await exchange(socket, sent))).toBe(sha256(sent));
    socket.destroy();
  });

  test('closes the connection at once when nothing listens', async () => {
    const port = Number(await adb.text(...device('forward', 'tcp:0', 'tcp:9')));
    const socket = connect({ host: '127.0.0.1', port });
    await once(socket.resume(), 'close');
  });
});

describe('reverse', () => {
  test('connects a device port to the host until it is removed', async () => {
    const port = await startEcho();
    await adb.text(...device('reverse', 'tcp:7701', `tcp:${port}`));
    expect(await adb.text(...device('reverse', '--list'))).toMatch(new RegExp(`tcp:7701 tcp:${port}`));
    const connection = await handset.device.reverse.open('tcp:7701');
    expect(connection).not.toBeNull();
    const sent = randomBytes(600_000);
    expect(sha256(await exchange(connection as Socket, sent))).toBe(sha256(sent));
    await adb.text(...device('reverse', '--remove', 'tcp:7701'));
    expect(await handset.device.reverse.open('tcp:7701')).toBeNull();
    expect(await adb.text('devices')).toContain('device');
  });

  test('assigns a port for 0 and does not rebind a port with --no-rebind', async () => {
    const port = await startEcho();
    const assigned = (await adb.text(...device('reverse', 'tcp:0', `tcp:${port}`))).trim();
    expect(Number(assigned)).toBeGreaterThan(1024);
    expect(await handset.device.reverse.open(`tcp:${Number(assigned)}`)).not.toBeNull();
    const again = await adb.run(...device('reverse', '--no-rebind', `tcp:${assigned}`, 'tcp:1'));
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('cannot rebind');
    await adb.text(...device('reverse', '--remove-all'));
    expect(await adb.text(...device('reverse', '--list'))).not.toContain('tcp:');
  });
});
