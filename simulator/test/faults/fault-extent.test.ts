import { connect as tlsConnect } from 'node:tls';
import { beforeEach, describe, expect } from 'vitest';
import type { ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { exchange, getToken, PATHS, send } from '../support/http-client.ts';
import { rawExchange } from '../support/raw-socket.ts';
import { tokenBody } from '../support/sdk.ts';
import { nodePrefetch, prefetchBytes } from './proofs/fault-proof.ts';

/** How far an effect goes, and what it leaves alone. */

let simulator: Simulator;
let scope: ScopeHandle;
const FROM = '127.0.0.7';

const test = base.extend('simulatorOptions', { scope: 'worker' }, { sessions: [{ address: FROM, msisdn: '15400000001' }] });

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

beforeEach(() => scope.reset());

function bench() {
  return { simulator, scope, from: FROM };
}

test.each([
  { fault: 'EMPTY_RESPONSE', error: /socket hang up/ },
  { fault: 'CONNECTION_RESET_BY_PEER', error: /read ECONNRESET/ },
] as const)('below TLS, $fault is what the client meets', async ({ fault, error }) => {
  await scope.putFault({ plane: 'token', effect: { kind: 'socket', fault } });
  await expect(send(simulator, 'token', { path: PATHS.token, body: tokenBody('x') })).rejects.toThrow(error);
});

test('a field of an envelope is looked for in header and body', async () => {
  await scope.putFault({ plane: 'exchange', effect: { kind: 'field', field: 'resultDesc', change: 'missing' } });
  const { text } = await send(simulator, 'exchange', { path: PATHS.check, body: 'x' });
  expect(JSON.parse(text)).toMatchObject({ header: { resultCode: '303' }, body: { taskId: '' } });
  expect(text).not.toContain('resultDesc');
});

test('a forced code replaces the answer’s and changes nothing', async () => {
  const token = await getToken(simulator, FROM);
  await scope.putFault({ plane: 'exchange', times: 1, effect: { kind: 'code', code: '200082' } });
  const forced = await exchange(simulator, token);
  expect(forced.json).toMatchObject({ resultCode: '200082' });
  expect(forced.json).not.toHaveProperty('msisdn');
  expect((await exchange(simulator, token)).json['resultCode']).toBe('103000');
});

test('a held answer whose client has gone is forgotten', async () => {
  await scope.putFault({ plane: 'bearer', effect: { kind: 'hold' } });
  const chunks = [prefetchBytes(bench())];
  const met = await rawExchange({ port: simulator.ports.bearer, chunks, localAddress: FROM, patienceMs: 200 });
  expect(met).toMatchObject({ bytes: '', end: 'open' });
  await expect.poll(() => scope.release()).toBe(0);
});

test('a server of the old protocol is understood by who speaks it', async () => {
  await scope.putFault({ plane: 'token', effect: { kind: 'tls', fault: 'OLD_PROTOCOL_ONLY' } });
  const protocol = await new Promise((resolve, reject) => {
    const options = { port: simulator.ports.token, host: '127.0.0.1', ca: simulator.rootPem, servername: 'token.gateway.test' };
    const socket = tlsConnect({ ...options, minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }, () => {
      resolve(socket.getProtocol());
      socket.destroy();
    });
    socket.on('error', reject);
  });
  expect(protocol).toBe('TLSv1.1');
});

describe('a scope’s own connection rule', () => {
  const end = async (port: number, localAddress: string): Promise<string> =>
    (await rawExchange({ port, chunks: [], localAddress, patienceMs: 200 })).end;

  test('meets its leased addresses and its own listeners, and nobody else', async () => {
    const other = await simulator.createScope({
      subscribers: [{ msisdn: '15400000001' }],
      sessions: [{ address: '127.0.4.1', msisdn: '15400000001' }],
      faults: [{ plane: 'bearer', effect: { kind: 'connection', fault: 'RESET' } }],
    });
    const { bearer } = await other.openListeners();
    const shared = simulator.ports.bearer;
    const ends = [await end(shared, '127.0.4.1'), await end(bearer, '127.0.0.1'), await end(shared, '127.0.0.1')];
    expect(ends).toEqual(['reset', 'reset', 'open']);
    expect((await nodePrefetch(bench())).status).toBe(200);
    await other.clearFaults();
    const own = { ...simulator, ports: { ...simulator.ports, bearer } };
    await send(own, 'bearer', { path: '/x', body: '' });
    const recorded = (await other.journal()).map(({ scope: { by }, faults }) => [by, faults.length]);
    expect(recorded).toEqual([
      ['session', 1],
      ['listener', 1],
      ['listener', 0],
    ]);
    await other.end();
    await expect(send(own, 'bearer', { path: '/x', body: '' })).rejects.toThrow(/ECONNREFUSED/);
  });
});
