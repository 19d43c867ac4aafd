import { afterAll, describe, expect, test } from 'vitest';
import { RedisStore } from '../../src/store/redis-store.ts';
import type { Epoch, Store, TokenTaken } from '../../src/store/store.ts';
import { RedisServer } from '../support/redis-server.ts';
import { type FinalState, judgeHistory, type SeenCall } from './histories.ts';
import { APPID, META, orderOf } from './store-fixtures.ts';

/** Histories of several users of a store, judged afterwards: first that the judge sees what is wrong, then what the Redis store makes of crashes. */

const right: FinalState = { issued: new Set(['t']), used: new Set(['t']), calls: 1, limit: 9 };

function call(op: SeenCall['op'], outcome: string | null, [begin, end]: readonly [number, number | null] = [1, 2]): SeenCall {
  return { instance: 1, op, token: 't', begin, end, outcome };
}

const HISTORIES: readonly { calls: readonly SeenCall[]; final?: Partial<FinalState>; breach: string | null }[] = [
  { calls: [call('take', 'issued'), call('exchange', 'exchanged')], breach: null },
  { calls: [call('exchange', 'exchanged', [1, 4]), call('exchange', 'token-gone', [2, 3])], breach: null },
  { calls: [call('exchange', null, [1, null]), call('exchange', 'token-gone', [5, 6])], breach: null },
  { calls: [call('exchange', null, [1, null])], final: { calls: 0, used: new Set() }, breach: null },
  { calls: [call('take', 'issued'), call('take', 'issued'), call('exchange', 'exchanged')], breach: 'issued 2 times' },
  { calls: [call('exchange', 'exchanged'), call('exchange', 'exchanged')], final: { calls: 2 }, breach: 'exchanged 2 times' },
  { calls: [call('exchange', 'exchanged')], final: { used: new Set() }, breach: 'the store has forgotten it' },
  { calls: [call('take', 'issued'), call('exchange', 'exchanged')], final: { issued: new Set() }, breach: 'forgotten' },
  { calls: [call('exchange', 'exchanged'), call('exchange', 'calls-spent', [5, 6])], breach: 'calls-spent was answered after' },
  { calls: [call('exchange', 'token-gone')], final: { calls: 0 }, breach: 'nobody had exchanged it' },
  { calls: [call('exchange', 'exchanged')], final: { calls: 2 }, breach: '2 calls are counted; 1 were served' },
  { calls: [call('exchange', 'exchanged')], final: { calls: 0 }, breach: '0 calls are counted' },
  { calls: [call('exchange', 'exchanged')], final: { limit: 0 }, breach: '1 calls were served of 0' },
  { calls: [call('exchange', 'calls-spent')], final: { calls: 0 }, breach: 'refused as spent' },
];

test.each(HISTORIES)('a history of $calls.length calls: $breach', ({ calls, final, breach }) => {
  const breaches = judgeHistory(calls, { ...right, ...final });
  expect(breaches.join('; ')).toEqual(breach === null ? '' : expect.stringContaining(breach));
});

const isInstalled = RedisServer.isInstalled();

describe.runIf(isInstalled)('three instances on a server that writes to disk', async () => {
  const server = isInstalled ? await RedisServer.start('on disk') : null;
  afterAll(async () => {
    await server?.stop();
  });

  test('of 1,000 exchanges of one token at once one wins', async () => {
    const { instances, epoch } = await openInstances(server, 'one:');
    const history = new History();
    const { token } = await history.take(instances[0], epoch, 0);
    await Promise.all(Array.from({ length: 1000 }, (_, at) => history.exchange({ store: instances[at % 3], epoch, token, at })));
    expect(history.calls.filter(({ outcome }) => outcome === 'exchanged')).toHaveLength(1);
    expect(judgeHistory(history.calls, await finalState(instances[0], epoch))).toEqual([]);
  });

  test('an instance that dies and a server that crashes spend no token and no call twice, and lose none that was answered', async () => {
    const { instances, clients, epoch } = await openInstances(server, 'crash:');
    const history = new History();
    const flows = 240;
    let begun = 0;
    /** Takes a token, and lets every instance exchange it at the same time. */
    const flow = async (at: number): Promise<void> => {
      const { token } = await history.take(instances[at % 3], epoch, at);
      if (token !== '') {
        await Promise.all(instances.map((store) => history.exchange({ store, epoch, token, at })));
      }
    };
    const runner = async (): Promise<void> => {
      for (begun += 1; begun <= flows; begun += 1) {
        const at = begun;
        if (at === flows / 3) {
          clients[2]?.cut();
        }
        await Promise.all([flow(at), at === Math.round((flows * 2) / 3) ? server?.crash() : undefined]);
      }
    };
    await Promise.all(Array.from({ length: 8 }, runner));
    const known = history.calls.filter(({ outcome }) => outcome !== null).length;
    expect(known).toBeGreaterThan(flows);
    expect(history.calls.length).toBeGreaterThan(known);
    expect(judgeHistory(history.calls, await finalState(instances[0], epoch))).toEqual([]);
  }, 60_000);
});

const LIMIT = 150;

async function openInstances(server: RedisServer | null, prefix: string) {
  if (server === null) {
    throw new Error('no server');
  }
  const clients = await Promise.all([server.connect(), server.connect(), server.connect()]);
  const [first, second, third] = clients;
  const open = (client: (typeof clients)[number]): Promise<Store> => RedisStore.open(client, { prefix });
  const instances = [await open(first), await open(second), await open(third)] as const;
  return { clients, instances, epoch: await instances[0].begin('a', META) };
}

async function finalState(store: Store, epoch: Epoch): Promise<FinalState> {
  const { tokens } = await store.dump(epoch);
  return {
    issued: new Set(tokens.map(({ token }) => token)),
    used: new Set(tokens.flatMap(({ token, usedAt }) => (usedAt === null ? [] : [token]))),
    calls: await store.readCalls(epoch, APPID),
    limit: LIMIT,
  };
}

interface ExchangeCall {
  readonly store: Store | undefined;
  readonly epoch: Epoch;
  readonly token: string;
  readonly at: number;
}

/** Calls a store and writes down what its caller sees. */
class History {
  readonly calls: SeenCall[] = [];
  #clock = 0;

  async take(store: Store | undefined, epoch: Epoch, at: number): Promise<{ readonly token: string }> {
    const number = `154${String(at).padStart(8, '0')}`;
    const begin = this.#tick();
    const taken = await answered(store?.takeToken(epoch, orderOf({ msisdn: number })));
    const token = tokenOf(taken);
    this.#write({ instance: at % 3, op: 'take', token, begin }, taken === null ? null : taken.kind);
    return { token };
  }

  async exchange({ store, epoch, token, at }: ExchangeCall): Promise<void> {
    const begin = this.#tick();
    const outcome = await answered(store?.exchange(epoch, { token, now: 2000, billing: { limit: LIMIT } }));
    this.#write({ instance: at % 3, op: 'exchange', token, begin }, outcome);
  }

  #write(seen: Omit<SeenCall, 'end' | 'outcome'>, outcome: string | null): void {
    this.calls.push({ ...seen, end: outcome === null ? null : this.#tick(), outcome });
  }

  #tick(): number {
    this.#clock += 1;
    return this.#clock;
  }
}

function tokenOf(taken: TokenTaken | null): string {
  return taken?.kind === 'issued' ? taken.token : '';
}

/** The answer; null where the connection or the server was lost meanwhile. */
async function answered<T>(answer: T | Promise<T> | undefined): Promise<T | null> {
  try {
    return (await answer) ?? null;
  } catch (error) {
    if (error instanceof Error) {
      return null;
    }
    throw error;
  }
}
