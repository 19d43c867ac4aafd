import { afterAll, describe, expect, test } from 'vitest';
import { SystemRandom } from '../../src/random.ts';
import { readApp } from '../../src/scope/documents.ts';
import type { RedisClient } from '../../src/store/redis-client.ts';
import { RedisStore } from '../../src/store/redis-store.ts';
import { NO_VERSION } from '../../src/store/store.ts';
import { RedisServer } from '../support/redis-server.ts';
import { raceContract } from './race-contract.ts';
import { storeContract } from './store-contract.ts';
import { APPID, delayed, META, msgidAt, putScrip, putSubscriber, scripOf, take } from './store-fixtures.ts';

const isInstalled = RedisServer.isInstalled();

if (!isInstalled) {
  process.stderr.write('redis-server is not installed (scripts/setup does it): the tests of the Redis store are skipped\n');
}

describe.runIf(isInstalled)('on a server', async () => {
  const server = isInstalled ? await RedisServer.start() : null;
  const clients = server === null ? [] : [await server.connect(), await server.connect()];
  let opened = 0;

  afterAll(async () => {
    await server?.stop();
  });

  const extent = { modelRuns: 10, raceRuns: 10, usedTokens: 200 };

  /** Two stores of one state, each with its own connection. */
  const open = async (reach: (client: RedisClient, which: number) => RedisClient) => {
    opened += 1;
    const options = { prefix: `test${opened}:`, usedTokens: extent.usedTokens };
    const [store, other] = await Promise.all(clients.map((client, which) => RedisStore.open(reach(client, which), options)));
    if (store === undefined || other === undefined) {
      throw new Error('no server');
    }
    return { store, other };
  };

  storeContract('Redis store', () => open((client) => client), extent);

  test('everything has a life, and whoever goes on renews all of it', async () => {
    const [client] = clients;
    if (client === undefined) {
      throw new Error('no server');
    }
    const options = { prefix: 'life:', lifeSeconds: 1000 };
    const store = await RedisStore.open(client, options);
    const epoch = await store.begin('a', META);
    await store.change({ epoch, kind: 'app', id: APPID }, NO_VERSION, readApp({ appid: APPID }, new SystemRandom()));
    await store.claimAll(epoch, [{ kind: 'address', name: '10.0.0.1' }]);
    await putSubscriber(store, epoch);
    await putScrip(store, epoch, scripOf('s'));
    await store.queueTokens(epoch, ['q1', 'q2']);
    const token = await take(store, epoch);
    await store.exchange(epoch, { token, now: 2000, billing: { limit: 5 }, msgid: msgidAt(2000) });
    await take(store, epoch);
    const lives = async (): Promise<readonly number[]> => {
      const keys = (await client.command(['KEYS', '*life:*'])) as readonly string[];
      const counted = keys.filter((key) => key !== 'life:users' && key !== 'life:epochs');
      return Promise.all(counted.map(async (key) => Number(await client.command(['TTL', key]))));
    };
    const before = await lives();
    expect(before.length).toBeGreaterThan(12);
    expect(before.every((seconds) => seconds > 900 && seconds <= 1000)).toBe(true);
    // As if most of the life were over.
    for (const key of (await client.command(['KEYS', '*life:*'])) as readonly string[]) {
      await client.command(['EXPIRE', key, '100']);
    }
    await client.command(['HSET', '{life:a}:head', 'renewed', '0']);
    await (await RedisStore.open(client, options)).readToken(epoch, token);
    expect((await lives()).every((seconds) => seconds > 900)).toBe(true);
  });

  describe('Redis store whose commands take their time', () => {
    raceContract(() => open((client, which) => delayed(client, `commands ${opened} ${which}`, 120)), {
      ...extent,
      raceRuns: 60,
    });
  });
});
