import { access } from 'node:fs/promises';
import type { AdbDevice } from '../adb/adb-device.ts';
import { RestoreJournal } from '../adb/restore-journal.ts';
import { BenchError } from '../bench-error.ts';
import type { Arrange } from '../check.ts';
import { PROBE_PACKAGE } from './instrumentation.ts';

export const READ_PHONE_STATE = 'android.permission.READ_PHONE_STATE';

type PhoneState = Arrange['phoneState'];

/**
 * Which of the probe's two APKs is on the device (android-probe/PROTOCOL.md, Start). An app opts in to a permission by its manifest, so
 * opting in takes another APK; it also keeps all other checks at the four permissions of guide 1.2.
 */
export class InstalledProbe {
  readonly #device: AdbDevice;
  readonly #plainApk: string;
  /** Asks for READ_PHONE_STATE as well; null where nobody built it. */
  readonly #askingApk: string | null;
  readonly #journal = new RestoreJournal();
  #now: PhoneState = undefined;

  private constructor(device: AdbDevice, plainApk: string, askingApk: string | null) {
    this.#device = device;
    this.#plainApk = plainApk;
    this.#askingApk = askingApk;
  }

  static async install(device: AdbDevice, plainApk: string): Promise<InstalledProbe> {
    await device.install(plainApk);
    const askingApk = plainApk.replace(/\.apk$/, '-phone-state.apk');
    const isBuilt = askingApk !== plainApk && (await exists(askingApk));
    return new InstalledProbe(device, plainApk, isBuilt ? askingApk : null);
  }

  get canAskForPhoneState(): boolean {
    return this.#askingApk !== null;
  }

  is(wanted: PhoneState): boolean {
    return this.#now === wanted;
  }

  /** Ends the app's process where the APK changes. */
  async put(wanted: PhoneState): Promise<void> {
    if (this.is(wanted)) {
      return;
    }
    this.#journal.note('the probe that asks for no more than guide 1.2', () => this.#change(undefined));
    await this.#change(wanted);
  }

  /** With the plain APK goes whatever the user decided on the other one's permission. */
  async restore(): Promise<void> {
    await this.#journal.restore();
  }

  async #change(wanted: PhoneState): Promise<void> {
    if (this.is(wanted)) {
      return;
    }
    await this.#device.install(wanted === undefined ? this.#plainApk : this.#requireAsking());
    // On a phone it is refused until the user says yes; where installing grants it, this takes it back.
    if (wanted === 'refused') {
      await this.#device.run(`pm revoke ${PROBE_PACKAGE} ${READ_PHONE_STATE}`);
    }
    this.#now = wanted;
  }

  #requireAsking(): string {
    if (this.#askingApk !== null) {
      return this.#askingApk;
    }
    throw new BenchError(
      'PROBE_APK',
      `no probe that asks for ${READ_PHONE_STATE} lies beside ${this.#plainApk}. Build it: scripts/build-probe`,
    );
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
