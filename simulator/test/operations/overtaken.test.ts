import { expect, test } from 'vitest';
import { MemoryStore } from '../../src/store/memory.ts';
import type { ScripIssued } from '../../src/store/store.ts';
import { openGateway } from '../support/gateway-on-store.ts';

/** A request that a reset comes before, after its rules and before its effect. */

/** Lets the effect of a number request wait until the test has done something. */
class WaitingStore extends MemoryStore {
  before: () => Promise<void> = async () => undefined;

  override async issueScrip(...given: Parameters<MemoryStore['issueScrip']>): Promise<ScripIssued> {
    await this.before();
    return super.issueScrip(...given);
  }
}

test('a request that a reset overtakes is answered 503 and leaves nothing but its entry', async () => {
  const store = new WaitingStore();
  const { scope, ask } = await openGateway(store);
  expect((await ask()).code).toBe('103000');
  await scope.reset();
  const fresh = await store.dump(scope.epoch);
  store.before = () => scope.reset();
  expect(await ask()).toMatchObject({ status: 503, code: undefined });
  expect(await store.dump(scope.epoch)).toEqual({ ...fresh, meta: expect.objectContaining({ settings: fresh.meta.settings }) });
  const entries = scope.journal.query();
  expect(entries.map(({ answer, trace }) => [answer?.status, trace[0]?.name])).toEqual([[503, 'reset']]);
  store.before = async () => undefined;
  expect((await ask()).code).toBe('103000');
});

test('a request that a restore overtakes is none of the restored scope', async () => {
  const store = new WaitingStore();
  const { scope, ask } = await openGateway(store);
  await ask();
  await scope.takeSnapshot('one');
  store.before = () => scope.restore('one');
  expect((await ask()).status).toBe(503);
  expect(await store.listScrips(scope.epoch, null)).toHaveLength(1);
});

test('a PUT that a reset overtakes is refused as overtaken, and the document is the seed’s', async () => {
  const store = new WaitingStore();
  const { scope } = await openGateway(store);
  const stand = store.stand.bind(store);
  let isFirst = true;
  store.stand = async (place) => {
    const standing = await stand(place);
    if (isFirst) {
      isFirst = false;
      await scope.reset();
    }
    return standing;
  };
  const put = scope.directory.putSubscriber({ msisdn: '15400000001', latencyMs: 7 });
  await expect(put).rejects.toMatchObject({ code: 'overtaken' });
  expect(await scope.directory.subscriber('15400000001')).toMatchObject({ latencyMs: 0 });
});

test('a connection that a reset comes before has the bearer of the scope after it', async () => {
  const store = new WaitingStore();
  const { scope, ask } = await openGateway(store);
  const read = store.read.bind(store);
  let isFirst = true;
  store.read = async (epoch, kind, id) => {
    const found = await read(epoch, kind, id);
    if (isFirst) {
      isFirst = false;
      await scope.reset();
    }
    return found;
  };
  expect((await ask()).code).toBe('103000');
});
