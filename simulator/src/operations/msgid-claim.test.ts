import { expect, test } from 'vitest';
import { Refusal } from '../model/refusal.ts';
import { defaultSettings } from '../scope/settings.ts';
import { MemoryStore } from '../store/memory.ts';
import type { Epoch, Store } from '../store/store.ts';
import { MSGID_LIFE_MS, MsgidClaim } from './msgid-claim.ts';
import { type OperationContext, runOperation } from './operation.ts';

/** Over HTTP two requests hardly ever stand between the same two steps; here each waits for the others before its effect. */

const AT_ONCE = 5;

/** Lets nobody through before all are there. */
function gate(): () => Promise<void> {
  let waiting = 0;
  let open: () => void = () => undefined;
  const whole = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    waiting += 1;
    if (waiting === AT_ONCE) {
      open();
    }
    return whole;
  };
}

const META = {
  settings: defaultSettings,
  clock: { now: 0, rate: 0, anchoredAt: 0 },
  randomPosition: 0,
  keyids: [],
  personas: null,
  endsAt: null,
};

const SCRIP = {
  ...{ scrip: 'scrip', appid: '300000000001', certificateMd5: 'f'.repeat(32), msisdn: '15400000001', sim: 'sim-1' },
  ...{ issuedAt: 0, expiresAt: 1 },
};

function claimOf(store: Store, epoch: Epoch, now = 0): MsgidClaim {
  return new MsgidClaim({ store, epoch, host: 'mobile', msgid: 'm', now, refusal: 'BAD_PARAMETER' });
}

interface Ending {
  readonly ofCheck?: Refusal;
  readonly ofEffect?: Refusal;
}

/** How each ended, and whether the msgid is used up. */
async function race({ ofCheck, ofEffect }: Ending): Promise<readonly string[]> {
  const store = new MemoryStore();
  const epoch = store.begin('s', META);
  const wait = gate();
  const endBy = (refusal: Refusal | undefined): void => {
    if (refusal !== undefined) {
      throw refusal;
    }
  };
  const flow = {
    operation: 'prefetch' as const,
    rules: [
      {
        step: 3,
        name: 'time and replay',
        refuses: ['BAD_PARAMETER' as const],
        run: ({ claim }: OperationContext) => claim?.judge(),
      },
      { step: 6, name: 'sealed data', refuses: ['BAD_PARAMETER' as const], run: wait },
      { step: 9, name: 'operator', refuses: ['OTHER_OPERATOR' as const], run: () => endBy(ofCheck) },
    ],
    effect: async ({ claim }: OperationContext) => {
      const day = { number: 0, limit: ofEffect === undefined ? null : 0 };
      const issued = await store.issueScrip(epoch, { record: SCRIP, day, msgid: claim?.use });
      endBy({ issued: undefined, 'day-spent': ofEffect, replayed: claim?.refusal }[issued]);
    },
  };
  const context = (): OperationContext => {
    const claim = claimOf(store, epoch);
    return { claim } as unknown as OperationContext;
  };
  const ended = await Promise.all(Array.from({ length: AT_ONCE }, () => runOperation(flow, context(), 'whole')));
  const isUsed = await store.isMsgidUsed(epoch, claimOf(store, epoch).use);
  const summaries = ended.map((one) => (one.kind === 'refused' ? `${one.refusal.code} at ${one.at}` : one.kind));
  return [...summaries.toSorted(), isUsed ? 'used up' : 'free'];
}

const replays = Array.from({ length: AT_ONCE - 1 }, () => '103414 at 0');

test('of equal requests between the rules and the effect one takes the msgid, and the others fail at the replay', async () => {
  expect(await race({})).toEqual([...replays, 'done', 'used up']);
});

test('an effect that refuses uses the msgid up for nobody, and no other is told of a replay', async () => {
  const refused = Array.from({ length: AT_ONCE }, () => '105021 at -1');
  expect(await race({ ofEffect: new Refusal('DAILY_LIMIT', 'spent by another') })).toEqual([...refused, 'free']);
});

test('a redirect takes the msgid, once', async () => {
  const redirect = new Refusal('OTHER_OPERATOR', 'elsewhere', { redirect: 'http://cu.gateway.test/' });
  expect(await race({ ofCheck: redirect })).toEqual(['103273 at 2', ...replays, 'used up']);
});

test('a refusal among the rules takes none', async () => {
  const refused = Array.from({ length: AT_ONCE }, () => '105012 at 2');
  expect(await race({ ofCheck: new Refusal('TELECOM_NOT_SUPPORTED', 'no right') })).toEqual([...refused, 'free']);
});

test('a used msgid is forgotten when its life is over', async () => {
  const store = new MemoryStore();
  const epoch = store.begin('s', META);
  expect(await store.useMsgid(epoch, claimOf(store, epoch).use)).toBe(true);
  await expect(claimOf(store, epoch, MSGID_LIFE_MS - 1).judge()).rejects.toBeInstanceOf(Refusal);
  await claimOf(store, epoch, MSGID_LIFE_MS).judge();
  expect(await store.useMsgid(epoch, claimOf(store, epoch, MSGID_LIFE_MS).use)).toBe(true);
  expect((await store.dump(epoch)).msgids).toHaveLength(1);
});
