import { afterAll, describe, expect, test } from 'vitest';
import { RedisStore } from '../../src/store/redis-store.ts';
import { openGateway } from '../support/gateway-on-store.ts';
import { RedisServer } from '../support/redis-server.ts';
import { delayed } from './store-fixtures.ts';

/** A gateway, its scope and the scope's documents on a store that is never there at once. */

const isInstalled = RedisServer.isInstalled();

describe.runIf(isInstalled)('a gateway on Redis', async () => {
  const server = isInstalled ? await RedisServer.start() : null;
  const client = await server?.connect();
  afterAll(async () => {
    await server?.stop();
  });

  const openStore = (prefix: string): Promise<RedisStore> => {
    if (client === undefined) {
      throw new Error('no server');
    }
    return RedisStore.open(delayed(client, prefix, 40), { prefix });
  };

  test('serves number requests, resets, and restores what it had', async () => {
    const store = await openStore('whole:');
    const { scope, ask } = await openGateway(store);
    const asked = await Promise.all([ask(), ask(), ask()]);
    expect(asked.map(({ code }) => code)).toEqual(['103000', '103000', '103000']);
    await scope.takeSnapshot('three');
    await scope.reset();
    expect(await store.listScrips(scope.epoch, null)).toEqual([]);
    expect((await ask()).code).toBe('103000');
    await scope.restore('three');
    const scrips = (await store.listScrips(scope.epoch, null)).map(({ scrip }) => scrip);
    expect(scrips.toSorted()).toEqual(asked.map(({ scrip }) => scrip).toSorted());
  });

  test('a request that a reset overtakes is answered 503, or 103000 where it was first', async () => {
    const store = await openStore('overtaken:');
    const { scope, ask } = await openGateway(store);
    for (let round = 0; round < 10; round++) {
      const [{ status, scrip }] = await Promise.all([ask(), scope.reset()]);
      expect([200, 503]).toContain(status);
      // What a request leaves after the reset, it was given after the reset.
      const left = await store.listScrips(scope.epoch, null);
      expect(left.filter((record) => record.scrip !== scrip)).toEqual([]);
    }
    expect((await ask()).code).toBe('103000');
  });
});
