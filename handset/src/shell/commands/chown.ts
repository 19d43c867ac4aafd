import { FileError } from '../../files/file-error.ts';
import type { CommandRow } from '../command.ts';
import { UsageError } from '../options.ts';
import { forEachPath } from './each-path.ts';
import { requireWords, toyboxOptions } from './toybox-options.ts';

/** `chown` and `chgrp`. The shell may give its files to itself only. */
export const ownerCommands: readonly CommandRow[] = (['chown', 'chgrp'] as const).map((name) => ({
  name,
  async run(call) {
    const options = toyboxOptions(call, { flags: 'hRPHLfv' });
    requireWords(call, options.rest, 2);
    const [owner = '', ...paths] = options.rest;
    return await forEachPath(call, paths, async (path) => {
      const stat = await call.system.files.stat(call.session.resolve(path));
      if (stat === null) {
        throw new FileError('ENOENT');
      }
      if (!/^(?:shell|2000)?(?:[:.](?:shell|2000)?)?$/.test(owner)) {
        throw new UsageError(`'${path}' to '${owner}': Operation not permitted`);
      }
    });
  },
}));
