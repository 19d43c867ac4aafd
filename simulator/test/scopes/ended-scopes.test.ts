import { expect, vi } from 'vitest';
import { connectSimulator, type ScopeHandle } from '../../src/simulator.ts';
import { test } from '../../src/vitest.ts';

const APPID = '300000000060';
const MSISDN = '15400000060';
const ADDRESS = '127.0.6.1';
const token = `STsid${'6'.repeat(20)}${'a'.repeat(32)}`;

/** Everything that a scope can be asked. */
const ASKED: Record<Exclude<keyof ScopeHandle, 'id' | symbol>, (scope: ScopeHandle) => unknown> = {
  putApp: (scope) => scope.putApp({ appid: APPID }),
  app: (scope) => scope.app(APPID),
  patchApp: (scope) => scope.patchApp(APPID, { admitted: false }),
  patchSubscriber: (scope) => scope.patchSubscriber(MSISDN, { state: 'iot' }),
  patchSession: (scope) => scope.patchSession(ADDRESS, { state: 'arrears' }),
  patchSettings: (scope) => scope.patchSettings({ scripUse: 'once' }),
  removeSnapshot: (scope) => scope.removeSnapshot('a'),
  clearJournal: (scope) => scope.clearJournal(),
  apps: (scope) => scope.apps(),
  removeApp: (scope) => scope.removeApp(APPID),
  putSubscriber: (scope) => scope.putSubscriber({ msisdn: MSISDN }),
  subscriber: (scope) => scope.subscriber(MSISDN),
  subscribers: (scope) => scope.subscribers(),
  removeSubscriber: (scope) => scope.removeSubscriber(MSISDN),
  leaseSession: (scope) => scope.leaseSession({ address: ADDRESS, msisdn: MSISDN }),
  putSession: (scope) => scope.putSession({ address: ADDRESS, msisdn: MSISDN, state: 'ok' }),
  session: (scope) => scope.session(ADDRESS),
  sessions: (scope) => scope.sessions(),
  releaseSession: (scope) => scope.releaseSession(ADDRESS),
  openBearer: (scope) => scope.openBearer({ msisdn: MSISDN }),
  bearers: (scope) => scope.bearers(),
  keys: (scope) => scope.keys(),
  putFault: (scope) => scope.putFault({ plane: 'bearer', effect: { kind: 'hold' } }),
  faults: (scope) => scope.faults(),
  removeFault: (scope) => scope.removeFault('fault-1'),
  clearFaults: (scope) => scope.clearFaults(),
  release: (scope) => scope.release(),
  now: (scope) => scope.now(),
  settings: (scope) => scope.settings(),
  putSettings: (scope) => scope.putSettings({}),
  setClock: (scope) => scope.setClock({ rate: 0 }),
  scrips: (scope) => scope.scrips(),
  revokeScrips: (scope) => scope.revokeScrips(),
  mintToken: (scope) => scope.mintToken({ appid: APPID, msisdn: MSISDN }),
  queueTokens: (scope) => scope.queueTokens([token]),
  openListeners: (scope) => scope.openListeners(),
  report: (scope) => scope.report(),
  snapshot: (scope) => scope.snapshot('a'),
  restore: (scope) => scope.restore('a'),
  advance: (scope) => scope.advance(1),
  journal: (scope) => scope.journal(),
  countRequests: (scope) => scope.countRequests(),
  rawRequest: (scope) => scope.rawRequest(1),
  waitForRequest: (scope) => scope.waitForRequest({}, 10),
  events: (scope) => scope.events()[Symbol.asyncIterator]().next(),
  flows: (scope) => scope.flows(),
  countFlows: (scope) => scope.countFlows(),
  waitForFlow: (scope) => scope.waitForFlow({}, 10),
  expectFlow: (scope) => scope.expectFlow({}),
  reset: (scope) => scope.reset(),
  end: (scope) => scope.end(),
};

test.for(Object.entries(ASKED))('%s of a scope that has ended is refused', async ([, ask], { simulator }) => {
  const scope = await simulator.createScope({ id: 'over' });
  await scope.end();
  await expect((async () => ask(scope))()).rejects.toMatchObject({
    code: 'unknown',
    message: expect.stringContaining('scope over has ended'),
  });
});

test('a scope object outlives its scope and not its name: another of that name is not touched', async ({ simulator }) => {
  const first = await simulator.createScope({ id: 'again' });
  await first.end();
  await using second = await simulator.createScope({ id: 'again' });
  await expect(first.putApp({ appid: APPID })).rejects.toThrow('scope again has ended');
  expect(await second.apps()).toEqual([]);
  // The names that the refused calls named are free.
  await second.putApp({ appid: APPID });
  await second.queueTokens([token]);
});

test('the end by ttl is an end too', async ({ simulator }) => {
  const scope = await simulator.createScope({ ttlMs: 30 });
  await vi.waitFor(() => expect(() => scope.now()).toThrow('has ended'), { timeout: 2000, interval: 5 });
  await expect(scope.putApp({ appid: APPID })).rejects.toMatchObject({ code: 'unknown' });
});

test('who waits when the scope ends is told at once', async ({ simulator }) => {
  const scope = await simulator.createScope({ id: 'waited' });
  const waiting = [
    scope.waitForRequest({}, 60_000),
    scope.waitForFlow({}, 60_000),
    scope.events()[Symbol.asyncIterator]().next(),
  ].map((wait) => expect(wait).rejects.toThrow('scope waited has ended'));
  await scope.end();
  await Promise.all(waiting);
});

test('disposing ends a scope, here and by the client, also where it has ended already', async ({ simulator }) => {
  const remote = connectSimulator({ url: simulator.urls.control, token: simulator.controlToken });
  for (const side of [simulator, remote]) {
    {
      await using scope = await side.createScope({ id: 'used' });
      await scope.putApp({ appid: APPID });
    }
    {
      await using scope = await side.createScope({ id: 'used' });
      await scope.putApp({ appid: APPID });
      await scope.end();
    }
    await expect((async () => (await side.createScope({ id: 'used' })).end())()).resolves.toBeUndefined();
  }
  await remote.close();
});

test('disposing the default scope resets it', async ({ simulator }) => {
  const remote = connectSimulator({ url: simulator.urls.control, token: simulator.controlToken });
  for (const side of [simulator, remote]) {
    {
      await using scope = side.defaultScope;
      await scope.putApp({ appid: APPID });
    }
    expect((await side.defaultScope.apps()).map(({ appid }) => appid)).toEqual(['300000000001']);
  }
});
