import { posix } from 'node:path';
import { FileError } from '../../files/file-error.ts';
import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { targetPathOf } from './cp.ts';
import { forEachPath } from './each-path.ts';
import { requireWords, toyboxOptions } from './toybox-options.ts';

const MAX_LINKS = 40;

/** `ln -s[fnrv] TARGET… PATH`. Hard links are refused, as SELinux refuses them to the shell user. */
export const ln: CommandRow = {
  name: 'ln',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'fnrsTv', values: 't' });
    requireWords(call, options.rest, 1);
    const path = options.rest.length > 1 ? (options.rest.at(-1) ?? '.') : '.';
    const targets = options.rest.length > 1 ? options.rest.slice(0, -1) : options.rest;
    if (!options.has('s')) {
      throw new UsageError(`cannot create hard link from '${targets[0]}' to '${path}': Permission denied`);
    }
    return await forEachPath(call, targets, async (target) => {
      const full = await targetPathOf(call.system.files, target, call.session.resolve(path));
      if (options.has('f') && (await call.system.files.stat(full, 'keep')) !== null) {
        await call.system.files.remove(full, 'file');
      }
      await call.system.files.makeLink(full, target);
    });
  },
};

/** `readlink [-efmnqz] PATH…`. */
export const readlink: CommandRow = {
  name: 'readlink',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'efmnqz' });
    requireWords(call, options.rest, 1);
    const follows = ['e', 'f', 'm'].some((letter) => options.has(letter));
    let code: number = EXIT_CODES.ok;
    for (const path of options.rest) {
      const target = follows ? await realPath(call, path, options.has('e') ? 'all' : 'most') : await linkTarget(call, path);
      await call.print(target === null ? '' : `${target}${options.has('n') ? '' : '\n'}`);
      code = target === null ? EXIT_CODES.failure : code;
    }
    return code;
  },
};

/** `realpath [-emsz] PATH…`. */
export const realpath: CommandRow = {
  name: 'realpath',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'emsqz', values: 'R' });
    return await forEachPath(call, options.rest.length > 0 ? options.rest : ['.'], async (path) => {
      const real = await realPath(call, path, options.has('m') ? 'most' : 'all');
      if (real === null) {
        throw new FileError('ENOENT');
      }
      await call.print(`${real}\n`);
    });
  },
};

async function linkTarget(call: Call, path: string): Promise<string | null> {
  const full = call.session.resolve(path);
  return (await call.system.files.stat(full, 'keep'))?.kind === 'link' ? await call.system.files.readLink(full) : null;
}

/** The path without links. `all` needs every part to exist, `most` all but the last. */
async function realPath(call: Call, path: string, needs: 'all' | 'most'): Promise<string | null> {
  const { files } = call.system;
  let pending = call.session
    .resolve(path)
    .split('/')
    .filter((part) => part !== '');
  let real = '/';
  for (let links = 0; pending.length > 0; ) {
    const next = posix.join(real, pending[0] ?? '');
    pending = pending.slice(1);
    const stat = await files.stat(next, 'keep');
    if (stat === null && (needs === 'all' || pending.length > 0)) {
      return null;
    }
    if (stat?.kind !== 'link') {
      real = next;
      continue;
    }
    links += 1;
    if (links > MAX_LINKS) {
      throw new FileError('ELOOP');
    }
    pending = [
      ...posix
        .resolve(real, await files.readLink(next))
        .split('/')
        .filter((part) => part !== ''),
      ...pending,
    ];
    real = '/';
  }
  return real;
}
