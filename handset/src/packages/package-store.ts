import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { InstalledPackage, InstallOptions, Packages } from '../device.ts';
import { InstallError } from '../errors.ts';
import { type ConverterPlace, convertDex } from './convert.ts';
import { INSTALL_CHECKS, type InstallRequest } from './install-checks.ts';
import { loadRecords, type PackageRecord, saveRecords } from './package-records.ts';
import { type Apk, readApk } from './read-apk.ts';

export interface PackageStoreOptions extends ConverterPlace {
  /** Holds packages.json, app/NAME/base.apk and data/NAME. Survives restarts. */
  readonly dataDir: string;
  readonly apiLevel: number;
  /** Ends the process of an app before its files change. */
  readonly stopApp: (packageName: string) => Promise<void>;
}

/** Process.FIRST_APPLICATION_UID is 10000. A phone gives the first uids to its system apps. */
const FIRST_UID = 10_100;

/** The package manager. Stores the installed packages on disk. */
export class PackageStore implements Packages {
  readonly #options: PackageStoreOptions;
  #records: readonly PackageRecord[];
  /** Ends when all changes so far have ended. Changes run one after the other, as on a phone. */
  #pendingChanges: Promise<unknown> = Promise.resolve();

  private constructor(options: PackageStoreOptions, records: readonly PackageRecord[]) {
    this.#options = options;
    this.#records = records;
  }

  static async open(options: PackageStoreOptions): Promise<PackageStore> {
    return new PackageStore(options, await loadRecords(options.dataDir));
  }

  list(): readonly InstalledPackage[] {
    return this.#records.map((record) => this.#installed(record));
  }

  get(name: string): InstalledPackage | null {
    const record = this.#records.find((candidate) => candidate.name === name);
    return record === undefined ? null : this.#installed(record);
  }

  install(apkPath: string, options: InstallOptions = {}): Promise<InstalledPackage> {
    return this.#afterPendingChanges(() => this.#install(apkPath, options));
  }

  decide(name: string, permission: string, decision: 'granted' | 'refused'): Promise<void> {
    return this.#afterPendingChanges(() =>
      this.#amend(name, ({ refusedPermissions }) => {
        const others = refusedPermissions.filter((one) => one !== permission);
        return { refusedPermissions: decision === 'refused' ? [...others, permission] : others };
      }),
    );
  }

  uninstall(name: string, data: 'keep' | 'delete' = 'delete'): Promise<boolean> {
    return this.#afterPendingChanges(async () => {
      if (this.get(name) === null) {
        return false;
      }
      await this.#options.stopApp(name);
      await this.#save(this.#records.filter((record) => record.name !== name));
      await rm(this.#appDir(name), { recursive: true, force: true });
      if (data === 'delete') {
        await rm(this.#dataDir(name), { recursive: true, force: true });
      }
      return true;
    });
  }

  clear(name: string): Promise<boolean> {
    return this.#afterPendingChanges(async () => {
      if (this.get(name) === null) {
        return false;
      }
      await this.#options.stopApp(name);
      await rm(this.#dataDir(name), { recursive: true, force: true });
      await mkdir(this.#dataDir(name), { recursive: true });
      await this.#amend(name, () => ({ refusedPermissions: [] }));
      return true;
    });
  }

  async #install(apkPath: string, options: InstallOptions): Promise<InstalledPackage> {
    const { apiLevel } = this.#options;
    const apk = readApk(await readFile(apkPath), apiLevel);
    const installed = this.get(apk.manifest.package);
    requireInstallable({ apk, apiLevel, installed, options });
    const classesPath = await convertDex(apkPath, apk.archive, this.#options);
    await this.#options.stopApp(apk.manifest.package);
    await this.#placeFiles(apk.manifest.package, apkPath);
    const record = recordOf(apk, {
      uid: installed?.uid ?? this.#nextUid(),
      classes: basename(classesPath),
      refusedPermissions: installed?.refusedPermissions ?? [],
      installer: options.installer ?? null,
    });
    await this.#save([...this.#records.filter((other) => other.name !== record.name), record]);
    return this.#installed(record);
  }

  async #placeFiles(name: string, apkPath: string): Promise<void> {
    await mkdir(this.#appDir(name), { recursive: true });
    await mkdir(this.#dataDir(name), { recursive: true });
    const unfinished = join(this.#appDir(name), 'base.apk.part');
    await copyFile(apkPath, unfinished);
    await rename(unfinished, join(this.#appDir(name), 'base.apk'));
  }

  async #amend(name: string, change: (record: PackageRecord) => Partial<PackageRecord>): Promise<void> {
    await this.#save(this.#records.map((record) => (record.name === name ? { ...record, ...change(record) } : record)));
  }

  async #save(records: readonly PackageRecord[]): Promise<void> {
    await saveRecords(this.#options.dataDir, records);
    this.#records = records;
  }

  #afterPendingChanges<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#pendingChanges.then(change);
    this.#pendingChanges = result.catch(() => undefined);
    return result;
  }

  #nextUid(): number {
    return Math.max(FIRST_UID - 1, ...this.#records.map((record) => record.uid)) + 1;
  }

  #appDir(name: string): string {
    return join(this.#options.dataDir, 'app', name);
  }

  #dataDir(name: string): string {
    return join(this.#options.dataDir, 'data', name);
  }

  #installed({ classes, ...record }: PackageRecord): InstalledPackage {
    return {
      ...record,
      apkPath: join(this.#appDir(record.name), 'base.apk'),
      classesPath: join(this.#options.cacheDir, classes),
      dataDir: this.#dataDir(record.name),
    };
  }
}

function requireInstallable(request: InstallRequest): void {
  for (const check of INSTALL_CHECKS) {
    const reason = check.refuses(request);
    if (reason !== null) {
      throw new InstallError(check.code, reason);
    }
  }
}

interface RecordContext {
  readonly uid: number;
  readonly classes: string;
  readonly refusedPermissions: readonly string[];
  readonly installer: string | null;
}

function recordOf({ manifest, signer }: Apk, context: RecordContext): PackageRecord {
  return {
    name: manifest.package,
    versionCode: manifest.versionCode,
    versionName: manifest.versionName,
    label: typeof manifest.label === 'string' ? manifest.label : manifest.package,
    minSdk: manifest.minSdk,
    targetSdk: manifest.targetSdk,
    uid: context.uid,
    classes: context.classes,
    certificateSha256: signer.certificateSha256,
    permissions: manifest.permissions,
    refusedPermissions: context.refusedPermissions.filter((permission) => manifest.permissions.includes(permission)),
    launcherActivity: manifest.launcherActivity,
    activities: manifest.activities,
    instrumentations: manifest.instrumentations,
    instrumentationTargets: manifest.instrumentationTargets,
    installedAt: Date.now(),
    installer: context.installer,
    isDebuggable: manifest.isDebuggable,
  };
}
