import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstalledPackage } from '../device.ts';
import { HandsetError } from '../errors.ts';

/** What is kept of a package; paths are made from the data folder, so that the folder may be moved. */
export type PackageRecord = Omit<InstalledPackage, 'apkPath' | 'dataDir' | 'classesPath'> & {
  /** File name in the cache of converted jars. */
  readonly classes: string;
};

const FILE = 'packages.json';

export async function loadRecords(dataDir: string): Promise<readonly PackageRecord[]> {
  const path = join(dataDir, FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      return [];
    }
    throw cause;
  }
  try {
    // A memory from before the user's decisions were kept has none.
    return (JSON.parse(text) as PackageRecord[]).map((record) => ({
      ...record,
      refusedPermissions: record.refusedPermissions ?? [],
    }));
  } catch (cause) {
    throw new HandsetError('DATA_DAMAGED', `${path} cannot be read; delete ${dataDir} to begin with an empty handset`, { cause });
  }
}

/** Whole or not at all. */
export async function saveRecords(dataDir: string, records: readonly PackageRecord[]): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const unfinished = join(dataDir, `${FILE}.part`);
  await writeFile(unfinished, `${JSON.stringify(records, null, 2)}\n`);
  await rename(unfinished, join(dataDir, FILE));
}
