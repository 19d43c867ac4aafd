import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FaultEffect, FaultRule } from '../src/api.ts';
import { Problem, type Scope, type Simulator, startSimulator } from '../src/simulator.ts';
import { exchange, getScrip, getToken, PATHS, send } from './http-client.ts';
import { httpPost, rawExchange } from './raw-socket.ts';
import { loginBody, newMsgid, prefetchBody, READY_APP, tokenBody } from './sdk.ts';

let simulator: Simulator;
let scope: Scope;
const FROM = '127.0.0.7';

beforeAll(async () => {
  simulator = await startSimulator({ sessions: [{ address: FROM, msisdn: '15400000001' }] });
  scope = simulator.defaultScope;
});

afterAll(() => simulator.close());
afterEach(() => scope.clearFaults());

const onPrefetch = (effect: FaultEffect): Promise<unknown> => scope.putFault({ plane: 'bearer', operation: 'prefetch', effect });
const rawPrefetch = (patienceMs?: number) =>
  rawExchange({
    port: simulator.ports.bearer,
    chunks: [httpPost(PATHS.prefetch, prefetchBody(simulator).body)],
    localAddress: FROM,
    ...(patienceMs === undefined ? {} : { patienceMs }),
    until: (bytes) => bytes.includes('\r\n\r\n'),
  });
const httpPrefetch = () => send(simulator, 'bearer', { path: PATHS.prefetch, body: prefetchBody(simulator).body, from: FROM });

describe('socket faults', () => {
  test('EMPTY_RESPONSE closes without a byte', async () => {
    await onPrefetch({ kind: 'socket', fault: 'EMPTY_RESPONSE' });
    expect(await rawPrefetch()).toMatchObject({ bytes: '', end: 'end' });
    await expect(httpPrefetch()).rejects.toThrow(/socket hang up/);
  });

  test('CONNECTION_RESET_BY_PEER resets', async () => {
    await onPrefetch({ kind: 'socket', fault: 'CONNECTION_RESET_BY_PEER' });
    expect(await rawPrefetch()).toMatchObject({ bytes: '', end: 'reset' });
    await expect(httpPrefetch()).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test.each([
    { fault: 'EMPTY_RESPONSE', told: /socket hang up/ },
    { fault: 'CONNECTION_RESET_BY_PEER', told: /read ECONNRESET/ },
  ] as const)('below TLS, $fault is what the client meets', async ({ fault, told }) => {
    await scope.putFault({ plane: 'token', effect: { kind: 'socket', fault } });
    await expect(send(simulator, 'token', { path: PATHS.token, body: tokenBody('x') })).rejects.toThrow(told);
  });
});

describe('pages', () => {
  test.each(['arrears', 'captive'] as const)('%s is HTML with status 200', async (page) => {
    await onPrefetch({ kind: 'html', page });
    expect((await rawPrefetch()).bytes).toMatch(/^HTTP\/1\.1 200 OK\r\nContent-Type: text\/html; charset=utf-8\r\n/);
    const reply = await httpPrefetch();
    expect([reply.status, reply.text.slice(0, 15)]).toEqual([200, '<!doctype html>']);
  });
});

describe('time', () => {
  test('a delay runs on the scope’s clock in real time', async () => {
    await onPrefetch({ kind: 'delay', ms: 300 });
    const { ms, bytes } = await rawPrefetch();
    expect(bytes).toContain('200 OK');
    expect(ms).toBeGreaterThanOrEqual(299);
    expect(ms).toBeLessThan(600);
  });

  test('advance releases a delayed answer, and returns when it was written', async () => {
    await onPrefetch({ kind: 'delay', ms: 60_000 });
    const after = await lastId();
    const pending = httpPrefetch();
    await scope.waitForRequest({ operation: 'prefetch', after }, 1000);
    expect(await scope.advance(59_000)).toMatchObject({ releasedAnswers: 0 });
    expect(await scope.advance(1000)).toMatchObject({ releasedAnswers: 1 });
    expect((await pending).json['resultCode']).toBe('103000');
  });

  test('a held answer waits for release, and its request is in the journal meanwhile', async () => {
    await onPrefetch({ kind: 'hold' });
    const after = await lastId();
    const pending = httpPrefetch();
    const entry = await scope.waitForRequest({ operation: 'prefetch', after }, 1000);
    expect([entry.fault?.effect, entry.answer]).toEqual(['hold', null]);
    expect(await scope.advance(86_400_000)).toMatchObject({ releasedAnswers: 0 });
    expect(await scope.release()).toBe(1);
    expect((await pending).json['resultCode']).toBe('103000');
  });

  test('a held answer whose client has gone is forgotten', async () => {
    await onPrefetch({ kind: 'hold' });
    expect(await rawPrefetch(200)).toMatchObject({ bytes: '', end: 'open' });
    await expect.poll(() => scope.release()).toBe(0);
  });
});

test('a forced code replaces the answer’s and changes nothing', async () => {
  const token = await getToken(simulator, FROM);
  await scope.putFault({ plane: 'exchange', times: 1, effect: { kind: 'code', code: '200082' } });
  const forced = await exchange(simulator, token);
  expect(forced.json).toMatchObject({ resultCode: '200082' });
  expect(forced.json).not.toHaveProperty('msisdn');
  expect((await exchange(simulator, token)).json['resultCode']).toBe('103000');
});

test('a rule fires for what it matches, as often as it may, and counts', async () => {
  const msgid = newMsgid();
  const rule = await scope.putFault({
    plane: 'exchange',
    operation: 'login-token-validate',
    match: { msgid },
    times: 2,
    effect: { kind: 'code', code: '105312' },
  });
  const ask = async (id: string) =>
    (await send(simulator, 'exchange', { path: PATHS.login, body: loginBody('x', READY_APP, { msgid: id }) })).json['resultCode'];
  expect([await ask('other'), await ask(msgid), await ask(msgid), await ask(msgid)]).toEqual([
    '104201',
    '105312',
    '105312',
    '104201',
  ]);
  expect((await scope.faults()).map(({ id, hits }) => [id, hits])).toEqual([[rule.id, 2]]);
});

test('a rule of one plane leaves the others alone', async () => {
  await scope.putFault({ plane: 'token', effect: { kind: 'socket', fault: 'EMPTY_RESPONSE' } });
  await expect(getScrip(simulator, FROM)).resolves.toBeDefined();
});

test.each([
  { title: 'an effect that does not exist', rule: { plane: 'bearer', effect: { kind: 'explode' } }, pointer: '/effect/kind' },
  { title: 'an unknown key', rule: { plane: 'bearer', effect: { kind: 'hold' }, colour: 'red' }, pointer: '/' },
  { title: 'an unknown key of the effect', rule: { plane: 'bearer', effect: { kind: 'hold', ms: 1 } }, pointer: '/effect' },
  { title: 'a negative delay', rule: { plane: 'bearer', effect: { kind: 'delay', ms: -1 } }, pointer: '/effect/ms' },
  { title: 'a code that is none', rule: { plane: 'bearer', effect: { kind: 'code', code: '99999' } }, pointer: '/effect/code' },
  {
    title: 'an operation of another plane',
    rule: { plane: 'bearer', operation: 'get-token', effect: { kind: 'hold' } },
    pointer: '/operation',
  },
  { title: 'no plane', rule: { effect: { kind: 'hold' } }, pointer: '/plane' },
])('$title is refused with the place named', async ({ rule, pointer }) => {
  const refused: unknown = await scope.putFault(rule as FaultRule).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Problem);
  expect((refused as Problem).places.map((place) => place.pointer)).toContain(pointer);
  expect(await scope.faults()).toEqual([]);
});

async function lastId(): Promise<number> {
  return (await scope.journal()).at(-1)?.id ?? 0;
}
