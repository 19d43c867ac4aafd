import type { CommandRow } from '../command.ts';
import { parseOptions } from '../options.ts';
import { forEachPath } from './each-path.ts';

/** `mkdir [-p] PATH…`. */
export const mkdir: CommandRow = {
  name: 'mkdir',
  async run(call) {
    const { flags, rest } = parseOptions(call.args, { flags: ['-p'] });
    const parents = flags.has('-p') ? 'make' : 'require';
    return await forEachPath(
      call,
      rest,
      async (path) => await call.system.files.makeDirectory(call.session.resolve(path), parents),
    );
  },
};
