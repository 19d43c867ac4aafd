import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noteDoubledResources } from './doubled-resources.ts';
import type { SdkPart } from './sdk-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-resources-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function part(name: string, files: Readonly<Record<string, string>>): Promise<SdkPart> {
  const resources = join(folder, name);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(resources, path)), { recursive: true });
    await writeFile(join(resources, path), text);
  }
  return { name, jars: [], manifest: null, resources, assets: [], native: [] };
}

test('a resource that loses against another one of its name is noted, and equal ones are not', async () => {
  const strings = (title: string): string =>
    `<resources><string name="title">${title}</string><string name="ok">OK</string></resources>`;
  const parts = [
    await part('a.aar', { 'layout/page.xml': '<A/>', 'values/a.xml': strings('A'), 'drawable/x.png': 'same' }),
    await part('b.aar', {
      'layout/page.xml': '<B/>',
      'values/b.xml': strings('B'),
      'drawable/x.png': 'same',
      'layout-land/page.xml': '<B/>',
    }),
    await part('c.aar', { 'values-zh/b.xml': strings('C') }),
  ];
  expect(await noteDoubledResources(parts)).toEqual([
    'b.aar: the resource layout/page (and 1 more) was left out, since a.aar has another one of that name',
  ]);
});
