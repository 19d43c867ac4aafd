import type { CommandRow } from '../command.ts';
import { forEachPath } from './each-path.ts';

/** `touch PATH…` creates missing files and sets the modification time to now. */
export const touch: CommandRow = {
  name: 'touch',
  async run(call) {
    return await forEachPath(call, call.args, async (path) => {
      const full = call.session.resolve(path);
      const writer = await call.system.files.write(full, 'append');
      await writer.close();
      await call.system.files.setModified(full, Math.floor(Date.now() / 1000));
    });
  },
};
