import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kindOf } from '../src/kind.ts';
import { planConnection } from '../src/radio/connect-plan.ts';
import { RadioMachine } from '../src/radio/radio.ts';
import { dialUpstream } from '../src/radio/upstream.ts';
import { AdbServer } from './support/adb-server.ts';
import { startTestHandset, type TestHandset } from './support/test-handset.ts';

/** What a handset has when it shows itself as another device. */

let adb: AdbServer;
let emulator: TestHandset;
let oldPhone: TestHandset;

beforeAll(async () => {
  [adb, emulator, oldPhone] = await Promise.all([
    AdbServer.start(),
    startTestHandset({ kind: kindOf('emulator', 35) }),
    startTestHandset({ kind: kindOf('phone', 29) }),
  ]);
  await adb.text('connect', emulator.serial);
  await adb.text('connect', oldPhone.serial);
});
afterAll(async () => {
  await adb.stop();
  await emulator.close();
  await oldPhone.close();
});

async function shell(handset: TestHandset, command: string): Promise<readonly [number, string]> {
  const { code, stdout, stderr } = await adb.run('-s', handset.serial, 'shell', command);
  return [code, `${stdout.toString()}${stderr}`.trim()];
}

describe.each([
  { name: 'an emulator', of: () => emulator, sdk: '35', qemu: '1' },
  { name: 'a phone of API 29', of: () => oldPhone, sdk: '29', qemu: '' },
])('$name', ({ of, sdk, qemu }) => {
  test('has no service of ours, and no property that names us', async () => {
    expect(await shell(of(), 'cmd quhao radio')).toEqual([20, "cmd: Can't find service: quhao"]);
    expect((await shell(of(), 'cmd -l'))[1]).not.toContain('quhao');
    expect(await shell(of(), 'getprop ro.quhao.handset')).toEqual([0, '']);
    expect((await shell(of(), 'getprop'))[1]).not.toContain('[ro.quhao');
  });

  test('says its API level, and whether it is an emulator', async () => {
    expect((await shell(of(), 'getprop ro.build.version.sdk'))[1]).toBe(sdk);
    expect((await shell(of(), 'getprop ro.kernel.qemu'))[1]).toBe(qemu);
  });

  test('believes what is written over a setting of the radio, which stays as it is', async () => {
    await shell(of(), 'settings put global airplane_mode_on 1');
    expect((await shell(of(), 'settings get global airplane_mode_on'))[1]).toBe('1');
    expect(of().device.radio.state().airplane).toBe(false);
    await shell(of(), 'settings put global airplane_mode_on 0');
  });
});

test.each([
  'cmd connectivity airplane-mode',
  'cmd phone data disable',
  'cmd wifi set-wifi-enabled disabled',
  'cmd alarm set-timezone Asia/Tokyo',
])('API 29 has no %s, API 35 has', async (command) => {
  expect((await shell(oldPhone, command))[0]).not.toBe(0);
  expect((await shell(emulator, command))[0]).toBe(0);
});

test('svc switches Wi-Fi on both', async () => {
  await shell(oldPhone, 'svc wifi disable');
  expect((await shell(oldPhone, 'settings get global wifi_on'))[1]).toBe('0');
  expect(oldPhone.device.radio.state().wifi.enabled).toBe(false);
});

describe('the sockets of apps', () => {
  test('stand in tcp6 with mapped addresses, and with their own port', async () => {
    const apk = join(emulator.folder, 'probe.apk');
    await writeFile(apk, 'APK app.quhao.probe\n');
    await emulator.device.packages.install(apk);
    emulator.device.radio.records = [
      {
        ...{ seq: 1, bearer: 'cellular', host: '10.0.2.2', port: 443, package: 'app.quhao.probe', localPort: 40_000 },
        ...{ openedNanos: '1', closedNanos: null, bytesOut: 1, bytesIn: 1, end: 'open' },
      },
    ];
    const [, table] = await shell(emulator, 'cat /proc/net/tcp6');
    expect(table).toContain('FFFF00000700400A:9C40 0000000000000000FFFF00000202000A:01BB 01');
    expect((await shell(emulator, 'cat /proc/net/tcp'))[1].split('\n')).toHaveLength(1);
  });

  test.each([
    { closedFirst: 'app' as const, state: ' 06 ' },
    { closedFirst: 'peer' as const, state: null },
  ])('that the $closedFirst has closed first are listed as Linux does', async ({ closedFirst, state }) => {
    const closedNanos = String(process.hrtime.bigint() - emulator.device.bootNanos);
    emulator.device.radio.records = [
      {
        ...{ seq: 2, bearer: 'wifi', host: '10.0.2.2', port: 80, package: 'app.quhao.probe', localPort: 40_001, closedFirst },
        ...{ openedNanos: '1', closedNanos, bytesOut: 1, bytesIn: 1, end: 'eof' },
      },
    ];
    const [, table] = await shell(emulator, 'cat /proc/net/tcp6');
    expect(table.includes(':9C41 ')).toBe(state !== null);
    expect(table.includes(' 06 ')).toBe(state !== null);
  });
});

test.each([
  { kind: kindOf('emulator', 35), address: '10.0.2.2', bearers: ['wifi', 'cellular'] },
  { kind: kindOf('phone', 35), address: '192.0.2.1', bearers: ['wifi'] },
  { kind: kindOf('phone', 35), address: '198.51.100.1', bearers: ['wifi', 'cellular'] },
  { kind: kindOf('handset', 35), address: '10.0.2.2', bearers: undefined },
])('$kind.name reaches this machine at $address over $bearers', ({ kind, address, bearers }) => {
  const radio = new RadioMachine(() => 0n, kind);
  expect(radio.hostAt(address)?.bearers).toEqual(bearers);
  expect(radio.state().mobile.interface).toBe(kind.mobileInterface);
});

test("a phone's public host sees each bearer come from an address of its own", async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const radio = new RadioMachine(() => 0n, kindOf('phone', 35));
  const seen: (string | undefined)[] = [];
  for (const bearer of ['wifi', 'cellular'] as const) {
    const accepted = once(server, 'connection');
    const { target, session, source } = planConnection(
      { bearer, host: '198.51.100.1', port, timeoutMs: 0, isDatagram: false },
      '198.51.100.1',
      radio,
    );
    const socket = await dialUpstream({ target, session, source, signal: new AbortController().signal });
    const [peer] = (await accepted) as [Socket];
    seen.push(peer.remoteAddress);
    socket.destroy();
    peer.destroy();
  }
  server.close();
  expect(seen).toEqual(['127.51.100.10', '127.51.100.7']);
});
