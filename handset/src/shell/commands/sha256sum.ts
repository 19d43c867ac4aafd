import { createHash } from 'node:crypto';
import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { readAll } from '../text-io.ts';
import { forEachInput } from './inputs.ts';
import { toyboxOptions } from './toybox-options.ts';

/** `md5sum`, `sha1sum`, `sha224sum`, `sha256sum`, `sha384sum` and `sha512sum [-bcs] [FILE…]`. `-b` prints the digest alone. */
export const digestCommands: readonly CommandRow[] = (['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const).map(
  (algorithm) => ({
    name: `${algorithm}sum`,
    async run(call) {
      const options = toyboxOptions(call, { flags: 'bcs', long: { check: 'c', status: 's' } });
      const digest = (bytes: Buffer) => createHash(algorithm).update(bytes).digest('hex');
      if (!options.has('c')) {
        return await forEachInput(call, options.rest, async (source, path) => {
          const text = digest(await readAll(source));
          await call.print(options.has('b') ? `${text}\n` : `${text}  ${path}\n`);
        });
      }
      let hasFailed = false;
      const code = await forEachInput(call, options.rest, async (source) => {
        for (const line of (await readAll(source)).toString('utf8').split('\n')) {
          const [, wanted, path] = /^([0-9a-fA-F]+) [ *](.+)$/.exec(line) ?? [];
          if (wanted === undefined || path === undefined) {
            continue;
          }
          let isSame = false;
          await forEachInput(call, [path], async (file) => {
            isSame = digest(await readAll(file)) === wanted.toLowerCase();
          });
          hasFailed ||= !isSame;
          await call.print(options.has('s') ? '' : `${path}: ${isSame ? 'OK' : 'FAILED'}\n`);
        }
      });
      return hasFailed ? EXIT_CODES.failure : code;
    },
  }),
);
