import { posix } from 'node:path';
import type { FileTree } from '../../files/file-tree.ts';
import { hasWildcard, patternSource } from './patterns.ts';

/** The paths that match `*`, `?` and `[…]`, sorted. Quoted letters of the pattern carry a backslash. */
export async function matchPaths(files: FileTree, folder: string, pattern: string): Promise<readonly string[]> {
  let paths = [pattern.startsWith('/') ? '/' : ''];
  const parts = pattern.split('/').filter((each) => each !== '');
  for (const [place, part] of parts.entries()) {
    const isLast = place === parts.length - 1 && !pattern.endsWith('/');
    const matching = paths.map(
      async (base) => await matchBelow(files, { base, part, isLast, absolute: posix.resolve(folder, base || '.') }),
    );
    paths = (await Promise.all(matching)).flat();
  }
  return pattern.endsWith('/') ? paths.map((path) => `${path}/`) : paths;
}

interface Step {
  /** The path so far, as the pattern writes it. */
  readonly base: string;
  /** The next part of the pattern. */
  readonly part: string;
  readonly isLast: boolean;
  /** The absolute path of `base`. */
  readonly absolute: string;
}

async function matchBelow(files: FileTree, { base, part, isLast, absolute }: Step): Promise<readonly string[]> {
  if (!hasWildcard(part)) {
    const name = part.replace(/\\(.)/g, '$1');
    return (await exists(files, posix.join(absolute, name))) ? [join(base, name)] : [];
  }
  const matcher = new RegExp(`^(?:${patternSource(part)})$`, 's');
  const names = await namesIn(files, absolute);
  const matching = names.filter((name) => (part.startsWith('.') || !name.startsWith('.')) && matcher.test(name));
  const kept: string[] = [];
  for (const name of matching) {
    if (isLast || (await isFolder(files, posix.join(absolute, name)))) {
      kept.push(join(base, name));
    }
  }
  return kept;
}

/** Unlike posix.join, keeps `./` and `../` as they were written. */
function join(base: string, name: string): string {
  return base === '' || base.endsWith('/') ? `${base}${name}` : `${base}/${name}`;
}

/** A folder that cannot be read matches nothing. */
async function namesIn(files: FileTree, folder: string): Promise<readonly string[]> {
  return await files.list(folder).catch(() => []);
}

async function exists(files: FileTree, path: string): Promise<boolean> {
  return (await files.stat(path, 'keep').catch(() => null)) !== null;
}

async function isFolder(files: FileTree, path: string): Promise<boolean> {
  return (await files.stat(path).catch(() => null))?.kind === 'directory';
}
