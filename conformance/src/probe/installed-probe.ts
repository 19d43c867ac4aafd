import type { AdbDevice } from '../adb/adb-device.ts';
import { RestoreJournal } from '../adb/restore-journal.ts';
import type { Arrange } from '../arrange.ts';
import { TestbedError } from '../errors.ts';
import { fileExists } from '../package-root.ts';

/** The package of a probe that was built without --package. */
export const OWN_PACKAGE = 'app.quhao.probe';
export const READ_PHONE_STATE = 'android.permission.READ_PHONE_STATE';

/** Throws TestbedError where there is no probe at this path. */
export async function requireProbe(apk: string): Promise<void> {
  if (!(await fileExists(apk))) {
    throw new TestbedError('PROBE_APK', `there is no probe at ${apk}. Build it: scripts/build-probe`);
  }
}

type PhoneState = Arrange['phoneState'];

interface ProbeApps {
  readonly plainApk: string;
  /** The APK that also asks for READ_PHONE_STATE; null where it was not built. */
  readonly requestingApk: string | null;
  /** Of both. */
  readonly packageName: string;
}

/**
 * Which of the probe's two APKs is on the device (android-probe/PROTOCOL.md, Start). An app opts in to a permission by its manifest, so
 * opting in takes another APK; all other checks run with the four permissions of guide 1.2.
 */
export class InstalledProbe {
  readonly #device: AdbDevice;
  readonly #apps: ProbeApps;
  readonly #journal = new RestoreJournal();
  #current: PhoneState = undefined;

  private constructor(device: AdbDevice, apps: ProbeApps) {
    this.#device = device;
    this.#apps = apps;
  }

  static async install(device: AdbDevice, plainApk: string, packageName = OWN_PACKAGE): Promise<InstalledProbe> {
    await device.install(plainApk);
    const requestingApk = plainApk.replace(/\.apk$/, '-phone-state.apk');
    const isBuilt = requestingApk !== plainApk && (await fileExists(requestingApk));
    return new InstalledProbe(device, { plainApk, requestingApk: isBuilt ? requestingApk : null, packageName });
  }

  /** Deletes the app's private files and what the user decided, as after a first installation. */
  async clearData(): Promise<void> {
    await this.#device.run(`pm clear ${this.#apps.packageName}`);
  }

  get canAskForPhoneState(): boolean {
    return this.#apps.requestingApk !== null;
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
    await this.#device.install(wanted === undefined ? this.#apps.plainApk : this.#requireRequestingApk());
    // A phone refuses the permission until the user agrees; a device that grants it on installation has it revoked here.
    if (wanted !== undefined) {
      const verb = wanted === 'granted' ? 'grant' : 'revoke';
      await this.#device.run(`pm ${verb} ${this.#apps.packageName} ${READ_PHONE_STATE}`);
    }
    this.#current = wanted;
  }

  #requireRequestingApk(): string {
    const { plainApk, requestingApk } = this.#apps;
    if (requestingApk !== null) {
      return requestingApk;
    }
    throw new TestbedError(
      'PROBE_APK',
      `there is no probe that asks for ${READ_PHONE_STATE} beside ${plainApk}. Build it: scripts/build-probe`,
    );
  }
}
