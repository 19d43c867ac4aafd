import { FileError } from '../../files/file-error.ts';
import type { CommandRow } from '../command.ts';
import { parseOptions } from '../options.ts';
import { forEachPath } from './each-path.ts';

/** `rm [-rRf] PATH…`. */
export const rm: CommandRow = {
  name: 'rm',
  async run(call) {
    const { flags, rest } = parseOptions(call.args, { flags: ['-r', '-R', '-f'] });
    const what = flags.has('-r') || flags.has('-R') ? 'tree' : 'file';
    return await forEachPath(call, rest, async (path) => {
      try {
        await call.system.files.remove(call.session.resolve(path), what);
      } catch (error) {
        const isIgnored = flags.has('-f') && error instanceof FileError && error.code === 'ENOENT';
        if (!isIgnored) {
          throw error;
        }
      }
    });
  },
};
