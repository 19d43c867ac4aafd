import type { AdbDevice } from './adb/adb-device.ts';
import { RestoreJournal } from './adb/restore-journal.ts';
import { BenchError } from './bench-error.ts';
import type { RadioSetting } from './check.ts';
import type { NetworkState } from './probe/messages.ts';
import { until } from './wait.ts';

type Switch = keyof RadioSetting;
type Position = 'on' | 'off';

interface Control {
  readonly command: Readonly<Record<Position, string>>;
  /** Global setting that reads 1 when it is on. */
  readonly setting: string;
}

/** facts/android-devices.md §2: commands that every API level from 31 takes, and what reads them back. */
const CONTROLS: Readonly<Record<Switch, Control>> = {
  wifi: { command: { on: 'svc wifi enable', off: 'svc wifi disable' }, setting: 'wifi_on' },
  data: { command: { on: 'svc data enable', off: 'svc data disable' }, setting: 'mobile_data' },
  airplane: {
    command: { on: 'cmd connectivity airplane-mode enable', off: 'cmd connectivity airplane-mode disable' },
    setting: 'airplane_mode_on',
  },
};

const SWITCHES = ['airplane', 'wifi', 'data'] as const satisfies readonly Switch[];
const SETTLE_MS = 10_000;

/** How every check begins. */
export const ALL_ON = { wifi: 'on', data: 'on', airplane: 'off' } as const satisfies Required<RadioSetting>;

/** Switches a device's radio over adb, waits until the device itself says so, and puts everything back in the end. */
export class RadioControl {
  readonly #device: AdbDevice;
  readonly #networkState: () => Promise<NetworkState>;
  readonly #journal = new RestoreJournal();
  #now: Readonly<Record<Switch, Position>> | null = null;

  constructor(device: AdbDevice, networkState: () => Promise<NetworkState>) {
    this.#device = device;
    this.#networkState = networkState;
  }

  async set(setting: RadioSetting): Promise<void> {
    const before = this.#now ?? (await this.#read());
    const wanted = { ...before, ...setting };
    const changed = SWITCHES.filter((name) => wanted[name] !== before[name]);
    this.#now = null;
    for (const name of changed) {
      const { command } = CONTROLS[name];
      this.#journal.note(name, async () => void (await this.#device.run(command[before[name]])));
      await this.#device.run(command[wanted[name]]);
    }
    if (changed.length > 0) await this.#settle(wanted, changed);
    this.#now = wanted;
  }

  async restore(): Promise<void> {
    this.#now = null;
    await this.#journal.restore();
  }

  async #read(): Promise<Readonly<Record<Switch, Position>>> {
    const read = async (name: Switch): Promise<Position> =>
      (await this.#device.run(`settings get global ${CONTROLS[name].setting}`)).trim() === '1' ? 'on' : 'off';
    return { wifi: await read('wifi'), data: await read('data'), airplane: await read('airplane') };
  }

  /** A command's return proves nothing: the setting is read back, and the app must see the network it leads to. */
  async #settle(wanted: Readonly<Record<Switch, Position>>, changed: readonly Switch[]): Promise<void> {
    const active = defaultNetwork(wanted);
    let seen: string | null = 'nothing';
    const settled = await until(async () => {
      seen = (await this.#networkState()).active;
      return seen === active ? true : null;
    }, SETTLE_MS);
    const commands = changed.map((name) => CONTROLS[name].command[wanted[name]]).join('; ');
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

function defaultNetwork(wanted: Readonly<Record<Switch, Position>>): 'wifi' | 'cellular' | null {
  if (wanted.airplane === 'on') return null;
  if (wanted.wifi === 'on') return 'wifi';
  return wanted.data === 'on' ? 'cellular' : null;
}
