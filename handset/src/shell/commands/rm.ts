import { FileError } from '../../files/file-error.ts';
import type { CommandRow } from '../command.ts';
import { forEachPath } from './each-path.ts';
import { requireWords, toyboxOptions } from './toybox-options.ts';

/** `rm [-fiRrv] PATH…`. */
export const rm: CommandRow = {
  name: 'rm',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'fiRrv' });
    requireWords(call, options.rest, options.has('f') ? 0 : 1);
    const what = options.has('r') || options.has('R') ? 'tree' : 'file';
    return await forEachPath(call, options.rest, async (path) => {
      try {
        await call.system.files.remove(call.session.resolve(path), what);
        await call.print(options.has('v') ? `rm '${path}'\n` : '');
      } catch (error) {
        const isIgnored = options.has('f') && error instanceof FileError && error.code === 'ENOENT';
        if (!isIgnored) {
          throw error;
        }
      }
    });
  },
};
