import { posix } from 'node:path';
import type { FileTree } from '../../files/file-tree.ts';

/** Paths that match `*`, `?` and `[…]`, in order; quoted letters come with a backslash. */
export async function matchPaths(files: FileTree, folder: string, pattern: string): Promise<readonly string[]> {
  let found = [pattern.startsWith('/') ? '/' : ''];
  for (const part of pattern.split('/').filter((each) => each !== '')) {
    found = await extend(files, folder, found, part);
  }
  return found;
}

async function extend(files: FileTree, folder: string, bases: readonly string[], part: string): Promise<string[]> {
  const matcher = toMatcher(part);
  const extended: string[] = [];
  for (const base of bases) {
    const names = matcher === null ? [unquote(part)] : await namesIn(files, posix.resolve(folder, base || '.'));
    for (const name of names) {
      const isHidden = name.startsWith('.') && !part.startsWith('.');
      const path = posix.join(base, name);
      if (matcher === null ? await exists(files, posix.resolve(folder, path)) : !isHidden && matcher.test(name)) {
        extended.push(path);
      }
    }
  }
  return extended;
}

/** null where the part is plain text. */
function toMatcher(part: string): RegExp | null {
  if (!/(^|[^\\])[*?[]/.test(part)) {
    return null;
  }
  const source = part.replace(/\\(.)|\[(!?)([^\]]+)\]|([*?])|([.+^${}()|[\]\\])/g, (_all, quoted, not, set, wild, special) => {
    if (quoted !== undefined) {
      return `\\${quoted}`;
    }
    if (set !== undefined) {
      return `[${not ? '^' : ''}${set}]`;
    }
    if (wild !== undefined) {
      return wild === '*' ? '.*' : '.';
    }
    return `\\${special}`;
  });
  return new RegExp(`^${source}$`);
}

function unquote(part: string): string {
  return part.replace(/\\(.)/g, '$1');
}

async function namesIn(files: FileTree, folder: string): Promise<readonly string[]> {
  // A pattern over what cannot be read matches nothing.
  return await files.list(folder).catch(() => []);
}

async function exists(files: FileTree, path: string): Promise<boolean> {
  return (await files.stat(path, 'keep').catch(() => null)) !== null;
}
