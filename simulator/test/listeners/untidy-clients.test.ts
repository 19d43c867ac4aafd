import { gzipSync } from 'node:zlib';
import { describe, expect } from 'vitest';
import type { JournalEntry, ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { PATHS, send } from '../support/http-client.ts';
import { httpPost, type RawEnd, rawExchange } from '../support/raw-socket.ts';
import { loginBody, prefetchBody } from '../support/sdk.ts';

/** Clients that speak HTTP as few do: what is served, what is refused, and what the journal says of it. */

let simulator: Simulator;
let scope: ScopeHandle;
const FROM = '127.0.0.7';

const test = base.extend(
  'simulatorOptions',
  { scope: 'worker' },
  { sessions: [{ address: FROM, msisdn: '15400000001' }], subscribers: [{ msisdn: '15400000002', operator: 'unicom' }] },
);

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

test.beforeEach(() => scope.reset());

function post(chunks: readonly (string | Buffer)[]): Promise<RawEnd> {
  return rawExchange({ port: simulator.ports.exchange, chunks, until: (bytes) => /"resultCode":|^HTTP\/1\.1 4/.test(bytes) });
}

/** A loaded machine takes its time. */
function poll<T>(look: () => T): ReturnType<typeof expect.poll<T>> {
  return expect.poll(look, { timeout: 10_000 });
}

/** A login request with this target and head. */
function login(target: string, headers: Record<string, string> = {}): string {
  return httpPost(target, loginBody('x'), headers);
}

async function last(): Promise<JournalEntry> {
  const entry = (await scope.journal()).at(-1);
  if (entry === undefined) {
    throw new Error('no entry');
  }
  return entry;
}

function codeOf({ bytes }: RawEnd): string | undefined {
  return /"resultCode":"(\d+)"/.exec(bytes)?.[1];
}

describe('a target in absolute form is taken by its path', () => {
  test.for([
    { target: `http://exchange.gateway.test${PATHS.login}`, code: '104201' },
    { target: `HTTP://127.0.0.1:7084${PATHS.login}`, code: '104201' },
    { target: `https://exchange.gateway.test${PATHS.login}`, code: '104201' },
    { target: `http://[::1]:7084${PATHS.login}`, code: '104201' },
    { target: `http://me:pass@exchange.gateway.test${PATHS.login}`, code: '104201' },
    { target: `http://exchange.gateway.test${PATHS.login}?v=1`, code: '105313' },
    { target: 'http://exchange.gateway.test', code: '105313' },
    { target: `http://exchange.gateway.test/${PATHS.login}`, code: '105313' },
    { target: `ftp://exchange.gateway.test${PATHS.login}`, code: '105313' },
    { target: `http://${PATHS.login}`, code: '105313' },
  ])('$target is answered with $code', async ({ target, code }) => {
    expect(codeOf(await post([login(target)]))).toBe(code);
    expect((await last()).answer?.resultCode).toBe(code);
  });

  test('its authority stands for Host: the operator and the redirect are those of the target', async () => {
    await scope.putSession({ address: '127.0.0.8', msisdn: '15400000002', state: 'ok' });
    const ask = (host: string) =>
      rawExchange({
        port: simulator.ports.bearer,
        localAddress: '127.0.0.8',
        chunks: [httpPost(`http://${host}${PATHS.prefetch}`, prefetchBody(simulator).body, { host: 'ct.gateway.test' })],
        until: (bytes) => bytes.includes('resultCode'),
      });
    expect(codeOf(await ask('cu.gateway.test:7080'))).toBe('103000');
    const { bytes } = await ask('cm.gateway.test:1234');
    expect(bytes).toContain('"redirect":"http://cu.gateway.test:1234/unisdk/rs/getPrePhonescrip"');
  });

  test('the root certificate is read through a proxy too', async () => {
    const chunks = [`GET http://cm.gateway.test/quhao/ca.pem HTTP/1.1\r\nHost: cm.gateway.test\r\nConnection: close\r\n\r\n`];
    const { bytes } = await rawExchange({ port: simulator.ports.bearer, chunks });
    expect(bytes).toContain('BEGIN CERTIFICATE');
  });
});

describe('a target that is nearly right is named', () => {
  const PATH = '/unisdk/rsapi/loginTokenValidate';
  test.for([
    ['/unisdk/%72sapi/loginTokenValidate', 'percent escapes are not decoded'],
    ['/unisdk%2Frsapi%2FloginTokenValidate', 'percent escapes are not decoded'],
    ['//unisdk/rsapi/loginTokenValidate', 'a doubled slash makes another target'],
    ['/unisdk/./rsapi/loginTokenValidate', 'dot segments are not resolved'],
    ['/x/../unisdk/rsapi/loginTokenValidate', 'dot segments are not resolved'],
    ['/unisdk/rsapi/loginTokenValidate?a=b', 'a query makes another target'],
    ['/unisdk/rsapi/loginTokenValidate#a', 'a fragment is not sent'],
    ['/unisdk/rsapi/loginTokenValidate;a=1', 'parameters after a semicolon make another target'],
    ['/unisdk\\rsapi\\loginTokenValidate', 'a backslash is no slash'],
    ['/unisdk/rsapi/loginTokenValidate/', 'a slash at the end makes another target'],
    ['/unisdk/rsapi/loginTokenValidate%20', 'blanks count'],
    ['/unisdk/rsapi/logintokenvalidate', 'letter case counts'],
    ['/api/v2/loginTokenValidate', 'the folders before it are others'],
    ['/unisdk/%72sapi/loginTokenValidate/?x', 'a slash at the end makes another target'],
    ['/unisdk/rsapi/loginTokenValidte', ''],
  ])('%s', async ([target = '', why = '']) => {
    await post([login(target)]);
    const detail = (await last()).trace[0]?.detail;
    expect(detail).toContain(`the target must be ${PATH} byte for byte${why === '' ? '' : `: ${why}`}`);
  });

  test('one of another plane is named with that plane', async () => {
    await post([login('/unisdk/%72s/getAuthToken')]);
    expect((await last()).trace[0]?.detail).toContain(
      '/unisdk/rs/getAuthToken is meant, most likely; it is served on the token plane',
    );
  });

  test.for(['/', '/favicon.ico', `/${'x'.repeat(3000)}`, '/%ff%fe'])('%s is near nothing', async (target) => {
    await post([login(target)]);
    expect((await last()).trace[0]?.detail).not.toContain('byte for byte');
  });
});

describe('Host', () => {
  const head = (hosts: readonly string[], version = '1.1'): string => {
    const text = JSON.stringify(loginBody('x'));
    const lines = [...hosts.map((host) => `Host: ${host}`), 'Content-Type: application/json', `Content-Length: ${text.length}`];
    return `POST ${PATHS.login} HTTP/${version}\r\n${lines.join('\r\n')}\r\n\r\n${text}`;
  };

  test.for([
    { title: 'two', hosts: ['a.test', 'b.test'] },
    { title: 'two that are the same', hosts: ['a.test', 'a.test'] },
    { title: 'three', hosts: ['a.test', 'b.test', 'c.test'] },
    { title: 'a list', hosts: ['a.test, b.test'] },
    { title: 'a blank in it', hosts: ['a b'] },
    { title: 'a path', hosts: ['a.test/x'] },
    { title: 'a user', hosts: ['me@a.test'] },
    { title: 'none', hosts: [] },
  ])('$title is 400', async ({ hosts }) => {
    const { bytes } = await post([head(hosts)]);
    expect(bytes).toMatch(/^HTTP\/1\.1 400 /);
    expect(bytes).toContain('Quhao-Simulator');
    expect(await last()).toMatchObject({ trace: [{ name: 'http' }], answer: { status: 400 }, sent: { extent: 'whole' } });
  });

  test.for([['a.test'], ['a.test:80'], ['127.0.0.1:'], ['[::1]:7084'], ['']])('%s is served', async ([host = '']) => {
    expect(codeOf(await post([head([host])]))).toBe('104201');
  });

  test('two at HTTP/1.0 and at the control API are 400 too', async () => {
    expect((await post([head(['a', 'b'], '1.0')])).bytes).toMatch(/^HTTP\/1\.1 400 /);
    const chunks = ['GET /v1/ca HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n'];
    expect((await rawExchange({ port: simulator.ports.control, chunks })).bytes).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('a coded body is not decoded, and the trace names the header', () => {
  const packed = gzipSync(JSON.stringify(loginBody('x')));
  test.for([
    { title: 'gzip', headers: { 'content-encoding': 'gzip' }, body: packed, code: '103412', says: 'Content-Encoding: gzip' },
    {
      title: 'deflate',
      headers: { 'content-encoding': 'deflate' },
      body: packed,
      code: '103412',
      says: 'Content-Encoding: deflate',
    },
    { title: 'br', headers: { 'content-encoding': 'br' }, body: packed, code: '103412', says: 'Content-Encoding: br' },
    {
      title: 'gzip without the header',
      headers: {},
      body: packed,
      code: '103412',
      says: 'no Content-Encoding, and a body that begins as gzip',
    },
    {
      title: 'plain JSON labelled gzip',
      headers: { 'content-encoding': 'gzip' },
      body: JSON.stringify(loginBody('x')),
      code: '104201',
      says: 'Content-Encoding: gzip',
    },
    {
      title: 'identity',
      headers: { 'content-encoding': 'identity' },
      body: JSON.stringify(loginBody('x')),
      code: '104201',
      says: 'Content-Encoding: identity',
    },
  ])('$title', async ({ headers, body, code, says }) => {
    const reply = await send(simulator, 'exchange', { path: PATHS.login, body, headers: headers as Record<string, string> });
    expect(reply.json['resultCode']).toBe(code);
    const step = (await last()).trace.find(({ name }) => name === 'body');
    expect(step?.detail).toContain(`the request has ${says}`);
  });

  test('a body that is not coded says nothing of it', async () => {
    await send(simulator, 'exchange', { path: PATHS.login, body: loginBody('x') });
    expect((await last()).trace.some(({ detail }) => detail?.includes('decoded'))).toBe(false);
  });
});

describe('Expect: 100-continue', () => {
  const head = (length: number): string =>
    `POST ${PATHS.login} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: ${length}\r\n\r\n`;

  test('with a length that is too large for certain is answered 413 before a byte of the body', async () => {
    const { bytes, end } = await rawExchange({ port: simulator.ports.exchange, chunks: [head(16_385)] });
    expect(bytes).toMatch(/^HTTP\/1\.1 413 /);
    expect(bytes).not.toContain('100 Continue');
    expect(end).toBe('end');
    expect(await last()).toMatchObject({ answer: { status: 413 }, sent: { extent: 'whole' } });
  });

  test('with a length that fits is continued', async () => {
    const body = JSON.stringify(loginBody('x'));
    const { bytes } = await post([head(body.length), body]);
    expect(bytes).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
  });
});

test('a body that is too large and breaks off is entered once', async () => {
  const head = `POST ${PATHS.login} HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n`;
  const { WatchedClient } = await import('../support/watched-client.ts');
  const client = await WatchedClient.open({ simulator, listener: 'exchange' });
  client.write(`${head}${'x'.repeat(20_000)}`).halfClose();
  await poll(() => client.end).not.toBeNull();
  // A body that is too large is read on for 2 s; this one is refused before, and not again after.
  await new Promise((resolve) => setTimeout(resolve, 2200));
  expect((await scope.journal()).map(({ answer, connection }) => [answer?.status, connection.request])).toEqual([[400, 1]]);
});

test('a client that begins another request and resets has read the answer before', async () => {
  const { WatchedClient } = await import('../support/watched-client.ts');
  const client = await WatchedClient.open({ simulator, listener: 'exchange' });
  client.write(login(PATHS.login));
  await poll(() => client.bytes).toContain('"resultCode"');
  client.write(login(PATHS.login, { expect: '100-continue' }).slice(0, -5));
  await poll(() => client.bytes).toContain('100 Continue');
  client.reset();
  await post([login(PATHS.login)]);
  await post([login(PATHS.login)]);
  const [first] = await scope.journal();
  expect(first?.sent).toMatchObject({ extent: 'whole', client: 'connected', detail: 'the whole answer left' });
});

describe('HTTP/1.0 and half-closed connections', () => {
  const text = JSON.stringify(loginBody('x'));
  const old = (more = ''): string =>
    `POST ${PATHS.login} HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\n${more}\r\n${text}`;

  test('HTTP/1.0 without Host is served, and the connection ends', async () => {
    const reply = await rawExchange({ port: simulator.ports.exchange, chunks: [old()] });
    expect([codeOf(reply), reply.end]).toEqual(['104201', 'end']);
    expect(reply.bytes).toContain('Connection: close');
    expect(reply.bytes).not.toContain('chunked');
  });

  test('HTTP/1.0 that asks to keep the connection keeps it', async () => {
    const reply = await rawExchange({
      port: simulator.ports.exchange,
      chunks: [old('Connection: keep-alive\r\n'), old('Connection: keep-alive\r\n')],
      until: (bytes) => bytes.split('"104201"').length === 3,
    });
    expect(reply.bytes).toMatch(/Connection: keep-alive/i);
  });

  test('a client that half-closes after its requests is answered to the last', async () => {
    const { WatchedClient } = await import('../support/watched-client.ts');
    const client = await WatchedClient.open({ simulator, listener: 'exchange' });
    client.write(login(PATHS.login)).write(login(PATHS.login)).halfClose();
    await poll(() => client.end).toBe('end');
    expect(client.bytes.split('"104201"')).toHaveLength(3);
    expect((await scope.journal()).map(({ sent }) => [sent.extent, sent.client])).toEqual([
      ['whole', 'connected'],
      ['whole', 'connected'],
    ]);
  });

  test('a client that half-closes within a request gets no answer, and the listener lives on', async () => {
    const { WatchedClient } = await import('../support/watched-client.ts');
    const client = await WatchedClient.open({ simulator, listener: 'exchange' });
    client.write(login(PATHS.login).slice(0, -5)).halfClose();
    await poll(() => client.end).not.toBeNull();
    expect(codeOf(await post([login(PATHS.login)]))).toBe('104201');
  });
});

test('of two Content-Type headers the first counts, and the trace says so', async ({ simulator }) => {
  const body = JSON.stringify(loginBody('x'));
  const types = 'Content-Type: text/plain\r\nContent-Type: application/json\r\n';
  const head = `POST ${PATHS.login} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${types}Content-Length: ${body.length}\r\n\r\n`;
  const { bytes } = await rawExchange({ port: simulator.ports.exchange, chunks: [head + body] });
  expect(bytes).toContain('103211');
  const [entry] = await simulator.defaultScope.journal();
  expect(entry?.trace.find(({ name }) => name === 'body')?.detail).toContain('2 Content-Type headers, of which the first counts');
});
