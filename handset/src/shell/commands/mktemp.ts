import { randomBytes } from 'node:crypto';
import { posix } from 'node:path';
import { withoutTrailing } from '../../text-end.ts';
import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { toyboxOptions } from './toybox-options.ts';
import { writeFileOf } from './write-file.ts';

/** `mktemp [-dqutp FOLDER] [TEMPLATE]`. */
export const mktemp: CommandRow = {
  name: 'mktemp',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'dqut', values: 'p', long: { tmpdir: 'p' } });
    const template = options.rest[0] ?? 'tmp.XXXXXXXXXX';
    const stem = withoutTrailing(template, 'X');
    const count = template.length - stem.length;
    if (count < 2) {
      throw new UsageError(`need XX: ${template}`);
    }
    const name = stem + randomBytes(count).toString('hex').slice(0, count);
    const folder =
      options.value('p') ??
      (options.rest.length === 0 || options.has('t') ? (call.session.environment.get('TMPDIR') ?? '/tmp') : null);
    const path = folder === null ? name : posix.join(folder, name);
    if (options.has('d')) {
      await call.system.files.makeDirectory(call.session.resolve(path));
    } else if (!options.has('u')) {
      await writeFileOf(call, path, { data: new Uint8Array(0) });
    }
    await call.print(`${path}\n`);
    return EXIT_CODES.ok;
  },
};
