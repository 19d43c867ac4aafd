import { TestbedError } from '../errors.ts';
import { elapsedMs, hostNanos, until } from '../wait.ts';
import type { Control, Via } from './control.ts';
import { CONTROL_NAMES, CONTROLS, type ControlName } from './control-table.ts';
import { type ControlledDevice, DeviceControls } from './device-controls.ts';
import type { Hand } from './hand.ts';
import type { UndoFile } from './undo-file.ts';

/** The controls of a device by hand: no app looks on, so a change has taken effect when the device itself says so. */

export const HAND_SWITCHES = ['wifi', 'data', 'airplane', 'sim'] as const satisfies readonly ControlName[];

export type HandSwitch = (typeof HAND_SWITCHES)[number];

/** All positions of a control, by whichever way. */
export function positionsOf(name: ControlName): readonly string[] {
  const { ways }: Control = CONTROLS[name];
  return [...new Set(ways.flatMap(({ commands }) => Object.keys(commands)))];
}

/** What the device says; null where it has no way to be asked. */
export async function readSwitch(device: ControlledDevice, name: ControlName): Promise<string | null> {
  return (await DeviceControls.detect(device, { names: [name] })).read(name);
}

interface ControlState {
  readonly name: ControlName;
  /** Null: there is no way to set it here. */
  readonly way: string | null;
  /** What the device says; null where it has no way to be asked. */
  readonly is: string | null;
  readonly byHand: string;
}

/** Every control, looked at and not changed. */
export async function readControls(device: ControlledDevice): Promise<readonly ControlState[]> {
  const controls = await DeviceControls.detect(device);
  const states: ControlState[] = [];
  for (const name of CONTROL_NAMES) {
    const { byHand } = CONTROLS[name];
    states.push({ name, way: controls.wayOf(name)?.name ?? null, is: await controls.read(name), byHand });
  }
  return states;
}

export interface SwitchedDevice {
  /** What stood before; null where nobody knows. */
  readonly was: string | null;
  readonly settledMs: number;
  /** The way that was taken. */
  readonly way: string;
}

/** Switches, and waits until the device says that it has. What stood before is noted first. Throws BenchError. */
export async function setSwitch(
  device: ControlledDevice,
  { name, to, hand = null }: { readonly name: ControlName; readonly to: string; readonly hand?: Hand | null },
  undo: UndoFile,
): Promise<SwitchedDevice> {
  const controls = await DeviceControls.detect(device, { names: [name], hand });
  const { via, command } = controls.commandFor(name, to);
  const was = await controls.read(name);
  const [first = ''] = positionsOf(name);
  await undo.note({ name, was: was ?? first, ...controls.commandFor(name, was ?? first) });
  const settledMs = await carryOut(controls, { serial: device.serial, name, via, command, to });
  return { was, settledMs, way: controls.wayOf(name)?.name ?? via };
}

interface Carried {
  readonly serial: string;
  readonly name: ControlName;
  readonly via: Via;
  readonly command: string;
  readonly to: string;
}

async function carryOut(controls: DeviceControls, { serial, name, via, command, to }: Carried): Promise<number> {
  const { settleMs, byHand }: Control = CONTROLS[name];
  const from = hostNanos();
  await controls.carryOut(name, { via, command, to });
  if ((await controls.read(name)) === null) {
    return elapsedMs(from);
  }
  const settled = await until(async () => ((await controls.read(name)) === to ? true : null), settleMs);
  if (settled === null) {
    throw new TestbedError(
      'RADIO',
      `\`${command}\` returned 0 on ${serial}, but after ${settleMs} ms the device does not say that ${name} is ${to}; by hand: ${byHand}`,
    );
  }
  return elapsedMs(from);
}

/** Undoes what the file has, the last change first; a step that fails stays in it. Returns what was undone and what failed. */
export async function restoreSwitches(
  device: ControlledDevice,
  undo: UndoFile,
  hand: Hand | null = null,
): Promise<{ readonly undone: readonly string[]; readonly failed: readonly string[] }> {
  const undone: string[] = [];
  const failed: string[] = [];
  const steps = (await undo.steps()).toReversed();
  const known = steps.map(({ name }) => name).filter(isControl);
  const controls = await DeviceControls.detect(device, { names: known, hand });
  for (const { name, was, command, via = 'shell' } of steps) {
    try {
      if (!isControl(name)) {
        throw new TestbedError('RADIO', `${name} is no control of this version: undo it by hand, \`${command}\``);
      }
      await carryOut(controls, { serial: device.serial, name, via, command, to: was });
      await undo.forget(name);
      undone.push(`${name} ${was}`);
    } catch (error) {
      failed.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { undone, failed };
}

function isControl(name: string): name is ControlName {
  return Object.hasOwn(CONTROLS, name);
}
