import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startSimulator } from '../src/simulator.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-data-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function start(): Promise<{ rootPem: string; keyPem: string; leaf: string; controlToken: string }> {
  const simulator = await startSimulator({ dataDir: folder });
  await simulator.close();
  return {
    rootPem: simulator.rootPem,
    keyPem: simulator.gatewayKey.spkiPem,
    controlToken: simulator.controlToken,
    leaf: await readFile(join(folder, 'leaf.pem'), 'utf8'),
  };
}

test('CA, leaf, keys and control token outlive a run, readable by their owner only', async () => {
  const first = await start();
  expect(await start()).toEqual(first);
  expect(await readFile(join(folder, 'control-token'), 'utf8')).toBe(`${first.controlToken}\n`);
  for (const name of ['root.key.pem', 'control-token']) {
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  }
});

test('a folder that lacks a file is made anew', async () => {
  const first = await start();
  await rm(join(folder, 'gateway.key.pem'));
  expect((await start()).rootPem).not.toBe(first.rootPem);
});

test('a control token that is lost or broken is made anew, and nothing else', async () => {
  const first = await start();
  await writeFile(join(folder, 'control-token'), 'guess me');
  const second = await start();
  expect(second).toEqual({ ...first, controlToken: second.controlToken });
  expect([second.controlToken.length, second.controlToken === first.controlToken]).toEqual([32, false]);
});

test('a leaf that is not for this machine’s addresses any more is replaced, under the same root', async () => {
  const first = await start();
  await writeFile(join(folder, 'leaf.pem'), await readFile(join(folder, 'intermediate.pem'), 'utf8'));
  const second = await start();
  expect(second.rootPem).toBe(first.rootPem);
  expect(second.leaf).not.toBe(first.leaf);
});
