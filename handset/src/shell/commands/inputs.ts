import { FileError } from '../../files/file-error.ts';
import type { Call } from '../command.ts';
import type { Source } from '../shell-io.ts';
import { fileSource } from '../text-io.ts';
import { forEachPath } from './each-path.ts';

/** Calls `work` for each input file, or for stdin when none is named. */
export async function forEachInput(
  call: Call,
  paths: readonly string[],
  work: (source: Source, path: string) => Promise<void>,
): Promise<number> {
  return await forEachPath(call, paths.length > 0 ? paths : ['-'], async (path) => {
    if (path === '-') {
      await work(call.io.stdin, path);
      return;
    }
    const full = call.session.resolve(path);
    if ((await call.system.files.stat(full)) === null) {
      throw new FileError('ENOENT');
    }
    const pieces = call.system.files.read(full);
    try {
      await work(fileSource(pieces), path);
    } finally {
      await pieces.return(undefined);
    }
  });
}
