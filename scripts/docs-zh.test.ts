import { expect, test } from 'vitest';
import { isThere, proseOf, repositoryFiles, textOf } from './docs-repository.ts';

/** A Chinese page has the structure of its English twin: the same headings by level, tables of the same size, the same commands and files. */

const README = 'docs/zh/README.md';
const PAGES = repositoryFiles().filter((path) => /^docs\/zh\/.*\.md$/.test(path) && path !== README);

/** The services table of limits.md is printed by the handset's tests, in English alone. */
const PRINTED_IN_ENGLISH = /^<!-- coverage: printed[\s\S]*?^<!-- end of coverage -->\n/gm;

function structureOf(page: string): readonly string[] {
  const text = textOf(page)
    .replaceAll(PRINTED_IN_ENGLISH, '')
    .replaceAll(/^<!--.*-->\n/gm, '');
  const blocks = text.matchAll(/^```[\s\S]*?^```$|^#+ (?:\d+[a-z]?\.?)?|^\|.*\|$/gm);
  return [...blocks].map(([block]) => (block.startsWith('|') ? `table row of ${block.split(/(?<!\\)\|/).length - 2}` : block));
}

test.each(PAGES)('%s has the structure of its English twin', (page) => {
  const twin = page.replace('/zh/', '/');
  expect(isThere(twin)).toBe(true);
  expect(structureOf(page)).toEqual(structureOf(twin));
});

// codes.md and the English faults.md are printed; the README leads to them.
const PRINTED = ['docs/zh/codes.md', 'docs/zh/faults.md'];

test.each(PAGES.filter((page) => !PRINTED.includes(page)))('%s and its twin lead to each other', (page) => {
  const name = page.replace('docs/zh/', '');
  expect(textOf(page)).toContain(`[English](../${name})`);
  expect(textOf(`docs/${name}`)).toContain(`[中文](zh/${name})`);
});

test.each([...PAGES, README])('%s has full-width punctuation beside Chinese text', (page) => {
  const prose = proseOf(page).replaceAll(/`[^`\n]*`/g, '');
  expect(prose.match(/.{0,12}(?:\p{Script=Han}[,;:!?]|[,;:!?]\p{Script=Han}).{0,12}/gu) ?? []).toEqual([]);
});

/** The cells of each row that are names, and so are the same in both languages. */
function namesIn(page: string): readonly (readonly string[])[] {
  const rows = textOf(page)
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/\p{Script=Han} \||^\| (?:key|stage) /u.test(line.slice(0, 12)));
  return rows.map((line) => line.split(/(?<!\\)\|/).slice(1, -2));
}

test('docs/zh/faults.md has every key and effect of the English page, with the same parameters', () => {
  expect(namesIn('docs/faults.md').length).toBeGreaterThan(20);
  expect(namesIn('docs/zh/faults.md')).toEqual(namesIn('docs/faults.md'));
});
