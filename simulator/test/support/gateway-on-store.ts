import { Agent, request } from 'node:http';
import { createSecureContext } from 'node:tls';
import { onTestFinished } from 'vitest';
import { quhao1 } from '../../src/dialects/quhao-1.ts';
import { takeConnectionFaults } from '../../src/gateway/connection-faults.ts';
import { Gateway } from '../../src/gateway/gateway.ts';
import { AddressList } from '../../src/protocol/addresses.ts';
import { GatewayKeys, makePrivateKeyPem } from '../../src/scope/gateway-keys.ts';
import { ScopeRegistry } from '../../src/scope/scope-registry.ts';
import { ScopeResolver } from '../../src/scope/scope-resolver.ts';
import type { Store } from '../../src/store/store.ts';
import { ConnectionPolicy } from '../../src/transport/connection-policy.ts';
import { Listener } from '../../src/transport/listener.ts';
import { MalformedHttp } from '../../src/transport/malformed-http.ts';
import { PATHS } from './http-client.ts';
import { openPrefetchAnswer, prefetchBody } from './sdk.ts';

const NUMBER = '15400000001';
const ADDRESS = '127.0.0.1';

/** A gateway whose bearer plane listens, on a store of the test's own. */
export async function openGateway(store: Store) {
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
  const ask = async (): Promise<Asked> => {
    const { body, sessionKey } = prefetchBody({ gatewayKey: gatewayKeys.firstPublic });
    const { status, text } = await post({ port, agent, body });
    const answer = status === 200 ? JSON.parse(text) : {};
    const opened = answer['resultCode'] === '103000' ? openPrefetchAnswer(answer, sessionKey) : {};
    return { status, code: answer['resultCode'], scrip: opened['scrip'] };
  };
  return { scope: scopes.default, ask };
}

interface Posted {
  readonly status: number | undefined;
  readonly text: string;
}

interface Asked {
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly scrip: string | undefined;
}

interface Post {
  readonly port: number;
  readonly agent: Agent;
  readonly body: unknown;
}

function post({ port, agent, body }: Post): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request({ host: ADDRESS, port, path: PATHS.prefetch, method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() }));
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}
