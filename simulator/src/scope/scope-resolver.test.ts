import { beforeEach, expect, test } from 'vitest';
import { MemoryStore } from '../store/memory.ts';
import { GatewayKeys, makePrivateKeyPem } from './gateway-keys.ts';
import { ScopeRegistry } from './scope-registry.ts';
import { type ConnectionFacts, type ResolvedScope, ScopeResolver } from './scope-resolver.ts';

/** Two scopes beside the default one: `own` has listeners, `leasing` has an app and leases an address. */

const LEASED = '127.0.0.9';
const APPID = '300000000009';
const pem = await makePrivateKeyPem();

/** Counts how often the owner of an address is looked up. */
class CountingStore extends MemoryStore {
  lookUps = 0;

  override owner(...place: Parameters<MemoryStore['owner']>): Promise<string | undefined> {
    this.lookUps += 1;
    return super.owner(...place);
  }
}

let store: CountingStore;
let scopes: ScopeRegistry;
let resolver: ScopeResolver;

beforeEach(async () => {
  store = new CountingStore();
  const refuse = (): Promise<never> => Promise.reject(new Error('no listener is opened here'));
  const gatewayKeys = new GatewayKeys({ gatewayPem: pem, platformPem: pem });
  scopes = new ScopeRegistry({ store, gatewayKeys, openListeners: refuse, openBearer: refuse }, {});
  resolver = new ScopeResolver({ scopes, store });
  await scopes.create({ id: 'own' });
  await scopes.create({
    id: 'leasing',
    apps: [{ appid: APPID }],
    subscribers: [{ msisdn: '15400000009' }],
    sessions: [{ address: LEASED, msisdn: '15400000009' }],
  });
  store.lookUps = 0;
});

function connection(facts: Partial<ConnectionFacts>): ConnectionFacts {
  return { plane: 'bearer', scope: null, address: '127.0.0.1', servedBy: null, ...facts };
}

function shown(resolved: ResolvedScope | null): string {
  return resolved === null ? 'none' : `${resolved.scope.id} by ${resolved.by}`;
}

const CONNECTIONS: readonly { facts: Partial<ConnectionFacts>; ofConnection: string; ofRequest: string }[] = [
  { facts: {}, ofConnection: 'default by default', ofRequest: 'default by default' },
  { facts: { address: null }, ofConnection: 'default by default', ofRequest: 'default by default' },
  { facts: { scope: 'own' }, ofConnection: 'own by listener', ofRequest: 'own by listener' },
  { facts: { address: LEASED }, ofConnection: 'leasing by session', ofRequest: 'leasing by session' },
  { facts: { address: LEASED, scope: 'leasing' }, ofConnection: 'leasing by session', ofRequest: 'leasing by session' },
  { facts: { address: LEASED, scope: 'own' }, ofConnection: 'own by listener', ofRequest: 'leasing by session' },
  { facts: { address: LEASED, plane: 'token' }, ofConnection: 'leasing by session', ofRequest: 'default by default' },
  { facts: { address: LEASED, plane: 'exchange' }, ofConnection: 'default by default', ofRequest: 'default by default' },
  { facts: { scope: 'ended' }, ofConnection: 'none', ofRequest: 'default by default' },
];

test.each(CONNECTIONS)('a connection with $facts is $ofConnection, a request without appid $ofRequest', async (row) => {
  const facts = connection(row.facts);
  expect(shown(await resolver.ofConnection(facts))).toBe(row.ofConnection);
  expect(shown(await resolver.ofRequest({ appid: null, connection: facts }))).toBe(row.ofRequest);
  expect(shown(await resolver.ofRequest({ appid: '399999999999', connection: facts }))).toBe(row.ofRequest);
  expect(shown(await resolver.ofRequest({ appid: APPID, connection: facts }))).toBe('leasing by appid');
});

test('the owner of an address is looked up once a connection, however many requests it brings', async () => {
  const facts = connection({ address: LEASED });
  for (let request = 0; request < 3; request++) {
    expect(await resolver.bearerState(facts)).toBe('ok');
    await resolver.ofConnection(facts);
    await resolver.ofRequest({ appid: null, connection: facts });
  }
  expect(store.lookUps).toBe(1);
});

test('the state of a bearer is that of its session now, whatever listener the connection came to', async () => {
  const facts = connection({ address: LEASED, scope: 'own', plane: 'token' });
  const states = [await resolver.bearerState(facts)];
  await scopes.get('leasing').directory.putSession({ address: LEASED, msisdn: '15400000009', state: 'arrears' });
  states.push(await resolver.bearerState(facts));
  expect(states).toEqual(['ok', 'arrears']);
});

test('an address that changes hands while a connection is open is resolved anew', async () => {
  const facts = connection({ address: LEASED });
  await resolver.bearerState(facts);
  await scopes.end('leasing');
  expect(shown(await resolver.ofConnection(facts))).toBe('default by default');
  const own = scopes.get('own').directory;
  await own.putSubscriber({ msisdn: '15400000008' });
  await own.leaseSession({ address: LEASED, msisdn: '15400000008', state: 'stalled' });
  expect(await resolver.bearerState(facts)).toBe('stalled');
  expect(shown(await resolver.ofRequest({ appid: null, connection: facts }))).toBe('own by session');
});

test.each([
  { facts: {}, ends: ['default'] },
  { facts: { address: LEASED }, ends: ['leasing'] },
  { facts: { address: LEASED, servedBy: 'own' }, ends: ['own'] },
  { facts: { scope: 'own' }, ends: ['own'] },
  { facts: { scope: 'own', servedBy: 'leasing' }, ends: ['own', 'leasing'] },
  { facts: { plane: 'control' as const }, ends: [] },
])('a connection with $facts ends when one of $ends restarts', async ({ facts, ends }) => {
  const ended: string[] = [];
  for (const id of ['default', 'own', 'leasing']) {
    if (await resolver.isConnectionOf(id, connection(facts))) {
      ended.push(id);
    }
  }
  expect(ended).toEqual(ends);
});
