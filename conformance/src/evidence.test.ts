import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { openRunDir } from './evidence.ts';

test('runs that begin at the same time get a folder each, and latest is one of them', async () => {
  const runsDir = await mkdtemp(join(tmpdir(), 'quhao-test-'));
  try {
    const opened = await Promise.all(Array.from({ length: 12 }, () => openRunDir(runsDir)));
    const names = opened.map((folder) => basename(folder));
    expect(new Set(names).size).toBe(12);
    expect(names).toContain(await readlink(join(runsDir, 'latest')));
    expect((await readdir(runsDir)).toSorted()).toEqual([...names, 'latest'].toSorted());
  } finally {
    await rm(runsDir, { recursive: true, force: true });
  }
});
