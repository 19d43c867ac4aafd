import { expect } from 'vitest';
import { test as base } from '../../src/vitest.ts';
import { exchange, getScrip, getToken, PATHS, send } from '../support/http-client.ts';
import { prefetchBody, READY_APP } from '../support/sdk.ts';

const test = base
  .extend('simulatorOptions', { scope: 'worker' }, { sessions: [{ address: '127.0.0.7', msisdn: '15400000001' }] })
  .extend('scopeWith', ({ simulator }) => (appid: string, address: string, msisdn = '15400000001') => {
    return simulator.createScope({ apps: [{ ...READY_APP, appid }], subscribers: [{ msisdn }], sessions: [{ address, msisdn }] });
  });

const APP = { ...READY_APP, appid: '300000000050' };

test('a request finds its scope by the appid, else by the session, else it is the default one', async ({
  simulator,
  scopeWith,
}) => {
  const scope = await scopeWith(APP.appid, '127.0.1.1');
  await getScrip(simulator, '127.0.1.1', APP);
  await send(simulator, 'bearer', { path: PATHS.prefetch, body: 'x', from: '127.0.1.1' });
  expect((await scope.journal()).map((entry) => [entry.scope, entry.answer?.resultCode])).toEqual([
    [{ id: scope.id, by: 'appid' }, '103000'],
    [{ id: scope.id, by: 'session' }, '103412'],
  ]);
  await send(simulator, 'bearer', { path: PATHS.prefetch, body: 'x', from: '127.0.1.99' });
  expect((await simulator.defaultScope.journal()).at(-1)?.scope).toEqual({ id: 'default', by: 'default' });
  await scope.end();
});

test('another scope’s session is no session, and the trace says whose it is', async ({ simulator, scopeWith }) => {
  const scope = await scopeWith(APP.appid, '127.0.1.1');
  const { body } = prefetchBody(simulator, READY_APP);
  const reply = await send(simulator, 'bearer', { path: PATHS.prefetch, body, from: '127.0.1.1' });
  expect(reply.json['resultCode']).toBe('103111');
  const [entry] = await simulator.defaultScope.journal({ msgid: String(body['msgid']) });
  expect(entry?.trace.find((step) => step.outcome === 'failed')?.detail).toContain(`leased in scope ${scope.id}`);
  await scope.end();
});

test('an appid and an address are in one scope only, until it ends', async ({ scopeWith }) => {
  const scope = await scopeWith(APP.appid, '127.0.1.1');
  await expect(scopeWith(APP.appid, '127.0.1.2')).rejects.toMatchObject({ code: 'claimed' });
  await expect(scopeWith('300000000051', '127.0.1.1')).rejects.toMatchObject({ code: 'claimed' });
  await scope.end();
  await (await scopeWith(APP.appid, '127.0.1.1')).end();
  // The refused ones left no claims behind.
  await (await scopeWith('300000000051', '127.0.1.2')).end();
});

test('a scope’s clock, faults and journal are its own', async ({ simulator, scopeWith }) => {
  const scope = await scopeWith(APP.appid, '127.0.1.1');
  const token = await getToken(simulator, '127.0.0.7');
  await scope.advance(600_000);
  await scope.putFault({ plane: 'exchange', effect: { kind: 'socket', fault: 'EMPTY_RESPONSE' } });
  expect((await exchange(simulator, token)).json['resultCode']).toBe('103000');
  expect(await scope.journal()).toEqual([]);
  await scope.end();
});

test('a reset goes back to the seed and forgets the rest', async ({ simulator, scopeWith }) => {
  const scope = await scopeWith(APP.appid, '127.0.1.1');
  const token = await getToken(simulator, '127.0.1.1', APP);
  await scope.putSubscriber({ msisdn: '15400000001', state: 'iot' });
  await scope.leaseSession({ address: '127.0.1.3', msisdn: '15400000001' });
  await scope.putFault({ plane: 'bearer', effect: { kind: 'hold' } });
  await scope.advance(60_000);
  await scope.reset();
  expect([await scope.journal(), await scope.faults()]).toEqual([[], []]);
  expect(Math.abs(scope.now() - Date.now())).toBeLessThan(1000);
  expect((await exchange(simulator, token, APP)).json['resultCode']).toBe('104201');
  await expect(getScrip(simulator, '127.0.1.1', APP)).resolves.toBeDefined();
  await expect(getScrip(simulator, '127.0.1.3', APP)).rejects.toThrow('103111');
  await scope.end();
});

test('the default scope cannot be ended', async ({ simulator }) => {
  await expect(simulator.defaultScope.end()).rejects.toThrow('reset it instead');
});

test('50 scopes side by side never see each other', async ({ simulator, scopeWith }) => {
  const runs = Array.from({ length: 50 }, async (_, index) => {
    const app = { ...READY_APP, appid: String(300_000_001_000 + index) };
    const address = `127.0.2.${index + 1}`;
    const scope = await scopeWith(app.appid, address, `154000010${String(index).padStart(2, '0')}`);
    const tokens = [await getToken(simulator, address, app), await getToken(simulator, address, app)];
    await scope.advance(index % 2 === 0 ? 0 : 120_000);
    const codes = [];
    for (const token of tokens) {
      codes.push((await exchange(simulator, token, app)).json['resultCode']);
    }
    const entries = await scope.journal();
    await scope.end();
    return {
      codes,
      expected: index % 2 === 0 ? '103000' : '104201',
      apps: new Set(entries.map((entry) => entry.appid)),
      count: entries.length,
      app,
    };
  });
  for (const { codes, expected, apps, count, app } of await Promise.all(runs)) {
    expect(codes).toEqual([expected, expected]);
    expect([...apps]).toEqual([app.appid]);
    expect(count).toBe(6);
  }
});
