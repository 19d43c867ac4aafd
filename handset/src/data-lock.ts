import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HandsetError } from './errors.ts';
import { formatMark, isRunning, markOf, type ProcessMark, parseMark } from './process-mark.ts';

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
    await writeFile(own, formatMark(await markOf(process.pid)));
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

  /** The process that holds a folder; null when none does. */
  static async owner(dataDir: string): Promise<number | null> {
    const owner = await ownerOf(join(dataDir, FILE));
    return owner !== null && (await isRunning(owner)) ? owner.pid : null;
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
  if (owner !== null && (await isRunning(owner))) {
    throw inUse(dataDir, owner);
  }
  // Two handsets may find the same stale lock: the slower one takes the lock of the faster one away here, and gives it back.
  const taken = `${file}.stale.${process.pid}.${process.hrtime.bigint()}`;
  if (!(await tryRename(file, taken))) {
    return;
  }
  try {
    const former = await ownerOf(taken);
    if (former !== null && (await isRunning(former))) {
      await tryLink(taken, file);
      throw inUse(dataDir, former);
    }
  } finally {
    await rm(taken, { force: true });
  }
}

/** False where the file has gone meanwhile. */
async function tryRename(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return false;
    }
    throw error;
  }
}

async function ownerOf(file: string): Promise<ProcessMark | null> {
  try {
    return parseMark(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

function inUse(dataDir: string, owner: ProcessMark | null): HandsetError {
  const who = owner === null ? 'another process' : `process ${owner.pid}`;
  return new HandsetError(
    'IN_USE',
    `a handset runs with the data in ${dataDir} (${who}): give this one another --name, or stop that one`,
  );
}
