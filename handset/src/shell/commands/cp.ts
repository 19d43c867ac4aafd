import { posix } from 'node:path';
import type { FileTree } from '../../files/file-tree.ts';
import type { CommandRow } from '../command.ts';
import { parseOptions, UsageError } from '../options.ts';
import { forEachPath } from './each-path.ts';

/** `cp SOURCE… TARGET`; copies files only. */
export const cp: CommandRow = {
  name: 'cp',
  async run(call) {
    const { rest } = parseOptions(call.args, { flags: ['-f', '-p'] });
    const target = rest.at(-1);
    if (rest.length < 2 || target === undefined) {
      throw new UsageError('needs a source and a target');
    }
    const { files } = call.system;
    return await forEachPath(call, rest.slice(0, -1), async (path) => {
      const from = call.session.resolve(path);
      await copy(files, from, await targetPathOf(files, from, call.session.resolve(target)));
    });
  },
};

/** The path that a file is copied or moved to. A folder receives the file under its own name. */
export async function targetPathOf(files: FileTree, from: string, target: string): Promise<string> {
  return (await files.stat(target))?.kind === 'directory' ? posix.join(target, posix.basename(from)) : target;
}

async function copy(files: FileTree, from: string, to: string): Promise<void> {
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
}
