import type { Source } from '../adbd/shell.ts';
import { FileError } from '../files/file-error.ts';
import type { Call } from './command.ts';
import { forEachPath } from './each-path.ts';

/** The files of a filter, or stdin where none is named. */
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
      await work(sourceOf(pieces), path);
    } finally {
      await pieces.return(undefined);
    }
  });
}

export function sourceOf(pieces: AsyncGenerator<Buffer>): Source {
  return {
    async read() {
      const next = await pieces.next();
      return next.done === true ? null : next.value;
    },
  };
}
