import { expect, test } from 'vitest';
import { Refusal } from '../model/refusal.ts';
import { MemoryStore } from '../store/memory.ts';
import { MsgidClaim } from './msgid-claim.ts';
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

interface Ending {
  readonly ofCheck?: Refusal;
  readonly ofEffect?: Refusal;
}

/** How each ended, and whether the msgid is used up. */
async function race({ ofCheck, ofEffect }: Ending): Promise<readonly string[]> {
  const store = new MemoryStore();
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
    effect: async () => endBy(ofEffect),
  };
  const context = (): OperationContext => {
    const claim = new MsgidClaim({ store, scope: 's', host: 'mobile', msgid: 'm', refusal: 'BAD_PARAMETER' });
    return { claim } as unknown as OperationContext;
  };
  const ended = await Promise.all(Array.from({ length: AT_ONCE }, () => runOperation(flow, context(), 'whole')));
  const isUsed = (await store.readCounter('s', 'msgid/mobile/m')) > 0;
  const summaries = ended.map((one) => (one.kind === 'refused' ? `${one.refusal.code} at ${one.at}` : one.kind));
  return [...summaries.toSorted(), isUsed ? 'used up' : 'free'];
}

const replays = Array.from({ length: AT_ONCE - 1 }, () => '103414 at 0');

test('of equal requests between the rules and the effect one takes the msgid, and the others fail at the replay', async () => {
  expect(await race({})).toEqual([...replays, 'done', 'used up']);
});

test('an effect that refuses gives the msgid back', async () => {
  expect((await race({ ofEffect: new Refusal('DAILY_LIMIT', 'spent by another') })).at(-1)).toBe('free');
});

test('a redirect takes the msgid, once', async () => {
  const redirect = new Refusal('OTHER_OPERATOR', 'elsewhere', { redirect: 'http://cu.gateway.test/' });
  expect(await race({ ofCheck: redirect })).toEqual(['103273 at 2', ...replays, 'used up']);
});

test('a refusal among the rules takes none', async () => {
  const refused = Array.from({ length: AT_ONCE }, () => '105012 at 2');
  expect(await race({ ofCheck: new Refusal('TELECOM_NOT_SUPPORTED', 'no right') })).toEqual([...refused, 'free']);
});
