import type { CommandRow } from '../command.ts';
import { forEachPath } from './each-path.ts';
import { requireWords, toyboxOptions } from './toybox-options.ts';

/** `mkdir [-pv] [-m MODE] PATH…`. */
export const mkdir: CommandRow = {
  name: 'mkdir',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'pv', values: 'm', long: { parents: 'p' } });
    requireWords(call, options.rest, 1);
    return await forEachPath(call, options.rest, async (path) => {
      const full = call.session.resolve(path);
      await call.system.files.makeDirectory(full, options.has('p') ? 'make' : 'require');
      const mode = options.value('m');
      if (mode !== undefined && /^[0-7]+$/.test(mode)) {
        await call.system.files.setMode(full, Number.parseInt(mode, 8));
      }
      await call.print(options.has('v') ? `mkdir: created directory '${path}'\n` : '');
    });
  },
};
