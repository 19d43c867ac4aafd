import { connect } from 'node:net';
import { describe, expect } from 'vitest';
import type { FaultRule } from '../../src/model/faults.ts';
import type { ScopeSeed } from '../../src/model/scope-handle.ts';
import { readConfig, type Simulator, startSimulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { getScrip, PATHS, send } from '../support/http-client.ts';
import { httpPost } from '../support/raw-socket.ts';
import { prefetchBody, READY_APP } from '../support/sdk.ts';

const FROM = '127.0.7.1';
const APP = { ...READY_APP, appid: '300000000071' };
const FAR = 1_800_000_000_000;

const SEED: ScopeSeed = {
  clock: { now: FAR, rate: 0 },
  apps: [APP],
  subscribers: [{ msisdn: '15400000001' }],
  sessions: [{ address: FROM, msisdn: '15400000001' }],
};

const test = base
  .extend(
    'frozen',
    ({ simulator }) =>
      (more: ScopeSeed = {}) =>
        simulator.createScope({ ...SEED, ...more }),
  )
  .extend('ask', ({ simulator }) => async () => {
    const { body } = prefetchBody(simulator, APP);
    return (await send(simulator, 'bearer', { path: PATHS.prefetch, body, from: FROM })).status;
  });

function fail500(more: Partial<FaultRule>): FaultRule {
  return { plane: 'bearer', effect: { kind: 'status', status: 500 }, ...more };
}

describe('a seed’s rules count from the seed’s clock', () => {
  test.for([
    { title: 'a rule with a life', rule: { ttlMs: 1000 }, statuses: [500, 500, 200] },
    { title: 'a rule with a window', rule: { when: { fromMs: 500, toMs: 1000 } }, statuses: [200, 500, 200] },
  ])('$title, before and after a reset', async ({ rule, statuses }, { frozen, ask }) => {
    const scope = await frozen({ faults: [fail500(rule)] });
    for (let round = 0; round < 2; round++) {
      const seen = [];
      for (const ms of [0, 500, 500]) {
        await scope.advance(ms);
        seen.push(await ask());
      }
      expect(seen).toEqual(statuses);
      await scope.reset();
    }
    await scope.end();
  });

  test('after a restore, from where they stood', async ({ frozen, ask }) => {
    const scope = await frozen({ faults: [fail500({ ttlMs: 1000 })] });
    await scope.advance(400);
    await scope.snapshot('kept');
    await scope.setClock({ now: FAR + 86_400_000 });
    expect(await ask()).toBe(200);
    await scope.restore('kept');
    await scope.advance(599);
    expect(await ask()).toBe(500);
    await scope.advance(1);
    expect(await ask()).toBe(200);
    await scope.end();
  });

  test('a config file’s too', async () => {
    const options = await readConfig(
      [
        `clock: {now: ${FAR}, rate: 0}`,
        'sessions: [{address: 127.0.7.9, msisdn: "15400000001"}]',
        'faults: [{plane: bearer, ttlMs: 1000, effect: {kind: status, status: 500}}]',
      ].join('\n'),
    );
    const own = await startSimulator(options);
    const { body } = prefetchBody(own);
    expect((await send(own, 'bearer', { path: PATHS.prefetch, body, from: '127.0.7.9' })).status).toBe(500);
    await own.close();
  });

  test('a seed’s skew of a plane does not move them', async ({ frozen, ask }) => {
    const settings = { skewMs: { bearer: 3_600_000, token: 0, exchange: 0 } };
    const scope = await frozen({ settings, faults: [fail500({ ttlMs: 1000 })] });
    expect(await ask()).toBe(500);
    await scope.advance(1000);
    expect(await ask()).toBe(200);
    await scope.end();
  });
});

describe('advance runs all that comes due on the way', () => {
  const DRIBBLE: FaultRule = { plane: 'bearer', effect: { kind: 'dribble', chunkBytes: 50, everyMs: 1000 } };

  /** A number request on a bare socket, and what came of its answer so far. */
  function begin(simulator: Simulator): { readonly seen: () => number; readonly ended: Promise<string> } {
    let bytes = '';
    const socket = connect({ port: simulator.ports.bearer, host: '127.0.0.1', localAddress: FROM });
    socket.write(httpPost(PATHS.prefetch, prefetchBody(simulator, APP).body));
    const ended = new Promise<string>((resolve, reject) => {
      socket.on('data', (chunk) => {
        bytes += chunk.toString('latin1');
      });
      socket.on('end', () => resolve(bytes));
      socket.on('error', reject);
    });
    return { seen: () => bytes.length, ended };
  }

  test('a dribble goes on piece by piece, and counts once, when it is whole', async ({ simulator, frozen }) => {
    const scope = await frozen({ faults: [DRIBBLE] });
    const answer = begin(simulator);
    await expect.poll(answer.seen).toBe(50);
    expect(await scope.advance(999)).toMatchObject({ releasedAnswers: 0 });
    expect(await scope.advance(2001)).toMatchObject({ releasedAnswers: 0 });
    await expect.poll(answer.seen).toBe(200);
    expect(await scope.advance(60_000)).toMatchObject({ now: FAR + 63_000, releasedAnswers: 1 });
    expect(await answer.ended).toContain('"resultCode":"103000"');
    expect(await scope.advance(60_000)).toMatchObject({ releasedAnswers: 0 });
    await scope.end();
  });

  test('a delay and a dribble behind it are one released answer', async ({ simulator, frozen }) => {
    const scope = await frozen({ faults: [DRIBBLE, { plane: 'bearer', effect: { kind: 'delay', ms: 5000 } }] });
    const answer = begin(simulator);
    await scope.waitForRequest({ operation: 'prefetch' }, 1000);
    expect(await scope.advance(5000)).toMatchObject({ releasedAnswers: 0 });
    await expect.poll(answer.seen).toBe(50);
    await scope.reset();
    expect(await answer.ended).toContain('"resultCode":"103000"');
    const both = begin(simulator);
    await scope.waitForRequest({ operation: 'prefetch' }, 1000);
    expect(await scope.advance(65_000)).toMatchObject({ releasedAnswers: 1 });
    expect(await both.ended).toContain('"resultCode":"103000"');
    await scope.end();
  });

  test('release lets the rest of a dribble go at once', async ({ simulator, frozen }) => {
    const scope = await frozen({ faults: [DRIBBLE] });
    const answer = begin(simulator);
    await expect.poll(answer.seen).toBe(50);
    expect(await scope.release()).toBe(1);
    expect(await answer.ended).toContain('"resultCode":"103000"');
    expect(await scope.release()).toBe(0);
    await scope.end();
  });

  test('two answers due at different times are counted each once', async ({ simulator, frozen }) => {
    const scope = await frozen({
      faults: [
        { plane: 'bearer', times: 1, effect: { kind: 'delay', ms: 3000 } },
        { plane: 'bearer', effect: { kind: 'delay', ms: 1000 } },
      ],
    });
    const pending = [getScrip(simulator, FROM, APP), getScrip(simulator, FROM, APP)];
    await expect.poll(async () => (await scope.journal()).length).toBe(2);
    expect([await scope.advance(1000), await scope.advance(2000), await scope.advance(5000)]).toMatchObject(
      [1, 1, 0].map((releasedAnswers) => ({ releasedAnswers })),
    );
    await Promise.all(pending);
    await scope.end();
  });
});
