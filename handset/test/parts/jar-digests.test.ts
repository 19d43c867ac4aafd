import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const HANDSET = join(import.meta.dirname, '../..');
const FILE = join(HANDSET, 'jars.sha256');
const FOLDERS = ['runtime/target/lib', 'runtime/target/platform', 'converter/target/lib', 'converter/target/platform'];

/** As `sha256sum --check` reads it. */
function digestLine(path: string): string {
  const digest = createHash('sha256').update(readFileSync(join(HANDSET, path)));
  return `${digest.digest('hex')}  ${path}`;
}

if (process.env['UPDATE_DOCS'] === '1') {
  const paths = FOLDERS.flatMap((folder) =>
    readdirSync(join(HANDSET, folder))
      .sort()
      .map((name) => `${folder}/${name}`),
  );
  writeFileSync(FILE, `${paths.map(digestLine).join('\n')}\n`);
}

// A build may have more: the platform of API 34, and what an older pom has left.
test('jars.sha256 has the digests of the jars that Maven has brought here; UPDATE_DOCS=1 writes it', () => {
  const lines = readFileSync(FILE, 'utf8').trimEnd().split('\n');

  expect(lines.length).toBeGreaterThan(40);
  expect(lines.map((line) => digestLine(line.slice(66)))).toEqual(lines);
});
