import type { AdbDevice } from '../adb/adb-device.ts';
import { RestoreJournal } from '../adb/restore-journal.ts';
import type { Bearer, RadioSetting } from '../check.ts';
import { TestbedError } from '../errors.ts';
import type { NetworkState } from '../probe/messages.ts';
import { until } from '../wait.ts';

type RadioDevice = Pick<AdbDevice, 'run'>;
type Switch = keyof RadioSetting;
type Setting = Required<RadioSetting>;
type Positions = Readonly<Record<Switch, string>>;

interface Control {
  /** The command for each position. */
  readonly commands: Readonly<Record<string, string>>;
  /** Global setting that reads 1 when it is on; null where a device has none, and begins at its first position. */
  readonly setting: string | null;
}

/** Commands that every API level from 31 takes, and settings that read them back (docs/conformance.md §8); SIMs: handset/PROTOCOL.md §4. */
export const CONTROLS: { readonly [S in Switch]: Control & { readonly commands: Readonly<Record<Setting[S], string>> } } = {
  airplane: {
    commands: { on: 'cmd connectivity airplane-mode enable', off: 'cmd connectivity airplane-mode disable' },
    setting: 'airplane_mode_on',
  },
  wifi: { commands: { on: 'svc wifi enable', off: 'svc wifi disable' }, setting: 'wifi_on' },
  data: { commands: { on: 'svc data enable', off: 'svc data disable' }, setting: 'mobile_data' },
  sim: {
    commands: {
      ready: 'cmd quhao sim set 0 ready',
      absent: 'cmd quhao sim set 0 absent',
      unreadable: 'cmd quhao sim set 0 unreadable',
    },
    setting: null,
  },
  dataSim: {
    commands: {
      first: onlySim('46000'),
      second: 'cmd quhao sim set 0 ready --operator 46001 && cmd quhao sim set 1 ready --operator 46000 && cmd quhao sim data 1',
      unicom: onlySim('46001'),
      telecom: onlySim('46011'),
      '46002': onlySim('46002'),
      '46007': onlySim('46007'),
      '46009': onlySim('46009'),
      '46003': onlySim('46003'),
    },
    setting: null,
  },
  wifiLink: {
    commands: { alive: 'cmd quhao link wifi --drop off', dead: 'cmd quhao link wifi --drop on' },
    setting: null,
  },
  registration: {
    commands: {
      home: 'cmd quhao registration home',
      roaming: 'cmd quhao registration roaming',
      denied: 'cmd quhao registration denied',
    },
    setting: null,
  },
};

/** One card, in the first slot, which carries data. */
function onlySim(operator: string): string {
  return `cmd quhao sim data 0 && cmd quhao sim set 1 absent && cmd quhao sim set 0 ready --operator ${operator}`;
}

const SWITCHES = Object.keys(CONTROLS) as readonly Switch[];
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
} as const satisfies Setting;

/** Airplane mode comes last: Wi-Fi that is switched on in it stays on, as on a phone. */
function inOrder(changed: readonly Switch[], { airplane }: Positions): readonly Switch[] {
  const others = changed.filter((name) => name !== 'airplane');
  return airplane === 'on' && others.length < changed.length ? [...others, 'airplane'] : changed;
}

/** Switches a device's radio over adb, waits until the device reports the change, and restores everything in the end. */
export class RadioControl {
  readonly #device: RadioDevice;
  readonly #networkState: () => Promise<NetworkState>;
  readonly #journal = new RestoreJournal();
  #positions: Positions | null = null;
  #isRestored = false;
  /** The last command that has been sent. */
  #command: Promise<unknown> = Promise.resolve();

  constructor(device: RadioDevice, networkState: () => Promise<NetworkState>) {
    this.#device = device;
    this.#networkState = networkState;
  }

  async set(setting: RadioSetting): Promise<void> {
    const before = this.#positions ?? (await this.#read());
    const wanted: Positions = { ...before, ...setting };
    const changed = SWITCHES.filter((name) => wanted[name] !== before[name]);
    this.#positions = null;
    for (const name of inOrder(changed, wanted)) {
      this.#requireOpen();
      this.#journal.note(name, async () => void (await this.#device.run(commandFor(name, before))));
      await this.#send(commandFor(name, wanted));
    }
    if (changed.length > 0) {
      await this.#settle(wanted, changed);
    }
    this.#positions = wanted;
  }

  /** The bearers that the device could use, by the last change; what the app has asked for makes no difference. */
  async bearers(): Promise<Readonly<Record<Bearer, boolean>>> {
    const { airplane, wifi, data, sim, registration } = this.#positions ?? (await this.#read());
    const hasService = airplane === 'off' && sim === 'ready' && registration !== 'denied';
    return { wifi: wifi === 'on', cellular: hasService && data === 'on' };
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

  async #send(command: string): Promise<void> {
    const sent = this.#device.run(command);
    this.#command = sent;
    await sent;
  }

  async #read(): Promise<Positions> {
    const read = async (name: Switch): Promise<readonly [Switch, string]> => {
      const { setting } = CONTROLS[name];
      if (setting === null) {
        return [name, ALL_ON[name]];
      }
      return [name, (await this.#device.run(`settings get global ${setting}`)).trim() === '1' ? 'on' : 'off'];
    };
    return Object.fromEntries(await Promise.all(SWITCHES.map(read))) as Positions;
  }

  /** A command's exit code proves nothing: the setting is read back, and the app must see the network that follows from it. */
  async #settle(wanted: Positions, changed: readonly Switch[]): Promise<void> {
    const expected = defaultNetwork(wanted);
    const commands = inOrder(changed, wanted)
      .map((name) => commandFor(name, wanted))
      .join('; ');
    let active: string | null = 'nothing';
    const settled = await until(async () => {
      active = (await this.#networkState()).active;
      return active === expected ? true : null;
    }, SETTLE_MS);
    if (settled === null) {
      throw new TestbedError(
        'RADIO',
        `after \`${commands}\` the default network should be ${expected}, but the app still sees ${active} after ${SETTLE_MS} ms`,
      );
    }
    const { setting } = CONTROLS.data;
    const data = (await this.#device.run(`settings get global ${setting}`)).trim();
    if (data !== (wanted.data === 'on' ? '1' : '0')) {
      throw new TestbedError('RADIO', `after \`${commands}\` ${setting} reads ${data}, mobile data should be ${wanted.data}`);
    }
  }
}

function commandFor(name: Switch, positions: Positions): string {
  const commands: Readonly<Record<string, string>> = CONTROLS[name].commands;
  const command = commands[positions[name]];
  if (command === undefined) {
    throw new TestbedError('RADIO', `${name} has no position ${positions[name]}`);
  }
  return command;
}

function defaultNetwork(wanted: Positions): 'wifi' | 'cellular' | null {
  if (wanted.airplane === 'on') {
    return null;
  }
  if (wanted.wifi === 'on') {
    return 'wifi';
  }
  const hasSim = wanted.dataSim !== 'first' || wanted.sim === 'ready';
  const hasMobile = wanted.data === 'on' && hasSim && wanted.registration !== 'denied';
  return hasMobile ? 'cellular' : null;
}
