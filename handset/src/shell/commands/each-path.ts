import { FileError } from '../../files/file-error.ts';
import type { Call } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';

/** Commands that print a path in quotes. */
const QUOTING: ReadonlySet<string> = new Set(['find', 'mkdir', 'stat', 'touch']);

/** Calls `work` for each path. A FileError is printed and the next path follows; the exit code is then 1. */
export async function forEachPath(call: Call, paths: readonly string[], work: (path: string) => Promise<void>): Promise<number> {
  let code: number = EXIT_CODES.ok;
  for (const path of paths) {
    try {
      await work(path);
    } catch (error) {
      if (!(error instanceof FileError)) {
        throw error;
      }
      const shown = QUOTING.has(call.name) ? `'${path}'` : path;
      await call.printError(`${call.name}: ${shown}: ${error.message}\n`);
      code = EXIT_CODES.failure;
    }
  }
  return code;
}
