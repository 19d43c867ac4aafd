import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UNCOVERED_MUTANTS } from '../checks/uncovered-mutants.ts';
import { CHECKS } from '../src/catalogue.ts';
import { packageRoot } from '../src/package-root.ts';
import { mutantsPage } from '../src/report/mutants-page.ts';
import { mutantsSource } from './mutants-source.ts';

/** Rows of the Java table: `new Mutant("id", "text", Class::new)`, a text in one or more literals. */
const ROW = /new Mutant\(\s*"([a-z0-9-]+)",\s*((?:"(?:[^"\\]|\\.)*"\s*\+?\s*)+),/g;

function textOf(literals: string): string {
  return [...literals.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text ?? '').join('');
}

test('docs/mutants.md is printed from the tables of checks and mutants', async () => {
  const root = await packageRoot();
  const java = await mutantsSource(root);
  const mutants = [...java.matchAll(ROW)].map(([, id = '', literals = '']) => ({ id, text: textOf(literals) }));
  expect(mutants).toHaveLength([...java.matchAll(/new Mutant\(/g)].length);
  const page = mutantsPage(mutants, { checks: CHECKS, uncovered: UNCOVERED_MUTANTS });
  const path = join(root, 'docs/mutants.md');
  if (process.env['UPDATE_DOCS'] === '1') {
    await writeFile(path, page);
  }
  expect(
    await readFile(path, 'utf8'),
    'docs/mutants.md is outdated: UPDATE_DOCS=1 npx vitest run conformance/test/mutants-page',
  ).toBe(page);
});
