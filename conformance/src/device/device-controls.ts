import type { AdbDevice } from '../adb/adb-device.ts';
import type { Capability } from '../check.ts';
import { TestbedError } from '../errors.ts';
import { OWN_PACKAGE } from '../probe/installed-probe.ts';
import { until } from '../wait.ts';
import { type Control, PROBE_PACKAGE, type Sign, type Via, type Way } from './control.ts';
import { CONTROL_NAMES, CONTROLS, type ControlName } from './control-table.ts';
import { EmulatorConsole } from './emulator-console.ts';
import type { Hand } from './hand.ts';

/** What carries out ways that are no commands of the device's shell; null where it is not there. */
interface Others {
  readonly console: EmulatorConsole | null;
  readonly hand: Hand | null;
}

/** How often a person is asked for one change. */
const MOST_QUESTIONS = 3;

export interface Detection {
  /** The controls to look for; all when absent. */
  readonly names?: readonly ControlName[];
  /** Somebody at the terminal who does what no command can; absent: nobody. */
  readonly hand?: Hand | null;
  /** The package of the probe that commands name. */
  readonly probePackage?: string;
}

interface WayTo {
  readonly via: Via;
  readonly command: string;
  /** The position. */
  readonly to: string;
}

export type ControlledDevice = Pick<AdbDevice, 'run' | 'shell' | 'serial' | 'home'>;

/** The ways that a device has, found out without changing it. */
export class DeviceControls {
  readonly #device: ControlledDevice;
  readonly #console: EmulatorConsole | null;
  readonly #hand: Hand | null;
  readonly #probePackage: string;
  readonly #ways: ReadonlyMap<ControlName, Way>;

  private constructor(
    device: ControlledDevice,
    { console, hand, probePackage }: Others & { readonly probePackage: string },
    ways: ReadonlyMap<ControlName, Way>,
  ) {
    this.#device = device;
    this.#console = console;
    this.#hand = hand;
    this.#probePackage = probePackage;
    this.#ways = ways;
  }

  static async detect(
    device: ControlledDevice,
    { names = CONTROL_NAMES, hand = null, probePackage = OWN_PACKAGE }: Detection = {},
  ): Promise<DeviceControls> {
    const console = EmulatorConsole.of(device.serial, device.home);
    const isPresent = signReader(device, { console, hand });
    const ways = new Map<ControlName, Way>();
    for (const name of names) {
      const { ways: candidates }: Control = CONTROLS[name];
      for (const way of candidates) {
        if (!ways.has(name) && (await isPresent(way.has))) {
          ways.set(name, way);
        }
      }
    }
    return new DeviceControls(device, { console, hand, probePackage }, ways);
  }

  wayOf(name: ControlName): Way | null {
    return this.#ways.get(name) ?? null;
  }

  /** Whether the device can be put there. */
  has(name: ControlName, position: string): boolean {
    return Object.hasOwn(this.#ways.get(name)?.commands ?? {}, position);
  }

  /** Whether a person puts it there: in his own time, and not within a row's. */
  isByHand(name: ControlName): boolean {
    return this.#ways.get(name)?.via === 'hand';
  }

  /** Sends the command for a position, or the one that puts a former value back. Throws BenchError. */
  async send(name: ControlName, position: string): Promise<void> {
    const { via, command } = this.commandFor(name, position);
    await this.carryOut(name, { via, command, to: position });
  }

  /** The command for a position, or for a former value that the table does not have. Throws TestbedError where there is none. */
  commandFor(name: ControlName, position: string): { readonly via: Via; readonly command: string } {
    const control: Control = CONTROLS[name];
    const way = this.#ways.get(name);
    const command = way?.commands[position] ?? (way === undefined ? undefined : control.restore?.(position));
    if (way === undefined || command === undefined) {
      const cure = way === undefined ? `by hand: ${control.byHand}` : `it has: ${Object.keys(way.commands).join(', ')}`;
      throw new TestbedError('RADIO', `${this.#device.serial} has no way to set ${name} to ${position}; ${cure}`);
    }
    return { via: way.via, command: command.replaceAll(PROBE_PACKAGE, this.#probePackage) };
  }

  /** Carries out the way to a position. */
  async carryOut(name: ControlName, { via, command, to }: WayTo): Promise<void> {
    if (via === 'shell') {
      await this.#device.run(command);
    } else if (via === 'hand') {
      await this.#askUntil(name, { what: command, to });
    } else if (this.#console !== null) {
      await this.#console.run(command);
    } else {
      throw new TestbedError('RADIO', `\`${command}\` needs an emulator's console, and ${this.#device.serial} has none`);
    }
  }

  /** A person may press Enter too early, or switch something else: what the device says counts. */
  async #askUntil(name: ControlName, { what, to }: { readonly what: string; readonly to: string }): Promise<void> {
    const { settleMs }: Control = CONTROLS[name];
    if (this.#hand === null) {
      throw new TestbedError('RADIO', `nobody is at a terminal to do it by hand on ${this.#device.serial}: ${what}`);
    }
    let said: string | null = null;
    for (let asked = 0; asked < MOST_QUESTIONS; asked++) {
      await this.#hand.ask(said === null ? what : `${what} (the device says that ${name} is ${said})`);
      const isThere = await until(async () => {
        said = await this.read(name);
        return said === null || said === to ? true : null;
      }, settleMs);
      if (isThere !== null) {
        return;
      }
    }
    throw new TestbedError(
      'RADIO',
      `${this.#device.serial} was asked for by hand: ${what}. It still says that ${name} is ${said}`,
    );
  }

  /** What the device says of a control; null where it does not. */
  async read(name: ControlName): Promise<string | null> {
    const way = this.#ways.get(name);
    if (way === undefined || way.read === null) {
      return null;
    }
    const { command, position } = way.read;
    const answer =
      way.via === 'console' && this.#console !== null ? await this.#console.run(command) : await this.#device.run(command);
    return position(answer.trim());
  }

  /** What rows call by one name: the switches of Wi-Fi, mobile data and airplane mode, and those of the SIM. */
  get capabilities(): readonly Capability[] {
    const groups = { radio: ['wifi', 'data'], sim: ['sim', 'dataSim', 'registration', 'wifiLink'] } as const;
    const names = Object.keys(groups) as (keyof typeof groups)[];
    return names.filter((name) => groups[name].some((control) => this.#ways.has(control)));
  }
}

function signReader(device: ControlledDevice, { console, hand }: Others): (sign: Sign) => Promise<boolean> {
  const answers = new Map<string, Promise<boolean>>();
  const once = (key: string, look: () => Promise<boolean>): Promise<boolean> => {
    const known = answers.get(key) ?? look();
    answers.set(key, known);
    return known;
  };
  return (sign) => {
    if ('hand' in sign) {
      return Promise.resolve(hand !== null);
    }
    if ('console' in sign) {
      return once('console', async () => (await console?.isThere()) ?? false);
    }
    if ('sinceApi' in sign) {
      return once(`api ${sign.sinceApi}`, async () => Number(await device.run('getprop ro.build.version.sdk')) >= sign.sinceApi);
    }
    return once(`${sign.shell} ${sign.says ?? ''}`, async () => {
      const { exitCode, stdout } = await device.shell(sign.shell);
      return exitCode === 0 && (sign.says?.test(stdout.toString().trim()) ?? true);
    });
  };
}
