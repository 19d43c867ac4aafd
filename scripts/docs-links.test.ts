import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { anchorsOf, isThere, proseOf, repositoryFiles, textOf } from './docs-repository.ts';

/** Every link of a page leads to a file of the repository, and to a heading where it names one. */

const PAGES = repositoryFiles().filter((path) => path.endsWith('.md'));
const LINK = /\]\(([^)\s]+)\)/g;

function brokenLinks(page: string): readonly string[] {
  const targets = [...proseOf(page).matchAll(LINK)].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target) && !leadsSomewhere(page, target));
}

function leadsSomewhere(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : normalize(join(dirname(page), path));
  return isThere(file) && (anchor === undefined || anchorsOf(file).has(anchor));
}

test.each(PAGES)('%s has no broken link', (page) => {
  expect(brokenLinks(page)).toEqual([]);
});

const { files: PACKED } = JSON.parse(textOf('package.json')) as { readonly files: readonly string[] };

/** npm packs README, CHANGELOG and licence without being told. */
function isPacked(path: string): boolean {
  return /^[A-Z]+(?:\.md)?$/.test(path)
    ? path !== 'CONTRIBUTING.md' || PACKED.includes(path)
    : PACKED.some((entry) => `${path}/`.startsWith(`${entry}/`));
}

test.each(PAGES.filter(isPacked))('%s, in the npm package, leads to nothing that is not in it', (page) => {
  const targets = [...proseOf(page).matchAll(LINK)].map(([, target = '']) => target.split('#')[0] ?? '');
  const files = targets
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
    .map((target) => normalize(join(dirname(page), target)));
  expect(files.filter((file) => !isPacked(file) && !PACKED.some((entry) => entry.startsWith(`${file}/`)))).toEqual([]);
});

test('README leads to every page of docs', () => {
  const linked = [...textOf('README.md').matchAll(LINK)].map(([, target = '']) => normalize(target));
  const pages = PAGES.filter((page) => /^docs\/[^/]+\.md$/.test(page));
  expect(pages.filter((page) => !linked.includes(page))).toEqual([]);
});
