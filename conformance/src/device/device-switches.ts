import type { AdbDevice } from '../adb/adb-device.ts';
import { TestbedError } from '../errors.ts';
import { elapsedMs, hostNanos, until } from '../wait.ts';
import { CONTROLS } from './radio-control.ts';
import type { UndoFile } from './undo-file.ts';

/** The radio of a device by hand: no app looks on, so a change has taken effect when the device's own setting says so. */

export const HAND_SWITCHES = ['wifi', 'data', 'airplane', 'sim'] as const;

export type HandSwitch = (typeof HAND_SWITCHES)[number];

type SwitchDevice = Pick<AdbDevice, 'run' | 'shell' | 'serial'>;

const SETTLE_MS = 10_000;

export function positionsOf(name: HandSwitch): readonly string[] {
  return Object.keys(CONTROLS[name].commands);
}

/** What the device's setting says; null where it has none to be asked. */
export async function readSwitch(device: SwitchDevice, name: HandSwitch): Promise<string | null> {
  const { setting } = CONTROLS[name];
  return setting === null ? readSim(device) : onOff((await device.run(`settings get global ${setting}`)).trim());
}

/** The SIM in the first slot, which the switch moves; null on a device that is no virtual handset. */
async function readSim(device: SwitchDevice): Promise<string | null> {
  const { exitCode, stdout } = await device.shell('cmd quhao radio');
  if (exitCode !== 0) {
    return null;
  }
  const { sims } = readRadio(stdout.toString());
  return sims?.[0]?.state ?? null;
}

function readRadio(text: string): { readonly sims?: readonly { readonly state?: string }[] } {
  try {
    return Object(JSON.parse(text));
  } catch {
    // Some phones answer an unknown service with a text and exit code 0.
    return {};
  }
}

/** Some phones keep 2 for Wi-Fi that airplane mode left on. */
function onOff(text: string): string {
  return text === '1' || text === '2' ? 'on' : 'off';
}

export interface SwitchedDevice {
  /** What stood before; null where nobody knows. */
  readonly was: string | null;
  readonly settledMs: number;
}

/** Switches, and waits until the device says that it has. What stood before is noted first. Throws BenchError. */
export async function setSwitch(
  device: SwitchDevice,
  { name, to }: { readonly name: HandSwitch; readonly to: string },
  undo: UndoFile,
): Promise<SwitchedDevice> {
  const was = await readSwitch(device, name);
  const [first = ''] = positionsOf(name);
  await undo.note({ name, was: was ?? first, command: commandFor(name, was ?? first) });
  const settledMs = await carryOut(device, { name, command: commandFor(name, to), to });
  return { was, settledMs };
}

interface Carried {
  readonly name: HandSwitch;
  readonly command: string;
  readonly to: string;
}

async function carryOut(device: SwitchDevice, { name, command, to }: Carried): Promise<number> {
  const from = hostNanos();
  const { exitCode, stdout, stderr } = await device.shell(command);
  if (exitCode !== 0) {
    const said = (stderr || stdout.toString()).trim().slice(0, 200);
    const cure = command.startsWith('cmd quhao') ? '. Only the virtual handset has this switch: quhao handset start' : '';
    throw new TestbedError('RADIO', `\`${command}\` ended with ${exitCode} on ${device.serial}: ${said}${cure}`);
  }
  if (CONTROLS[name].setting === null) {
    return elapsedMs(from);
  }
  const settled = await until(async () => ((await readSwitch(device, name)) === to ? true : null), SETTLE_MS);
  if (settled === null) {
    throw new TestbedError(
      'RADIO',
      `\`${command}\` returned 0 on ${device.serial}, but after ${SETTLE_MS} ms ${CONTROLS[name].setting} does not say ${to}: switch it by hand`,
    );
  }
  return elapsedMs(from);
}

/** Undoes what the file has, the last change first; a step that fails stays in it. Returns what was undone and what failed. */
export async function restoreSwitches(
  device: SwitchDevice,
  undo: UndoFile,
): Promise<{ readonly undone: readonly string[]; readonly failed: readonly string[] }> {
  const undone: string[] = [];
  const failed: string[] = [];
  for (const { name, was, command } of (await undo.steps()).toReversed()) {
    try {
      await carryOut(device, { name: name as HandSwitch, command, to: was });
      await undo.forget(name);
      undone.push(`${name} ${was}`);
    } catch (error) {
      failed.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { undone, failed };
}

function commandFor(name: HandSwitch, position: string): string {
  const commands: Readonly<Record<string, string>> = CONTROLS[name].commands;
  const command = commands[position];
  if (command === undefined) {
    throw new TestbedError('RADIO', `${name} has no position ${position}`);
  }
  return command;
}
