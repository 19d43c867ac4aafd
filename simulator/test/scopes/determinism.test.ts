import { describe, expect } from 'vitest';
import type { ScopeSeed } from '../../src/model/scope-handle.ts';
import { NUMBERS_EACH, PERSONAS, personaAddress, personaNumbers } from '../../src/scope/personas.ts';
import { test as base } from '../../src/vitest.ts';
import { exchange, getScrip, getToken, PATHS, send } from '../support/http-client.ts';
import { prefetchBody, READY_APP } from '../support/sdk.ts';

const test = base
  .extend('simulatorOptions', { scope: 'worker' }, { preset: 'personas' })
  .extend('loginOnce', ({ simulator }) => async (index: number) => {
    const token = await getToken(simulator, `127.0.3.${index}`, app(index));
    return [token, (await exchange(simulator, token, app(index))).json['taskId']];
  });

const NOON = Date.UTC(2026, 10, 24, 4);

function app(index: number) {
  return { ...READY_APP, appid: `30000000020${index}` };
}

function seedOf(index: number, more: ScopeSeed = {}): ScopeSeed {
  return {
    seed: 'same',
    clock: { now: NOON, rate: 0 },
    apps: [app(index)],
    subscribers: [{ msisdn: '15400000001' }],
    sessions: [{ address: `127.0.3.${index}`, msisdn: '15400000001' }],
    ...more,
  };
}

describe('seeds', () => {
  test('the same seed makes the same tokens and ids, again after a reset', async ({ simulator, loginOnce }) => {
    const first = await simulator.createScope(seedOf(1));
    const made = [await loginOnce(1), await loginOnce(1)];
    await first.reset();
    expect([await loginOnce(1), await loginOnce(1)]).toEqual(made);
    await first.end();
    const second = await simulator.createScope(seedOf(2));
    expect([await loginOnce(2), await loginOnce(2)]).toEqual(made);
    await second.end();
  });

  test('another seed makes others', async ({ simulator, loginOnce }) => {
    const first = await simulator.createScope(seedOf(1));
    const second = await simulator.createScope(seedOf(2, { seed: 'other' }));
    expect(await loginOnce(1)).not.toEqual(await loginOnce(2));
    await first.end();
    await second.end();
  });

  test('two scopes of one seed never hold the same token at once', async ({ simulator }) => {
    const scopes = [await simulator.createScope(seedOf(1)), await simulator.createScope(seedOf(2))];
    const tokens = [await getToken(simulator, '127.0.3.1', app(1)), await getToken(simulator, '127.0.3.2', app(2))];
    expect(tokens[0]).not.toBe(tokens[1]);
    await Promise.all(scopes.map((scope) => scope.end()));
  });

  test('a scope without an id has one of its seed, and a number behind it while that is taken', async ({ simulator }) => {
    const first = await simulator.createScope(seedOf(1));
    const second = await simulator.createScope(seedOf(2));
    const other = await simulator.createScope({ seed: 'other' });
    expect(first.id).toMatch(/^scope-[0-9A-Za-z]{8}$/);
    expect([second.id, other.id.startsWith(first.id)]).toEqual([`${first.id}-2`, false]);
    await first.end();
    const again = await simulator.createScope(seedOf(1));
    expect(again.id).toBe(first.id);
    await again.end();
    await Promise.all([second.end(), other.end()]);
    const unseeded = [await simulator.createScope(), await simulator.createScope()];
    expect(unseeded[0]?.id).not.toBe(unseeded[1]?.id);
    await Promise.all(unseeded.map((scope) => scope.end()));
  });

  test('queued tokens come next, in order', async ({ simulator }) => {
    const scope = await simulator.createScope(seedOf(1));
    const tokens = ['A', 'B'].map((letter) => `STsid${'0'.repeat(20)}${letter.repeat(32)}`);
    await scope.queueTokens(tokens);
    expect([await getToken(simulator, '127.0.3.1', app(1)), await getToken(simulator, '127.0.3.1', app(1))]).toEqual(tokens);
    expect(tokens).not.toContain(await getToken(simulator, '127.0.3.1', app(1)));
    await expect(scope.queueTokens(['x'])).rejects.toThrow('token 1 of the queue');
    await scope.end();
  });
});

describe('clock', () => {
  test('frozen stands, scaled runs, real goes on', async ({ simulator }) => {
    const scope = await simulator.createScope(seedOf(1));
    const realMs = async (act: () => Promise<unknown>): Promise<number> => {
      const started = performance.now();
      await act();
      return performance.now() - started;
    };
    const span = () => new Promise((resolve) => setTimeout(resolve, 60));
    await span();
    expect(scope.now()).toBe(NOON);
    await scope.setClock({ rate: 1000 });
    const real = await realMs(span);
    expect(scope.now() - NOON).toBeGreaterThan((real - 10) * 1000);
    expect(scope.now() - NOON).toBeLessThan((real + 60) * 1000);
    await scope.setClock({ now: NOON, rate: 1 });
    await span();
    expect(scope.now() - NOON).toBeGreaterThanOrEqual(58);
    expect(scope.now() - NOON).toBeLessThan(500);
    await scope.end();
  });

  test('an answer delayed on a frozen clock waits for advance', async ({ simulator }) => {
    const scope = await simulator.createScope(seedOf(1, { faults: [{ plane: 'bearer', effect: { kind: 'delay', ms: 10 } }] }));
    let isAnswered = false;
    const pending = getScrip(simulator, '127.0.3.1', app(1)).then(() => {
      isAnswered = true;
    });
    await scope.waitForRequest({ operation: 'prefetch' }, 1000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isAnswered).toBe(false);
    await scope.advance(10);
    await pending;
    await scope.end();
  });

  test('an answer delayed on a scaled clock comes sooner in real time', async ({ simulator }) => {
    const scope = await simulator.createScope(
      seedOf(1, { clock: { rate: 100 }, faults: [{ plane: 'bearer', effect: { kind: 'delay', ms: 10_000 } }] }),
    );
    const started = performance.now();
    await getScrip(simulator, '127.0.3.1', app(1));
    expect(performance.now() - started).toBeGreaterThan(95);
    expect(performance.now() - started).toBeLessThan(600);
    await scope.end();
  });
});

describe('snapshots', () => {
  test('restore puts back credentials, quotas, faults, clock and the random position', async ({ simulator }) => {
    const scope = await simulator.createScope(seedOf(1));
    const token = await getToken(simulator, '127.0.3.1', app(1));
    await scope.snapshot('before');
    const next = await getToken(simulator, '127.0.3.1', app(1));
    expect((await exchange(simulator, token, app(1))).json['resultCode']).toBe('103000');
    await scope.putApp({ ...app(1), admitted: false });
    await scope.putFault({ plane: 'bearer', effect: { kind: 'hold' } });
    await scope.advance(3_600_000);
    await scope.restore('before');
    expect([scope.now(), await scope.faults()]).toEqual([NOON, []]);
    expect(await getToken(simulator, '127.0.3.1', app(1))).toBe(next);
    expect((await exchange(simulator, token, app(1))).json['resultCode']).toBe('103000');
    await expect(scope.restore('after')).rejects.toThrow('it has before');
    await scope.end();
  });
});

test('a scope with a life ends by itself, and its names are free again', async ({ simulator }) => {
  const scope = await simulator.createScope(seedOf(1, { id: 'short', ttlMs: 80 }));
  expect(await scope.report()).toMatchObject({ id: 'short', apps: 1, endsAt: expect.any(Number) });
  await expect.poll(() => simulator.createScope(seedOf(1)).then((next) => next.end()), { timeout: 2000 }).toBeUndefined();
});

test.for([
  { title: 'an id with a slash', seed: { id: 'a/b' }, pointer: '/id' },
  { title: 'a preset that is none', seed: { preset: 'all' }, pointer: '/preset' },
  { title: 'a negative rate', seed: { clock: { rate: -1 } }, pointer: '/clock/rate' },
  { title: 'an unknown key', seed: { colour: 1 }, pointer: '/colour' },
])('a scope with $title is refused', async ({ seed, pointer }, { simulator }) => {
  await expect(simulator.createScope(seed as ScopeSeed)).rejects.toMatchObject({ code: 'invalid', places: [{ pointer }] });
});

describe('personas', () => {
  /** What the first request of a login brings each kind, by the row's own words. */
  test.for(PERSONAS.map((persona) => ({ name: persona.name, persona })))(
    '$name: what the table says happens',
    async ({ persona }, { simulator }) => {
      const own = 'app' in persona ? { ...READY_APP, appid: persona.app.appid } : READY_APP;
      const [msisdn = ''] = personaNumbers(persona);
      const ask = (path: string) =>
        send(simulator, 'bearer', { path, body: prefetchBody(simulator, own).body, from: personaAddress(msisdn) });
      const { happens } = persona;
      if (/reset without a byte/.test(happens)) {
        await expect(ask(PATHS.prefetch)).rejects.toThrow(/ECONNRESET/);
      } else if (/top-up page/.test(happens)) {
        expect((await ask(PATHS.prefetch)).headers['content-type']).toMatch(/^text\/html/);
      } else if (/never answered|after \d+ s/.test(happens)) {
        const held = await Promise.race([
          ask(PATHS.prefetch).then(() => 'answered'),
          new Promise((resolve) => setTimeout(resolve, 100, 'waiting')),
        ]);
        expect(held).toBe('waiting');
      } else {
        const first = await ask(PATHS.prefetch);
        const isRedirected = first.json['resultCode'] === '103273';
        const reply = isRedirected ? await ask(new URL(first.json['redirect'] ?? '').pathname) : first;
        const atToken = happens.startsWith('105312') || happens.startsWith('105019');
        expect(reply.json['resultCode']).toBe(atToken ? '103000' : happens.slice(0, 6));
      }
    },
  );

  test('quota 0 shows at the exchange, a missing capability at the token request', async ({ simulator }) => {
    const quota = { ...READY_APP, appid: '300000000150' };
    const token = await getToken(simulator, personaAddress('15400005002'), quota);
    expect((await exchange(simulator, token, quota)).json['resultCode']).toBe('105312');
    await expect(getToken(simulator, personaAddress('15400005302'), { ...READY_APP, appid: '300000000153' })).rejects.toThrow(
      '105019',
    );
  });

  test('each kind has numbers and addresses of its own', () => {
    const numbers = PERSONAS.flatMap((persona) => personaNumbers(persona));
    expect(numbers).toHaveLength(PERSONAS.length * NUMBERS_EACH);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(new Set(numbers.map((number) => personaAddress(number))).size).toBe(numbers.length);
    expect(numbers.every((number) => /^1540000\d{4}$/.test(number))).toBe(true);
  });
});
