import { mkdir, open, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from './errors.ts';

/** Where a run writes. */
export interface OutputPlaces {
  readonly runsDir: string;
  readonly json?: string;
  readonly junit?: string;
}

/** More than an empty file takes: a full disk is noticed. */
const SAMPLE = Buffer.alloc(64 * 1024);

/** Tries to write wherever the run will write, so that no run ends without its report. Throws UsageError. */
export async function requireWritable({ runsDir, json, junit }: OutputPlaces): Promise<void> {
  if (json !== undefined && junit !== undefined && resolve(json) === resolve(junit)) {
    throw new UsageError(`--json and --junit name the same file, ${json}: the second would overwrite the first; give two files`);
  }
  await asUsage(`the folder of runs ${runsDir} cannot be written`, async () => {
    await makeFolder(runsDir);
    const sample = join(runsDir, `.quhao-${process.pid}`);
    try {
      await writeFile(sample, SAMPLE);
    } finally {
      await rm(sample, { force: true });
    }
  });
  const copies = { '--json': json, '--junit': junit };
  for (const [flag, path] of Object.entries(copies)) {
    if (path !== undefined) {
      await asUsage(`${flag} ${path} cannot be written`, () => tryFile(path));
    }
  }
}

/** Unlike mkdir's `recursive`, which never returns where a file system refuses new folders with ENOENT (Node 20). */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && dirname(path) !== path) {
      await makeFolder(dirname(path));
      await mkdir(path);
    } else if (code !== 'EEXIST' || !(await stat(path)).isDirectory()) {
      throw error;
    }
  }
}

/** A file that is there keeps its content; one that is not is not left behind. */
async function tryFile(path: string): Promise<void> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  const file = await open(path, 'a');
  await file.close();
  if (!isThere) {
    await unlink(path);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'a part of the path is a file and no folder',
  EEXIST: 'it is a file and no folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

async function asUsage(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UsageError(`${what}: ${REASONS[code] ?? message}`, { cause: error });
  }
}
