import { describe, expect, test } from 'vitest';
import { isThere, repositoryFiles, textOf } from './docs-repository.ts';

/** Pages name files and folders that are there, and the tree of docs/architecture.md has all of them. */

const FILES = repositoryFiles();
const ROOMS = ['simulator', 'conformance', 'handset', 'android-probe'];
const TOP = new Set(FILES.filter((path) => path.includes('/')).map((path) => path.split('/')[0] ?? ''));
/** Decisions are dated: they name what was there then. */
const PAGES = FILES.filter((path) => path.endsWith('.md') && !path.startsWith('docs/decisions/'));

/** Paths in code spans that begin with a folder of the repository and are not made by a build. */
function pathsIn(page: string): readonly string[] {
  return [...textOf(page).matchAll(/`([\w.-]+(?:\/[\w.*-]+)+\/?)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => TOP.has(path.split('/')[0] ?? '') && !/\/(?:build|target)\//.test(path));
}

function exists(path: string): boolean {
  if (!path.includes('*')) {
    return isThere(path);
  }
  const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`);
  return FILES.some((file) => pattern.test(file));
}

test.each(PAGES)('every path in %s is there', (page) => {
  expect(pathsIn(page).filter((path) => !exists(path))).toEqual([]);
});

/** The paths of the tree: a line that is indented belongs to the last one that is not. */
function treePaths(): readonly string[] {
  const block = /## 1\. Tree\n\n```\n([\s\S]*?)\n```/.exec(textOf('docs/architecture.md'))?.[1] ?? '';
  let room = '';
  return block.split('\n').map((line) => {
    const [path = ''] = line.trim().split(/\s+/);
    room = line.startsWith(' ') ? room : path;
    return line.startsWith(' ') ? room + path : path;
  });
}

/** Top folders; below a room each folder, and below its src each one again. */
function foldersOfSources(): readonly string[] {
  const folders = FILES.flatMap((path) => {
    const [top = '', second, third, ...rest] = path.split('/');
    const below = second === undefined || third === undefined || !ROOMS.includes(top) ? [] : [`${top}/${second}/`];
    const inSrc = second === 'src' && rest.length > 0 ? [`${top}/src/${third}/`] : [];
    return path.includes('/') && !top.startsWith('.') ? [`${top}/`, ...below, ...inSrc] : [];
  });
  return [...new Set(folders)];
}

describe('the tree of docs/architecture.md', () => {
  test('names only what is there', () => {
    expect(treePaths().filter((path) => !isThere(path))).toEqual([]);
  });

  test('names every folder of the sources', () => {
    const named = new Set([...treePaths(), 'simulator/src/', 'handset/src/']);
    expect(foldersOfSources().filter((folder) => !named.has(folder))).toEqual([]);
  });
});
