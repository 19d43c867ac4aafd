import { beforeEach, describe, expect } from 'vitest';
import type { FaultEffect, FaultRule } from '../../src/model/faults.ts';
import type { ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { getScrip, PATHS, type Reply, send } from '../support/http-client.ts';
import { loginBody, newMsgid, prefetchBody, READY_APP } from '../support/sdk.ts';

/** Which requests a rule fires for, and what happens where several do. */

let simulator: Simulator;
let scope: ScopeHandle;
const FROM = '127.0.0.7';

const test = base.extend('simulatorOptions', { scope: 'worker' }, { sessions: [{ address: FROM, msisdn: '15400000001' }] });

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

beforeEach(() => scope.reset());

function prefetch(): Promise<Reply> {
  return send(simulator, 'bearer', { path: PATHS.prefetch, body: prefetchBody(simulator).body, from: FROM });
}

async function login(body: unknown): Promise<string | undefined> {
  return (await send(simulator, 'exchange', { path: PATHS.login, body })).json['resultCode'];
}

describe('when', () => {
  const fires = async (
    rule: Partial<FaultRule>,
    count: number,
    between: () => Promise<unknown> = async () => undefined,
  ): Promise<string> => {
    await scope.putFault({ plane: 'exchange', effect: { kind: 'status', status: 500 }, ...rule });
    let pattern = '';
    for (let round = 0; round < count; round++) {
      pattern += (await send(simulator, 'exchange', { path: PATHS.login, body: {} })).status === 500 ? 'x' : '.';
      await between();
    }
    return pattern;
  };

  test.each([
    { title: 'the 3rd', when: { nth: 3 }, pattern: '..x...' },
    { title: 'the first 2', when: { first: 2 }, pattern: 'xx....' },
    { title: 'every 2nd', when: { every: 2 }, pattern: '.x.x.x' },
    { title: 'always', when: { probability: 1, seed: 's' }, pattern: 'xxxxxx' },
  ])('$title', async ({ when, pattern }) => {
    expect(await fires({ when }, 6)).toBe(pattern);
    expect((await scope.faults())[0]?.hits).toBe([...pattern].filter((one) => one === 'x').length);
  });

  test('a chance with the same seed falls the same way', async () => {
    const first = await fires({ when: { probability: 0.5, seed: 'soak' } }, 20);
    await scope.clearFaults();
    expect(await fires({ when: { probability: 0.5, seed: 'soak' } }, 20)).toBe(first);
    expect(new Set(first)).toEqual(new Set(['x', '.']));
  });

  test('a window and a life are of the scope’s clock', async () => {
    await scope.setClock({ rate: 0 });
    expect(await fires({ when: { fromMs: 1000, toMs: 3000 } }, 5, () => scope.advance(1000))).toBe('.xx..');
    await scope.clearFaults();
    expect(await fires({ ttlMs: 2000 }, 4, () => scope.advance(1000))).toBe('xx..');
  });

  test('a seeded rule’s life begins on the clock that the seed sets', async () => {
    const own = await simulator.createScope({
      clock: { now: 1_000_000, rate: 0 },
      apps: [{ ...READY_APP, appid: '300000000031' }],
      faults: [{ plane: 'exchange', ttlMs: 1000, effect: { kind: 'code', code: '105312' } }],
    });
    const body = (): unknown => loginBody('x', { ...READY_APP, appid: '300000000031' });
    const codes = [await login(body())];
    await own.advance(1000);
    codes.push(await login(body()));
    expect(codes).toEqual(['105312', '104201']);
    await own.end();
  });

  test('after a step: only of requests that passed it', async () => {
    const rule = { effect: { kind: 'code', code: '105312' }, when: { afterStep: 6 } } as const;
    await scope.putFault({ plane: 'exchange', ...rule });
    expect([await login(loginBody('x', { ...READY_APP, appSecret: 'wrong' }, {})), await login(loginBody('x'))]).toEqual([
      '103101',
      '105312',
    ]);
  });
});

test('a rule fires for what it matches, as often as it may, and counts', async () => {
  const msgid = newMsgid();
  const rule = await scope.putFault({
    plane: 'exchange',
    operation: 'login-token-validate',
    match: { msgid },
    times: 2,
    effect: { kind: 'code', code: '105312' },
  });
  const ask = (id: string): Promise<string | undefined> => login(loginBody('x', READY_APP, { msgid: id }));
  expect([await ask('other'), await ask(msgid), await ask(msgid), await ask(msgid)]).toEqual([
    '104201',
    '105312',
    '105312',
    '104201',
  ]);
  expect((await scope.faults()).map(({ id, hits }) => [id, hits])).toEqual([[rule.id, 2]]);
});

test('a rule of one plane leaves the others alone', async () => {
  await scope.putFault({ plane: 'token', effect: { kind: 'socket', fault: 'EMPTY_RESPONSE' } });
  await expect(getScrip(simulator, FROM)).resolves.toBeDefined();
});

describe('several rules', () => {
  const arm = async (...effects: readonly FaultEffect[]): Promise<readonly string[]> => {
    const ids = [];
    for (const effect of effects) {
      ids.push((await scope.putFault({ plane: 'bearer', effect })).id);
    }
    return ids;
  };

  test('of one stage, the oldest that fires acts alone; when its times are up, the next', async () => {
    const { id: first } = await scope.putFault({ plane: 'bearer', times: 1, effect: { kind: 'code', code: '105302' } });
    const [second] = await arm({ kind: 'code', code: '105312' });
    const codes = [await prefetch(), await prefetch(), await prefetch()].map(({ json }) => json['resultCode']);
    expect(codes).toEqual(['105302', '105312', '105312']);
    expect((await scope.faults()).map(({ id, hits }) => [id, hits])).toEqual([
      [first, 1],
      [second, 2],
    ]);
  });

  test('of one stage, a younger one counts the requests that the older one answers', async () => {
    const rule = (when: FaultRule['when'], status: number): Promise<unknown> =>
      scope.putFault({ plane: 'bearer', ...(when === undefined ? {} : { when }), effect: { kind: 'status', status } });
    await rule({ nth: 1 }, 501);
    await rule({ nth: 2 }, 502);
    await rule({ first: 3 }, 503);
    await rule({ every: 4 }, 504);
    const statuses = [];
    for (let round = 0; round < 5; round++) {
      statuses.push((await prefetch()).status);
    }
    expect(statuses).toEqual([501, 502, 503, 504, 200]);
    expect((await scope.faults()).map(({ hits }) => hits)).toEqual([1, 1, 1, 1]);
  });

  test('a chance falls the same way whatever an older rule does', async () => {
    const soak = { plane: 'bearer', when: { probability: 0.5, seed: 'soak' }, effect: { kind: 'status', status: 500 } } as const;
    const statuses = async (): Promise<readonly number[]> => {
      const seen = [];
      for (let round = 0; round < 12; round++) {
        seen.push((await prefetch()).status);
      }
      return seen;
    };
    await scope.putFault(soak);
    const alone = await statuses();
    await scope.clearFaults();
    await scope.putFault({ plane: 'bearer', when: { first: 4 }, effect: { kind: 'status', status: 501 } });
    await scope.putFault(soak);
    expect((await statuses()).slice(4)).toEqual(alone.slice(4));
    expect(new Set(alone.slice(4))).toEqual(new Set([200, 500]));
  });

  test('of one stage but different kinds, too: a status before a content type', async () => {
    const [status] = await arm({ kind: 'status', status: 502 }, { kind: 'contentType', contentType: 'text/x' });
    const reply = await prefetch();
    expect([reply.status, reply.headers['content-type']]).toEqual([502, 'text/plain; charset=utf-8']);
    expect((await scope.journal()).at(-1)?.faults).toEqual([{ id: status, effect: 'status' }]);
  });

  test('of different stages they meet in one answer, and the journal lists them in the stages’ order', async () => {
    const ids = await arm(
      { kind: 'delay', ms: 100 },
      { kind: 'code', code: '105302' },
      { kind: 'code', code: '105312' },
      { kind: 'contentType', contentType: 'text/x' },
    );
    const started = performance.now();
    const reply = await prefetch();
    const ms = performance.now() - started;
    expect(ms).toBeGreaterThanOrEqual(99);
    expect(ms).toBeLessThan(600);
    expect([reply.json['resultCode'], reply.headers['content-type']]).toEqual(['105302', 'text/x']);
    expect((await scope.journal()).at(-1)?.faults.map(({ id }) => id)).toEqual([ids[1], ids[3], ids[0]]);
    expect((await scope.report()).unusedFaults).toEqual([ids[2]]);
  });

  test('a rule that waits for a step comes after those that do not, however old, and counts no hit where it does not act', async () => {
    const waiting = { plane: 'exchange', when: { afterStep: 4 }, effect: { kind: 'code', code: '105312' } } as const;
    await scope.putFault(waiting);
    await scope.putFault({ plane: 'exchange', times: 1, effect: { kind: 'code', code: '105302' } });
    expect([await login(loginBody('x')), await login(loginBody('x'))]).toEqual(['105302', '105312']);
    expect((await scope.faults()).map(({ hits }) => hits)).toEqual([1, 1]);
  });

  test('a delayed answer may be spoilt when it leaves', async () => {
    await scope.setClock({ rate: 0 });
    await arm({ kind: 'delay', ms: 1000 }, { kind: 'socket', fault: 'CONNECTION_RESET_BY_PEER' });
    const asked = prefetch().then(
      () => 'answered',
      (error: NodeJS.ErrnoException) => error.code,
    );
    await scope.waitForRequest({ operation: 'prefetch' }, 1000);
    expect(await scope.advance(999)).toMatchObject({ releasedAnswers: 0 });
    await scope.advance(1);
    expect(await asked).toBe('ECONNRESET');
  });
});
