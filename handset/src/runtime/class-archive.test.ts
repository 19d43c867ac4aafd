import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ClassArchive } from './class-archive.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qh-archive-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('of the handsets of one process, one JVM writes the archive at a time; all read it once it is made', async () => {
  const jar = join(folder, 'runtime.jar');
  await writeFile(jar, 'classes');
  const open = (): Promise<ClassArchive> =>
    ClassArchive.open({ folder, classPath: [jar], platformJar: jar, options: [] }, folder);
  const [one, other] = [await open(), await open()];
  const writing = await one.use(folder);
  expect(writing.isWriting).toBe(true);
  expect(await other.use(folder)).toMatchObject({ isWriting: false, reads: null });
  await writeFile(join(folder, 'classes.jsa'), 'archive');
  await writing.settle('clean');
  expect(await other.use(folder)).toMatchObject({ isWriting: false, reads: expect.stringMatching(/\.jsa$/) });
});
