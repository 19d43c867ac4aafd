import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAuthToken } from '../src/console/auth-token.ts';
import { type EmulatorConsole, startConsole } from '../src/console/console.ts';
import { CONSOLE_COMMANDS } from '../src/console/console-commands.ts';
import { kindOf } from '../src/kind.ts';
import { AdbServer } from './support/adb-server.ts';
import { FakeRadio } from './support/fake-radio.ts';
import { startTestHandset, type TestHandset } from './support/test-handset.ts';

/** The console of an emulator, by a socket and by the stock `adb emu`. */

let adb: AdbServer;
let handset: TestHandset;
let console: EmulatorConsole;
let kills = 0;
let serial: string;

beforeAll(async () => {
  [adb, handset] = await Promise.all([AdbServer.start(), startTestHandset({ kind: kindOf('emulator', 31) })]);
  console = await startConsole({
    device: { radio: handset.device.radio, avdName: 'quhao-test', kill: () => (kills += 1) },
    auth: await readAuthToken(adb.home),
    port: 0,
  });
  serial = `emulator-${console.port}`;
});
afterAll(async () => {
  await console.close();
  await adb.stop();
  await handset.close();
});

async function converse(...lines: readonly string[]): Promise<string> {
  const socket: Socket = connect(console.port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.write([...lines, 'quit', ''].join('\n'));
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}

async function authorised(...lines: readonly string[]): Promise<string> {
  const { token } = await readAuthToken(adb.home);
  const text = await converse(`auth ${token}`, ...lines);
  return text.slice(text.indexOf("type 'help'"));
}

test('stock adb lists the pair of ports as an emulator, and its emu command finds the console', async () => {
  expect(await adb.text('connect', `emu:${console.port},${handset.port}`)).toContain('Connected to emulator');
  await expect.poll(() => adb.text('devices')).toContain(`${serial}\tdevice`);
  expect(await adb.text('-s', serial, 'emu', 'avd', 'name')).toContain('quhao-test');
  await adb.text('-s', serial, 'emu', 'gsm', 'data', 'denied');
  expect(handset.device.radio.state().mobile.registration).toBe('denied');
  await adb.text('-s', serial, 'emu', 'gsm', 'data', 'home');
  expect(handset.device.radio.state().mobile.registration).toBe('home');
});

describe('a token', () => {
  test('is asked for, and without it only help, ping and the name are answered', async () => {
    const text = await converse('ping', 'avd name', 'gsm status', 'help');
    expect(text).toMatch(/Authentication required[\s\S]*emulator_console_auth_token'\r\nOK\r\n/);
    expect(text).toContain('I am alive!\r\nOK\r\nquhao-test\r\nOK\r\nKO: unknown command');
    expect(text).not.toContain('gsm voice state');
  });

  test('that is wrong closes the connection', async () => {
    expect(await converse('auth nonsense', 'ping')).toMatch(/KO: authentication token does not match\r\n$/);
  });

  test('is made once, for its user alone; an empty file switches it off', async () => {
    const home = await mkdtemp(join(tmpdir(), 'quhao-console-'));
    const { file, token } = await readAuthToken(home);
    expect(token).toMatch(/^\S{16}$/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readAuthToken(home)).token).toBe(await readFile(file, 'utf8'));
    await writeFile(file, '');
    const open = await startConsole({
      device: { radio: new FakeRadio(), avdName: 'open', kill: () => undefined },
      auth: await readAuthToken(home),
      port: 0,
    });
    const socket = connect(open.port, '127.0.0.1');
    socket.write('gsm status\nquit\n');
    const text = Buffer.concat(await socket.toArray()).toString();
    expect(text).toContain('gsm data state:  home\r\nOK');
    await open.close();
    await rm(home, { recursive: true });
  });
});

test.each([
  { lines: ['gsm data roaming', 'gsm status', 'gsm data home'], says: /data state: {2}roaming/ },
  { lines: ['gsm voice off', 'gsm status', 'gsm voice home'], says: /voice state: off/ },
  { lines: ['gsm data sideways'], says: /KO: invalid state, must be one of unregistered, home/ },
  { lines: ['gsm signal-profile 3'], says: /OK/ },
  { lines: ['gsm signal-profile 9'], says: /KO: invalid signal profile/ },
  {
    lines: ['network delay gprs', 'network status', 'network delay none'],
    says: /minimum latency: 35 ms\r\n {2}maximum latency: 200 ms/,
  },
  { lines: ['network delay 20:90', 'network status', 'network delay none'], says: /minimum latency: 20 ms/ },
  { lines: ['network delay soon'], says: /KO: invalid latency/ },
  { lines: ['network speed edge', 'network status'], says: /download speed: {2}473600 bits/ },
  { lines: ['network speed fast'], says: /KO: invalid speed/ },
  { lines: ['geo fix 121.47 31.23'], says: /OK/ },
  { lines: ['geo fix 200 10'], says: /KO: give a longitude/ },
  { lines: ['gsm'], says: /KO: bad sub-command; known are: gsm data STATE/ },
  { lines: ['reboot'], says: /KO: unknown command/ },
])('$lines is answered $says', async ({ lines, says }) => {
  expect(await authorised(...lines)).toMatch(says);
});

test('a delay reaches the links of both bearers', async () => {
  await authorised('network delay 40');
  expect(handset.device.radio.links.slice(-2)).toEqual([
    { bearer: 'wifi', link: { delayMs: 40 } },
    { bearer: 'cellular', link: { delayMs: 40 } },
  ]);
  await authorised('network delay none');
});

test('help lists every command', async () => {
  const text = await authorised('help');
  for (const { usage } of CONSOLE_COMMANDS) {
    expect(text).toContain(usage);
  }
});

test('kill says goodbye and ends the device', async () => {
  const before = kills;
  expect(await authorised('kill')).toContain('OK: killing emulator, bye bye');
  expect(kills).toBe(before + 1);
});
