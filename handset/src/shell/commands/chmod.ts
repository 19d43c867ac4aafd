import { FileError } from '../../files/file-error.ts';
import type { CommandRow } from '../command.ts';
import { UsageError } from '../options.ts';
import { forEachPath } from './each-path.ts';

/** `chmod OCTAL PATH…`. */
export const chmod: CommandRow = {
  name: 'chmod',
  async run(call) {
    const [mode = '', ...paths] = call.args;
    if (!/^[0-7]{3,4}$/.test(mode)) {
      throw new UsageError(`takes an octal mode such as 755, not '${mode}'`);
    }
    return await forEachPath(call, paths, async (path) => {
      const full = call.session.resolve(path);
      if ((await call.system.files.stat(full)) === null) {
        throw new FileError('ENOENT');
      }
      await call.system.files.setMode(full, Number.parseInt(mode, 8));
    });
  },
};
