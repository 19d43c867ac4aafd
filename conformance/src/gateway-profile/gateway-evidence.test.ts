import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readGatewayRow } from './gateway-evidence.ts';

const CHECK = { id: 'server-a-b', clause: ['SRV-01'], level: 'MUST', act: [], expect: [] };
const EXCHANGES = { answers: {}, stopped: null, number: null };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-gateway-evidence-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(check: string, exchanges: string): Promise<unknown> {
  await writeFile(join(folder, 'check.json'), check);
  await writeFile(join(folder, 'exchanges.json'), exchanges);
  return readGatewayRow(folder);
}

test('a row is read with its exchanges', async () => {
  expect(await read(JSON.stringify(CHECK), JSON.stringify(EXCHANGES))).toEqual({ check: CHECK, observations: EXCHANGES });
});

test.each([
  ['{', JSON.stringify(EXCHANGES), /check\.json is damaged: it is no JSON/],
  ['{}', JSON.stringify(EXCHANGES), /check\.json is damaged: id: /],
  [JSON.stringify(CHECK), '{}', /exchanges\.json is damaged: answers: /],
  [JSON.stringify(CHECK), '{"answers":{"x":[{}]}}', /exchanges\.json is damaged: answers\.x\.0\.answer: /],
])('check %s with exchanges %s is wrong usage that names the file', async (check, exchanges, message) => {
  await expect(read(check, exchanges)).rejects.toThrow(message);
  await expect(read(check, exchanges)).rejects.toMatchObject({ code: 'USAGE' });
});
