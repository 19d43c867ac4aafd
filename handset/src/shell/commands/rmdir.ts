import type { CommandRow } from '../command.ts';
import { forEachPath } from './each-path.ts';

/** `rmdir PATH…`. */
export const rmdir: CommandRow = {
  name: 'rmdir',
  async run(call) {
    return await forEachPath(
      call,
      call.args,
      async (path) => await call.system.files.remove(call.session.resolve(path), 'empty-directory'),
    );
  },
};
