import { expect, test } from 'vitest';
import { MemoryStore } from '../../src/store/memory.ts';
import { openGateway } from '../support/gateway-on-store.ts';

/** How often the store is read for the bearer of a number request: a read is a round trip in a store over a network. */

const ADDRESS = '127.0.0.1';

class CountingStore extends MemoryStore {
  #reads: string[] = [];

  override owner(...place: Parameters<MemoryStore['owner']>): Promise<string | undefined> {
    this.#reads.push('owner');
    return super.owner(...place);
  }

  override read: MemoryStore['read'] = (epoch, kind, id) => {
    this.#reads.push(kind);
    return MemoryStore.prototype.read.call(this, epoch, kind, id) as ReturnType<typeof MemoryStore.prototype.read<typeof kind>>;
  };

  takeReads(): readonly string[] {
    const reads = this.#reads;
    this.#reads = [];
    return reads;
  }
}

async function openCounted() {
  const store = new CountingStore();
  const opened = await openGateway(store);
  store.takeReads();
  return { store, ...opened };
}

test('a bearer is read once when its connection is accepted, and once a request', async () => {
  const { store, ask } = await openCounted();
  expect((await ask()).code).toBe('103000');
  expect(store.takeReads()).toEqual(['owner', 'session', 'subscriber', 'session', 'subscriber']);
  expect((await ask()).code).toBe('103000');
  expect(store.takeReads()).toEqual(['session', 'subscriber']);
});

test('a number request sees the SIM that a fault rule swapped during it', async () => {
  const { store, scope, ask } = await openCounted();
  scope.faults.put({ plane: 'bearer', operation: 'prefetch', times: 1, effect: { kind: 'state', change: 'SWAP_SIM' } }, 0);
  const { scrip = '' } = await ask();
  expect(await store.readScrip(scope.epoch, scrip)).toMatchObject({ sim: 'sim-1+1' });
});

test('a request sees a session that was moved to another number since the request before', async () => {
  const { store, scope, ask } = await openCounted();
  await ask();
  await scope.directory.putSubscriber({ msisdn: '15400000002' });
  await scope.directory.putSession({ address: ADDRESS, msisdn: '15400000002' });
  const { scrip = '' } = await ask();
  expect(await store.readScrip(scope.epoch, scrip)).toMatchObject({ msisdn: '15400000002' });
});
