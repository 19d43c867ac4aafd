import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DataLock } from './data-lock.ts';
import { HandsetError } from './errors.ts';

/** A handset whose data lies in a folder of handsets. */
export interface StoredHandset {
  readonly name: string;
  readonly dataDir: string;
  /** null when it does not run. */
  readonly running: ({ readonly pid: number } & Notice) | null;
}

/** What a running handset writes of itself, beside its lock. */
interface Notice {
  readonly serial: string;
  /** The adb port; absent in what an older version wrote. */
  readonly port?: number;
  readonly apiLevel: number;
}

const FILE = 'running.json';
const POLL_MS = 50;
const UNKNOWN: Notice = { serial: 'unknown', apiLevel: 0 };

/** Tells other processes where a handset is reached. The caller holds the lock of the folder. */
export async function publish(dataDir: string, notice: Notice): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const unfinished = join(dataDir, `${FILE}.part`);
  await writeFile(unfinished, JSON.stringify(notice));
  await rename(unfinished, join(dataDir, FILE));
}

export async function withdraw(dataDir: string): Promise<void> {
  await rm(join(dataDir, FILE), { force: true });
}

/** The handsets whose data is in a folder, by name. A handset that crashed does not run, whatever it has left behind. */
export async function listHandsets(folder: string): Promise<readonly StoredHandset[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') {
      return [];
    }
    throw error;
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return await Promise.all(names.sort().map(async (name) => await readHandset(join(folder, name))));
}

/** Ends a running handset and waits until its data is free. Rejects with HandsetError NOT_RUNNING or STILL_RUNNING. */
export async function stopHandset(dataDir: string, limitMs: number): Promise<void> {
  const { running } = await readHandset(dataDir);
  if (running === null) {
    throw new HandsetError('NOT_RUNNING', `no handset runs with the data in ${dataDir}: quhao handset list shows those that do`);
  }
  process.kill(running.pid, 'SIGTERM');
  const deadline = performance.now() + limitMs;
  while ((await DataLock.owner(dataDir)) === running.pid) {
    if (performance.now() > deadline) {
      throw new HandsetError(
        'STILL_RUNNING',
        `the handset with the data in ${dataDir} (process ${running.pid}) was asked to end and still runs after ${limitMs} ms`,
      );
    }
    await delay(POLL_MS);
  }
}

async function readHandset(dataDir: string): Promise<StoredHandset> {
  const pid = await DataLock.owner(dataDir);
  return { name: basename(dataDir), dataDir, running: pid === null ? null : { pid, ...(await readNotice(dataDir)) } };
}

/** A handset that has just taken its lock has no notice yet. */
async function readNotice(dataDir: string): Promise<Notice> {
  try {
    return JSON.parse(await readFile(join(dataDir, FILE), 'utf8')) as Notice;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) {
      return UNKNOWN;
    }
    throw error;
  }
}
