import { FileError } from '../../files/file-error.ts';
import type { CommandRow } from '../command.ts';
import { UsageError } from '../options.ts';
import { forEachPath } from './each-path.ts';
import { requireWords, toyboxOptions } from './toybox-options.ts';
import { walkTree } from './walk-tree.ts';

const WHO: Readonly<Record<string, number>> = { u: 0o700, g: 0o070, o: 0o007, a: 0o777 };
const RIGHTS: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: 0o111, X: 0o111, s: 0, t: 0 };

/** `chmod [-R] MODE PATH…`, with the mode in octal or as `u+x,go-w`. */
export const chmod: CommandRow = {
  name: 'chmod',
  async run(call) {
    const args = call.args.map((word) => (/^-[rwxXst]+$/.test(word) ? `a${word}` : word));
    const options = toyboxOptions({ name: call.name, args }, { flags: 'Rfv' });
    requireWords(call, options.rest, 2);
    const [mode = '', ...paths] = options.rest;
    return await forEachPath(call, paths, async (path) => {
      for await (const entry of walkTree(call, path, { maxDepth: options.has('R') ? Number.POSITIVE_INFINITY : 0 })) {
        const full = call.session.resolve(entry.path);
        const stat = await call.system.files.stat(full);
        if (stat === null) {
          throw new FileError('ENOENT');
        }
        await call.system.files.setMode(full, modeAfter(mode, stat.mode & 0o7777));
      }
    });
  },
};

function modeAfter(text: string, before: number): number {
  if (/^[0-7]{1,4}$/.test(text)) {
    return Number.parseInt(text, 8);
  }
  let mode = before;
  for (const clause of text.split(',')) {
    const [, who = '', sign = '', rights = ''] = /^([ugoa]*)([-+=])([rwxXst]*)$/.exec(clause) ?? [];
    if (sign === '') {
      throw new UsageError(`bad mode '${text}'`);
    }
    const mask = [...(who === '' ? 'a' : who)].reduce((sum, letter) => sum | (WHO[letter] ?? 0), 0);
    const bits = [...rights].reduce((sum, letter) => sum | (RIGHTS[letter] ?? 0), 0) & mask;
    const cleared = sign === '=' ? mode & ~mask : mode;
    mode = sign === '-' ? mode & ~bits : cleared | bits;
  }
  return mode;
}
