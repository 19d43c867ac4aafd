import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Via } from './control.ts';

/** One change of a device and the command that undoes it. */
export interface UndoStep {
  readonly name: string;
  /** What stood before, for a reader. */
  readonly was: string;
  readonly command: string;
  /** Absent in files of older versions: over adb. */
  readonly via?: Via;
}

/** Where changes of devices are noted until they are undone: a folder of the user's. */
export function undoFolder(env: Readonly<Record<string, string | undefined>>): string {
  return join(env['HOME'] || homedir(), '.local/share/quhao/devices');
}

/**
 * The changes of one device that were not undone yet, in a file of this machine. It is written before each change, so that a change is known after a crash too.
 */
export class UndoFile {
  readonly #folder: string;
  readonly #file: string;
  readonly serial: string;

  constructor(folder: string, serial: string) {
    this.#folder = folder;
    this.#file = join(folder, `${encodeURIComponent(serial)}.json`);
    this.serial = serial;
  }

  /** In the order in which they were made. */
  async steps(): Promise<readonly UndoStep[]> {
    try {
      return JSON.parse(await readFile(this.#file, 'utf8')) as readonly UndoStep[];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return [];
      }
      throw error;
    }
  }

  /** Notes a change before it is made. Only the first of a name counts: it has the value from before all of them. */
  async note(step: UndoStep): Promise<void> {
    const steps = await this.steps();
    if (!steps.some(({ name }) => name === step.name)) {
      await this.#write([...steps, step]);
    }
  }

  /** Forgets a change that was undone. */
  async forget(name: string): Promise<void> {
    await this.#write((await this.steps()).filter((step) => step.name !== name));
  }

  async #write(steps: readonly UndoStep[]): Promise<void> {
    if (steps.length === 0) {
      await rm(this.#file, { force: true });
      return;
    }
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const draft = `${this.#file}.${process.pid}`;
    await writeFile(draft, `${JSON.stringify(steps, null, 2)}\n`, { mode: 0o600 });
    await rename(draft, this.#file);
  }
}

/** The devices whose changes wait to be undone. */
export async function changedDevices(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') {
      return [];
    }
    throw error;
  });
  return names.filter((name) => name.endsWith('.json')).map((name) => decodeURIComponent(name.slice(0, -'.json'.length)));
}
