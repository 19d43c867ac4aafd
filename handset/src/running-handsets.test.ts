import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataLock } from './data-lock.ts';
import { formatMark, markOf } from './process-mark.ts';
import { listHandsets, publish, stopHandset, withdraw } from './running-handsets.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-handsets-'));
});

afterEach(async () => await rm(folder, { recursive: true, force: true }));

test('a folder that does not exist has no handsets', async () => {
  expect(await listHandsets(join(folder, 'none'))).toEqual([]);
});

test('lists a handset that runs and one that has ended', async () => {
  const dataDir = join(folder, 'desk');
  await using lock = await DataLock.take(dataDir);
  await publish(dataDir, { serial: '127.0.0.1:7000', apiLevel: 35 });
  await publish(join(folder, 'ended'), { serial: '127.0.0.1:7001', apiLevel: 34 });
  expect(lock).toBeDefined();
  expect(await listHandsets(folder)).toEqual([
    { name: 'desk', dataDir, running: { pid: process.pid, serial: '127.0.0.1:7000', apiLevel: 35 } },
    { name: 'ended', dataDir: join(folder, 'ended'), running: null },
  ]);
  await withdraw(dataDir);
});

test('a process that has the number of a crashed handset does not hold its data', async () => {
  const dataDir = join(folder, 'desk');
  await publish(dataDir, { serial: '127.0.0.1:7000', apiLevel: 35 });
  const mark = await markOf(process.pid);
  await writeFile(join(dataDir, 'lock'), formatMark({ ...mark, startTicks: mark.startTicks === null ? null : '1' }));
  const isToldApart = mark.startTicks !== null;
  expect((await listHandsets(folder))[0]?.running === null).toBe(isToldApart);
});

test('stop ends the process that holds the data, and no other', async () => {
  const dataDir = join(folder, 'desk');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  await publish(dataDir, { serial: '127.0.0.1:7000', apiLevel: 35 });
  await writeFile(join(dataDir, 'lock'), formatMark(await markOf(child.pid ?? 0)));
  await stopHandset(dataDir, 60_000);
  expect((await exited)[1]).toBe('SIGTERM');
  await expect(stopHandset(dataDir, 1000)).rejects.toMatchObject({ code: 'NOT_RUNNING' });
});
