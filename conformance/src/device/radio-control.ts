import type { AdbDevice } from '../adb/adb-device.ts';
import { RestoreJournal } from '../adb/restore-journal.ts';
import { BenchError } from '../bench-error.ts';
import type { RadioSetting } from '../check.ts';
import type { NetworkState } from '../probe/messages.ts';
import { until } from '../wait.ts';

type Switch = keyof RadioSetting;
type Setting = Required<RadioSetting>;
type Positions = Readonly<Record<Switch, string>>;

interface Control {
  /** The command for each position. */
  readonly commands: Readonly<Record<string, string>>;
  /** Global setting that reads 1 when it is on; null where a device has no word for it, and begins at its first position. */
  readonly setting: string | null;
}

/** facts/android-devices.md §2: commands that every API level from 31 takes, and what reads them back; SIMs: handset/PROTOCOL.md §4. */
const CONTROLS: { readonly [S in Switch]: Control & { readonly commands: Readonly<Record<Setting[S], string>> } } = {
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
      first: 'cmd quhao sim data 0 && cmd quhao sim set 1 absent && cmd quhao sim set 0 ready --operator 46000',
      second: 'cmd quhao sim set 0 ready --operator 46001 && cmd quhao sim set 1 ready --operator 46000 && cmd quhao sim data 1',
      unicom: 'cmd quhao sim data 0 && cmd quhao sim set 1 absent && cmd quhao sim set 0 ready --operator 46001',
    },
    setting: null,
  },
  wifiLink: {
    commands: { alive: 'cmd quhao link wifi --drop off', dead: 'cmd quhao link wifi --drop on' },
    setting: null,
  },
  registration: { commands: { home: 'cmd quhao registration home', denied: 'cmd quhao registration denied' }, setting: null },
};

const SWITCHES = Object.keys(CONTROLS) as readonly Switch[];
const SETTLE_MS = 10_000;

/** How every check begins. */
export const ALL_ON = {
  wifi: 'on',
  data: 'on',
  airplane: 'off',
  sim: 'ready',
  registration: 'home',
  wifiLink: 'alive',
  dataSim: 'first',
} as const satisfies Setting;

/** Switches a device's radio over adb, waits until the device itself says so, and puts everything back in the end. */
export class RadioControl {
  readonly #device: AdbDevice;
  readonly #networkState: () => Promise<NetworkState>;
  readonly #journal = new RestoreJournal();
  #now: Positions | null = null;

  constructor(device: AdbDevice, networkState: () => Promise<NetworkState>) {
    this.#device = device;
    this.#networkState = networkState;
  }

  async set(setting: RadioSetting): Promise<void> {
    const before = this.#now ?? (await this.#read());
    const wanted: Positions = { ...before, ...setting };
    const changed = SWITCHES.filter((name) => wanted[name] !== before[name]);
    this.#now = null;
    for (const name of changed) {
      this.#journal.note(name, async () => void (await this.#device.run(commandFor(name, before))));
      await this.#device.run(commandFor(name, wanted));
    }
    if (changed.length > 0) {
      await this.#settle(wanted, changed);
    }
    this.#now = wanted;
  }

  async restore(): Promise<void> {
    this.#now = null;
    await this.#journal.restore();
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

  /** A command's return proves nothing: the setting is read back, and the app must see the network it leads to. */
  async #settle(wanted: Positions, changed: readonly Switch[]): Promise<void> {
    const active = defaultNetwork(wanted);
    const commands = changed.map((name) => commandFor(name, wanted)).join('; ');
    let seen: string | null = 'nothing';
    const settled = await until(async () => {
      seen = (await this.#networkState()).active;
      return seen === active ? true : null;
    }, SETTLE_MS);
    if (settled === null) {
      throw new BenchError(
        'RADIO',
        `after \`${commands}\` the default network should be ${active}, but the app still sees ${seen} after ${SETTLE_MS} ms`,
      );
    }
    const { setting } = CONTROLS.data;
    const data = (await this.#device.run(`settings get global ${setting}`)).trim();
    if (data !== (wanted.data === 'on' ? '1' : '0')) {
      throw new BenchError('RADIO', `after \`${commands}\` ${setting} reads ${data}, mobile data should be ${wanted.data}`);
    }
  }
}

function commandFor(name: Switch, positions: Positions): string {
  const commands: Readonly<Record<string, string>> = CONTROLS[name].commands;
  const command = commands[positions[name]];
  if (command === undefined) {
    throw new BenchError('RADIO', `${name} has no position ${positions[name]}`);
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
  const hasMobile = wanted.data === 'on' && hasSim && wanted.registration === 'home';
  return hasMobile ? 'cellular' : null;
}
