import { posix } from 'node:path';
import type { FileTree } from '../../files/file-tree.ts';

/** A quoted letter, a set, a wildcard, or another letter. */
const PATTERN_TOKEN = /\\(?<quoted>.)|\[(?<not>!?)(?<set>[^\]]+)\]|(?<wildcard>[*?])|(?<other>[\s\S])/g;

/** The paths that match `*`, `?` and `[…]`, sorted. Quoted letters of the pattern carry a backslash. */
export async function matchPaths(files: FileTree, folder: string, pattern: string): Promise<readonly string[]> {
  let paths = [pattern.startsWith('/') ? '/' : ''];
  for (const part of pattern.split('/').filter((each) => each !== '')) {
    const matching = paths.map(
      async (base) => await matchBelow(files, { base, part, absolute: posix.resolve(folder, base || '.') }),
    );
    paths = (await Promise.all(matching)).flat();
  }
  return paths;
}

interface Step {
  /** The path so far, as the pattern writes it. */
  readonly base: string;
  /** The next part of the pattern. */
  readonly part: string;
  /** The absolute path of `base`. */
  readonly absolute: string;
}

async function matchBelow(files: FileTree, { base, part, absolute }: Step): Promise<readonly string[]> {
  const matcher = toMatcher(part);
  if (matcher === null) {
    const name = unquote(part);
    return (await exists(files, posix.join(absolute, name))) ? [posix.join(base, name)] : [];
  }
  const names = await namesIn(files, absolute);
  return names
    .filter((name) => (part.startsWith('.') || !name.startsWith('.')) && matcher.test(name))
    .map((name) => posix.join(base, name));
}

/** null when the part has no wildcard. */
function toMatcher(part: string): RegExp | null {
  if (!/(^|[^\\])[*?[]/.test(part)) {
    return null;
  }
  const source = [...part.matchAll(PATTERN_TOKEN)].map(({ groups }) => regexSourceOf(groups ?? {})).join('');
  return new RegExp(`^${source}$`);
}

function regexSourceOf({ quoted, not, set, wildcard, other = '' }: Readonly<Record<string, string | undefined>>): string {
  if (quoted !== undefined) {
    return `\\${quoted}`;
  }
  if (set !== undefined) {
    return `[${not === '!' ? '^' : ''}${set}]`;
  }
  if (wildcard !== undefined) {
    return wildcard === '*' ? '.*' : '.';
  }
  return other.replace(/[.+^${}()|[\]\\]/, '\\$&');
}

function unquote(part: string): string {
  return part.replace(/\\(.)/g, '$1');
}

/** A folder that cannot be read matches nothing. */
async function namesIn(files: FileTree, folder: string): Promise<readonly string[]> {
  return await files.list(folder).catch(() => []);
}

async function exists(files: FileTree, path: string): Promise<boolean> {
  return (await files.stat(path, 'keep').catch(() => null)) !== null;
}
