import request from 'supertest';
import { beforeEach, expect } from 'vitest';
import {
  connectSimulator,
  type OpenedBearer,
  readConfig,
  type ScopeHandle,
  type Simulator,
  startSimulator,
} from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { getScrip, getToken, PATHS, type Reply, send } from '../support/http-client.ts';
import { knock } from '../support/knock.ts';
import { httpPost, rawExchange } from '../support/raw-socket.ts';
import { prefetchBody } from '../support/sdk.ts';

/** A listener port opened for one subscriber: the third way in which a session is given to a connection (wire.md §1). */

let simulator: Simulator;
let scope: ScopeHandle;

const test = base.extend(
  'simulatorOptions',
  { scope: 'worker' },
  {
    subscribers: [{ msisdn: '15400000002' }, { msisdn: '15400000003' }],
    sessions: [{ address: '127.0.0.7', msisdn: '15400000003' }],
  },
);

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

beforeEach(() => scope.reset());

/** The simulator as seen from that bearer. */
function by({ ports }: OpenedBearer): Simulator {
  return { ...simulator, ports: { ...simulator.ports, ...ports } };
}

function prefetch(bearer: OpenedBearer): Promise<Reply> {
  return send(by(bearer), 'bearer', { path: PATHS.prefetch, body: prefetchBody(simulator).body });
}

function knockBoth({ ports }: OpenedBearer): Promise<readonly string[]> {
  return Promise.all([ports.bearer, ports.token].map(knock));
}

test('whoever connects there has the subscriber’s session, whatever their address', async () => {
  const bearer = await scope.openBearer({ msisdn: '15400000002' });
  // 127.0.0.7 has a session of another number, 127.0.0.99 has none.
  for (const from of ['127.0.0.7', '127.0.0.99']) {
    await getToken(by(bearer), from);
  }
  const entries = await scope.journal({ operation: 'prefetch' });
  expect(entries.map(({ subscriber, connection }) => [subscriber, connection.session])).toEqual([
    ['154****0002', bearer.address],
    ['154****0002', bearer.address],
  ]);
  await send(by(bearer), 'bearer', { path: '/nothing', body: '' });
  expect((await scope.journal()).at(-1)?.scope.by).toBe('session');
  expect((await getScrip(simulator, '127.0.0.7'))['securityphone']).toBe('154****0003');
});

test('without data, and for a suspended subscriber, its own ports refuse until that changes', async () => {
  const bearer = await scope.openBearer({ msisdn: '15400000002', state: 'noData' });
  const { address, msisdn } = bearer;
  const met = [await knockBoth(bearer)];
  await scope.putSession({ address, msisdn, state: 'ok' });
  met.push(await knockBoth(bearer));
  await scope.putSubscriber({ msisdn, state: 'suspended' });
  met.push(await knockBoth(bearer));
  await scope.putSubscriber({ msisdn });
  met.push(await knockBoth(bearer));
  const [refused, open] = [
    ['ECONNREFUSED', 'ECONNREFUSED'],
    ['open', 'open'],
  ];
  expect(met).toEqual([refused, open, refused, open]);
  await scope.putSession({ address, msisdn, state: 'noData' });
  await expect(prefetch(bearer)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(await knock(simulator.ports.bearer)).toBe('open');
});

test('a connection that was open when its data ended is reset at its next request', async () => {
  const bearer = await scope.openBearer({ msisdn: '15400000002' });
  const { address, msisdn, ports } = bearer;
  const next = rawExchange({
    port: ports.bearer,
    chunks: [httpPost(PATHS.prefetch, prefetchBody(simulator).body)],
    last: async () => {
      await scope.waitForRequest({ operation: 'prefetch' }, 1000);
      await scope.putSession({ address, msisdn, state: 'noData' });
      return httpPost(PATHS.prefetch, prefetchBody(simulator).body);
    },
  });
  expect((await next).end).toBe('reset');
  expect((await scope.journal()).map(({ answer }) => answer?.resultCode ?? null)).toEqual(['103000', null]);
});

test('the other states of a session act as they do on a shared port', async () => {
  const arrears = await scope.openBearer({ msisdn: '15400000002', state: 'arrears' });
  expect((await prefetch(arrears)).headers['content-type']).toBe('text/html; charset=utf-8');
  expect(await rawExchange({ port: arrears.ports.token, chunks: ['x'] })).toMatchObject({ bytes: '', end: 'reset' });
  const stalled = await scope.openBearer({ msisdn: '15400000002', state: 'stalled' });
  const met = await rawExchange({ port: stalled.ports.bearer, chunks: ['x'], patienceMs: 100 });
  expect(met).toMatchObject({ bytes: '', end: 'open' });
});

test('its ports close when the session is released, and when the scope is reset or ends', async () => {
  const own = await simulator.createScope({ subscribers: [{ msisdn: '15400000002' }] });
  const [released, forgotten] = [
    await own.openBearer({ msisdn: '15400000002' }),
    await own.openBearer({ msisdn: '15400000002' }),
  ];
  expect(await own.bearers()).toEqual([released, forgotten]);
  await own.releaseSession(released.address);
  expect([await knock(released.ports.bearer), await knock(forgotten.ports.bearer)]).toEqual(['ECONNREFUSED', 'open']);
  await own.reset();
  expect([await knock(forgotten.ports.bearer), await own.bearers()]).toEqual(['ECONNREFUSED', []]);
  const last = await own.openBearer({ msisdn: '15400000002' });
  await own.end();
  expect(await knockBoth(last)).toEqual(['ECONNREFUSED', 'ECONNREFUSED']);
});

test('a restored snapshot opens the same ports again', async () => {
  const bearer = await scope.openBearer({ msisdn: '15400000002' });
  await scope.snapshot('with');
  await scope.releaseSession(bearer.address);
  await scope.restore('with');
  expect(await scope.bearers()).toEqual([bearer]);
  expect((await prefetch(bearer)).json['resultCode']).toBe('103000');
});

test('a REFUSE rule of its scope closes its ports too', async () => {
  const bearer = await scope.openBearer({ msisdn: '15400000002' });
  await scope.putFault({ plane: 'token', effect: { kind: 'connection', fault: 'REFUSE' } });
  expect(await knockBoth(bearer)).toEqual(['open', 'ECONNREFUSED']);
});

test('a REFUSE rule counts no hit where the scope has no port of that plane', async () => {
  const own = await simulator.createScope({ subscribers: [{ msisdn: '15400000002' }] });
  for (const plane of ['bearer', 'exchange'] as const) {
    await own.putFault({ plane, effect: { kind: 'connection', fault: 'REFUSE' } });
  }
  const hits = async (): Promise<readonly number[]> => (await own.faults()).map((rule) => rule.hits);
  const before = await hits();
  const bearer = await own.openBearer({ msisdn: '15400000002' });
  expect([before, await hits()]).toEqual([
    [0, 0],
    [1, 0],
  ]);
  expect(await knockBoth(bearer)).toEqual(['ECONNREFUSED', 'open']);
  await own.end();
});

test('a connection fault of its scope is recorded with its session', async () => {
  const own = await simulator.createScope({ subscribers: [{ msisdn: '15400000002' }] });
  const bearer = await own.openBearer({ msisdn: '15400000002' });
  await own.putFault({ plane: 'bearer', effect: { kind: 'connection', fault: 'RESET' } });
  await rawExchange({ port: bearer.ports.bearer, chunks: ['x'] });
  expect(await own.journal()).toMatchObject([
    { scope: { id: own.id, by: 'session' }, subscriber: '154****0002', connection: { session: bearer.address } },
  ]);
  await own.end();
});

test('seeded bearers keep their ports over a reset', async () => {
  const own = await simulator.createScope({
    subscribers: [{ msisdn: '15400000002' }],
    bearers: [{ msisdn: '15400000002' }, { msisdn: '15400000002', state: 'noData' }],
  });
  const [first, second] = await own.bearers();
  const extra = await own.openBearer({ msisdn: '15400000002' });
  await own.putSession({ address: second?.address ?? '', msisdn: '15400000002', state: 'ok' });
  await own.reset();
  expect(await own.bearers()).toEqual([first, second]);
  const met = [first, second, extra].map((bearer) => knock(bearer?.ports.bearer ?? 0));
  expect(await Promise.all(met)).toEqual(['open', 'ECONNREFUSED', 'ECONNREFUSED']);
  await own.end();
});

test('a config file may open bearers, on ports that it names', async () => {
  const free = await scope.openBearer({ msisdn: '15400000002' });
  await scope.releaseSession(free.address);
  const { bearer, token } = free.ports;
  const config = `bearers: [{msisdn: "15400000001", ports: {bearer: ${bearer}, token: ${token}}}]`;
  const own = await startSimulator(await readConfig(config));
  expect(await own.defaultScope.bearers()).toMatchObject([{ msisdn: '15400000001', state: 'ok', ports: { bearer, token } }]);
  const atBearer = { ...own, ports: { ...own.ports, bearer, token } };
  expect(await getToken(atBearer, '127.0.0.99')).toMatch(/^STsid/);
  await own.close();
  expect(await knockBoth(free)).toEqual(['ECONNREFUSED', 'ECONNREFUSED']);
  await expect(readConfig('bearers: [{msisdn: "1"}]')).rejects.toThrow('bearers[0].msisdn: is not 11 digits');
});

test('a simulator that cannot start leaves no bearer’s port open', async () => {
  const free = await scope.openBearer({ msisdn: '15400000002' });
  await scope.releaseSession(free.address);
  const bearers = [{ msisdn: '15400000001', ports: free.ports }];
  const starting = startSimulator({ bearers, ports: { exchange: simulator.ports.exchange } });
  await expect(starting).rejects.toMatchObject({ code: 'port-taken' });
  expect(await knockBoth(free)).toEqual(['ECONNREFUSED', 'ECONNREFUSED']);
});

test('what cannot be opened is refused, and leaves nothing leased', async () => {
  await expect(scope.openBearer({ msisdn: '15400000009' })).rejects.toThrow('put the subscriber first');
  const taken = { bearer: simulator.ports.exchange };
  await expect(scope.openBearer({ msisdn: '15400000002', ports: taken })).rejects.toMatchObject({ code: 'claimed' });
  await expect(scope.openBearer({ msisdn: '15400000002', colour: 'red' } as never)).rejects.toMatchObject({ code: 'invalid' });
  expect((await scope.report()).sessions).toBe(1);
});

test('the control API and the typed client open, list and close bearers', async () => {
  const control = request.agent(simulator.urls.control).auth(simulator.controlToken, { type: 'bearer' });
  const opened = await control.post('/v1/bearers').send({ msisdn: '15400000002' });
  expect([opened.status, opened.body]).toEqual([
    201,
    { address: expect.any(String), msisdn: '15400000002', state: 'ok', ports: expect.any(Object) },
  ]);
  expect((await prefetch(opened.body)).json['resultCode']).toBe('103000');
  const remote = connectSimulator({ url: simulator.urls.control, token: simulator.controlToken }).defaultScope;
  const second = await remote.openBearer({ msisdn: '15400000003' });
  expect(await remote.bearers()).toEqual([opened.body, second]);
  await remote.releaseSession(second.address);
  expect((await control.delete(`/v1/sessions/${encodeURIComponent(opened.body.address)}`)).status).toBe(204);
  expect([await knock(opened.body.ports.token), await knock(second.ports.token)]).toEqual(['ECONNREFUSED', 'ECONNREFUSED']);
  expect((await control.post('/v1/bearers').send({ msisdn: 1 })).body.errors[0].pointer).toBe('/msisdn');
});
