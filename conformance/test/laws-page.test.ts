import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LAWS } from '../src/law-table.ts';
import { packageRoot } from '../src/package-root.ts';
import { lawsPage } from '../src/report/laws-page.ts';

test('docs/laws.md is printed from the table of laws', async () => {
  const page = lawsPage(LAWS);
  const path = join(await packageRoot(), 'docs/laws.md');
  if (process.env['UPDATE_DOCS'] === '1') {
    await writeFile(path, page);
  }
  expect(await readFile(path, 'utf8'), 'docs/laws.md is outdated: UPDATE_DOCS=1 npx vitest run conformance/test/laws-page').toBe(
    page,
  );
});
