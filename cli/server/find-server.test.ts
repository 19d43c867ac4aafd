import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/src/simulator.ts';
import { runQuhao } from '../test/run-quhao.ts';
import { reachableUrl, readRunningRecords, writeRunningRecord } from './running-record.ts';

let folder: string;
let simulator: Simulator;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-find-'));
  simulator = await startSimulator({ dataDir: folder });
});
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => rm(join(folder, 'running'), { recursive: true, force: true }));

/** An address that nothing listens on for fetch: it refuses the port. */
const SILENT = 'http://127.0.0.1:1';

function list() {
  const elsewhere = { QUHAO_URL: SILENT, QUHAO_TOKEN: 'of another server' };
  return runQuhao(['scope', 'list', '--data', folder], { env: elsewhere });
}

test('a server is found by its record, and its token by the folder; flags are stronger than the environment', async () => {
  await using _record = await writeRunningRecord(folder, { pid: process.pid, url: simulator.urls.control, startedAt: 1 });
  expect(await list()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^default /) as string });
});

test('a record goes with its server, and one that is left by a killed server is removed by the next reader', async () => {
  const record = await writeRunningRecord(folder, { pid: process.pid, url: SILENT, startedAt: 1 });
  await record[Symbol.asyncDispose]();
  // Above the greatest process id of Linux.
  await writeFile(join(folder, 'running', '4194305.json'), JSON.stringify({ pid: 4194305, url: SILENT, startedAt: 2 }));
  await writeFile(join(folder, 'running', 'torn.json'), '{"pid":');
  expect(await readRunningRecords(folder)).toEqual([]);
  expect(await readdir(join(folder, 'running'))).toEqual([]);
});

test('a process that is there and does not answer is named', async () => {
  await using _record = await writeRunningRecord(folder, { pid: process.pid, url: SILENT, startedAt: 1 });
  const { code, stderr } = await list();
  expect([code, stderr]).toEqual([
    3,
    expect.stringContaining(`${SILENT} (process ${process.pid}) does not answer. Start one: quhao serve`),
  ]);
});

test('of several servers none is chosen', async () => {
  await using _one = await writeRunningRecord(folder, { pid: process.pid, url: simulator.urls.control, startedAt: 1 });
  await using _other = await writeRunningRecord(folder, { pid: process.ppid, url: simulator.urls.control, startedAt: 2 });
  const { code, stderr } = await list();
  expect([code, stderr]).toEqual([64, expect.stringMatching(/2 servers are running: .*Say which: --url URL/)]);
});

test('an address that listens everywhere is reached at loopback', () => {
  expect(['http://0.0.0.0:7900', 'http://[::]:7900', 'http://127.0.0.1:7900'].map(reachableUrl)).toEqual([
    'http://127.0.0.1:7900',
    'http://[::1]:7900',
    'http://127.0.0.1:7900',
  ]);
});
