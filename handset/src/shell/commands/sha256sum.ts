import { createHash } from 'node:crypto';
import type { CommandRow } from '../command.ts';
import { forEachInput } from './inputs.ts';

/** `md5sum`, `sha1sum` and `sha256sum [FILE…]`. */
export const digestCommands: readonly CommandRow[] = (['md5', 'sha1', 'sha256'] as const).map((algorithm) => ({
  name: `${algorithm}sum`,
  async run(call) {
    return await forEachInput(call, call.args, async (source, path) => {
      const hash = createHash(algorithm);
      for (let piece = await source.read(); piece !== null; piece = await source.read()) {
        hash.update(piece);
      }
      await call.print(`${hash.digest('hex')}  ${path}\n`);
    });
  },
}));
