import { FileError } from '../../files/file-error.ts';
import type { FileStat } from '../../files/file-stat.ts';
import type { Call } from '../command.ts';

export interface TreeEntry {
  /** As the command line writes it. */
  readonly path: string;
  readonly stat: FileStat;
  readonly depth: number;
}

export interface WalkOptions {
  readonly maxDepth?: number;
  /** `after` yields a folder when all below it has been yielded. */
  readonly order?: 'before' | 'after';
  /** False leaves out what is below a folder. */
  readonly descends?: (entry: TreeEntry) => boolean | Promise<boolean>;
}

/** A path and everything below it. Links are not followed. Throws FileError when the path does not exist. */
export async function* walkTree(call: Call, path: string, options: WalkOptions = {}): AsyncGenerator<TreeEntry> {
  const stat = await call.system.files.stat(call.session.resolve(path), 'keep');
  if (stat === null) {
    throw new FileError('ENOENT');
  }
  yield* walkEntry(call, { path, stat, depth: 0 }, options);
}

async function* walkEntry(call: Call, entry: TreeEntry, options: WalkOptions): AsyncGenerator<TreeEntry> {
  const { maxDepth = Number.POSITIVE_INFINITY, order = 'before', descends = () => true } = options;
  if (order === 'before') {
    yield entry;
  }
  if (entry.stat.kind === 'directory' && entry.depth < maxDepth && (await descends(entry))) {
    for (const name of await call.system.files.list(call.session.resolve(entry.path))) {
      const path = entry.path.endsWith('/') ? `${entry.path}${name}` : `${entry.path}/${name}`;
      const stat = await call.system.files.stat(call.session.resolve(path), 'keep');
      if (stat !== null) {
        yield* walkEntry(call, { path, stat, depth: entry.depth + 1 }, options);
      }
    }
  }
  if (order === 'after') {
    yield entry;
  }
}
