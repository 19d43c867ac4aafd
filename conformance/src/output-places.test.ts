import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { requireWritable } from './output-places.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-places-'));
  await writeFile(join(folder, 'file'), 'kept');
});
afterEach(() => rm(folder, { recursive: true }));

test.each([
  [
    'runs under a file',
    { runsDir: 'file/runs' },
    /the folder of runs .*file\/runs cannot be written: a part of the path is a file/,
  ],
  ['runs that is a file', { runsDir: 'file' }, /the folder of runs .*file cannot be written: it is a file and no folder/],
  [
    'a copy in no folder',
    { runsDir: 'runs', json: 'missing/x.json' },
    /--json .*missing\/x\.json cannot be written: its folder does not exist/,
  ],
  [
    'both copies in one file',
    { runsDir: 'runs', json: 'r', junit: './r' },
    /--json and --junit name the same file, .*give two files/,
  ],
  ['a copy that is a folder', { runsDir: 'runs', junit: '.' }, /--junit .* cannot be written: it is a folder/],
])('%s is wrong usage', async (_, places, message) => {
  const placed = Object.fromEntries(Object.entries(places).map(([name, path]) => [name, join(folder, path)])) as typeof places;
  await expect(requireWritable(placed)).rejects.toThrow(message);
});

test('a file system without new folders is wrong usage', async () => {
  await expect(requireWritable({ runsDir: '/proc/quhao/runs' })).rejects.toThrow(
    /the folder of runs \/proc\/quhao\/runs cannot be written/,
  );
});

test('trying leaves nothing behind and changes nothing', async () => {
  await requireWritable({ runsDir: join(folder, 'runs'), json: join(folder, 'file'), junit: join(folder, 'new.xml') });
  expect(await readdir(folder)).toEqual(['file', 'runs']);
  expect(await readdir(join(folder, 'runs'))).toEqual([]);
  expect(await readFile(join(folder, 'file'), 'utf8')).toBe('kept');
});
