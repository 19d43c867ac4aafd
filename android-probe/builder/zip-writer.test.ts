import { expect, test } from 'vitest';
import { openZip, readEntry } from '../../handset/src/packages/zip-archive.ts';
import { writeZip } from './zip-writer.ts';

const FILES = [
  { name: 'AndroidManifest.xml', bytes: Buffer.from('manifest '.repeat(50)), alignment: null },
  { name: 'resources.arsc', bytes: Buffer.from('table'), alignment: 4 },
  { name: 'assets/名.txt', bytes: Buffer.alloc(0), alignment: null },
  { name: 'lib/x86/a.so', bytes: Buffer.from('code'), alignment: 4096 },
] as const;

test('an archive has what was put in, and stored files are aligned', () => {
  const bytes = writeZip(FILES);
  const archive = openZip(bytes);
  expect([...archive.entries.keys()]).toEqual(FILES.map(({ name }) => name));
  for (const { name, bytes: content, alignment } of FILES) {
    expect(readEntry(archive, name)).toEqual(content);
    if (alignment !== null) {
      const start = bytes.indexOf(content);
      expect(start % alignment).toBe(0);
    }
  }
});

test('the same files give the same bytes', () => {
  expect(writeZip(FILES).equals(writeZip(FILES))).toBe(true);
});
