import type { AdbDevice } from '../adb/adb-device.ts';
import { BenchError } from '../errors.ts';
import { elapsedMs, epochMs, hostNanos } from '../wait.ts';
import { HAND_SWITCHES, type HandSwitch, positionsOf, readSwitch, restoreSwitches, setSwitch } from './device-switches.ts';
import type { UndoFile } from './undo-file.ts';

/** What was found out about one thing, with what to do where it is wrong. */
export interface Finding {
  readonly name: string;
  /** `note`: nothing that is needed is missing. */
  readonly status: 'ok' | 'note' | 'bad';
  readonly text: string;
  readonly cure: string | null;
}

/** Tries each switch and puts it back, looks which proofs of a bearer the device can give, and compares the clocks. */
export async function examineDevice(device: AdbDevice, undo: UndoFile): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const name of HAND_SWITCHES) {
    findings.push(await trySwitch(device, name, undo));
  }
  return [...findings, ...(await tryProofs(device)), await compareClocks(device)];
}

/** Over Wi-Fi a change of the radio may cut adb off; a device at loopback is one of this machine. */
function isOverNetwork({ serial }: AdbDevice): boolean {
  return /:\d+$/.test(serial) && !/^(127\.|localhost:|\[::1\])/.test(serial);
}

async function trySwitch(device: AdbDevice, name: HandSwitch, undo: UndoFile): Promise<Finding> {
  if (isOverNetwork(device) && name !== 'data') {
    return {
      name,
      status: 'note',
      text: 'not tried: adb reaches the device over the network',
      cure: 'connect it by USB to try it',
    };
  }
  try {
    const before = (await readSwitch(device, name)) ?? positionsOf(name)[0];
    const other = positionsOf(name).find((position) => position !== before) ?? '';
    const { settledMs } = await setSwitch(device, { name, to: other }, undo);
    const { failed } = await restoreSwitches(device, undo);
    if (failed.length > 0) {
      return {
        name,
        status: 'bad',
        text: `${other} in ${Math.round(settledMs)} ms, but not back: ${failed.join('; ')}`,
        cure: `quhao device restore --serial ${device.serial}`,
      };
    }
    return { name, status: 'ok', text: `${before} → ${other} in ${Math.round(settledMs)} ms, and back`, cure: null };
  } catch (error) {
    if (!(error instanceof BenchError)) {
      throw error;
    }
    await restoreSwitches(device, undo);
    // No phone has a command for its SIM.
    const status = name === 'sim' ? 'note' : 'bad';
    return {
      name,
      status,
      text: error.message,
      cure: status === 'note' ? 'checks that need it are skipped here' : 'switch it by hand, or use the virtual handset',
    };
  }
}

const PROOFS = [
  { name: 'relay log', command: 'cmd quhao radio log', text: 'who carried each connection, to the byte' },
  { name: 'socket tables', command: 'cat /proc/net/tcp', text: 'which address a socket of the app has' },
  { name: 'interface counters', command: 'cat /proc/net/dev', text: 'bytes by interface' },
  { name: 'netstats', command: 'dumpsys netstats', text: 'bytes by app and network' },
] as const satisfies readonly { readonly name: string; readonly command: string; readonly text: string }[];

async function tryProofs(device: AdbDevice): Promise<readonly Finding[]> {
  return Promise.all(
    PROOFS.map(async ({ name, command, text }): Promise<Finding> => {
      const { exitCode, stdout } = await device.shell(command);
      return exitCode === 0 && stdout.length > 0
        ? { name, status: 'ok', text, cure: null }
        : { name, status: 'note', text: `not here: \`${command}\` gives nothing`, cure: null };
    }),
  );
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
