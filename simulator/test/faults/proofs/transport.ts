import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'vitest';
import type { FaultEffect } from '../../../src/model/faults.ts';
import { parseReply } from '../../support/raw-client.ts';
import { type RawEnd, rawExchange } from '../../support/raw-socket.ts';
import { type Bench, type FaultProof, nodePrefetch, prefetchBytes } from './fault-proof.ts';

function rawPrefetch(bench: Bench, patienceMs = 3000): Promise<RawEnd> {
  return rawExchange({
    port: bench.simulator.ports.bearer,
    chunks: [prefetchBytes(bench)],
    localAddress: bench.from,
    patienceMs,
  });
}

function proof(title: string, effect: FaultEffect, proofs: Pick<FaultProof, 'raw' | 'node'>): FaultProof {
  return {
    title,
    rule: { plane: 'bearer', operation: 'prefetch', effect },
    ...proofs,
  };
}

const HEAD = 'HTTP/1.1 200';
const PIECE_BYTES = 200;
const PIECE_MS = 100;

export const TRANSPORT_PROOFS: readonly FaultProof[] = [
  proof(
    'EMPTY_RESPONSE closes without a byte',
    { kind: 'socket', fault: 'EMPTY_RESPONSE' },
    {
      raw: async (bench) => expect(await rawPrefetch(bench)).toMatchObject({ bytes: '', end: 'end' }),
      node: async (bench) => expect(nodePrefetch(bench)).rejects.toThrow(/^socket hang up$/),
    },
  ),
  proof(
    'CONNECTION_RESET_BY_PEER resets',
    { kind: 'socket', fault: 'CONNECTION_RESET_BY_PEER' },
    {
      raw: async (bench) => expect(await rawPrefetch(bench)).toMatchObject({ bytes: '', end: 'reset' }),
      node: async (bench) => expect(nodePrefetch(bench)).rejects.toThrow(/^read ECONNRESET$/),
    },
  ),
  proof(
    'MALFORMED_RESPONSE_CHUNK says 200, then garbage',
    { kind: 'socket', fault: 'MALFORMED_RESPONSE_CHUNK' },
    {
      raw: async (bench) => {
        const { bytes, end } = await rawPrefetch(bench);
        expect(bytes).toMatch(/^HTTP\/1\.1 200 OK\r\n.*Transfer-Encoding: chunked\r\n\r\n.{64}$/s);
        expect(end).toBe('end');
      },
      node: async (bench) => expect(nodePrefetch(bench)).rejects.toThrow(/Parse Error|aborted/),
    },
  ),
  proof(
    'RANDOM_DATA_THEN_CLOSE is garbage alone',
    { kind: 'socket', fault: 'RANDOM_DATA_THEN_CLOSE' },
    {
      raw: async (bench) => {
        const { bytes, end } = await rawPrefetch(bench);
        expect([bytes.length, bytes.startsWith('HTTP'), end]).toEqual([64, false, 'end']);
      },
      node: async (bench) => expect(nodePrefetch(bench)).rejects.toThrow(/Parse Error/),
    },
  ),
  proof(
    'a cut after 12 bytes that closes',
    { kind: 'cut', afterBytes: HEAD.length, end: 'close' },
    {
      raw: async (bench) => expect(await rawPrefetch(bench)).toMatchObject({ bytes: HEAD, end: 'end' }),
      node: async (bench) => expect(nodePrefetch(bench)).rejects.toThrow(/socket hang up|Parse Error/),
    },
  ),
  proof(
    'a cut after 12 bytes that resets',
    { kind: 'cut', afterBytes: HEAD.length, end: 'reset' },
    {
      raw: async (bench) => expect(await rawPrefetch(bench)).toMatchObject({ bytes: HEAD, end: 'reset' }),
      node: async (bench) => expect(nodePrefetch(bench)).rejects.toThrow(/ECONNRESET/),
    },
  ),
  proof(
    'a cut after 12 bytes that stalls',
    { kind: 'cut', afterBytes: HEAD.length, end: 'stall' },
    {
      raw: async (bench) => expect(await rawPrefetch(bench, 300)).toMatchObject({ bytes: HEAD, end: 'open' }),
      node: async (bench) => {
        const asked = nodePrefetch(bench).then(
          () => 'answered',
          () => 'ended',
        );
        await bench.scope.waitForRequest({ operation: 'prefetch' }, 1000);
        const nothing = new Promise((resolve) => setTimeout(resolve, 300, 'nothing'));
        expect(await Promise.race([asked, nothing])).toBe('nothing');
      },
    },
  ),
  proof(
    'a cut in the body shows by its length',
    { kind: 'cut', afterBytes: 300, end: 'close' },
    {
      raw: async (bench) => {
        const { bytes, end } = await rawPrefetch(bench);
        expect([bytes.length, end, parseReply(bytes)]).toEqual([300, 'end', null]);
      },
      node: async (bench) => expect(nodePrefetch(bench)).rejects.toThrow(/^aborted$/),
    },
  ),
  proof(
    'a head of its own stands before the right body',
    { kind: 'head', head: 'HTTP/1.1 200\r\nno colon\r\nContent-Length: {length}\r\n\r\n', tail: '', end: 'close' },
    {
      raw: async (bench) => {
        const { bytes, end } = await rawPrefetch(bench);
        const [, length, body = ''] = /^HTTP\/1\.1 200\r\nno colon\r\nContent-Length: (\d+)\r\n\r\n(.*)$/s.exec(bytes) ?? [];
        expect([Number(length), JSON.parse(body).resultCode, end]).toEqual([Buffer.byteLength(body, 'latin1'), '103000', 'end']);
      },
      node: async (bench) => expect(nodePrefetch(bench)).rejects.toThrow(/Parse Error/),
    },
  ),
  proof(
    'a head of its own may announce more than comes',
    { kind: 'head', head: 'HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n', tail: '', end: 'stall' },
    {
      raw: async (bench) => expect(await rawPrefetch(bench, 300)).toMatchObject({ end: 'open' }),
      node: async (bench) => {
        const asked = nodePrefetch(bench).then(
          () => 'answered',
          () => 'ended',
        );
        await bench.scope.waitForRequest({ operation: 'prefetch' }, 1000);
        const nothing = new Promise((resolve) => setTimeout(resolve, 300, 'nothing'));
        expect(await Promise.race([asked, nothing])).toBe('nothing');
      },
    },
  ),
  proof(
    'a head of its own may make a chunk of the body',
    {
      kind: 'head',
      head: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{hex}\r\n',
      tail: '\r\n0\r\n\r\n',
      end: 'close',
    },
    {
      raw: async (bench) => expect((await rawPrefetch(bench)).bytes).toMatch(/\r\n\r\n[0-9a-f]+\r\n\{.*\}\r\n0\r\n\r\n$/s),
      node: async (bench) => expect((await nodePrefetch(bench)).json['resultCode']).toBe('103000'),
    },
  ),
  proof(
    'a dribble comes piece by piece, and whole',
    { kind: 'dribble', chunkBytes: PIECE_BYTES, everyMs: PIECE_MS },
    { raw: dribbleOnFrozenClock, node: dribbleInRealTime },
  ),
  proof(
    'a dribble whose first piece is the head',
    { kind: 'dribble', chunkBytes: PIECE_BYTES, everyMs: PIECE_MS, headFirst: true },
    {
      raw: headOnFrozenClock,
      node: async (bench) => expect((await nodePrefetch(bench)).json['resultCode']).toBe('103000'),
    },
  ),
];

/** The request on a clock that stands, and what has come of its answer. */
async function askedOnFrozenClock(bench: Bench) {
  const { simulator, scope, from } = bench;
  await scope.setClock({ rate: 0 });
  const socket = connect({ port: simulator.ports.bearer, host: '127.0.0.1', localAddress: from });
  const seen = { bytes: '' };
  socket.on('data', (chunk) => {
    seen.bytes += chunk.toString('latin1');
  });
  socket.write(prefetchBytes(bench));
  return { socket, seen };
}

async function headOnFrozenClock(bench: Bench): Promise<void> {
  const { socket, seen } = await askedOnFrozenClock(bench);
  await expect.poll(() => seen.bytes).toMatch(/^HTTP\/1\.1 200 OK\r\n(?:.+\r\n)+\r\n$/);
  const head = seen.bytes.length;
  await bench.scope.advance(PIECE_MS);
  await expect.poll(() => seen.bytes.length).toBe(head + PIECE_BYTES);
  socket.destroy();
}

/** Each piece but the first is due on the scope's clock: none comes early, one comes in time. */
async function dribbleOnFrozenClock(bench: Bench): Promise<void> {
  const { socket, seen } = await askedOnFrozenClock(bench);
  const ended = once(socket, 'end');
  await expect.poll(() => seen.bytes.length).toBe(PIECE_BYTES);
  const whole = Number(/Content-Length: (\d+)/.exec(seen.bytes)?.[1]) + seen.bytes.indexOf('\r\n\r\n') + 4;
  for (let pieces = 1; seen.bytes.length < whole; pieces++) {
    await bench.scope.advance(PIECE_MS - 1);
    expect(seen.bytes.length).toBe(pieces * PIECE_BYTES);
    await bench.scope.advance(1);
    await expect.poll(() => seen.bytes.length).toBe(Math.min(whole, (pieces + 1) * PIECE_BYTES));
  }
  await ended;
  expect(parseReply(seen.bytes)?.json['resultCode']).toBe('103000');
}

async function dribbleInRealTime(bench: Bench): Promise<void> {
  const started = performance.now();
  const { json, text } = await nodePrefetch(bench);
  const ms = performance.now() - started;
  // The head is less than a piece.
  const pieces = Math.floor(text.length / PIECE_BYTES);
  expect(json['resultCode']).toBe('103000');
  expect(ms).toBeGreaterThanOrEqual((pieces - 1) * (PIECE_MS - 1));
  expect(ms).toBeLessThan((pieces + 2) * PIECE_MS + 500);
}
