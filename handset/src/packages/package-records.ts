import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstalledPackage } from '../device.ts';
import { HandsetError } from '../errors.ts';

/** The stored record of a package. It holds no paths, so that the data folder may be moved. */
export type PackageRecord = Omit<InstalledPackage, 'apkPath' | 'dataDir' | 'classesPath'> & {
  /** The file name of the converted jar in the cache. */
  readonly classes: string;
};

const FILE_NAME = 'packages.json';

export async function loadRecords(dataDir: string): Promise<readonly PackageRecord[]> {
  const path = join(dataDir, FILE_NAME);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return [];
    }
    throw error;
  }
  try {
    // Records of older versions have none of these.
    return (JSON.parse(text) as PackageRecord[]).map((record) => ({
      ...record,
      refusedPermissions: record.refusedPermissions ?? [],
      instrumentationTargets: record.instrumentationTargets ?? {},
      installer: record.installer ?? null,
      isDebuggable: record.isDebuggable ?? false,
    }));
  } catch (error) {
    throw new HandsetError('DATA_DAMAGED', `${path} cannot be read; delete ${dataDir} to start with an empty handset`, {
      cause: error,
    });
  }
}

/** Replaces the file atomically. */
export async function saveRecords(dataDir: string, records: readonly PackageRecord[]): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const unfinished = join(dataDir, `${FILE_NAME}.part`);
  await writeFile(unfinished, `${JSON.stringify(records, null, 2)}\n`);
  await rename(unfinished, join(dataDir, FILE_NAME));
}
