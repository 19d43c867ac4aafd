import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const PREFIX = 'quhao-';
/** The name of a scratch folder, with the process id of the run that it belongs to. */
const NAME = /^quhao-(\d+)-\w+$/;

/**
 * The folder for all temporary files of a run. Processes of the run have it as TMPDIR in their environment, so that whatever is left of
 * the run can be ended and removed at once, also when it ends in the middle.
 */
export class Scratch {
  readonly folder: string;
  readonly #before = process.env['TMPDIR'];
  readonly #disposeAtExit = (): void => this.dispose();
  #isDisposed = false;

  private constructor(folder: string) {
    this.folder = folder;
    process.env['TMPDIR'] = folder;
    process.once('exit', this.#disposeAtExit);
  }

  /** Also removes what runs have left that were killed. A run inside another one of this process uses the folder of that one. */
  static open(): Pick<Scratch, 'folder' | 'dispose'> {
    const root = tmpdir();
    if (NAME.exec(basename(root))?.[1] === String(process.pid)) {
      return { folder: root, dispose: () => undefined };
    }
    for (const name of readdirSync(root)) {
      const pid = NAME.exec(name)?.[1];
      if (pid !== undefined && !isAlive(Number(pid))) {
        // What another user's run has left is that user's to remove.
        ignoring(['EACCES', 'EPERM'], () => remove(join(root, name)));
      }
    }
    return new Scratch(mkdtempSync(join(root, `${PREFIX}${process.pid}-`)));
  }

  /** Synchronous: nothing can start meanwhile in this thread, and it works while the process exits. */
  dispose(): void {
    if (this.#isDisposed) {
      return;
    }
    this.#isDisposed = true;
    process.removeListener('exit', this.#disposeAtExit);
    if (this.#before === undefined) {
      delete process.env['TMPDIR'];
    } else {
      process.env['TMPDIR'] = this.#before;
    }
    remove(this.folder);
  }
}

/** For a process that was started with a scratch folder: ends everything else of the run, whose own process is gone. */
export function removeOrphanedScratch(): void {
  const folder = tmpdir();
  if (NAME.test(basename(folder))) {
    remove(folder);
  }
}

/** The environment for a process that outlives the run: no process is ended, and no file removed, that belongs to the user. */
export function environmentWithoutScratch(): NodeJS.ProcessEnv {
  const folder = tmpdir();
  return NAME.test(basename(folder)) ? { ...process.env, TMPDIR: dirname(folder) } : process.env;
}

function remove(folder: string): void {
  endProcessesOf(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Ends every process that has the folder in its environment (Linux: proc(5), environ; elsewhere none is found). */
function endProcessesOf(folder: string): void {
  for (const pid of readdirOr('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)) {
    if (environmentOf(pid).includes(`=${folder}`)) {
      kill(Number(pid));
    }
  }
}

function readdirOr(path: string): readonly string[] {
  return ignoring(['ENOENT'], () => readdirSync(path)) ?? [];
}

function environmentOf(pid: string): string {
  return ignoring(['ENOENT', 'ESRCH', 'EACCES', 'EPERM'], () => readFileSync(`/proc/${pid}/environ`, 'latin1')) ?? '';
}

function kill(pid: number): void {
  ignoring(['ESRCH'], () => process.kill(pid, 'SIGKILL'));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process is there too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Null where the work fails with one of these codes: the process has ended, or is another user's. */
function ignoring<T>(codes: readonly string[], work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (codes.includes((error as NodeJS.ErrnoException).code ?? '')) {
      return null;
    }
    throw error;
  }
}
