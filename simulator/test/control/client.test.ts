import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import {
  CONFIG_EXAMPLE,
  configJsonSchema,
  connectSimulator,
  foreignNumbers,
  readConfig,
  startSimulator,
} from '../../src/simulator.ts';
import { test } from '../../src/vitest.ts';
import { exchange, getToken } from '../support/http-client.ts';
import { READY_APP } from '../support/sdk.ts';

test('the typed client does what the object in process does, over HTTP', async ({ simulator }) => {
  const app = { ...READY_APP, appid: '300000000077' };
  const remote = connectSimulator({ url: simulator.urls.control, token: simulator.controlToken });
  const scope = await remote.createScope({ apps: [app], subscribers: [{ msisdn: '15400000077' }] });
  await scope.leaseSession({ address: '127.0.7.7', msisdn: '15400000077' });
  await scope.putFault({ plane: 'exchange', times: 1, effect: { kind: 'code', code: '105312' } });
  const token = await getToken(simulator, '127.0.7.7', app);
  expect((await exchange(simulator, token, app)).json['resultCode']).toBe('105312');
  expect((await exchange(simulator, token, app)).json['resultCode']).toBe('103000');
  expect((await scope.expectFlow({ resultCode: '103000' })).requests).toHaveLength(4);
  expect((await scope.waitForRequest({ operation: 'get-token' }, 100)).subscriber).toBe('154****0077');
  const [scrip] = await scope.scrips();
  expect(scrip).toMatchObject({ appid: app.appid, msisdn: '15400000077', scrip: expect.stringMatching(/^[A-Za-z0-9]{20,}$/) });
  expect(await scope.scrips('15400000077')).toEqual([scrip]);
  expect(await scope.scrips('15400000001')).toEqual([]);
  const before = await scope.now();
  expect((await scope.advance(60_000)).now - before).toBeGreaterThanOrEqual(60_000);
  await scope.snapshot('a');
  await scope.clearFaults();
  await scope.restore('a');
  expect(await scope.faults()).toMatchObject([{ hits: 1 }]);
  expect(
    (await exchange(simulator, await scope.mintToken({ appid: app.appid, msisdn: '15400000077' }), app)).json['resultCode'],
  ).toBe('103000');
  await expect(scope.putSettings({ scripUse: 'twice' } as never)).rejects.toMatchObject({ status: 422, code: 'invalid' });
  expect(await remote.rootPem()).toBe(simulator.rootPem);
  await remote.close();
  await expect(scope.report()).rejects.toMatchObject({ status: 404 });
});

test('the typed client has every method that the object in process has, and no other', async ({ simulator }) => {
  const names = (object: object): readonly (string | symbol)[] => {
    const made = Object.getPrototypeOf(object);
    const own = Reflect.ownKeys(made).filter((name) => name !== 'constructor');

    return made === Object.prototype ? [] : [...names(made), ...own];
  };
  const remote = connectSimulator({ url: simulator.urls.control, token: simulator.controlToken });
  const told = (object: object) => names(object).map(String).sort();
  expect([...told(remote.defaultScope), 'id'].sort()).toEqual(told(simulator.defaultScope));
  const inProcess = Reflect.ownKeys(simulator).filter((name) => name !== 'startScopes');
  expect(Reflect.ownKeys(remote).map(String).sort()).toEqual(inProcess.map(String).sort());
});

test('a scope that is there is found by its id', async ({ simulator }) => {
  const remote = connectSimulator({ url: simulator.urls.control, token: simulator.controlToken });
  await using made = await simulator.createScope({ id: 'there', subscribers: [{ msisdn: '15400000090' }] });
  expect(simulator.scope(made.id).now()).toBeTypeOf('number');
  expect(await remote.scope('there').subscriber('15400000090')).toMatchObject({ operator: 'mobile' });
  expect(() => simulator.scope('nowhere')).toThrow(/there is no scope "nowhere"/);
  await expect(remote.scope('nowhere').report()).rejects.toMatchObject({ code: 'unknown' });
});

test('the client tells what the simulator in process tells of itself', async ({ simulator }) => {
  const remote = connectSimulator({ url: simulator.urls.control, token: simulator.controlToken });
  const { host, ports, urls, rootPem, gatewayKey, platformSpkiPem, controlToken } = simulator;
  const asked = await Promise.all([
    remote.host(),
    remote.ports(),
    remote.urls(),
    remote.rootPem(),
    remote.gatewayKey(),
    remote.platformSpkiPem(),
  ]);
  expect([...asked, remote.controlToken]).toEqual([host, ports, urls, rootPem, gatewayKey, platformSpkiPem, controlToken]);
});

test('what stands at the address and is no control API is told as it is', async () => {
  await using other = createServer((_request, response) => void response.writeHead(502).end('nobody home'));
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const remote = connectSimulator({ url: `http://127.0.0.1:${port}`, token: 'x' });
  await expect(remote.ports()).rejects.toMatchObject({
    name: 'ControlError',
    message: 'GET /simulator: 502 unknown, nobody home',
  });
});

test('documents are put, read, listed and taken away', async ({ simulator }) => {
  const remote = connectSimulator({ url: simulator.urls.control, token: simulator.controlToken });
  const made = await remote.createScope({ id: 'documents' });
  for (const scope of [made, simulator.defaultScope]) {
    const appid = scope === made ? '300000000081' : '300000000082';
    const address = scope === made ? '127.0.8.1' : '127.0.8.2';
    await scope.putApp({ appid, admitted: false });
    await scope.putSubscriber({ msisdn: '15400000081', operator: 'unicom' });
    await scope.leaseSession({ address, msisdn: '15400000081' });
    expect(await scope.app(appid)).toMatchObject({ admitted: false });
    expect(await scope.subscriber('15400000081')).toMatchObject({ operator: 'unicom' });
    expect(await scope.session(address)).toMatchObject({ state: 'ok' });
    expect((await scope.apps()).map((app) => app.appid)).toContain(appid);
    expect((await scope.subscribers()).map(({ msisdn }) => msisdn)).toContain('15400000081');
    expect((await scope.sessions()).map((session) => session.address)).toContain(address);
    await scope.releaseSession(address);
    await scope.removeSubscriber('15400000081');
    await scope.removeApp(appid);
    await expect(scope.app(appid)).rejects.toMatchObject({ code: 'unknown' });
    await expect(scope.removeApp(appid)).rejects.toMatchObject({ code: 'unknown' });
    await expect(scope.removeFault('fault-99')).rejects.toMatchObject({ code: 'unknown' });
  }
  await made.end();
});

test('requests and flows are counted', async ({ simulator }) => {
  const remote = connectSimulator({ url: simulator.urls.control, token: simulator.controlToken });
  const app = { ...READY_APP, appid: '300000000083' };
  const scope = await remote.createScope({ apps: [app], subscribers: [{ msisdn: '15400000083' }] });
  await scope.leaseSession({ address: '127.0.8.3', msisdn: '15400000083' });
  await exchange(simulator, await getToken(simulator, '127.0.8.3', app), app);
  await getToken(simulator, '127.0.8.3', app);
  expect([await scope.countRequests(), await scope.countRequests({ operation: 'login-token-validate' })]).toEqual([5, 1]);
  expect([await scope.countFlows(), await scope.countFlows({ operations: ['prefetch', 'get-token'] })]).toEqual([2, 1]);
  await remote.close();
});

test('the vitest fixture gives a scope of its own', async ({ scope, scopeSeed, defaultScope }) => {
  expect(scopeSeed).toEqual({});
  await scope.putApp({ appid: '300000000078' });
  expect((await scope.report()).apps).toBe(1);
  expect((await defaultScope.apps()).map(({ appid }) => appid)).toEqual([READY_APP.appid]);
});

test('the example config is valid as it stands and with every comment taken off', async () => {
  expect(await readConfig(CONFIG_EXAMPLE)).toEqual({});
  const live = CONFIG_EXAMPLE.split('\n')
    .slice(3)
    .map((line) => line.replace(/^# /, ''))
    .join('\n');
  const options = await readConfig(live);
  expect(options).toMatchObject({ preset: 'personas', seed: 'nightly', faults: [{ plane: 'bearer' }] });
  const own = await startSimulator({ ...options, ports: {} });
  expect(await own.defaultScope.report()).toMatchObject({ apps: 8, faults: 1 });
  await own.close();
});

const TWICE = {
  apps: [{ appid: '300000000091' }, { appid: '300000000092' }, { appid: '300000000091' }],
  subscribers: [{ msisdn: '15400000091' }, { msisdn: '15400000091' }],
  sessions: [
    { address: '127.0.9.1', msisdn: '15400000091' },
    { address: '::ffff:127.0.9.1', msisdn: '15400000091' },
  ],
};

test.for([
  { collection: 'apps', place: '/apps/2/appid stands at /apps/0/appid already' },
  { collection: 'subscribers', place: '/subscribers/1/msisdn stands at /subscribers/0/msisdn already' },
  { collection: 'sessions', place: '/sessions/1/address stands at /sessions/0/address already' },
] as const)(
  '$collection with one name twice are refused with the place named, wherever they are given',
  async ({ collection, place }, { simulator }) => {
    const seed = { [collection]: TWICE[collection] };
    await expect(simulator.createScope(seed)).rejects.toThrow(place);
    await expect(startSimulator(seed)).rejects.toThrow(place);
    await expect(readConfig(JSON.stringify(seed))).rejects.toThrow(place);
  },
);

test('a wrong document of a seed is refused with its place in the seed', async ({ simulator }) => {
  await expect(simulator.createScope({ apps: [{ appid: '300000000091' }, { appid: '1' }] })).rejects.toThrow(
    '/apps/1/appid is not 12 digits',
  );
});

test('a config that is wrong is refused with its places', async () => {
  await expect(readConfig('apps: [{appid: "1", colour: red}]\nhost: 1')).rejects.toThrow(
    /\/host .*\/apps\/0\/appid is not 12 digits; \/apps\/0\/colour /,
  );
  await expect(readConfig('a: [')).rejects.toThrow(/no YAML/);
  expect(foreignNumbers(await readConfig('subscribers: [{msisdn: "15400000001"}, {msisdn: "00000000000"}]'))).toEqual([
    '00000000000',
  ]);
  expect(configJsonSchema()).toMatchObject({ type: 'object', additionalProperties: false });
});
