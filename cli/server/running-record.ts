import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running `quhao serve` leaves in its data folder for the commands that look for it. It holds no secret: the control token has a file of its own. */
export interface RunningRecord {
  readonly pid: number;
  /** Of the control API, as a client on this machine reaches it. */
  readonly url: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

const FOLDER = 'running';

/** Writes the record of this process; disposing of the result removes it. */
export async function writeRunningRecord(dataDir: string, record: RunningRecord): Promise<AsyncDisposable> {
  const folder = join(dataDir, FOLDER);
  const file = join(folder, `${record.pid}.json`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}

/** The records of a data folder whose process is still there, the newest first; those of processes that have ended are removed. */
export async function readRunningRecords(dataDir: string): Promise<readonly RunningRecord[]> {
  const folder = join(dataDir, FOLDER);
  const names = await readdir(folder).catch(noneIfAbsent);
  const records: RunningRecord[] = [];
  for (const name of names.filter((candidate) => candidate.endsWith('.json'))) {
    const file = join(folder, name);
    const record = await readRecord(file);
    if (record !== null && isRunning(record.pid)) {
      records.push(record);
    } else {
      await rm(file, { force: true });
    }
  }
  return records.toSorted((a, b) => b.startedAt - a.startedAt);
}

function noneIfAbsent(error: NodeJS.ErrnoException): readonly string[] {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
    return [];
  }
  throw error;
}

/** null: the file is none of ours, or its server removed it meanwhile. */
async function readRecord(file: string): Promise<RunningRecord | null> {
  try {
    const { pid, url, startedAt } = JSON.parse(await readFile(file, 'utf8')) as Partial<RunningRecord>;
    return typeof pid === 'number' && typeof url === 'string' && typeof startedAt === 'number' ? { pid, url, startedAt } : null;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is there too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** An address that listens everywhere is reached at loopback. */
export function reachableUrl(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}
