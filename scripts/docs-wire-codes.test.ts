import { expect, test } from 'vitest';
import { repositoryFiles, textOf } from './docs-repository.ts';

/** Result codes that stand in docs/wire.md are those of the sources. */

const page = textOf('docs/wire.md');

function codesIn(file: string): readonly string[] {
  const path = repositoryFiles().find((one) => one.endsWith(`/${file}`)) ?? file;
  return [...textOf(path).matchAll(/\bcode: '(\d+)'/g)].map(([, code = '']) => code);
}

test('section 5 lists the codes of the number check', () => {
  const [, rest = ''] = page.split('\n| code | meaning |\n');
  const [table = ''] = rest.split('\n\n');
  const codes = [...table.matchAll(/^\| (\d+) \|/gm)].map(([, code = '']) => code);
  expect(codes).toEqual(codesIn('number-check-codes.ts'));
});

test('every other code of the page is one of the table of result codes', () => {
  const known = new Set([...codesIn('result-codes.ts'), ...codesIn('number-check-codes.ts')]);
  const prose = page.replace(/^```[\s\S]*?^```$/gm, '');
  const named = [...prose.matchAll(/(?<![\w`])(?:10[2-5]|200)\d{3}(?![\w`])/g)].map(([code]) => code);
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((code) => !known.has(code))).toEqual([]);
});
