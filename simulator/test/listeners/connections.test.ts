import { readFileSync } from 'node:fs';
import { connect as tcpConnect } from 'node:net';
import { type TLSSocket, connect as tlsConnect } from 'node:tls';
import { describe, expect } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { getScrip, PATHS, send } from '../support/http-client.ts';
import { httpPost, rawExchange } from '../support/raw-socket.ts';
import { prefetchBody, tokenBody } from '../support/sdk.ts';

const vectors = JSON.parse(readFileSync(new URL('../../../fixtures/vectors.json', import.meta.url), 'utf8'));
const V2 = Buffer.from(vectors.proxyV2.hex, 'hex');
let simulator: Simulator;

const test = base.extend(
  'simulatorOptions',
  { scope: 'worker' },
  {
    subscribers: [{ msisdn: '15400000002' }, { msisdn: '15400000003', state: 'suspended' }],
    sessions: [
      { address: '10.64.0.7', msisdn: '15400000001' },
      { address: '127.0.0.7', msisdn: '15400000001' },
      { address: '127.0.0.11', msisdn: '15400000002', state: 'arrears' },
      { address: '127.0.0.12', msisdn: '15400000002', state: 'stalled' },
      { address: '127.0.0.13', msisdn: '15400000002', state: 'noData' },
      { address: '127.0.0.14', msisdn: '15400000003' },
    ],
  },
);

test.beforeAll(({ simulator: started }) => {
  simulator = started;
});

function prefetchOverSocket(): string {
  return httpPost(PATHS.prefetch, prefetchBody(simulator).body);
}

function hasAnswer(bytes: string): boolean {
  return bytes.includes('"resultCode"');
}

describe('PROXY header', () => {
  test.each([
    { title: 'version 2', header: V2 },
    { title: 'version 1', header: Buffer.from(vectors.proxyV1.text) },
  ])('$title in front names the bearer’s address', async ({ header }) => {
    const { bytes } = await rawExchange({
      port: simulator.ports.bearerProxy,
      chunks: [header, prefetchOverSocket()],
      until: hasAnswer,
    });
    expect(bytes).toContain('"resultCode":"103000"');
  });

  test('it may come byte by byte, or in one piece with the request', async () => {
    const single = [...V2].map((byte) => Buffer.from([byte]));
    const answers = [
      await rawExchange({ port: simulator.ports.bearerProxy, chunks: [...single, prefetchOverSocket()], until: hasAnswer }),
      await rawExchange({
        port: simulator.ports.bearerProxy,
        chunks: [Buffer.concat([V2, Buffer.from(prefetchOverSocket())])],
        until: hasAnswer,
      }),
    ];
    expect(answers.map(({ bytes }) => bytes.includes('"resultCode":"103000"'))).toEqual([true, true]);
  });

  test('it holds for the whole connection', async () => {
    const twice = await rawExchange({
      port: simulator.ports.bearerProxy,
      chunks: [V2, prefetchOverSocket(), prefetchOverSocket()],
      until: (bytes) => bytes.split('"resultCode":"103000"').length === 3,
    });
    expect(twice.end).toBe('open');
    const entries = await simulator.defaultScope.journal({ operation: 'prefetch' });
    expect(entries.slice(-2).map((entry) => [entry.connection.session, entry.connection.request])).toEqual([
      ['10.64.0.7', 1],
      ['10.64.0.7', 2],
    ]);
  });

  test('LOCAL is a connection without a session', async () => {
    const local = Buffer.concat([V2.subarray(0, 12), Buffer.from([0x20, 0, 0, 0])]);
    const { bytes } = await rawExchange({
      port: simulator.ports.bearerProxy,
      chunks: [local, prefetchOverSocket()],
      until: hasAnswer,
    });
    expect(bytes).toContain('"resultCode":"103111"');
  });

  test.each([
    { title: 'no header', chunk: 'POST / HTTP/1.1\r\n\r\n' },
    { title: 'a broken header', chunk: 'PROXY TCP4 x y 1 2\r\n' },
  ])('$title is closed on without a byte', async ({ chunk }) => {
    const { bytes, end, ms } = await rawExchange({ port: simulator.ports.bearerProxy, chunks: [chunk] });
    expect([bytes, end]).not.toContain('open');
    expect(bytes).toBe('');
    expect(ms).toBeLessThan(1000);
  });

  test('a header that does not come is waited for two seconds', async () => {
    const { bytes, end, ms } = await rawExchange({ port: simulator.ports.bearerProxy, chunks: [V2.subarray(0, 20)] });
    expect([bytes, end]).toEqual(['', 'end']);
    expect(ms).toBeGreaterThan(1900);
    expect(ms).toBeLessThan(2600);
  });

  test('on a listener not opened for it, it is a broken HTTP head', async () => {
    const { bytes } = await rawExchange({ port: simulator.ports.bearer, chunks: [vectors.proxyV1.text, prefetchOverSocket()] });
    expect(bytes).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('no header of the HTTP request is believed', async () => {
    const forwarded = { 'x-forwarded-for': '127.0.0.7', forwarded: 'for=127.0.0.7' };
    const reply = await send(simulator, 'bearer', {
      path: PATHS.prefetch,
      body: prefetchBody(simulator).body,
      headers: forwarded,
    });
    expect(reply.json['resultCode']).toBe('103111');
  });
});

describe('TLS', () => {
  const handshake = (port: number, before: Buffer | null): Promise<TLSSocket> =>
    new Promise((resolve, reject) => {
      const raw = tcpConnect(port, '127.0.0.1', () => {
        if (before !== null) {
          raw.write(before);
        }
        const secure = tlsConnect({ socket: raw, ca: simulator.rootPem, servername: 'token.gateway.test' }, () =>
          resolve(secure),
        );
        secure.on('error', reject);
      });
    });

  test('the chain ends in the root and is verified for the gateway’s name', async () => {
    const socket = await handshake(simulator.ports.token, null);
    expect(socket.authorized).toBe(true);
    const leaf = socket.getPeerCertificate(true);
    expect([leaf.issuerCertificate.subject.CN, leaf.issuerCertificate.issuerCertificate.subject.CN]).toEqual([
      'Quhao TEST intermediate',
      'Quhao TEST root',
    ]);
    expect((Date.parse(leaf.valid_to) - Date.parse(leaf.valid_from)) / 86_400_000).toBe(45);
    socket.destroy();
  });

  test('a root that is not ours does not verify it', async () => {
    const other = await startSimulator();
    await expect(send({ ...simulator, rootPem: other.rootPem }, 'token', { path: PATHS.token, body: {} })).rejects.toThrow(
      /certificate/,
    );
    await other.close();
  });

  test('a PROXY header before the handshake names the session', async () => {
    const { scrip = '' } = await getScrip(simulator, '127.0.0.7');
    const socket = await handshake(simulator.ports.tokenProxy, V2);
    const answered = new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(chunk.toString())));
    socket.write(httpPost(PATHS.token, tokenBody(scrip)));
    expect(await answered).toContain('"resultCode":"103000"');
    socket.destroy();
    const [entry] = (await simulator.defaultScope.journal({ operation: 'get-token' })).slice(-1);
    expect(entry?.connection.session).toBe('10.64.0.7');
  });
});

describe('session states', () => {
  test('arrears: every request over the bearer gets the top-up page, before any check', async () => {
    for (const path of [PATHS.prefetch, '/quhao/nothing']) {
      const reply = await send(simulator, 'bearer', { path, body: 'not even JSON', from: '127.0.0.11' });
      expect([reply.status, reply.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    }
    const { end, bytes } = await rawExchange({ port: simulator.ports.token, chunks: ['x'], localAddress: '127.0.0.11' });
    expect([end, bytes]).toEqual(['reset', '']);
  });

  test('stalled: accepted and never answered', async () => {
    const { end, bytes, ms } = await rawExchange({
      port: simulator.ports.bearer,
      chunks: [prefetchOverSocket()],
      localAddress: '127.0.0.12',
      patienceMs: 500,
    });
    expect([end, bytes]).toEqual(['open', '']);
    expect(ms).toBeGreaterThanOrEqual(499);
  });

  test.each([
    { title: 'no data', localAddress: '127.0.0.13' },
    { title: 'a suspended subscriber', localAddress: '127.0.0.14' },
  ])('$title: reset without a byte', async ({ localAddress }) => {
    const { end, bytes } = await rawExchange({ port: simulator.ports.bearer, chunks: [prefetchOverSocket()], localAddress });
    expect([end, bytes]).toEqual(['reset', '']);
  });
});

describe('HTTP', () => {
  test('pipelined requests are answered in order', async () => {
    const bodies = [prefetchBody(simulator).body, prefetchBody(simulator).body];
    const { bytes } = await rawExchange({
      port: simulator.ports.bearer,
      chunks: [bodies.map((body) => httpPost(PATHS.prefetch, body)).join('')],
      localAddress: '127.0.0.7',
      until: (text) => text.split('"resultCode":"103000"').length === 3,
    });
    const [first, second] = bodies.map((body) => bytes.indexOf(String(body['msgid'])));
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first ?? 0);
  });

  test('a half-closed peer that sent its whole request is answered', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = tcpConnect({ port: simulator.ports.exchange, host: '127.0.0.1', allowHalfOpen: true }, () =>
        socket.end(httpPost(PATHS.login, {})),
      );
      let bytes = '';
      socket.on('data', (chunk) => {
        bytes += chunk.toString();
      });
      socket.on('end', () => resolve(bytes));
    });
    expect(answer).toContain('"resultCode":"103414"');
  });

  test.each([
    { title: 'two lengths', head: 'content-length: 2\r\ncontent-length: 3\r\nhost: x\r\n' },
    { title: 'length and chunked', head: 'content-length: 2\r\ntransfer-encoding: chunked\r\nhost: x\r\n' },
    { title: 'no Host', head: 'content-length: 2\r\n' },
  ])('$title gets 400', async ({ head }) => {
    const { bytes } = await rawExchange({
      port: simulator.ports.exchange,
      chunks: [`POST ${PATHS.login} HTTP/1.1\r\n${head}\r\n{}`],
    });
    expect(bytes).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('every method but POST is an illegal request, CONNECT and HEAD too', async () => {
    const ask = (line: string, until: (bytes: string) => boolean) =>
      rawExchange({ port: simulator.ports.exchange, chunks: [`${line} HTTP/1.1\r\nhost: x\r\n\r\n`], until });
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND']) {
      expect((await ask(`${method} ${PATHS.login}`, hasAnswer)).bytes, method).toContain('"resultCode":"105313"');
    }
    expect((await ask('CONNECT cm.gateway.test:80', hasAnswer)).bytes).toMatch(/^HTTP\/1\.1 200 OK.*"resultCode":"105313"/s);
    expect((await ask(`HEAD ${PATHS.login}`, (bytes) => bytes.endsWith('\r\n\r\n'))).bytes).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect((await ask('BREW /coffee', () => false)).bytes).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('100-continue is answered, another expectation ignored', async () => {
    const send100 = (expectation: string) =>
      rawExchange({
        port: simulator.ports.exchange,
        chunks: [httpPost(PATHS.login, {}, { expect: expectation })],
        until: hasAnswer,
      });
    expect((await send100('100-continue')).bytes).toMatch(/^HTTP\/1\.1 100 Continue/);
    expect((await send100('something')).bytes).toMatch(/^HTTP\/1\.1 200 OK/);
  });
});

test('the root certificate is served on the bearer plane, and only by its exact path', async () => {
  const get = (path: string) => send(simulator, 'bearer', { path, method: 'GET', body: '' });
  expect((await get('/quhao/ca.pem')).text).toBe(simulator.rootPem);
  expect((await get('/quhao/ca.pem?x')).json['resultCode']).toBe('105313');
});

test('a simulator that closes leaves nothing open, whatever its clients do', async () => {
  const own = await startSimulator({ sessions: [{ address: '127.0.0.12', msisdn: '15400000001', state: 'stalled' }] });
  await own.defaultScope.putFault({ plane: 'exchange', effect: { kind: 'hold' } });
  const ends = [
    rawExchange({ port: own.ports.bearer, chunks: [prefetchOverSocket()], localAddress: '127.0.0.12' }),
    rawExchange({ port: own.ports.exchange, chunks: [httpPost(PATHS.login, {})] }),
    rawExchange({ port: own.ports.bearerProxy, chunks: ['PROXY '] }),
    rawExchange({ port: own.ports.token, chunks: [Buffer.from([22])] }),
  ];
  await own.defaultScope.waitForRequest({ plane: 'exchange' }, 1000);
  await own.close();
  expect((await Promise.all(ends)).map(({ end }) => end)).not.toContain('open');
  await expect(send(own, 'exchange', { path: '/', body: '' })).rejects.toThrow(/ECONNREFUSED/);
});
