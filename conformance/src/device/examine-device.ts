import type { AdbDevice } from '../adb/adb-device.ts';
import { BenchError } from '../errors.ts';
import { PROOF_NAMES, PROOFS, type ProofName, type Strength } from '../proofs/proof-table.ts';
import { elapsedMs, epochMs, hostNanos } from '../wait.ts';
import type { Control } from './control.ts';
import { CONTROL_NAMES, CONTROLS, type ControlName } from './control-table.ts';
import { DeviceControls } from './device-controls.ts';
import { readDeviceKind } from './device-kind.ts';
import { positionsOf, restoreSwitches, setSwitch } from './device-switches.ts';
import { ROUTE_TEXTS } from './gateway-route.ts';
import type { UndoFile } from './undo-file.ts';

/** What was found out about one thing, with what to do where it is wrong. */
export interface Finding {
  readonly name: string;
  /** `note`: nothing that is needed is missing. */
  readonly status: 'ok' | 'note' | 'bad';
  readonly text: string;
  readonly cure: string | null;
}

/** Tries each control and puts it back, looks which proofs of a bearer the device can give, and compares the clocks. */
export async function examineDevice(device: AdbDevice, undo: UndoFile): Promise<readonly Finding[]> {
  const controls = await DeviceControls.detect(device);
  const findings: Finding[] = [await lookAtGatewayRoute(device)];
  for (const name of CONTROL_NAMES) {
    findings.push(await tryControl(device, { name, controls, undo }));
  }
  return [...findings, ...(await tryProofs(device)), await compareClocks(device)];
}

async function lookAtGatewayRoute(device: AdbDevice): Promise<Finding> {
  const { text, proves } = ROUTE_TEXTS[await readDeviceKind(device)];
  return { name: 'gateway', status: 'ok', text: `${text}; ${proves}`, cure: null };
}

/** Over Wi-Fi a change of the radio may cut adb off; a device at loopback is one of this machine. */
function isOverNetwork({ serial }: Pick<AdbDevice, 'serial'>): boolean {
  return /:\d+$/.test(serial) && !/^(127\.|localhost:|\[::1\])/.test(serial);
}

const CUTS_ADB: readonly ControlName[] = ['wifi', 'airplane'];

interface ControlTrial {
  readonly name: ControlName;
  readonly controls: DeviceControls;
  readonly undo: UndoFile;
}

/** A control that is not there costs the rows that need it, and nothing else; one that is there and does not work is a fault of the bench. */
async function tryControl(device: AdbDevice, { name, controls, undo }: ControlTrial): Promise<Finding> {
  const { byHand, trial }: Control = CONTROLS[name];
  const way = controls.wayOf(name);
  if (way === null) {
    return { name, status: 'note', text: 'no way here: checks that need it are skipped', cure: `by hand: ${byHand}` };
  }
  if (isOverNetwork(device) && CUTS_ADB.includes(name)) {
    return {
      name,
      status: 'note',
      text: `by ${way.name}, not tried: adb reaches the device over the network`,
      cure: 'connect it by USB to try it',
    };
  }
  const before = await controls.read(name);
  if (trial === null || (before !== null && !canRestore(controls, name, before) && before !== trial)) {
    return { name, status: 'ok', text: `by ${way.name}${before === null ? '' : `, now ${before}`}, not tried`, cure: null };
  }
  return carryOutTrial(device, { name, to: trialPosition(name, before, trial), before }, undo);
}

function canRestore(controls: DeviceControls, name: ControlName, position: string): boolean {
  const { restore }: Control = CONTROLS[name];
  return controls.has(name, position) || restore !== undefined;
}

/** Another position than the present one, where there is one. */
function trialPosition(name: ControlName, before: string | null, trial: string): string {
  const others = positionsOf(name).filter((position) => position !== before);
  return before === trial ? (others[0] ?? trial) : trial;
}

interface Trial {
  readonly name: ControlName;
  readonly to: string;
  readonly before: string | null;
}

async function carryOutTrial(device: AdbDevice, { name, to, before }: Trial, undo: UndoFile): Promise<Finding> {
  try {
    const { settledMs, way } = await setSwitch(device, { name, to }, undo);
    const { failed } = await restoreSwitches(device, undo);
    if (failed.length > 0) {
      return {
        name,
        status: 'bad',
        text: `${to} in ${Math.round(settledMs)} ms, but not back: ${failed.join('; ')}`,
        cure: `quhao device restore --serial ${device.serial}`,
      };
    }
    const from = before === null ? '' : `${before} → `;
    return { name, status: 'ok', text: `by ${way}: ${from}${to} in ${Math.round(settledMs)} ms, and back`, cure: null };
  } catch (error) {
    if (!(error instanceof BenchError)) {
      throw error;
    }
    await restoreSwitches(device, undo);
    return { name, status: 'bad', text: error.message, cure: `by hand: ${CONTROLS[name].byHand}` };
  }
}

/** Looks for a proof; whether it is right is tried by a run, with requests of the probe's own. */
async function tryProofs(device: AdbDevice): Promise<readonly Finding[]> {
  const rows = PROOF_NAMES.map((name) => ({ name, proof: PROOFS[name] }));
  return Promise.all(
    rows.flatMap(({ name, proof: { look, strength, text } }) =>
      look === null ? [] : [lookAtProof(device, { name, look, strength, text })],
    ),
  );
}

interface LookedAt {
  readonly name: ProofName;
  readonly look: { readonly command: string; readonly says: RegExp };
  readonly strength: Strength;
  readonly text: string;
}

async function lookAtProof(device: AdbDevice, { name, look, strength, text }: LookedAt): Promise<Finding> {
  const { stdout } = await device.shell(look.command);
  return look.says.test(stdout.toString())
    ? { name, status: 'ok', text: `strength ${strength}: ${text}`, cure: null }
    : { name, status: 'note', text: `not here: \`${look.command}\` does not show it`, cure: null };
}

const CLOCK_NOTE_MS = 2_000;

/** Half of the round trip is taken off. */
async function compareClocks(device: AdbDevice): Promise<Finding> {
  const from = hostNanos();
  const { exitCode, stdout } = await device.shell('date +%s');
  const roundTrip = elapsedMs(from);
  const seconds = Number(stdout.toString().trim());
  if (exitCode !== 0 || !Number.isFinite(seconds)) {
    return { name: 'clock', status: 'note', text: 'the device does not say its time', cure: null };
  }
  // The device says whole seconds: half a second is the middle of what it may mean.
  const offset = Math.round(seconds * 1000 + 500 - (epochMs() - roundTrip / 2));
  const isFar = Math.abs(offset) > CLOCK_NOTE_MS;
  return {
    name: 'clock',
    status: isFar ? 'note' : 'ok',
    text: `${offset} ms ahead of this machine (± ${Math.round(roundTrip / 2) + 500} ms)`,
    cure: isFar ? 'set the time of the device: a gateway may refuse requests of another time' : null,
  };
}
