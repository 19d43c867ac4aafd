import { Option } from 'commander';
import type { AdbDevice, AdbServer, DeviceCard, Hand, UndoFile } from '../../conformance/src/by-hand.ts';
import { CliError } from '../cli-error.ts';
import { EXIT_ENVIRONMENT, EXIT_USAGE } from '../exit-codes.ts';
import { parseSerial } from '../parse-serial.ts';
import { cliErrorOf } from '../probe/bench-flags.ts';
import type { Terminal } from '../terminal.ts';

export interface DeviceFlags {
  readonly serial?: string;
  readonly json: boolean;
  readonly byHand?: true;
}

export function byHandFlag(): Option {
  return new Option('--by-hand', 'what no command of the device can do, you are asked to do on it (needs a terminal)');
}

/** The person at the terminal; null where nobody is to be asked. */
export async function handOf({ byHand }: Pick<DeviceFlags, 'byHand'>, terminal: Terminal): Promise<Hand | null> {
  if (byHand === undefined) {
    return null;
  }
  const hand = await terminal.hand();
  if (hand === null) {
    terminal.note('--by-hand asks at a terminal, and there is none here: nobody is asked');
  }
  return hand;
}

export function serialFlag(): Option {
  return new Option(
    '--serial <serial>',
    'the device, as quhao devices lists it (else ANDROID_SERIAL, else the only one)',
  ).argParser(parseSerial);
}

type Suite = typeof import('../../conformance/src/by-hand.ts');

export interface UsedDevice {
  readonly device: AdbDevice;
  readonly undo: UndoFile;
  readonly suite: Suite;
}

/** Uses the user's adb server. What is wrong with it or with a device exits with 3. */
export async function withAdb<T>(terminal: Terminal, use: (server: AdbServer, suite: Suite) => Promise<T>): Promise<T> {
  const suite = await import('../../conformance/src/by-hand.ts');
  try {
    await using server = await suite.userAdbServer(terminal.env);
    return await use(server, suite);
  } catch (error) {
    throw await cliErrorOf(error);
  }
}

/** Uses the device that is named, else the only one that can be used. A device that is not there or offline is refused at once, with the cure. */
export function withDevice(flags: DeviceFlags, terminal: Terminal, use: (used: UsedDevice) => Promise<void>): Promise<void> {
  return withAdb(terminal, async (server, suite) => {
    const { AdbDevice: Device, UndoFile: Undo } = suite;
    const serial = flags.serial ?? (terminal.env['ANDROID_SERIAL'] || onlyDevice(await suite.describeDevices(server)));
    await Device.requireListed(server, serial);
    const device = new Device(server.client, serial, terminal.env['HOME'] || null);
    if (!(await device.isThere())) {
      throw new CliError(`${serial} is listed, but it does not answer, or it still boots: wait, or restart it`, EXIT_ENVIRONMENT);
    }
    await use({ device, undo: new Undo(suite.undoFolder(terminal.env), serial), suite });
  });
}

function onlyDevice(cards: readonly DeviceCard[]): string {
  const usable = cards.filter(({ uses }) => uses.length > 0);
  const [only, ...others] = usable;
  if (only !== undefined && others.length === 0) {
    return only.serial;
  }
  if (only === undefined) {
    const listed = cards.map(({ serial, cure }) => `; ${serial}: ${cure}`).join('');
    throw new CliError(
      `adb lists no device that can be used${listed}. Connect one, or start a virtual one: quhao handset start`,
      EXIT_ENVIRONMENT,
    );
  }
  throw new CliError(
    `adb lists ${usable.length} devices: ${usable.map(({ serial }) => serial).join(', ')}. Say which: --serial SERIAL`,
    EXIT_USAGE,
  );
}
