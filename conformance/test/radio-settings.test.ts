import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HandsetKind } from '../../handset/src/device.ts';
import { virtualFilesOf } from '../../handset/src/files/device-files.ts';
import { FileTree } from '../../handset/src/files/file-tree.ts';
import { describeIdentity } from '../../handset/src/identity.ts';
import { kindOf } from '../../handset/src/kind.ts';
import { RadioMachine } from '../../handset/src/radio/radio.ts';
import { createShell, type DeviceShell } from '../../handset/src/shell/shell.ts';
import { FakeDevice } from '../../handset/test/support/fake-device.ts';
import { runLine } from '../../handset/test/support/run-line.ts';
import type { RadioSetting } from '../src/arrange.ts';
import { CHECKS } from '../src/catalogue.ts';
import { DeviceControls } from '../src/device/device-controls.ts';
import { ALL_ON, RadioControl } from '../src/device/radio-control.ts';
import { UndoFile } from '../src/device/undo-file.ts';

/** The radio of the handset's own shell, put through every setting that rows ask for, one after the other. */

let folder: string;
let shell: DeviceShell;
let radio: RadioMachine;

async function start(kind: HandsetKind): Promise<void> {
  radio = new RadioMachine(() => 0n, kind);
  const device = Object.assign(new FakeDevice(join(folder, 'packages'), kind), { radio: radio as never });
  await writeFile(join(folder, 'probe.apk'), 'APK app.quhao.probe\n');
  await device.packages.install(join(folder, 'probe.apk'));
  const files = await FileTree.open({ folder, virtual: virtualFilesOf(device) });
  shell = createShell(device, { files, identity: describeIdentity(kind, 'test'), isBooted: () => true });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-radio-'));
});
afterEach(async () => {
  shell.close();
  await rm(folder, { recursive: true });
});

async function controlOf(undo: UndoFile | null): Promise<RadioControl> {
  const answer = async (command: string) => {
    const { code, stdout, stderr } = await runLine(shell, command);
    return { exitCode: code, stdout: Buffer.from(stdout), stderr };
  };
  const run = async (command: string): Promise<string> => {
    const { exitCode, stdout, stderr } = await answer(command);
    if (exitCode !== 0) {
      throw new Error(`${command}: ${exitCode} ${stderr}`);
    }
    return stdout.toString();
  };
  const controls = await DeviceControls.detect({ serial: 'test', home: null, run, shell: answer });
  const networkState = async () => ({ active: radio.state().default, networks: [], cleartextPermitted: true });
  return new RadioControl({ controls, undo, networkState });
}

const SETTINGS: readonly RadioSetting[] = [
  ...new Map(
    CHECKS.flatMap(({ arrange, act }) => [
      arrange.radio ?? {},
      ...act.flatMap((step) => (step.do === 'radio' ? [step.set] : [])),
    ]).map((setting) => [JSON.stringify(setting), setting] as const),
  ).values(),
];

test('every setting of a row follows every other on the handset', async () => {
  await start(kindOf('handset', 35));
  const control = await controlOf(null);
  for (const first of SETTINGS) {
    for (const second of SETTINGS) {
      await control.set({ ...ALL_ON, ...first });
      await control.set({ ...ALL_ON, ...second });
      const { sim = 'ready', registration = 'home', airplane = 'off', wifi = 'on', data = 'on' } = second;
      const state = radio.state();
      const firstSlot = second.dataSim === 'second-alone' ? 'absent' : sim;
      expect([second, state.sims[0]?.state, state.mobile.registration, state.airplane]).toEqual([
        second,
        firstSlot,
        registration,
        airplane === 'on',
      ]);
      expect([state.wifi.enabled, state.mobile.enabled]).toEqual([wifi === (airplane === 'on' ? 'again' : 'on'), data === 'on']);
    }
  }
  await control.set({ ...ALL_ON, wifi: 'off', registration: 'denied', dataSim: 'telecom' });
  await control.restore();
  expect(radio.state()).toMatchObject({ wifi: { enabled: true }, mobile: { registration: 'home' } });
});

test('Wi-Fi that was switched on again in airplane mode is on as any other when that mode ends', async () => {
  await start(kindOf('handset', 35));
  const control = await controlOf(null);
  await control.set({ ...ALL_ON, airplane: 'on', wifi: 'again' });
  expect(await control.bearers()).toEqual({ wifi: true, cellular: false });
  await control.set({ airplane: 'off' });
  expect([await control.bearers(), radio.state().wifi.enabled]).toEqual([{ wifi: true, cellular: true }, true]);
});

test('a phone without the controls of a SIM is switched by what it has, and what is changed stands on disk until it is put back', async () => {
  await start(kindOf('phone', 35));
  const undo = new UndoFile(join(folder, 'undo'), 'test');
  const control = await controlOf(undo);
  await control.set(ALL_ON);
  await control.set({ ...ALL_ON, data: 'off' });
  expect(await undo.steps()).toEqual([{ name: 'data', was: 'on', command: 'svc data enable', via: 'shell' }]);
  await control.set({ ...ALL_ON, airplane: 'on' });
  expect((await undo.steps()).map(({ name }) => name)).toEqual(['data', 'airplane']);
  await expect(control.set({ ...ALL_ON, sim: 'absent' })).rejects.toMatchObject({ code: 'RADIO' });
  await control.restore();
  expect(await undo.steps()).toEqual([]);
  expect(radio.state()).toMatchObject({ airplane: false, mobile: { enabled: true } });
});
