import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Adb, type DeviceClient } from '@devicefarmer/adbkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainPng } from '../../src/shell/screen/png.ts';
import { AdbServer } from '../support/adb-server.ts';
import { startTestHandset, type TestHandset } from '../support/test-handset.ts';

let adb: AdbServer;
let handset: TestHandset;
let folder: string;
let device: DeviceClient;
const APP = 'com.example.kit';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-test-'));
  handset = await startTestHandset();
  adb = await AdbServer.start();
  const client = Adb.createClient({ host: '127.0.0.1', port: adb.port });
  await client.connect('127.0.0.1', handset.port);
  device = client.getDevice(handset.serial);
  await device.waitForDevice();
});

afterAll(async () => {
  await adb.stop();
  await handset.close();
  await rm(folder, { recursive: true, force: true });
});

async function readAll(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

async function shell(command: string): Promise<string> {
  return (await readAll(await device.shell(command))).toString();
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

test('reads properties and waits for the end of booting', async () => {
  expect((await device.getProperties())['ro.build.version.sdk']).toBe('35');
  await device.waitBootComplete();
});

test('runs commands in the shell', async () => {
  expect(await shell('echo hi; echo err >&2')).toBe('hi\nerr\n');
});

test('installs, lists, clears and uninstalls a package', async () => {
  const path = join(folder, 'kit.apk');
  await writeFile(path, `APK ${APP}\n${'x'.repeat(300_000)}`);
  expect(await device.install(path)).toBe(true);
  expect(handset.device.packages.installedBytes.get(APP)?.size).toBe(300_000 + `APK ${APP}\n`.length);
  expect(await device.isInstalled(APP)).toBe(true);
  expect(await device.getPackages()).toEqual([APP]);
  expect(Object.keys(await device.getFeatures())).toContain('android.hardware.telephony');
  expect(await device.clear(APP)).toBe(true);
  expect(await device.uninstall(APP)).toBe(true);
  expect(await device.isInstalled(APP)).toBe(false);
});

test('names the code of a refused package', async () => {
  const path = join(folder, 'broken.apk');
  await writeFile(path, 'no archive');
  await expect(device.install(path)).rejects.toThrow(/INSTALL_PARSE_FAILED_NOT_APK/);
});

test('pushes and pulls with the same digest, stats and lists', async () => {
  const bytes = randomBytes(3_000_000);
  const push = await device.push(Readable.from([bytes]), '/data/local/tmp/kit', 0o640);
  await new Promise((resolve, reject) => {
    push.on('end', resolve);
    push.on('error', reject);
  });
  expect(sha256(await readAll(await device.pull('/data/local/tmp/kit')))).toBe(sha256(bytes));
  expect((await device.stat('/data/local/tmp/kit')).size).toBe(bytes.length);
  expect((await device.readdir('/data/local/tmp')).map((each: { readonly name: string }) => each.name)).toContain('kit');
});

test('takes a screenshot by command and from the frame buffer', async () => {
  await writeFile(join(folder, 'screen.apk'), 'APK com.example.screen\n');
  await handset.device.packages.install(join(folder, 'screen.apk'));
  await handset.device.apps.start('com.example.screen');
  const picture = plainPng(4, 3, [1, 2, 3]);
  handset.device.apps.answers.set('screencap', () => ({ png: picture.toString('base64'), width: 4, height: 3 }));
  expect((await readAll(await device.screencap())).equals(picture)).toBe(true);
  const frame = await device.framebuffer('raw');
  expect(frame.meta).toMatchObject({ version: 1, bpp: 32, width: 4, height: 3, size: 48, format: 'rgba' });
  expect(await readAll(frame)).toEqual(Buffer.from('010203ff'.repeat(12), 'hex'));
});

test('reads the binary log', async () => {
  handset.device.log.clear();
  handset.device.log.append({
    seconds: 1_700_000_000,
    nanos: 5_000_000,
    pid: 12,
    tid: 13,
    priority: 5,
    tag: 'Kit',
    message: 'hello log',
  });
  const reader = await device.openLogcat();
  const [entry] = await once(reader, 'entry');
  expect(entry).toMatchObject({ pid: 12, tid: 13, priority: 5, tag: 'Kit', message: 'hello log' });
  handset.device.log.append({ seconds: 1_700_000_001, nanos: 0, pid: 12, tid: 13, priority: 6, tag: 'Kit', message: 'later' });
  const [later] = await once(reader, 'entry');
  expect(later).toMatchObject({ message: 'later' });
  reader.end();
});

test('opens a connection to an app by port and by name', async () => {
  const server = createServer((socket) => socket.pipe(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const running = await handset.device.apps.start('com.example.screen');
  running.listeners.set('tcp:43211', typeof address === 'object' && address !== null ? address.port : 0);
  running.listeners.set('localabstract:probe', typeof address === 'object' && address !== null ? address.port : 0);
  for (const open of [async () => await device.openTcp(43_211), async () => await device.openLocal('localabstract:probe')]) {
    const connection = await open();
    connection.write('ping');
    expect(String((await once(connection, 'data'))[0])).toBe('ping');
    connection.end();
  }
  await expect(device.openTcp(9)).rejects.toThrow();
  server.close();
});

test('reverses a port and lists it', async () => {
  await device.reverse('tcp:7701', 'tcp:1');
  expect(await device.listReverses()).toEqual([{ remote: 'tcp:7701', local: 'tcp:1' }]);
});

test('starts an activity and reports why another cannot be started', async () => {
  expect(await device.startActivity({ component: 'com.example.screen/.MainActivity', wait: true })).toBe(true);
  await expect(device.startActivity({ component: 'none.such/.Main' })).rejects.toThrow(/does not exist/);
});
