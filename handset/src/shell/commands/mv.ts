import { FileError } from '../../files/file-error.ts';
import type { CommandRow } from '../command.ts';
import { requireFolder, requireTwo, targetPathOf } from './cp.ts';
import { forEachPath } from './each-path.ts';
import { toyboxOptions } from './toybox-options.ts';

/** `mv [-finv] SOURCE… TARGET`. */
export const mv: CommandRow = {
  name: 'mv',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'finTvx', values: 't' });
    requireTwo(call, options.rest);
    const target = options.rest.at(-1) ?? '';
    const sources = options.rest.slice(0, -1);
    await requireFolder(call, sources, target);
    const { files } = call.system;
    return await forEachPath(call, sources, async (path) => {
      const from = call.session.resolve(path);
      if ((await files.stat(from, 'keep')) === null) {
        throw new FileError('ENOENT');
      }
      const to = await targetPathOf(files, from, call.session.resolve(target));
      if (!options.has('n') || (await files.stat(to)) === null) {
        await files.rename(from, to);
      }
    });
  },
};
