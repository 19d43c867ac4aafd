import type { CommandRow } from '../command.ts';
import { parseOptions, UsageError } from '../options.ts';
import { targetPathOf } from './cp.ts';
import { forEachPath } from './each-path.ts';

/** `mv SOURCE… TARGET`. */
export const mv: CommandRow = {
  name: 'mv',
  async run(call) {
    const { rest } = parseOptions(call.args, { flags: ['-f'] });
    const target = rest.at(-1);
    if (rest.length < 2 || target === undefined) {
      throw new UsageError('needs a source and a target');
    }
    const { files } = call.system;
    return await forEachPath(call, rest.slice(0, -1), async (path) => {
      const from = call.session.resolve(path);
      await files.rename(from, await targetPathOf(files, from, call.session.resolve(target)));
    });
  },
};
