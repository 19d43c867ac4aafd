import { RestoreJournal } from '../adb/restore-journal.ts';
import type { RadioSetting } from '../arrange.ts';
import type { Bearer } from '../check.ts';
import { TestbedError } from '../errors.ts';
import type { NetworkState } from '../probe/messages.ts';
import { until } from '../wait.ts';
import type { DeviceControls } from './device-controls.ts';
import type { UndoFile } from './undo-file.ts';

type Switch = keyof RadioSetting;
type Setting = Required<RadioSetting>;
type Positions = Readonly<Record<Switch, string>>;

const SETTLE_MS = 10_000;

/** The radio at the beginning of every check. */
export const ALL_ON = {
  wifi: 'on',
  data: 'on',
  airplane: 'off',
  sim: 'ready',
  registration: 'home',
  wifiLink: 'alive',
  dataSim: 'first',
  appData: 'allowed',
  mobileIp: 'ipv4',
  vpn: 'off',
} as const satisfies Setting;

/** The cards come before the state of the first one, which choosing cards sets. */
const SWITCHES = [
  'airplane',
  'wifi',
  'data',
  'dataSim',
  'sim',
  'wifiLink',
  'registration',
  'appData',
  'mobileIp',
  'vpn',
] as const satisfies readonly Switch[];

const OPERATOR_TYPES: Readonly<Record<Setting['dataSim'], string>> = {
  first: '1',
  second: '1',
  'second-alone': '1',
  unicom: '2',
  telecom: '3',
  '46002': '1',
  '46007': '1',
  '46009': '2',
  '46003': '3',
};

/** The switches whose position is read from the device before the first change; the others begin at their first position. */
const READ_SWITCHES: readonly Switch[] = ['airplane', 'wifi', 'data'];

/** Airplane mode comes last: Wi-Fi that is switched on in it stays on, as on a phone. Only what is meant to stay on comes after it. */
function inOrder(changed: readonly Switch[], { airplane, wifi }: Positions): readonly Switch[] {
  if (airplane === 'off') {
    return changed;
  }
  const last = wifi === 'again' ? 'wifi' : 'airplane';
  return [...changed.filter((name) => name !== last), ...changed.filter((name) => name === last)];
}

/** Without airplane mode, Wi-Fi that was switched on again is on as any other. */
function normalised(positions: Positions): Positions {
  const { airplane, wifi } = positions;
  return airplane === 'off' && wifi === 'again' ? { ...positions, wifi: 'on' } : positions;
}

function isWifiUp({ airplane, wifi }: Positions): boolean {
  return wifi === (airplane === 'on' ? 'again' : 'on');
}

/** The first slot stays empty, whatever its card would be. */
function isMoot(name: Switch, { dataSim }: Positions): boolean {
  return name === 'sim' && dataSim === 'second-alone';
}

/** How a device's radio is reached: its controls, the app that must see what follows, and where changes are noted for the case of a crash. */
export interface RadioParts {
  readonly controls: Pick<DeviceControls, 'commandFor' | 'read' | 'send'>;
  readonly networkState: () => Promise<NetworkState>;
  /** Null on a virtual handset of the run's own, which ends with it. */
  readonly undo: Pick<UndoFile, 'note' | 'forget'> | null;
}

/** Switches a device's radio, waits until the device reports the change, and restores everything in the end. */
export class RadioControl {
  readonly #parts: RadioParts;
  readonly #journal = new RestoreJournal();
  #positions: Positions | null = null;
  #isRestored = false;
  /** The last command that has been sent. */
  #command: Promise<unknown> = Promise.resolve();

  constructor(parts: RadioParts) {
    this.#parts = parts;
  }

  async set(setting: RadioSetting): Promise<void> {
    const before = this.#positions ?? (await this.#read());
    const wanted = normalised({ ...before, ...setting });
    if (before.wifi === 'again' && wanted.wifi !== 'again' && wanted.airplane === 'on') {
      // Airplane mode switches Wi-Fi off where it begins.
      await this.set({ airplane: 'off', wifi: 'on' });
      return this.set({ ...setting, airplane: 'on' });
    }
    const changed = SWITCHES.filter((name) => wanted[name] !== before[name] && !isMoot(name, wanted));
    this.#positions = null;
    for (const name of inOrder(changed, wanted)) {
      this.#requireOpen();
      await this.#note(name, before[name]);
      this.#requireOpen();
      await this.#send(name, wanted[name]);
    }
    if (changed.length > 0) {
      await this.#settle(wanted, changed);
    }
    this.#positions = wanted;
  }

  /** The bearers that the device could use, by the last change; what the app has asked for makes no difference. */
  async bearers(): Promise<Readonly<Record<Bearer, boolean>>> {
    const positions = this.#positions ?? (await this.#read());
    const { airplane, data, sim, registration } = positions;
    const hasService = airplane === 'off' && sim === 'ready' && registration !== 'denied';
    return { wifi: isWifiUp(positions), cellular: hasService && data === 'on' };
  }

  /** operatortype (guide 4.1) of the SIM that carries data, as the row set it; null where there is none that can be read. */
  async operatorType(): Promise<string | null> {
    const { dataSim, sim } = this.#positions ?? (await this.#read());
    return sim === 'ready' || dataSim === 'second-alone' ? (OPERATOR_TYPES[dataSim as Setting['dataSim']] ?? null) : null;
  }

  /** The radio cannot be set afterwards: a row that is cut off would leave the device changed. */
  async restore(): Promise<void> {
    this.#isRestored = true;
    this.#positions = null;
    await Promise.allSettled([this.#command]);
    await this.#journal.restore();
  }

  #requireOpen(): void {
    if (this.#isRestored) {
      throw new TestbedError('RADIO', 'the radio has been restored: the test bench was stopped');
    }
  }

  /** Before a change: in this process, and on disk, where the next run finds it after a crash. */
  async #note(name: Switch, was: string): Promise<void> {
    const { controls, undo } = this.#parts;
    const { via, command } = controls.commandFor(name, was);
    await undo?.note({ name, was, command, via });
    this.#journal.note(name, async () => {
      await controls.send(name, was);
      await undo?.forget(name);
    });
  }

  async #send(name: Switch, position: string): Promise<void> {
    const sent = this.#parts.controls.send(name, position);
    this.#command = sent;
    await sent;
  }

  async #read(): Promise<Positions> {
    const read = async (name: Switch): Promise<readonly [Switch, string]> => {
      const position = READ_SWITCHES.includes(name) ? await this.#parts.controls.read(name) : null;
      return [name, position ?? ALL_ON[name]];
    };
    return Object.fromEntries(await Promise.all(SWITCHES.map(read))) as Positions;
  }

  /** A command's exit code proves nothing: the setting is read back, and the app must see the network that follows from it. */
  async #settle(wanted: Positions, changed: readonly Switch[]): Promise<void> {
    const { controls, networkState } = this.#parts;
    const expected = defaultNetwork(wanted);
    const commands = inOrder(changed, wanted)
      .map((name) => controls.commandFor(name, wanted[name]).command)
      .join('; ');
    let active: string | null = 'nothing';
    const settled = await until(async () => {
      active = (await networkState()).active;
      return active === expected ? true : null;
    }, SETTLE_MS);
    if (settled === null) {
      throw new TestbedError(
        'RADIO',
        `after \`${commands}\` the default network should be ${expected}, but the app still sees ${active} after ${SETTLE_MS} ms`,
      );
    }
    // Airplane mode has switched Wi-Fi off, which comes back with its end.
    const judged = wanted.airplane === 'on' ? changed.filter((name) => name !== 'wifi') : changed;
    for (const name of judged) {
      const read = await controls.read(name);
      if (read !== null && read !== wanted[name]) {
        throw new TestbedError(
          'RADIO',
          `after \`${commands}\` the device says ${name} ${read}, and it should be ${wanted[name]}`,
        );
      }
    }
  }
}

function defaultNetwork(wanted: Positions): 'wifi' | 'cellular' | null {
  if (isWifiUp(wanted)) {
    return 'wifi';
  }
  if (wanted.airplane === 'on') {
    return null;
  }
  const hasSim = wanted.dataSim !== 'first' || wanted.sim === 'ready';
  const hasMobile = wanted.data === 'on' && hasSim && wanted.registration !== 'denied';
  return hasMobile ? 'cellular' : null;
}
