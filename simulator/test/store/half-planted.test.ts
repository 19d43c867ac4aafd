import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator.ts';
import { RedisServer } from '../support/redis-server.ts';

/** An instance that goes in the middle of planting a scope: the others finish it, or clear it away. */

const SUBSCRIBERS = Array.from({ length: 2000 }, (_, number) => ({ msisdn: `1540001${String(number).padStart(4, '0')}` }));
/** The ready one is there too. */
const PLANTED = SUBSCRIBERS.length + 1;
/** Far more than anything here takes. */
const WAIT_MS = 60_000;
const LIMIT_MS = 180_000;

describe.runIf(RedisServer.isInstalled())('an instance that goes in the middle', () => {
  let server: RedisServer;
  let folder: string;
  let one: Simulator;

  beforeAll(async () => {
    server = await RedisServer.start();
    folder = await mkdtemp(join(tmpdir(), 'quhao-half-'));
    one = await start({ subscribers: SUBSCRIBERS });
  }, LIMIT_MS);

  afterAll(async () => {
    await one?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function start(options: SimulatorOptions = {}): Promise<Simulator> {
    return startSimulator({ ...options, dataDir: folder, store: server.storeUrl('half:'), logLevel: 'silent' });
  }

  test('of a reset: another instance plants the scope anew', { timeout: LIMIT_MS }, async () => {
    const two = await start({ subscribers: SUBSCRIBERS });
    const resetting = two.defaultScope.reset().then(
      () => 'done',
      () => 'broken off',
    );
    await expect
      .poll(async () => (await one.defaultScope.report()).subscribers < PLANTED, { timeout: WAIT_MS, interval: 5 })
      .toBe(true);
    await two.close();
    expect(await resetting).toBe('broken off');
    await expect.poll(async () => (await one.defaultScope.report()).subscribers, { timeout: WAIT_MS }).toBe(PLANTED);
    await one.defaultScope.reset();
    expect((await one.defaultScope.report()).subscribers).toBe(PLANTED);
  });

  test('of a reset, and was the only one: the next one plants the scope anew', { timeout: LIMIT_MS }, async () => {
    const options = { dataDir: folder, store: server.storeUrl('sole:'), logLevel: 'silent', subscribers: SUBSCRIBERS } as const;
    const sole = await startSimulator(options);
    const resetting = sole.defaultScope.reset().then(
      () => 'done',
      () => 'broken off',
    );
    await expect
      .poll(async () => (await sole.defaultScope.report()).subscribers < PLANTED, { timeout: WAIT_MS, interval: 5 })
      .toBe(true);
    await sole.close();
    expect(await resetting).toBe('broken off');
    const next = await startSimulator(options);
    try {
      expect((await next.defaultScope.report()).subscribers).toBe(PLANTED);
    } finally {
      await next.close();
    }
  });

  test('of a scope’s creation: its name and its documents are free again', { timeout: LIMIT_MS }, async () => {
    const two = await start({ subscribers: SUBSCRIBERS });
    const seed = { id: 'half', apps: [{ appid: '300000000090' }], subscribers: SUBSCRIBERS };
    const creating = two.createScope(seed).then(
      () => 'done',
      () => 'broken off',
    );
    const client = await server.connect();
    await expect.poll(() => client.command(['HEXISTS', 'half:scopes', 'half']), { timeout: WAIT_MS, interval: 5 }).toBe(1);
    await expect(one.createScope({ id: 'half' })).rejects.toMatchObject({ code: 'claimed' });
    await two.close();
    expect(await creating).toBe('broken off');
    const again = async (): Promise<number> => (await (await one.createScope(seed)).report()).subscribers;
    await expect.poll(() => again().catch(() => 0), { timeout: WAIT_MS }).toBe(SUBSCRIBERS.length);
  });
});
