import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataLock } from './data-lock.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'quhao-test-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('a folder is for one handset at a time, and free again after it', async () => {
  const first = await DataLock.take(dataDir);
  await expect(DataLock.take(dataDir)).rejects.toMatchObject({
    code: 'IN_USE',
    message: expect.stringContaining(`(process ${process.pid})`) as string,
  });
  await first[Symbol.asyncDispose]();
  const second = await DataLock.take(dataDir);
  await second[Symbol.asyncDispose]();
  expect(await readdir(dataDir)).toEqual([]);
});

test('of many that ask at once one gets it', async () => {
  const asked = await Promise.allSettled(Array.from({ length: 8 }, () => DataLock.take(dataDir)));
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await readdir(dataDir)).toEqual(['lock']);
});

test.each([
  ['of a process that has ended', async () => String(await endedProcess())],
  ['that is no number', async () => 'x'],
  ['that is empty', async () => ''],
])('a lock %s is taken over', async (_, content) => {
  await writeFile(join(dataDir, 'lock'), await content());
  await using lock = await DataLock.take(dataDir);
  expect(lock).toBeInstanceOf(DataLock);
});

async function endedProcess(): Promise<number> {
  const child = spawn('true');
  await once(child, 'exit');
  return child.pid ?? 0;
}
