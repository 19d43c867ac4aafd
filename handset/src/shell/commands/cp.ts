import { posix } from 'node:path';
import { FileError } from '../../files/file-error.ts';
import type { FileTree } from '../../files/file-tree.ts';
import type { Call, CommandRow } from '../command.ts';
import { UsageError } from '../options.ts';
import { forEachPath } from './each-path.ts';
import { requireWords, toyboxOptions } from './toybox-options.ts';
import { walkTree } from './walk-tree.ts';

/** `cp [-adfiLnpRrv] SOURCE… TARGET`. */
export const cp: CommandRow = {
  name: 'cp',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'adfFHilLnpPRrsTuv', values: 't', long: { preserve: 'p' } });
    requireTwo(call, options.rest);
    const target = options.rest.at(-1) ?? '';
    const sources = options.rest.slice(0, -1);
    await requireFolder(call, sources, target);
    const isRecursive = ['r', 'R', 'a'].some((letter) => options.has(letter));
    return await forEachPath(call, sources, async (path) => {
      const to = await targetPathOf(call.system.files, call.session.resolve(path), call.session.resolve(target));
      if ((await call.system.files.stat(call.session.resolve(path)))?.kind === 'directory' && !isRecursive) {
        throw new UsageError(`Skipped dir '${path}'`);
      }
      for await (const entry of walkTree(call, path)) {
        const child = posix.join(to, posix.relative(call.session.resolve(path), call.session.resolve(entry.path)));
        if (!(options.has('n') && (await call.system.files.stat(child)) !== null)) {
          await copyEntry(call, {
            from: call.session.resolve(entry.path),
            to: child,
            keepsTime: options.has('p') || options.has('a'),
          });
          await call.print(options.has('v') ? `cp '${entry.path}'\n` : '');
        }
      }
    });
  },
};

/** A source and a target, with toybox's words for what is missing. */
export function requireTwo(call: Call, words: readonly string[]): void {
  requireWords(call, words, 1);
  if (words.length < 2) {
    throw new UsageError('Needs 2 arguments');
  }
}

/** Several files need a folder to be copied or moved to. */
export async function requireFolder(call: Call, sources: readonly string[], target: string): Promise<void> {
  if (sources.length > 1 && (await call.system.files.stat(call.session.resolve(target)))?.kind !== 'directory') {
    throw new UsageError(`'${target}' not directory`);
  }
}

/** The path that a file is copied or moved to. A folder receives the file under its own name. */
export async function targetPathOf(files: FileTree, from: string, target: string): Promise<string> {
  return (await files.stat(target))?.kind === 'directory' ? posix.join(target, posix.basename(from)) : target;
}

interface CopyRequest {
  readonly from: string;
  readonly to: string;
  readonly keepsTime: boolean;
}

async function copyEntry(call: Call, { from, to, keepsTime }: CopyRequest): Promise<void> {
  const { files } = call.system;
  const stat = await files.stat(from);
  if (stat === null) {
    throw new FileError('ENOENT');
  }
  if (stat.kind === 'directory') {
    await files.makeDirectory(to, 'make');
    return;
  }
  const source = files.read(from);
  const first = await source.next();
  const writer = await files.write(to, 'replace');
  try {
    for (let piece = first; piece.done !== true; piece = await source.next()) {
      await writer.write(piece.value);
    }
  } finally {
    await writer.close();
  }
  if (keepsTime) {
    await files.setModified(to, stat.modified);
  }
}
