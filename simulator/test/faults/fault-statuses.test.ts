import { Agent, request } from 'node:http';
import { beforeEach, expect } from 'vitest';
import type { FaultEffect } from '../../src/model/faults.ts';
import type { ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { PATHS } from '../support/http-client.ts';
import { httpPost, rawExchange } from '../support/raw-socket.ts';
import { prefetchBody } from '../support/sdk.ts';

/** A rule's status as the wire has it: with node:http's own words, and without a body where HTTP has none. */

let simulator: Simulator;
let scope: ScopeHandle;
const FROM = '127.0.0.7';

const test = base.extend('simulatorOptions', { scope: 'worker' }, { sessions: [{ address: FROM, msisdn: '15400000001' }] });

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

beforeEach(() => scope.clearFaults());

function onPrefetch(effect: FaultEffect): Promise<unknown> {
  return scope.putFault({ plane: 'bearer', operation: 'prefetch', effect });
}

/** What stands on the socket after a request that lets the connection end. */
async function rawAnswer(): Promise<string> {
  const chunks = [httpPost(PATHS.prefetch, prefetchBody(simulator).body, { connection: 'close' })];
  return (await rawExchange({ port: simulator.ports.bearer, chunks, localAddress: FROM })).bytes;
}

/** Status and body of two requests on one connection. */
async function twoOnOneConnection(): Promise<readonly string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (): Promise<string> =>
    new Promise((resolve, reject) => {
      const options = { port: simulator.ports.bearer, path: PATHS.prefetch, method: 'POST', localAddress: FROM, agent };
      const asked = request({ ...options, host: '127.0.0.1', headers: { 'content-type': 'application/json' } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(`${response.statusCode} ${Buffer.concat(chunks).length} ${asked.reusedSocket}`));
      });
      asked.on('error', reject);
      asked.end(JSON.stringify(prefetchBody(simulator).body));
    });
  try {
    return [await ask(), await ask()];
  } finally {
    agent.destroy();
  }
}

test.each([
  { status: 204, head: 'HTTP/1.1 204 No Content', length: null },
  { status: 205, head: 'HTTP/1.1 205 Reset Content', length: '0' },
  { status: 304, head: 'HTTP/1.1 304 Not Modified', length: null },
] as const)('status $status has no body, cut or whole, and its connection goes on', async ({ status, head, length }) => {
  await onPrefetch({ kind: 'status', status });
  const whole = await rawAnswer();
  expect(whole.slice(0, head.length)).toBe(head);
  expect(whole.endsWith('\r\n\r\n')).toBe(true);
  expect(/content-length: (\d+)/i.exec(whole)?.[1] ?? null).toBe(length);
  expect(await twoOnOneConnection()).toEqual([`${status} 0 false`, `${status} 0 true`]);
  await onPrefetch({ kind: 'dribble', chunkBytes: 4096, everyMs: 1 });
  const dribbled = await rawAnswer();
  expect([dribbled.slice(0, head.length), dribbled.endsWith('\r\n\r\n')]).toEqual([head, true]);
  expect(/content-length: (\d+)/i.exec(dribbled)?.[1] ?? null).toBe(length);
});

test.each([
  { status: 200, line: 'HTTP/1.1 200 OK\r\n' },
  { status: 404, line: 'HTTP/1.1 404 Not Found\r\n' },
  { status: 599, line: 'HTTP/1.1 599 unknown\r\n' },
])('an answer of $status that is cut begins as one that is not', async ({ status, line }) => {
  await onPrefetch({ kind: 'status', status });
  const whole = await rawAnswer();
  await onPrefetch({ kind: 'cut', afterBytes: line.length, end: 'close' });
  expect([whole.slice(0, line.length), await rawAnswer()]).toEqual([line, line]);
});
