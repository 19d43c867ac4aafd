import { expect, test } from 'vitest';
import { connectSimulator, type Simulator, startSimulator } from '../../src/simulator.ts';
import { getScrip, PATHS } from '../support/http-client.ts';
import { httpPost, rawExchange } from '../support/raw-socket.ts';
import { prefetchBody } from '../support/sdk.ts';

test('control stays on 127.0.0.1, wherever the planes listen', async () => {
  await using simulator = await startSimulator({ host: '127.0.0.3' });
  expect(simulator.urls.bearer).toBe(`http://127.0.0.3:${simulator.ports.bearer}`);
  expect(simulator.urls.control).toBe(`http://127.0.0.1:${simulator.ports.control}`);
  expect(await isControlAt('127.0.0.1', simulator)).toBe(true);
  expect(await isControlAt('127.0.0.3', simulator)).toBe(false);
});

test('control listens elsewhere when told to', async () => {
  await using simulator = await startSimulator({ controlHost: '127.0.0.4' });
  expect(await isControlAt('127.0.0.4', simulator)).toBe(true);
  expect(await isControlAt('127.0.0.1', simulator)).toBe(false);
});

/** Another process may have the same port at another address: it does not know the token. */
function isControlAt(host: string, { ports, controlToken }: Simulator): Promise<boolean> {
  const remote = connectSimulator({ url: `http://${host}:${ports.control}`, token: controlToken });
  return remote.defaultScope.report().then(
    ({ id }) => id === 'default',
    () => false,
  );
}

test('a port that is taken is told with the listener, and nothing stays open', async () => {
  await using first = await startSimulator();
  const { exchangeTls } = first.ports;
  await expect(startSimulator({ ports: { exchangeTls } })).rejects.toMatchObject({
    code: 'port-taken',
    listener: 'exchangeTls',
    message: `port ${exchangeTls} on 127.0.0.1, wanted for the exchangeTls listener (exchange plane), is taken`,
  });
});

test('an address that is not this machine’s is told', async () => {
  await expect(startSimulator({ host: '192.0.2.1' })).rejects.toMatchObject({
    code: 'address-unusable',
    listener: 'bearer',
    message: 'the bearer listener (bearer plane) cannot listen on 192.0.2.1, port 0: EADDRNOTAVAIL',
  });
});

test.each([
  { title: 'loopback', trustedPeers: undefined, from: '127.0.0.7', isHeard: true },
  { title: 'a list of its own', trustedPeers: '127.0.0.7, 10.0.0.0/8', from: '127.0.0.7', isHeard: true },
  { title: 'a range', trustedPeers: '127.0.0.5-127.0.0.8', from: '127.0.0.7', isHeard: true },
  { title: 'not who is not on the list', trustedPeers: '127.0.0.7', from: '127.0.0.8', isHeard: false },
  { title: 'nobody, where the list is empty', trustedPeers: '', from: '127.0.0.7', isHeard: false },
])('a PROXY header is believed of $title', async ({ trustedPeers, from, isHeard }) => {
  await using simulator = await startSimulator({
    sessions: [{ address: '10.64.0.7', msisdn: '15400000001' }],
    ...(trustedPeers === undefined ? {} : { trustedPeers }),
  });
  const { bytes } = await rawExchange({
    port: simulator.ports.bearerProxy,
    localAddress: from,
    chunks: ['PROXY TCP4 10.64.0.7 10.0.0.1 4000 80\r\n', httpPost(PATHS.prefetch, prefetchBody(simulator).body)],
    until: (seen) => seen.includes('resultCode'),
  });
  expect(bytes.includes('"resultCode":"103000"')).toBe(isHeard);
  expect(bytes === '').toBe(!isHeard);
});

test('a list of trusted peers that is malformed is refused with the place', async () => {
  await expect(startSimulator({ trustedPeers: '10.0.0.0/8, nobody' })).rejects.toThrow(
    'the start option is not valid: /trustedPeers entry 2 (character 12) " nobody" is no address',
  );
});

test('scopes are there from the start, with listeners of their own where they ask for them', async () => {
  const address = '127.0.0.21';
  const mine = { id: 'mine', listeners: true, apps: [{ appid: '300000000201' }], subscribers: [{ msisdn: '15400000201' }] };
  await using simulator = await startSimulator({
    scopes: [{ ...mine, sessions: [{ address, msisdn: '15400000201' }] }, { seed: 'x' }],
  });
  const [first, second] = simulator.startScopes;
  expect([first?.id, simulator.startScopes.length, (await second?.apps())?.length]).toEqual(['mine', 2, 0]);
  const { appKey, appSecret, appid, packageName, certificateMd5 } = (await first?.app('300000000201'))!;
  await getScrip(simulator, address, { appid, appKey, appSecret, packageName, certificateMd5 });
  expect((await first?.journal())?.map(({ scope }) => scope)).toEqual([{ id: 'mine', by: 'appid' }]);
  const ports = await first?.openListeners();
  const { bytes } = await rawExchange({
    port: ports?.bearer ?? 0,
    chunks: [httpPost('/nowhere', {})],
    until: (seen) => seen.includes('resultCode'),
  });
  expect(bytes).toContain('105313');
  expect((await first?.journal())?.at(-1)?.scope).toEqual({ id: 'mine', by: 'listener' });
});

test('a scope that cannot be made ends the start, and leaves no port open', async () => {
  const sessions = [{ address: '127.0.0.21', msisdn: '15400000299' }];
  await expect(startSimulator({ scopes: [{ id: 'mine', sessions }] })).rejects.toThrow(
    'session 127.0.0.21: this scope has no subscriber with that number',
  );
});

test.each([
  { options: { ttlMs: 200 }, told: 'there is no key "ttlMs"' },
  { options: { id: 'x' }, told: 'there is no key "id"' },
  { options: { bad: 1 }, told: 'there is no key "bad"' },
  { options: { ports: { foo: 1 } }, told: '/ports/foo there is no key "foo"' },
  { options: { preset: 'nix' }, told: '/preset' },
  { options: { seed: 5 }, told: '/seed' },
  { options: { scopes: [{ id: 'ok' }, { id: 'a b' }] }, told: '/scopes/1/id' },
  { options: { logLevel: 'loud' }, told: '/logLevel' },
])('$options is refused at the start, the place named', async ({ options, told }) => {
  await expect(startSimulator(options as object)).rejects.toThrow(told);
});

test('a control address may end with a slash', async () => {
  await using simulator = await startSimulator();
  const remote = connectSimulator({ url: `${simulator.urls.control}/`, token: simulator.controlToken });
  expect((await remote.defaultScope.report()).id).toBe('default');
});
