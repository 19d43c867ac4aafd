import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAuthToken } from '../../handset/src/console/auth-token.ts';
import { type EmulatorConsole, startConsole } from '../../handset/src/console/console.ts';
import { kindOf } from '../../handset/src/kind.ts';
import { AdbServer } from '../../handset/test/support/adb-server.ts';
import { startTestHandset, type TestHandset } from '../../handset/test/support/test-handset.ts';
import { type Ended, runQuhao } from './run-quhao.ts';

/** The commands for devices on an emulator with its console and on an old phone, neither of which has `cmd quhao`. */

let home: string;
let adb: AdbServer;
let emulator: TestHandset;
let console: EmulatorConsole;
let phone: TestHandset;
let serial: string;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'quhao-others-'));
  [adb, emulator, phone] = await Promise.all([
    AdbServer.start(),
    startTestHandset({ kind: kindOf('emulator', 35) }),
    startTestHandset({ kind: kindOf('phone', 29) }),
  ]);
  console = await startConsole({
    device: { radio: emulator.device.radio, avdName: 'quhao-test', kill: () => undefined },
    auth: await readAuthToken(home),
    port: 0,
  });
  serial = `emulator-${console.port}`;
  await adb.text('connect', `emu:${console.port},${emulator.port}`);
  await adb.text('connect', phone.serial);
  env = { HOME: home, PATH: process.env['PATH'] ?? '', ADB_SERVER_SOCKET: `tcp:127.0.0.1:${adb.port}` };
});
afterAll(async () => {
  await console.close();
  await adb.stop();
  await Promise.all([emulator.close(), phone.close()]);
  await rm(home, { recursive: true, force: true });
});

function quhao(...args: readonly string[]): Promise<Ended> {
  return runQuhao(args, { env });
}

interface Line {
  readonly name: string;
  readonly status: string;
  readonly text: string;
}

async function card(of: string): Promise<ReadonlyMap<string, Line>> {
  const { stdout } = await quhao('doctor', '--serial', of, '--json');
  const { device } = JSON.parse(stdout) as { readonly device: readonly Line[] };
  return new Map(device.map((line) => [line.name, line]));
}

test('devices names each by its kind', async () => {
  const { stdout } = await quhao('devices', '--json');
  const devices = JSON.parse(stdout) as readonly { serial: string; kind: string; apiLevel: number }[];
  expect(devices.map((each) => [each.serial, each.kind, each.apiLevel])).toEqual(
    expect.arrayContaining([
      [serial, 'emulator', 35],
      [phone.serial, 'phone', 29],
    ]),
  );
});

test('doctor tries what an emulator has, by adb and by its console, and puts it back', async () => {
  const lines = await card(serial);
  expect(lines.get('wifi')).toMatchObject({
    status: 'ok',
    text: expect.stringMatching(/^by svc: on → off in \d+ ms, and back$/),
  });
  expect(lines.get('registration')).toMatchObject({
    status: 'ok',
    text: expect.stringMatching(/^by emulator console: home → denied in \d+ ms, and back$/),
  });
  expect(lines.get('sim')).toMatchObject({ status: 'note', text: 'no way here: checks that need it are skipped' });
  expect(lines.get('gateway')?.text).toContain('10.0.2.2');
  expect(lines.get('socket table')).toMatchObject({ status: 'ok', text: expect.stringMatching(/^strength socket: /) });
  expect(lines.get('relay log')?.status).toBe('note');
  expect(emulator.device.radio.state()).toMatchObject({ wifi: { enabled: true }, mobile: { registration: 'home' } });
  expect(await readdir(join(home, '.local/share/quhao/devices'))).toEqual([]);
});

test('a phone of API 29 has neither airplane mode nor registration, and nothing that is needed is missing', async () => {
  const lines = await card(phone.serial);
  expect(['airplane', 'registration', 'sim'].map((name) => lines.get(name)?.status)).toEqual(['note', 'note', 'note']);
  expect(['wifi', 'data'].map((name) => lines.get(name)?.status)).toEqual(['ok', 'ok']);
  expect([...lines.values()].filter(({ status }) => status === 'bad')).toEqual([]);
  expect(lines.get('gateway')?.text).toContain('adb reverse');
});

test('a switch that the phone has no way for says what to do by hand', async () => {
  const { code, stderr } = await quhao('device', 'airplane', 'on', '--serial', phone.serial);
  expect([code, stderr]).toEqual([3, expect.stringContaining('by hand: switch airplane mode in the quick settings')]);
});

describe('by hand', () => {
  test('a person is asked, asked again while the device says otherwise, and asked to put it back', async () => {
    const asked: string[] = [];
    const { radio } = phone.device;
    const hand = {
      ask: async (what: string) => {
        asked.push(what);
        if (asked.length === 1) {
          return;
        }
        await radio.setAirplane(what.startsWith('switch airplane mode on'));
      },
    };
    const on = await runQuhao(['device', 'airplane', 'on', '--by-hand', '--serial', phone.serial], { env, hand });
    expect([on.code, on.stdout]).toEqual([0, expect.stringMatching(/^airplane on after \d+ ms, was off; /)]);
    expect(asked).toEqual(['switch airplane mode on', 'switch airplane mode on (the device says that airplane is off)']);
    expect((await quhao('device', 'restore', '--serial', phone.serial)).stderr).toContain(
      'nobody is at a terminal to do it by hand',
    );
    const back = await runQuhao(['device', 'restore', '--by-hand', '--serial', phone.serial], { env, hand });
    expect([back.stdout, radio.state().airplane]).toEqual(['restored airplane off\n', false]);
  });

  test('without a terminal nobody is asked, and that is said', async () => {
    const { code, stderr } = await quhao('device', 'airplane', 'on', '--by-hand', '--serial', phone.serial);
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/^--by-hand asks at a terminal, and there is none here[\s\S]*no way to set airplane/),
    ]);
  });
});

test('what a killed run has left is undone, over adb and by the console', async () => {
  await emulator.device.radio.setRegistration('denied');
  await emulator.device.radio.setWifi(false);
  const folder = join(home, '.local/share/quhao/devices');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, `${serial}.json`),
    JSON.stringify([
      { name: 'wifi', was: 'on', command: 'svc wifi enable' },
      { name: 'registration', was: 'home', command: 'gsm data home', via: 'console' },
    ]),
  );
  const { code, stdout } = await quhao('device', 'restore', '--serial', serial);
  expect([code, stdout]).toEqual([0, 'restored registration home\nrestored wifi on\n']);
  expect(emulator.device.radio.state()).toMatchObject({ wifi: { enabled: true }, mobile: { registration: 'home' } });
});

test('without the token of the console its controls are not there', async () => {
  const strange = await mkdtemp(join(tmpdir(), 'quhao-strange-'));
  await writeFile(join(strange, '.emulator_console_auth_token'), 'another');
  const { stdout } = await runQuhao(['doctor', '--serial', serial, '--json'], { env: { ...env, HOME: strange } });
  const { device } = JSON.parse(stdout) as { readonly device: readonly Line[] };
  expect(device.find(({ name }) => name === 'registration')?.status).toBe('note');
  await rm(strange, { recursive: true });
});
