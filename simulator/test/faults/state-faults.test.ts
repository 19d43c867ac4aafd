import { beforeEach, expect } from 'vitest';
import type { StateChange } from '../../src/model/faults.ts';
import { changeState } from '../../src/scope/change-state.ts';
import { GatewayKeys, makePrivateKeyPem } from '../../src/scope/gateway-keys.ts';
import { Scope } from '../../src/scope/scope.ts';
import type { ScopeHandle, Simulator } from '../../src/simulator.ts';
import { MemoryStore } from '../../src/store/memory.ts';
import { test as base } from '../../src/vitest.ts';
import { exchange, getScrip, getToken, PATHS, send } from '../support/http-client.ts';
import { tokenBody } from '../support/sdk.ts';

let simulator: Simulator;
let scope: ScopeHandle;
const FROM = '127.0.8.1';
const NUMBER = '15400000001';

const test = base.extend('simulatorOptions', { scope: 'worker' }, { sessions: [{ address: FROM, msisdn: NUMBER }] });

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

beforeEach(() => scope.reset());

function arm(plane: 'bearer' | 'token' | 'exchange', change: StateChange): Promise<unknown> {
  return scope.putFault({ plane, effect: { kind: 'state', change } });
}

async function askToken(scrip: string): Promise<string | undefined> {
  return (await send(simulator, 'token', { path: PATHS.token, body: tokenBody(scrip) })).json['resultCode'];
}

test('two SIM swaps at once are two swaps, and a change beside them is not lost', async () => {
  const pem = await makePrivateKeyPem();
  const gatewayKeys = new GatewayKeys({ gatewayPem: pem, platformPem: pem });
  const seed = { subscribers: [{ msisdn: NUMBER }], sessions: [{ address: FROM, msisdn: NUMBER }] };
  const own = new Scope({
    id: 'own',
    store: new MemoryStore(),
    gatewayKeys,
    seed,
    personaBlocks: [],
    endsAt: null,
    nextBearerAddress: () => '100::1',
    openBearer: () => Promise.reject(new Error('no bearer is opened here')),
  });
  await own.plant();
  const target = { address: FROM, scrip: null, token: null };
  await Promise.all([
    changeState(own, 'SWAP_SIM', target),
    own.directory.changeSubscriber(NUMBER, (standing) => ({ ...standing, latencyMs: 7 })),
    changeState(own, 'SWAP_SIM', target),
  ]);
  expect(await own.directory.subscriber(NUMBER)).toMatchObject({ sim: 'sim-1+2', latencyMs: 7 });
});

test('a scrip is void for two token requests whose SIM is swapped by both at once', async () => {
  const { scrip = '' } = await getScrip(simulator, FROM);
  await arm('token', 'SWAP_SIM');
  expect(await Promise.all([askToken(scrip), askToken(scrip)])).toEqual(['103902', '103902']);
  expect((await scope.subscriber(NUMBER)).sim).toBe('sim-1+2');
});

test('a SIM that a swap brings back has no scrip of its earlier time', async () => {
  await arm('token', 'SWAP_SIM');
  const { scrip: first = '' } = await getScrip(simulator, FROM);
  await askToken(first);
  const { scrip: swapped = '' } = await getScrip(simulator, FROM);
  await scope.putSubscriber({ msisdn: NUMBER, sim: 'sim-1' });
  const { scrip: back = '' } = await getScrip(simulator, FROM);
  await askToken(back);
  expect((await scope.subscriber(NUMBER)).sim).toBe('sim-1+1');
  await scope.clearFaults();
  expect(await askToken(swapped)).toBe('103902');
});

test('every swap brings another SIM, however many there were and however long its name is', async () => {
  await scope.putSubscriber({ msisdn: NUMBER, sim: 'x'.repeat(40) });
  const { scrip = '' } = await getScrip(simulator, FROM);
  await arm('token', 'SWAP_SIM');
  const seen = new Set<string>();
  for (let round = 0; round < 15; round++) {
    await askToken(scrip);
    seen.add((await scope.subscriber(NUMBER)).sim);
  }
  expect(seen.size).toBe(15);
});

test('two exchanges of a token whose life a rule ends at the same time are both refused', async () => {
  const token = await getToken(simulator, FROM);
  await arm('exchange', 'EXPIRE_TOKENS');
  const codes = (await Promise.all([exchange(simulator, token), exchange(simulator, token)])).map(
    ({ json }) => json['resultCode'],
  );
  expect(codes).toEqual(['104201', '104201']);
});

test('EXPIRE_TOKENS goes by the clock of the plane where tokens are judged', async () => {
  await scope.putSettings({ skewMs: { bearer: 0, token: 0, exchange: -60_000 } });
  const token = await getToken(simulator, FROM);
  await arm('exchange', 'EXPIRE_TOKENS');
  expect((await exchange(simulator, token)).json['resultCode']).toBe('104201');
});

test('REVOKE_SCRIPS voids the scrips of whom the request names, not those of others', async () => {
  await scope.putSubscriber({ msisdn: '15400000002' });
  await scope.leaseSession({ address: '127.0.8.2', msisdn: '15400000002' });
  const [{ scrip: mine = '' }, { scrip: other = '' }] = [await getScrip(simulator, FROM), await getScrip(simulator, '127.0.8.2')];
  await arm('token', 'REVOKE_SCRIPS');
  expect([await askToken('x'.repeat(40)), await askToken(mine)]).toEqual(['103902', '103902']);
  await scope.clearFaults();
  expect([await askToken(mine), await askToken(other)]).toEqual(['103902', '103000']);
});
