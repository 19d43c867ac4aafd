import { chmod, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, StartError } from '../model/start-error.ts';

/** Who may read and write the data folder. */

const WRITABLE_BY_OTHERS = 0o022;
const OPEN_TO_OTHERS = 0o077;
const STICKY = 0o1000;

/** Takes from others what they may not have of the folder and of its private files. Returns a sentence for each change. */
export async function closeToOthers(folder: string, names: readonly string[]): Promise<readonly string[]> {
  // Windows has no modes.
  if (process.platform === 'win32') {
    return [];
  }
  const changes = [await closeFolder(folder)];
  for (const name of names) {
    changes.push(await closeFile(join(folder, name)));
  }
  return changes.filter((change) => change !== null);
}

async function closeFolder(folder: string): Promise<string | null> {
  const mode = await modeOf(folder);
  if (mode === null || (mode & WRITABLE_BY_OTHERS) === 0 || (mode & STICKY) !== 0) {
    return null;
  }
  const closed = mode & ~WRITABLE_BY_OTHERS;
  await change(folder, closed);
  return `${folder} could be written to by others (mode ${show(mode)}), who could have put keys of their own there: it has mode ${show(closed)} now`;
}

async function closeFile(path: string): Promise<string | null> {
  const mode = await modeOf(path);
  if (mode === null || (mode & OPEN_TO_OTHERS) === 0) {
    return null;
  }
  await change(path, 0o600);
  return `${path} was open to others (mode ${show(mode)}): it has mode 600 now. Whoever read it still has what it holds; remove the file to have a new one`;
}

/** null: it is not there. */
async function modeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mode & 0o7777;
  } catch (error) {
    // What else keeps it from being read is said where it is read.
    return errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR' || errorCode(error) === 'EACCES'
      ? null
      : unchangeable(path, error);
  }
}

async function change(path: string, mode: number): Promise<void> {
  try {
    await chmod(path, mode);
  } catch (error) {
    unchangeable(path, error);
  }
}

function unchangeable(path: string, error: unknown): never {
  throw new StartError(
    'data-folder',
    `${path} is open to others, and changing that gave ${errorCode(error)}. Let it belong to the user who runs the simulator, or name another folder`,
    { cause: error },
  );
}

function show(mode: number): string {
  return (mode & 0o7777).toString(8);
}
