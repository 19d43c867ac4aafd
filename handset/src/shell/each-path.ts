import { FileError } from '../files/file-error.ts';
import { type Call, exitCodes } from './command.ts';

/** Does the same with every path; one that fails is printed and the others go on. */
export async function forEachPath(call: Call, paths: readonly string[], work: (path: string) => Promise<void>): Promise<number> {
  let code: number = exitCodes.ok;
  for (const path of paths) {
    try {
      await work(path);
    } catch (error) {
      if (!(error instanceof FileError)) {
        throw error;
      }
      await call.complain(`${call.name}: ${path}: ${error.message}\n`);
      code = exitCodes.failure;
    }
  }
  return code;
}
