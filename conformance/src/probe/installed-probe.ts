import type { AdbDevice } from '../adb/adb-device.ts';
import { RestoreJournal } from '../adb/restore-journal.ts';
import type { Arrange } from '../check.ts';
import { TestbedError } from '../errors.ts';
import { fileExists } from '../package-root.ts';
import { PROBE_PACKAGE } from './instrumentation.ts';

export const READ_PHONE_STATE = 'android.permission.READ_PHONE_STATE';

/** Throws TestbedError where there is no probe at this path. */
export async function requireProbe(apk: string): Promise<void> {
  if (!(await fileExists(apk))) {
    throw new TestbedError('PROBE_APK', `there is no probe at ${apk}. Build it: scripts/build-probe`);
  }
}

type PhoneState = Arrange['phoneState'];

/**
 * Which of the probe's two APKs is on the device (android-probe/PROTOCOL.md, Start). An app opts in to a permission by its manifest, so
 * opting in takes another APK; all other checks run with the four permissions of guide 1.2.
 */
export class InstalledProbe {
  readonly #device: AdbDevice;
  readonly #plainApk: string;
  /** The APK that also asks for READ_PHONE_STATE; null where it was not built. */
  readonly #requestingApk: string | null;
  readonly #journal = new RestoreJournal();
  #current: PhoneState = undefined;

  private constructor(device: AdbDevice, plainApk: string, requestingApk: string | null) {
    this.#device = device;
    this.#plainApk = plainApk;
    this.#requestingApk = requestingApk;
  }

  static async install(device: AdbDevice, plainApk: string): Promise<InstalledProbe> {
    await device.install(plainApk);
    const requestingApk = plainApk.replace(/\.apk$/, '-phone-state.apk');
    const isBuilt = requestingApk !== plainApk && (await fileExists(requestingApk));
    return new InstalledProbe(device, plainApk, isBuilt ? requestingApk : null);
  }

  /** Deletes the app's private files and what the user decided, as after a first installation. */
  async clearData(): Promise<void> {
    await this.#device.run(`pm clear ${PROBE_PACKAGE}`);
  }

  get canAskForPhoneState(): boolean {
    return this.#requestingApk !== null;
  }

  is(wanted: PhoneState): boolean {
    return this.#current === wanted;
  }

  /** Ends the app's process where the APK changes. */
  async put(wanted: PhoneState): Promise<void> {
    if (this.is(wanted)) {
      return;
    }
    this.#journal.note('the probe with the permissions of guide 1.2', () => this.#change(undefined));
    await this.#change(wanted);
  }

  /** Installs the plain APK again, which also drops the user's decision on the other one's permission. */
  async restore(): Promise<void> {
    await this.#journal.restore();
  }

  async #change(wanted: PhoneState): Promise<void> {
    if (this.is(wanted)) {
      return;
    }
    await this.#device.install(wanted === undefined ? this.#plainApk : this.#requireRequestingApk());
    // A phone refuses the permission until the user agrees; a device that grants it on installation has it revoked here.
    if (wanted === 'refused') {
      await this.#device.run(`pm revoke ${PROBE_PACKAGE} ${READ_PHONE_STATE}`);
    }
    this.#current = wanted;
  }

  #requireRequestingApk(): string {
    if (this.#requestingApk !== null) {
      return this.#requestingApk;
    }
    throw new TestbedError(
      'PROBE_APK',
      `there is no probe that asks for ${READ_PHONE_STATE} beside ${this.#plainApk}. Build it: scripts/build-probe`,
    );
  }
}
