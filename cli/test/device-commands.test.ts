import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { positionsOf } from '../../conformance/src/by-hand.ts';
import { AdbServer } from '../../handset/test/support/adb-server.ts';
import { startTestHandset, type TestHandset } from '../../handset/test/support/test-handset.ts';
import { SWITCH_ROWS } from '../device/device.ts';
import { type Ended, runQuhao } from './run-quhao.ts';

/** The commands for devices, through a stock adb server to a device without a JVM. */

let home: string;
let adb: AdbServer;
let handset: TestHandset;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'quhao-devices-'));
  [adb, handset] = await Promise.all([AdbServer.start(), startTestHandset()]);
  await adb.text('connect', handset.serial);
  env = { HOME: home, PATH: process.env['PATH'] ?? '', ADB_SERVER_SOCKET: `tcp:127.0.0.1:${adb.port}` };
});
afterAll(async () => {
  await adb.stop();
  await handset.close();
  await rm(home, { recursive: true, force: true });
});

function quhao(...args: readonly string[]): Promise<Ended> {
  return runQuhao(args, { env });
}

test('devices says what each can be used for', async () => {
  const { code, stdout } = await quhao('devices');
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(/^127\.0\.0\.1:\d+ {2}handset quhao handset {2}API 35 {2}quhao conform, quhao probe/),
  ]);
  const devices = JSON.parse((await quhao('devices', '--json')).stdout) as readonly unknown[];
  expect(devices).toMatchObject([{ serial: handset.serial, state: 'device', kind: 'handset', cure: null, changed: false }]);
});

test('a switch is read, set and put back; what was noted on disk is gone then', async () => {
  expect((await quhao('device', 'wifi')).stdout).toBe('wifi on\n');
  const off = await quhao('device', 'wifi', 'off');
  expect([off.code, off.stdout]).toEqual([
    0,
    expect.stringMatching(/^wifi off after \d+ ms, was on; quhao device restore undoes it\n$/),
  ]);
  expect((await quhao('device', 'wifi')).stdout).toBe('wifi off\n');
  expect((await quhao('devices')).stderr).toMatch(/was changed and not put back: quhao device restore/);
  await quhao('device', 'data', 'off');
  const restored = await quhao('device', 'restore');
  expect([restored.code, restored.stdout]).toEqual([0, 'restored data on\nrestored wifi on\n']);
  expect((await quhao('device', 'wifi')).stdout).toBe('wifi on\n');
  expect(await readdir(join(home, '.local/share/quhao/devices'))).toEqual([]);
  expect((await quhao('device', 'restore')).stdout).toBe('nothing to undo\n');
});

test('status says of every control what way there is and what the device says', async () => {
  await quhao('device', 'data', 'off');
  const { code, stdout, stderr } = await quhao('device', 'status');
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(/^airplane +off +by cmd connectivity\nwifi +on +by svc\ndata +off +by svc\n/),
  ]);
  expect(stdout).toMatch(/^signal +unknown +no way here; by hand: go where the signal is weak$/m);
  expect(stderr).toBe('data was on: quhao device restore puts it back\n');
  const { controls, waiting } = JSON.parse((await quhao('device', 'status', '--json')).stdout) as Record<string, unknown[]>;
  expect(controls?.[2]).toMatchObject({ name: 'data', way: 'svc', is: 'off' });
  expect(waiting).toEqual([{ name: 'data', was: 'on' }]);
  await quhao('device', 'restore');
});

test('a device that was changed and is gone is listed with the cure', async () => {
  const folder = join(home, '.local/share/quhao/devices');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'GONE.json'), JSON.stringify([{ name: 'wifi', was: 'on', command: 'svc wifi enable' }]));
  const devices = JSON.parse((await quhao('devices', '--json')).stdout) as readonly { serial: string }[];
  expect(devices.find(({ serial }) => serial === 'GONE')).toMatchObject({
    state: 'not listed',
    changed: true,
    cure: 'connect it, then quhao device restore --serial GONE',
  });
  await rm(join(folder, 'GONE.json'));
});

test('the SIM is read back', async () => {
  expect((await quhao('device', 'sim')).stdout).toBe('sim ready\n');
  expect((await quhao('device', 'sim', 'absent')).stdout).toMatch(/^sim absent after \d+ ms, was ready; /);
  expect((await quhao('device', 'sim')).stdout).toBe('sim absent\n');
  expect((await quhao('device', 'restore')).stdout).toBe('restored sim ready\n');
  expect((await quhao('device', 'sim')).stdout).toBe('sim ready\n');
});

test('a version in colours is shown without them', async () => {
  const maven = join(home, 'mvn');
  await writeFile(maven, "#!/bin/sh\nprintf '\\033[1mApache Maven 3.9\\033[m\\nMore\\n'\n", { mode: 0o755 });
  const path = `${home}:${process.env['PATH'] ?? ''}`;
  for (const form of [[], ['--json']]) {
    const { stdout } = await runQuhao(['doctor', ...form], { env: { ...env, PATH: path } });
    expect(stdout).toContain('Apache Maven 3.9');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('\\u001b');
  }
});

test('the positions in the help are those of the suite', () => {
  expect(SWITCH_ROWS.map(({ name, positions }) => [name, positions])).toEqual(
    SWITCH_ROWS.map(({ name }) => [name, positionsOf(name)]),
  );
});

test('a serial that is not there is refused with those that are', async () => {
  const { code, stderr } = await quhao('device', 'wifi', '--serial', 'nosuch');
  expect([code, stderr]).toEqual([
    3,
    expect.stringContaining(`there is no device nosuch; \`adb devices\` lists: ${handset.serial} device`),
  ]);
});

test('no adb server where ADB_SERVER_SOCKET says it is, is said at once', async () => {
  const { code, stderr } = await runQuhao(['devices'], { env: { ...env, ADB_SERVER_SOCKET: 'tcp:127.0.0.1:1' } });
  expect([code, stderr]).toEqual([3, expect.stringContaining('no adb server answers at 127.0.0.1:1')]);
});

test('doctor tries each switch and puts it back; a device that is not there is a finding with its cure', async () => {
  const { stdout } = await quhao('doctor', '--serial', handset.serial, '--json');
  const { machine, device } = JSON.parse(stdout) as Record<string, { name: string; status: string; cure: string | null }[]>;
  expect(machine?.find(({ name }) => name === 'node')?.status).toBe('ok');
  expect(machine?.filter(({ status, cure }) => status !== 'ok' && cure === null)).toEqual([]);
  expect(device?.filter(({ name }) => ['wifi', 'data', 'airplane', 'sim'].includes(name)).map(({ status }) => status)).toEqual([
    'ok',
    'ok',
    'ok',
    'ok',
  ]);
  expect((await quhao('device', 'wifi')).stdout).toBe('wifi on\n');
  const missing = await quhao('doctor', '--serial', 'nosuch');
  expect([missing.code, missing.stdout]).toEqual([
    3,
    expect.stringMatching(/this machine\n[\s\S]*device nosuch\n {2}device {2}bad {2}there is no device nosuch/),
  ]);
});
