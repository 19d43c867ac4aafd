import { posix } from 'node:path';
import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { requireWords, toyboxOptions } from './toybox-options.ts';

/** `basename [-a] [-s SUFFIX] NAME [SUFFIX]`. */
export const basename: CommandRow = {
  name: 'basename',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'a', values: 's' });
    requireWords(call, options.rest, 1);
    const isMany = options.has('a') || options.has('s');
    const suffix = options.value('s') ?? (isMany ? undefined : options.rest[1]);
    const names = isMany ? options.rest : options.rest.slice(0, 1);
    await call.print(names.map((name) => `${posix.basename(name, suffix) || '/'}\n`).join(''));
    return EXIT_CODES.ok;
  },
};

export const dirname: CommandRow = {
  name: 'dirname',
  async run(call) {
    const options = toyboxOptions(call, {});
    requireWords(call, options.rest, 1);
    await call.print(options.rest.map((name) => `${posix.dirname(name)}\n`).join(''));
    return EXIT_CODES.ok;
  },
};
