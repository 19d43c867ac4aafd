import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startSimulator } from '../../src/simulator.ts';

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

const FILES = ['root.pem', 'root.key.pem', 'intermediate.pem', 'intermediate.key.pem', 'leaf.pem', 'leaf.key.pem'] as const;

async function contents(): Promise<Record<string, string>> {
  const names = [...FILES, 'gateway.key.pem', 'platform.key.pem', 'control-token'];
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')])));
}

async function lossesWithout(...names: readonly string[]): Promise<{ losses: readonly string[]; changed: readonly string[] }> {
  const before = await contents();
  await Promise.all(names.map((name) => rm(join(folder, name))));
  const simulator = await startSimulator({ dataDir: folder, logLevel: 'silent' });
  await simulator.close();
  const after = await contents();
  return { losses: simulator.losses, changed: Object.keys(before).filter((name) => before[name] !== after[name]) };
}

test('a folder that is new has lost nothing, and one that is whole neither', async () => {
  for (let run = 0; run < 2; run++) {
    await using simulator = await startSimulator({ dataDir: folder });
    expect(simulator.losses).toEqual([]);
  }
});

const UNDER_ROOT = ['intermediate.pem', 'intermediate.key.pem', 'leaf.pem', 'leaf.key.pem'];

interface Loss {
  readonly lost: readonly string[];
  readonly remade: readonly string[];
  readonly says: RegExp | null;
}

test.each<[string, Loss]>([
  [
    'the gateway’s key',
    { lost: ['gateway.key.pem'], remade: ['gateway.key.pem'], says: /^gateway\.key\.pem was gone .* refused with 103101/ },
  ],
  [
    'the platform’s key',
    { lost: ['platform.key.pem'], remade: ['platform.key.pem'], says: /^platform\.key\.pem was gone .* no longer open/ },
  ],
  [
    'the control token',
    { lost: ['control-token'], remade: ['control-token'], says: /^control-token was gone .* refused with 401/ },
  ],
  ['the leaf', { lost: ['leaf.pem'], remade: ['leaf.pem', 'leaf.key.pem'], says: null }],
  ['the leaf’s key', { lost: ['leaf.key.pem'], remade: ['leaf.pem', 'leaf.key.pem'], says: null }],
  [
    'the intermediate',
    { lost: ['intermediate.pem'], remade: UNDER_ROOT, says: /^intermediate\.pem was gone .* under the same root/ },
  ],
  [
    'the intermediate’s key',
    { lost: ['intermediate.key.pem'], remade: UNDER_ROOT, says: /^intermediate\.key\.pem was gone .* under the same root/ },
  ],
  ['the root’s key alone', { lost: ['root.key.pem'], remade: ['root.key.pem'], says: null }],
  ['the root', { lost: ['root.pem'], remade: [...FILES], says: /^root\.pem was gone .* must be given the new one/ }],
  [
    'the root’s and the intermediate’s key',
    {
      lost: ['root.key.pem', 'intermediate.key.pem'],
      remade: [...FILES],
      says: /^root\.key\.pem was gone .* must be given the new one/,
    },
  ],
])('only what is lost is made anew, and is reported: %s', async (_title, { lost, remade, says }) => {
  await start();
  if (lost[0] === 'root.key.pem' && lost.length === 1) {
    await rm(join(folder, 'root.key.pem'));
    await using simulator = await startSimulator({ dataDir: folder });
    expect(simulator.losses).toEqual([]);
    await expect(readFile(join(folder, 'root.key.pem'))).rejects.toThrow('ENOENT');
    return;
  }
  const { losses, changed } = await lossesWithout(...lost);
  expect([...changed].sort()).toEqual([...remade].sort());
  expect(losses).toEqual(says === null ? [] : [expect.stringMatching(says)]);
});

test.each(['root.pem', 'intermediate.key.pem', 'leaf.pem', 'gateway.key.pem'])(
  'a broken %s is refused by name, and nothing is written',
  async (name) => {
    await start();
    await writeFile(join(folder, name), 'garbage');
    const before = await contents();
    await expect(startSimulator({ dataDir: folder })).rejects.toMatchObject({
      code: 'data-folder',
      message: expect.stringContaining(join(folder, name)),
    });
    expect(await contents()).toEqual(before);
  },
);

test('an intermediate of another root is replaced, under the root that clients trust', async () => {
  await start();
  const kept = await contents();
  await rm(folder, { recursive: true });
  const { rootPem } = await start();
  await writeFile(join(folder, 'intermediate.pem'), kept['intermediate.pem'] ?? '');
  await writeFile(join(folder, 'intermediate.key.pem'), kept['intermediate.key.pem'] ?? '');
  await using simulator = await startSimulator({ dataDir: folder, logLevel: 'silent' });
  expect([simulator.rootPem, simulator.losses]).toEqual([rootPem, [expect.stringMatching(/^intermediate\.pem did not fit/)]]);
  const intermediate = new X509Certificate(await readFile(join(folder, 'intermediate.pem')));
  expect(intermediate.verify(new X509Certificate(rootPem).publicKey)).toBe(true);
});

test('a folder that cannot be one is refused with what was tried', async () => {
  const file = join(folder, 'a-file');
  await writeFile(file, '');
  await expect(startSimulator({ dataDir: join(file, 'data') })).rejects.toMatchObject({
    code: 'data-folder',
    message: expect.stringMatching(/cannot be the data folder: reading [a-z.-]+ gave ENOTDIR/),
  });
});

test('names that the user adds are in the leaf, and a kept leaf that lacks one is made anew under the same root', async () => {
  const first = await start();
  const added = ['desk.example.test', '192.0.2.7'];
  await using simulator = await startSimulator({ dataDir: folder, certificateHosts: added });
  const leaf = new X509Certificate(await readFile(join(folder, 'leaf.pem')));
  expect([leaf.checkHost('desk.example.test'), leaf.checkIP('192.0.2.7'), leaf.checkHost('token.gateway.test')]).toEqual([
    ...added,
    'token.gateway.test',
  ]);
  expect([simulator.rootPem, simulator.losses]).toEqual([first.rootPem, []]);
  await expect(startSimulator({ certificateHosts: ['desk.example.test', 'two words'] })).rejects.toThrow(
    '/certificateHosts/1 is no host name',
  );
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
