import { expect, test } from 'vitest';
import { isThere, proseOf, repositoryFiles, textOf } from './docs-repository.ts';

/** A Chinese page has the structure of its English twin: the same headings by level, tables of the same size, the same commands and files. */

const README = 'docs/zh/README.md';
const PAGES = repositoryFiles().filter((path) => /^docs\/zh\/.*\.md$/.test(path) && path !== README);

function structureOf(page: string): readonly string[] {
  const text = textOf(page).replaceAll(/^<!--.*-->\n/gm, '');
  const blocks = text.matchAll(/^```[\s\S]*?^```$|^#+ (?:\d+[a-z]?\.?)?|^\|.*\|$/gm);
  return [...blocks].map(([block]) => (block.startsWith('|') ? `table row of ${block.split(/(?<!\\)\|/).length - 2}` : block));
}

test.each(PAGES)('%s has the structure of its English twin', (page) => {
  const twin = page.replace('/zh/', '/');
  expect(isThere(twin)).toBe(true);
  expect(structureOf(page)).toEqual(structureOf(twin));
});

// Both codes.md are printed; the README leads to them.
test.each(PAGES.filter((page) => !page.endsWith('/codes.md')))('%s and its twin lead to each other', (page) => {
  const name = page.replace('docs/zh/', '');
  expect(textOf(page)).toContain(`[English](../${name})`);
  expect(textOf(`docs/${name}`)).toContain(`[中文](zh/${name})`);
});

test.each([...PAGES, README])('%s has full-width punctuation beside Chinese text', (page) => {
  const prose = proseOf(page).replaceAll(/`[^`\n]*`/g, '');
  expect(prose.match(/.{0,12}(?:\p{Script=Han}[,;:!?]|[,;:!?]\p{Script=Han}).{0,12}/gu) ?? []).toEqual([]);
});
