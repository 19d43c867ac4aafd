import { connect as tlsConnect } from 'node:tls';
import { afterEach, expect } from 'vitest';
import type { JournalEntry, ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { PATHS, send } from '../support/http-client.ts';
import { httpPost, rawExchange } from '../support/raw-socket.ts';
import { loginBody } from '../support/sdk.ts';
import { clientHello, fatalAlert } from '../support/tls-records.ts';

/** The journal has connections that brought no request, too. */

let simulator: Simulator;
let scope: ScopeHandle;

const test = base.extend(
  'simulatorOptions',
  { scope: 'worker' },
  {
    subscribers: [{ msisdn: '15400000002' }, { msisdn: '15400000003', state: 'suspended' }],
    sessions: [
      { address: '127.0.0.11', msisdn: '15400000002', state: 'arrears' },
      { address: '127.0.0.12', msisdn: '15400000002', state: 'stalled' },
      { address: '127.0.0.13', msisdn: '15400000002', state: 'noData' },
      { address: '127.0.0.14', msisdn: '15400000003' },
    ],
  },
);

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

afterEach(() => scope.reset());

function hasCode(bytes: string): boolean {
  return bytes.includes('"resultCode"');
}

async function theOnly(of: ScopeHandle = scope): Promise<JournalEntry> {
  const entries = await of.journal();
  expect(entries).toHaveLength(1);
  return entries[0] as JournalEntry;
}

test.each([
  { fault: 'RESET', detail: 'fault rule RESET: reset before a byte was read' },
  { fault: 'CLOSE', detail: 'fault rule CLOSE: closed before a byte was read' },
  { fault: 'STALL', detail: 'fault rule STALL: accepted and never answered' },
] as const)(
  'a connection that met $fault is recorded, with the rule and how its scope was resolved',
  async ({ fault, detail }) => {
    const rule = await scope.putFault({ plane: 'bearer', effect: { kind: 'connection', fault } });
    await rawExchange({ port: simulator.ports.bearer, chunks: ['x'], localAddress: '127.0.0.11', patienceMs: 100 });
    expect(await theOnly()).toMatchObject({
      scope: { id: 'default', by: 'session' },
      plane: 'bearer',
      operation: null,
      connection: { request: 0, remote: expect.stringMatching(/^127\.0\.0\.11:\d+$/), session: '127.0.0.11' },
      subscriber: '154****0002',
      appid: null,
      fields: {},
      unreadFields: [],
      trace: [{ step: 0, name: 'connection', outcome: 'failed', detail }],
      fault: { id: rule.id, effect: 'connection' },
      faults: [{ id: rule.id, effect: 'connection' }],
      answer: null,
    });
  },
);

test('a connection that was shown a wrong certificate is recorded before its requests', async () => {
  const rule = await scope.putFault({ plane: 'token', effect: { kind: 'tls', fault: 'EXPIRED' } });
  const socket = tlsConnect({ port: simulator.ports.token, host: '127.0.0.1', rejectUnauthorized: false });
  const answered = new Promise((resolve) => socket.once('data', resolve));
  socket.write(`POST ${PATHS.token} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`);
  await answered;
  socket.destroy();
  const [shown, asked, ...others] = await scope.journal({ plane: 'token' });
  expect(shown).toMatchObject({
    scope: { id: 'default', by: 'default' },
    operation: null,
    trace: [{ name: 'tls', detail: 'fault rule EXPIRED: a certificate that has expired was shown' }],
    faults: [{ id: rule.id, effect: 'tls' }],
    answer: null,
  });
  expect(asked).toMatchObject({ operation: 'get-token', connection: { id: shown?.connection.id, request: 1 }, faults: [] });
  expect(others).toEqual([]);
});

test.each([
  { title: 'no data', plane: 'bearer', from: '127.0.0.13', state: 'noData', done: 'reset before a byte was read' },
  { title: 'a suspended subscriber', plane: 'bearer', from: '127.0.0.14', state: 'noData', done: 'reset before a byte was read' },
  { title: 'arrears', plane: 'token', from: '127.0.0.11', state: 'arrears', done: 'reset before a byte was read' },
  { title: 'a stalled bearer', plane: 'bearer', from: '127.0.0.12', state: 'stalled', done: 'accepted and never answered' },
] as const)('a connection that $title ended is recorded with the reason', async ({ plane, from, state, done }) => {
  await rawExchange({ port: simulator.ports[plane], chunks: ['x'], localAddress: from, patienceMs: 100 });
  const detail = `the bearer session of ${from} is in state ${state}: ${done}`;
  expect(await theOnly()).toMatchObject({
    plane,
    operation: null,
    trace: [{ name: 'connection', detail }],
    faults: [],
    answer: null,
  });
});

test.each([
  { title: 'none', chunk: 'POST / HTTP/1.1\r\n\r\n', why: 'the connection does not begin with a PROXY header' },
  { title: 'a broken one', chunk: 'PROXY TCP4 x y 1 2\r\n', why: 'an address or port of the version 1 header is malformed' },
  { title: 'a late one', chunk: 'PROXY ', why: '6 bytes of it came within 2000 ms, and no more' },
])('where a PROXY header is needed, $title is recorded', async ({ chunk, why }) => {
  await rawExchange({ port: simulator.ports.bearerProxy, chunks: [chunk] });
  expect(await theOnly()).toMatchObject({
    scope: { by: 'default' },
    connection: { session: '' },
    trace: [{ step: 0, name: 'connection', outcome: 'failed', detail: `PROXY header: ${why}: closed without a byte` }],
  });
});

test('a second PROXY header is called one', async () => {
  const header = 'PROXY TCP4 127.0.0.9 127.0.0.1 1 2\r\n';
  await rawExchange({ port: simulator.ports.bearerProxy, chunks: [`${header}${header}`] });
  expect((await theOnly()).trace[0]?.detail).toMatch(/^a second PROXY header follows the first/);
});

test('a caller whose PROXY header names no address is refused as one without an address', async () => {
  const token = await scope.mintToken({ appid: '300000000001', msisdn: '15400000001' });
  await rawExchange({
    port: simulator.ports.exchangeProxy,
    chunks: ['PROXY UNKNOWN\r\n', httpPost(PATHS.login, loginBody(token))],
    until: hasCode,
  });
  const [entry] = await scope.journal();
  const words = 'a caller without an address (its PROXY header names none)';
  expect(entry?.trace.find(({ name }) => name === 'whitelist')).toMatchObject({
    got: words,
    detail: expect.stringContaining(`${words} is not on the app`),
  });
});

test('a wrong PROXY header at a scope’s own listener is in that scope’s journal', async () => {
  const own = await simulator.createScope();
  const { tokenProxy } = await own.openListeners();
  await rawExchange({ port: tokenProxy, chunks: ['GET /'] });
  expect(await theOnly(own)).toMatchObject({ scope: { id: own.id, by: 'listener' }, plane: 'token' });
  expect(await scope.journal()).toEqual([]);
  await own.end();
});

test('a peer that leaves without a byte leaves no entry', async () => {
  await rawExchange({ port: simulator.ports.bearerProxy, chunks: [], patienceMs: 20 });
  await rawExchange({ port: simulator.ports.bearerProxy, chunks: ['x'] });
  expect((await theOnly()).trace[0]?.detail).toContain('does not begin');
});

test.each([
  { alert: 48, name: 'unknown_ca' },
  { alert: 45, name: 'certificate_expired' },
  { alert: 46, name: 'certificate_unknown' },
  { alert: 42, name: 'bad_certificate' },
])('a client that ends the handshake with $name is recorded by that name', async ({ alert, name }) => {
  await rawExchange({ port: simulator.ports.token, chunks: [clientHello('token.gateway.test'), fatalAlert(alert)] });
  await expect.poll(() => scope.journal()).toHaveLength(1);
  const { trace, plane, operation, faults, answer } = await theOnly();
  expect([plane, operation, faults, answer]).toEqual(['token', null, [], null]);
  expect(trace[0]?.name).toBe('tls');
  expect(trace[0]?.detail).toMatch(new RegExp(`^the client ended the handshake with alert ${name} \\(ERR_SSL_\\w+\\)$`));
});

test('a client that speaks plain HTTP to a TLS port is recorded', async () => {
  await rawExchange({ port: simulator.ports.token, chunks: ['POST / HTTP/1.1\r\nhost: x\r\n\r\n'] });
  await expect.poll(() => scope.journal()).toHaveLength(1);
  expect((await theOnly()).trace[0]?.detail).toMatch(/^the handshake failed: http request \(ERR_SSL_HTTP_REQUEST\)$/);
});

test('a client that speaks no protocol that is offered is recorded beside the fault that it met', async () => {
  await scope.putFault({ plane: 'token', times: 1, effect: { kind: 'tls', fault: 'OLD_PROTOCOL_ONLY' } });
  await expect(send(simulator, 'token', { path: PATHS.token, body: {} })).rejects.toThrow();
  await expect.poll(() => scope.journal()).toHaveLength(2);
  const [shown, failed] = await scope.journal();
  expect(shown?.faults).toHaveLength(1);
  expect(failed?.trace[0]?.detail).toMatch(/alert protocol_version|unsupported protocol/);
  expect(failed?.connection.id).toBe(shown?.connection.id);
});

test('entries without an operation disturb neither flows nor queries by operation', async () => {
  await scope.putFault({ plane: 'exchange', effect: { kind: 'connection', fault: 'RESET' }, times: 1 });
  await rawExchange({ port: simulator.ports.exchange, chunks: ['x'], patienceMs: 100 });
  await send(simulator, 'exchange', { path: PATHS.login, body: {} });
  expect(await scope.journal({ operation: 'login-token-validate' })).toHaveLength(1);
  expect((await scope.journal({ plane: 'exchange' })).map(({ operation }) => operation)).toEqual([null, 'login-token-validate']);
  expect((await scope.flows()).map(({ requests }) => requests.length)).toEqual([1]);
});
