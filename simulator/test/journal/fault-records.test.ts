import { describe, expect } from 'vitest';
import type { FaultEffect } from '../../src/model/faults.ts';
import { READY_APP, type ScopeHandle, type Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { exchange, getToken, PATHS, send } from '../support/http-client.ts';
import { httpPost } from '../support/raw-socket.ts';
import { checkBody, loginBody } from '../support/sdk.ts';
import { WatchedClient } from '../support/watched-client.ts';

/** What the journal says of a request that a fault rule has acted on is what the client has met. */

let simulator: Simulator;
let scope: ScopeHandle;
const FROM = '127.0.0.7';
const test = base.extend('simulatorOptions', { scope: 'worker' }, { sessions: [{ address: FROM, msisdn: '15400000001' }] });

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

test.beforeEach(() => scope.reset());

const LOGIN = { operation: 'login-token-validate' } as const;
const FIELD = { kind: 'field', field: 'resultCode' } as const;

describe('the result code of the journal is the one that was sent', () => {
  test.for<{ readonly effect: FaultEffect; readonly sent: string | null }>([
    { effect: { ...FIELD, change: 'set', value: '104201' }, sent: '104201' },
    { effect: { ...FIELD, change: 'missing' }, sent: null },
    { effect: { ...FIELD, change: 'number' }, sent: null },
    { effect: { ...FIELD, change: 'null' }, sent: null },
    { effect: { kind: 'field', field: 'desc', change: 'missing' }, sent: '103000' },
    { effect: { kind: 'body', fault: 'TRUNCATED' }, sent: null },
    { effect: { kind: 'body', fault: 'TRAILING' }, sent: null },
    { effect: { kind: 'form', form: 'ESCAPED' }, sent: '103000' },
    { effect: { kind: 'contentType', contentType: 'text/x' }, sent: '103000' },
  ])('$effect', async ({ effect, sent }) => {
    const token = await getToken(simulator, FROM);
    await scope.putFault({ plane: 'exchange', times: 1, effect });
    await send(simulator, 'exchange', { path: PATHS.login, body: loginBody(token) });
    const used = await scope.waitForRequest(LOGIN, 5000);
    expect(used.answer?.resultCode ?? null).toBe(sent);
    expect((await scope.flows()).at(-1)?.resultCode ?? null).toBe(sent);
    expect(await scope.countRequests({ ...LOGIN, resultCode: '103000' })).toBe(sent === '103000' ? 1 : 0);
    expect(await scope.countRequests({ ...LOGIN, resultCode: '104201' })).toBe(sent === '104201' ? 1 : 0);
    // The gateway came to 103000 all the same: the token is used up, and the entry says by whom.
    expect((await exchange(simulator, token)).json['resultCode']).toBe('104201');
    const again = (await scope.journal({ resultCode: '104201' })).at(-1);
    expect(again?.trace.find(({ outcome }) => outcome === 'failed')?.detail).toContain(`entry ${used.id} used it`);
  });

  test('a field of the envelope', async () => {
    await scope.putFault({ plane: 'exchange', times: 1, effect: { ...FIELD, change: 'set', value: '000' } });
    await send(simulator, 'exchange', { path: PATHS.check, body: checkBody('x', { phone: '15400000001' }) });
    expect((await scope.journal({ operation: 'token-validate' })).at(-1)?.answer).toMatchObject({ resultCode: '000' });
  });
});

test.for<FaultEffect>([
  { kind: 'cut', afterBytes: 40, end: 'close' },
  { kind: 'cut', afterBytes: 40, end: 'reset' },
  { kind: 'socket', fault: 'EMPTY_RESPONSE' },
  { kind: 'socket', fault: 'RANDOM_DATA_THEN_CLOSE' },
])('a request that waited behind an answer which a rule broke off says so: $kind $end $fault', async (effect) => {
  await scope.putFault({ plane: 'exchange', times: 1, effect: { kind: 'delay', ms: 60_000 } });
  await scope.putFault({ plane: 'exchange', times: 1, effect });
  const client = await WatchedClient.open({ simulator, listener: 'exchange' });
  client.write(httpPost(PATHS.login, loginBody('x')) + httpPost(PATHS.login, loginBody('y')));
  await expect.poll(async () => (await scope.journal(LOGIN)).length, { timeout: 10_000 }).toBe(2);
  await scope.advance(60_000);
  await expect
    .poll(async () => (await scope.journal(LOGIN)).at(-1)?.sent, { timeout: 10_000 })
    .toMatchObject({ extent: 'nothing', client: 'connected', detail: 'not sent: a fault rule ended the connection' });
  client.leave();
});

test.for(['RESTART', 'RESTART_WITHOUT_STATE'] as const)(
  'the request that met %s is found by its appid and msgid',
  async (change) => {
    await scope.putFault({ plane: 'exchange', times: 1, effect: { kind: 'state', change } });
    const appid = READY_APP.appid;
    const body = loginBody('x', undefined, { msgid: 'met-a-restart' });
    await send(simulator, 'exchange', { path: PATHS.login, body }).catch(() => 'the restart ended the connection');
    const entry = await scope.waitForRequest({ appid, msgid: 'met-a-restart' }, 5000);
    expect(entry).toMatchObject({ appid, fields: { msgid: 'met-a-restart', strictcheck: '0' } });
  },
);

test('a request to an operation that is switched off is found by its appid and msgid', async () => {
  await scope.putSettings({ switchedOff: ['login-token-validate'] });
  await send(simulator, 'exchange', { path: PATHS.login, body: { ...loginBody('x'), msgid: 'met-nobody' } });
  const [entry] = await scope.journal({ msgid: 'met-nobody' });
  expect(entry?.fields).toMatchObject({ msgid: 'met-nobody' });
});
