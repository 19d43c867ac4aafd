import { afterAll, describe } from 'vitest';
import { RedisStore } from '../../src/store/redis-store.ts';
import { RedisServer } from '../support/redis-server.ts';
import { storeContract } from './store-contract.ts';

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

  storeContract(
    'Redis store',
    async () => {
      opened += 1;
      const options = { prefix: `test${opened}:`, usedTokens: 200 };
      const [store, other] = await Promise.all(clients.map((client) => RedisStore.open(client, options)));
      if (store === undefined || other === undefined) {
        throw new Error('no server');
      }
      return { store, other };
    },
    { modelRuns: 10, raceRuns: 25, usedTokens: 200 },
  );
});
