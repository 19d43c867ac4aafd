import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HandsetError } from './errors.ts';

const FILE = 'lock';

/** Holds a data folder for one handset. A lock of a process that has ended is taken over. */
export class DataLock implements AsyncDisposable {
  readonly #file: string;

  private constructor(file: string) {
    this.#file = file;
  }

  /** Throws HandsetError IN_USE where a handset that runs has the folder. */
  static async take(dataDir: string): Promise<DataLock> {
    await mkdir(dataDir, { recursive: true });
    const file = join(dataDir, FILE);
    const own = `${file}.${process.pid}.${process.hrtime.bigint()}`;
    await writeFile(own, String(process.pid));
    try {
      // A link is made whole or not at all, so that nobody reads a lock without its process.
      if (!(await tryLink(own, file))) {
        await removeStale(file, dataDir);
        if (!(await tryLink(own, file))) {
          throw inUse(dataDir, await ownerOf(file));
        }
      }
    } finally {
      await rm(own, { force: true });
    }
    return new DataLock(file);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#file, { force: true });
  }
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

async function removeStale(file: string, dataDir: string): Promise<void> {
  const owner = await ownerOf(file);
  if (owner !== null && isAlive(owner)) {
    throw inUse(dataDir, owner);
  }
  await rm(file, { force: true });
}

async function ownerOf(file: string): Promise<number | null> {
  try {
    const pid = Number(await readFile(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: another user's process.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function inUse(dataDir: string, owner: number | null): HandsetError {
  const who = owner === null ? 'another process' : `process ${owner}`;
  return new HandsetError(
    'IN_USE',
    `a handset runs with the data in ${dataDir} (${who}): give this one another --name, or stop that one`,
  );
}
