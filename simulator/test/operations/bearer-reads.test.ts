import { Agent, request } from 'node:http';
import { createSecureContext } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { quhao1 } from '../../src/dialects/quhao-1.ts';
import { takeConnectionFaults } from '../../src/gateway/connection-faults.ts';
import { Gateway } from '../../src/gateway/gateway.ts';
import { AddressList } from '../../src/protocol/addresses.ts';
import { GatewayKeys, makePrivateKeyPem } from '../../src/scope/gateway-keys.ts';
import { ScopeRegistry } from '../../src/scope/scope-registry.ts';
import { ScopeResolver } from '../../src/scope/scope-resolver.ts';
import { MemoryStore } from '../../src/store/memory.ts';
import { ConnectionPolicy } from '../../src/transport/connection-policy.ts';
import { Listener } from '../../src/transport/listener.ts';
import { MalformedHttp } from '../../src/transport/malformed-http.ts';
import { PATHS } from '../support/http-client.ts';
import { openPrefetchAnswer, prefetchBody } from '../support/sdk.ts';

/** How often the store is read for the bearer of a number request: a read is a round trip in a store over a network. */

const NUMBER = '15400000001';
const ADDRESS = '127.0.0.1';

class CountingStore extends MemoryStore {
  #reads: string[] = [];

  override owner(...place: Parameters<MemoryStore['owner']>): Promise<string | undefined> {
    this.#reads.push('owner');
    return super.owner(...place);
  }

  override read: MemoryStore['read'] = (scope, kind, id) => {
    this.#reads.push(kind);
    return MemoryStore.prototype.read.call(this, scope, kind, id) as ReturnType<typeof MemoryStore.prototype.read<typeof kind>>;
  };

  takeReads(): readonly string[] {
    const reads = this.#reads;
    this.#reads = [];
    return reads;
  }
}

async function openGateway() {
  const store = new CountingStore();
  const pem = await makePrivateKeyPem();
  const gatewayKeys = new GatewayKeys({ gatewayPem: pem, platformPem: pem });
  const refuse = (): Promise<never> => Promise.reject(new Error('no listener is opened here'));
  const seed = { sessions: [{ address: ADDRESS, msisdn: NUMBER }] };
  const scopes = new ScopeRegistry({ store, gatewayKeys, openListeners: refuse, openBearer: refuse }, seed);
  await scopes.default.plant();
  const resolver = new ScopeResolver({ scopes, store });
  const report = (error: unknown): never => {
    throw error;
  };
  const gateway = new Gateway({ resolver, dialect: quhao1, rootPem: '', tokenPort: () => 0, report, dropConnections: refuse });
  const policy = new ConnectionPolicy({
    bearerState: (connection) => resolver.bearerState(connection),
    takeFaults: (connection, stage) => takeConnectionFaults(resolver, connection, stage),
    record: refuse,
    contexts: { right: createSecureContext(), rightFor: refuse, wrong: refuse },
    servesAnyName: false,
  });
  const listener = new Listener({
    plane: 'bearer',
    isProxied: false,
    trustedPeers: new AddressList([]),
    scope: null,
    session: null,
    isTls: false,
    sniffs: false,
    nextConnectionId: () => 1,
    policy,
    malformedHttp: new MalformedHttp(refuse),
    serve: gateway.serveOn('bearer'),
    report,
  });
  const port = await listener.listen(0, ADDRESS);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(async () => {
    agent.destroy();
    await listener.close();
  });
  store.takeReads();
  const ask = async (): Promise<{ readonly code: string | undefined; readonly scrip: string | undefined }> => {
    const { body, sessionKey } = prefetchBody({ gatewayKey: gatewayKeys.firstPublic });
    const answer = await post({ port, agent, body });
    const opened = answer['resultCode'] === '103000' ? openPrefetchAnswer(answer, sessionKey) : {};
    return { code: answer['resultCode'], scrip: opened['scrip'] };
  };
  return { store, scope: scopes.default, ask };
}

interface Post {
  readonly port: number;
  readonly agent: Agent;
  readonly body: unknown;
}

function post({ port, agent, body }: Post): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request({ host: ADDRESS, port, path: PATHS.prefetch, method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

test('a bearer is read once when its connection is accepted, and once a request', async () => {
  const { store, ask } = await openGateway();
  expect((await ask()).code).toBe('103000');
  expect(store.takeReads()).toEqual(['owner', 'session', 'subscriber', 'session', 'subscriber']);
  expect((await ask()).code).toBe('103000');
  expect(store.takeReads()).toEqual(['session', 'subscriber']);
});

test('a number request sees the SIM that a fault rule swapped during it', async () => {
  const { store, scope, ask } = await openGateway();
  scope.faults.put({ plane: 'bearer', operation: 'prefetch', times: 1, effect: { kind: 'state', change: 'SWAP_SIM' } }, 0);
  const { scrip = '' } = await ask();
  expect(await store.readScrip(scope.id, scrip)).toMatchObject({ sim: 'sim-1+1' });
});

test('a request sees a session that was moved to another number since the request before', async () => {
  const { store, scope, ask } = await openGateway();
  await ask();
  await scope.directory.putSubscriber({ msisdn: '15400000002' });
  await scope.directory.putSession({ address: ADDRESS, msisdn: '15400000002' });
  const { scrip = '' } = await ask();
  expect(await store.readScrip(scope.id, scrip)).toMatchObject({ msisdn: '15400000002' });
});
