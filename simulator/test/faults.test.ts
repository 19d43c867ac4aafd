import { connect as tlsConnect } from 'node:tls';
import request from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FaultEffect, FaultRule, StateChange } from '../src/api.ts';
import { Problem, type Scope, type Simulator, startSimulator } from '../src/simulator.ts';
import { exchange, getScrip, getToken, PATHS, type Reply, send } from './http-client.ts';
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
const rawPrefetchWhole = (patienceMs = 3000) =>
  rawExchange({
    port: simulator.ports.bearer,
    chunks: [httpPost(PATHS.prefetch, prefetchBody(simulator).body)],
    localAddress: FROM,
    patienceMs,
  });
const after = (ms: number, value: string): Promise<string> => new Promise((resolve) => setTimeout(resolve, ms, value));
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

test('MALFORMED_RESPONSE_CHUNK says 200, then garbage', async () => {
  await onPrefetch({ kind: 'socket', fault: 'MALFORMED_RESPONSE_CHUNK' });
  const { bytes, end } = await rawPrefetchWhole();
  expect(bytes).toMatch(/^HTTP\/1\.1 200 OK\r\n.*Transfer-Encoding: chunked\r\n\r\n.{64}$/s);
  expect(end).toBe('end');
  await expect(httpPrefetch()).rejects.toThrow(/Parse Error|aborted/);
});

test('RANDOM_DATA_THEN_CLOSE is garbage alone', async () => {
  await onPrefetch({ kind: 'socket', fault: 'RANDOM_DATA_THEN_CLOSE' });
  const { bytes, end } = await rawPrefetchWhole();
  expect([bytes.length, bytes.startsWith('HTTP'), end]).toEqual([64, false, 'end']);
  await expect(httpPrefetch()).rejects.toThrow(/Parse Error/);
});

describe('answers cut and dribbled', () => {
  const HEAD = 'HTTP/1.1 200';

  test.each([
    { end: 'close', rawEnd: 'end' },
    { end: 'reset', rawEnd: 'reset' },
    { end: 'stall', rawEnd: 'open' },
  ] as const)('after 12 bytes: $end', async ({ end, rawEnd }) => {
    await onPrefetch({ kind: 'cut', afterBytes: 12, end });
    expect(await rawPrefetchWhole(300)).toMatchObject({ bytes: HEAD, end: rawEnd });
    const outcome = await Promise.race([httpPrefetch().catch((error: Error) => error.message), after(300, 'nothing')]);
    expect(outcome).toMatch(end === 'stall' ? /^nothing$/ : /socket hang up|ECONNRESET|Parse Error/);
  });

  test('a body cut short is told by its length', async () => {
    await onPrefetch({ kind: 'cut', afterBytes: 300, end: 'close' });
    expect((await rawPrefetchWhole()).bytes).toHaveLength(300);
    await expect(httpPrefetch()).rejects.toThrow(/aborted/);
  });

  test('a dribble takes its time and comes whole', async () => {
    await onPrefetch({ kind: 'dribble', chunkBytes: 200, everyMs: 100 });
    const { bytes, ms, end } = await rawPrefetchWhole();
    const pieces = Math.ceil(bytes.length / 200);
    expect([bytes.slice(0, 12), end]).toEqual([HEAD, 'end']);
    expect(ms).toBeGreaterThanOrEqual((pieces - 1) * 99);
    expect(ms).toBeLessThan(pieces * 100 + 500);
    expect((await httpPrefetch()).json['resultCode']).toBe('103000');
  });
});

describe('answers changed', () => {
  interface Changed {
    readonly title: string;
    readonly effect: FaultEffect;
    readonly shows: (reply: Reply) => unknown;
    readonly is: unknown;
  }
  const CHANGED: readonly Changed[] = [
    { title: 'a status', effect: { kind: 'status', status: 500 }, shows: ({ status }) => status, is: 500 },
    {
      title: 'a content type',
      effect: { kind: 'contentType', contentType: 'text/plain' },
      shows: ({ headers }) => headers['content-type'],
      is: 'text/plain',
    },
    {
      title: 'a redirect',
      effect: { kind: 'redirect', location: 'http://elsewhere.test/' },
      shows: ({ status, headers }) => [status, headers.location],
      is: [302, 'http://elsewhere.test/'],
    },
    {
      title: 'truncated JSON',
      effect: { kind: 'body', fault: 'TRUNCATED' },
      shows: ({ text }) => [text[0], isJson(text)],
      is: ['{', false],
    },
    {
      title: 'trailing bytes',
      effect: { kind: 'body', fault: 'TRAILING' },
      shows: ({ text }) => text.endsWith('} trailing'),
      is: true,
    },
    {
      title: 'the answer twice',
      effect: { kind: 'body', fault: 'DUPLICATE' },
      shows: ({ text }) => text.slice(0, text.length / 2) === text.slice(text.length / 2),
      is: true,
    },
    {
      title: 'a missing field',
      effect: { kind: 'field', field: 'data', change: 'missing' },
      shows: ({ json }) => 'data' in json,
      is: false,
    },
    {
      title: 'one more field',
      effect: { kind: 'field', field: 'more', change: 'set', value: 'x' },
      shows: ({ json }) => json['more'],
      is: 'x',
    },
    {
      title: 'a code that is a number',
      effect: { kind: 'field', field: 'resultCode', change: 'number' },
      shows: ({ json }) => json['resultCode'],
      is: 103000,
    },
    {
      title: 'a field that is null',
      effect: { kind: 'field', field: 'desc', change: 'null' },
      shows: ({ json }) => json['desc'],
      is: null,
    },
    {
      title: 'a wrong inresponseto',
      effect: { kind: 'field', field: 'inresponseto', change: 'set', value: 'else' },
      shows: ({ json }) => json['inresponseto'],
      is: 'else',
    },
  ];

  test.each(CHANGED)('$title', async ({ effect, shows, is }) => {
    await onPrefetch(effect);
    expect(shows(await httpPrefetch())).toEqual(is);
    const { bytes } = await rawPrefetch();
    expect(shows(asReply(bytes))).toEqual(is);
  });

  test('of an envelope, header and body are looked through', async () => {
    await scope.putFault({ plane: 'exchange', effect: { kind: 'field', field: 'resultDesc', change: 'missing' } });
    const { text } = await send(simulator, 'exchange', { path: PATHS.check, body: 'x' });
    expect(JSON.parse(text)).toMatchObject({ header: { resultCode: '303' }, body: { taskId: '' } });
    expect(text).not.toContain('resultDesc');
  });
});

describe('connections', () => {
  test.each([
    { fault: 'RESET', rawEnd: 'reset', told: /ECONNRESET/ },
    { fault: 'CLOSE', rawEnd: expect.stringMatching(/^(end|reset)$/), told: /socket hang up|ECONNRESET/ },
  ] as const)('$fault before any byte is read', async ({ fault, rawEnd, told }) => {
    await scope.putFault({ plane: 'bearer', effect: { kind: 'connection', fault } });
    expect(await rawPrefetch()).toMatchObject({ bytes: '', end: rawEnd });
    await expect(httpPrefetch()).rejects.toThrow(told);
  });

  test('STALL accepts silently', async () => {
    await scope.putFault({ plane: 'bearer', effect: { kind: 'connection', fault: 'STALL' } });
    expect(await rawPrefetch(200)).toMatchObject({ bytes: '', end: 'open' });
    expect(await Promise.race([httpPrefetch(), after(200, 'nothing')])).toBe('nothing');
  });

  test('a scope’s own rule meets its leased addresses and its own listeners, and nobody else', async () => {
    const other = await simulator.createScope({
      subscribers: [{ msisdn: '15400000001' }],
      sessions: [{ address: '127.0.4.1', msisdn: '15400000001' }],
      faults: [{ plane: 'bearer', effect: { kind: 'connection', fault: 'RESET' } }],
    });
    const { bearer } = await other.openListeners();
    const ends = [
      await rawExchange({ port: simulator.ports.bearer, chunks: ['x'], localAddress: '127.0.4.1', patienceMs: 200 }),
      await rawExchange({ port: bearer, chunks: ['x'], patienceMs: 200 }),
      await rawExchange({ port: simulator.ports.bearer, chunks: ['x'], patienceMs: 200 }),
    ];
    expect(ends.map(({ end }) => end)).toEqual(['reset', 'reset', expect.stringMatching(/^(open|end)$/)]);
    await other.clearFaults();
    await send({ ...simulator, ports: { ...simulator.ports, bearer } }, 'bearer', { path: '/x', body: '' });
    expect((await other.journal()).map((entry) => entry.scope.by)).toEqual(['session', 'listener', 'listener']);
    await other.end();
    await expect(
      send({ ...simulator, ports: { ...simulator.ports, bearer } }, 'bearer', { path: '/x', body: '' }),
    ).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('TLS', () => {
  const ask = () => send(simulator, 'token', { path: PATHS.token, body: tokenBody('x') });

  test.each([
    { fault: 'EXPIRED', code: 'CERT_HAS_EXPIRED' },
    { fault: 'NOT_YET_VALID', code: 'CERT_NOT_YET_VALID' },
    { fault: 'WRONG_HOST', code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    { fault: 'UNKNOWN_CA', code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    { fault: 'MISSING_INTERMEDIATE', code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    { fault: 'ABORT_AFTER_CLIENT_HELLO', code: 'ECONNRESET' },
    { fault: 'OLD_PROTOCOL_ONLY', code: 'EPROTO' },
  ] as const)('$fault is what a verifying client meets', async ({ fault, code }) => {
    await scope.putFault({ plane: 'token', times: 1, effect: { kind: 'tls', fault } });
    await expect(ask()).rejects.toMatchObject({ code });
    expect((await ask()).status).toBe(200);
  });

  test('on a raw socket, a broken-off handshake is a close without a byte', async () => {
    await scope.putFault({ plane: 'token', effect: { kind: 'tls', fault: 'ABORT_AFTER_CLIENT_HELLO' } });
    expect(await rawExchange({ port: simulator.ports.token, chunks: [Buffer.from([22, 3, 1, 0, 1, 1])] })).toMatchObject({
      bytes: '',
      end: 'end',
    });
  });

  test('an old-protocol server is understood by who speaks it', async () => {
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
});

describe('state', () => {
  const whileArmed = async (plane: 'token' | 'exchange' | 'bearer', change: StateChange): Promise<void> => {
    await scope.putFault({ plane, times: 1, effect: { kind: 'state', change } });
  };
  const askToken = async (scrip: string) =>
    (await send(simulator, 'token', { path: PATHS.token, body: tokenBody(scrip) })).json['resultCode'];

  test.each(['REVOKE_SCRIPS', 'SWAP_SIM'] as const)('%s voids the scrip in the middle of a flow', async (change) => {
    const { scrip = '' } = await getScrip(simulator, FROM);
    await whileArmed('token', change);
    expect([await askToken(scrip), await askToken((await getScrip(simulator, FROM))['scrip'] ?? '')]).toEqual([
      '103902',
      '103000',
    ]);
  });

  test('EXPIRE_TOKENS ends the token before its exchange', async () => {
    const token = await getToken(simulator, FROM);
    await whileArmed('exchange', 'EXPIRE_TOKENS');
    expect((await exchange(simulator, token)).json['resultCode']).toBe('104201');
  });

  test('ROTATE_KEYS retires the key, which still opens', async () => {
    const own = await startSimulator({ sessions: [{ address: '127.0.0.8', msisdn: '15400000001' }] });
    await own.defaultScope.putFault({ plane: 'bearer', times: 1, effect: { kind: 'state', change: 'ROTATE_KEYS' } });
    await expect(getScrip(own, '127.0.0.8')).resolves.toBeDefined();
    const { body } = await request(own.urls.control).get('/v1/keys').auth(own.controlToken, { type: 'bearer' });
    expect(body.map((key: { keyid: string; state: string }) => [key.keyid, key.state])).toEqual([
      ['1', 'retired'],
      ['2', 'current'],
    ]);
    await own.close();
  });

  test.each([
    { change: 'RESTART', after: '103000' },
    { change: 'RESTART_WITHOUT_STATE', after: '104201' },
  ] as const)('$change ends all connections; the token is then $after', async ({ change, after: code }) => {
    const token = await getToken(simulator, FROM);
    const idle = rawExchange({ port: simulator.ports.exchange, chunks: [] });
    await whileArmed('exchange', change);
    await expect(exchange(simulator, token)).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect((await idle).end).not.toBe('open');
    expect((await exchange(simulator, token)).json['resultCode']).toBe(code);
  });
});

describe('when', () => {
  const fires = async (
    rule: Partial<FaultRule>,
    count: number,
    between: () => Promise<unknown> = async () => undefined,
  ): Promise<string> => {
    await scope.putFault({ plane: 'exchange', effect: { kind: 'status', status: 500 }, ...rule });
    let pattern = '';
    for (let round = 0; round < count; round++) {
      pattern += (await send(simulator, 'exchange', { path: PATHS.login, body: {} })).status === 500 ? 'x' : '.';
      await between();
    }
    return pattern;
  };

  test.each([
    { title: 'the 3rd', when: { nth: 3 }, pattern: '..x...' },
    { title: 'the first 2', when: { first: 2 }, pattern: 'xx....' },
    { title: 'every 2nd', when: { every: 2 }, pattern: '.x.x.x' },
    { title: 'always', when: { probability: 1, seed: 's' }, pattern: 'xxxxxx' },
    { title: 'never', when: { probability: 0, seed: 's' }, pattern: '......' },
  ])('$title', async ({ when, pattern }) => {
    expect(await fires({ when }, 6)).toBe(pattern);
  });

  test('a chance with the same seed falls the same way', async () => {
    const first = await fires({ when: { probability: 0.5, seed: 'soak' } }, 20);
    await scope.clearFaults();
    expect(await fires({ when: { probability: 0.5, seed: 'soak' } }, 20)).toBe(first);
    expect(new Set(first)).toEqual(new Set(['x', '.']));
  });

  test('a window and a life are of the scope’s clock', async () => {
    await scope.setClock({ rate: 0 });
    expect(await fires({ when: { fromMs: 1000, toMs: 3000 } }, 5, () => scope.advance(1000))).toBe('.xx..');
    await scope.clearFaults();
    expect(await fires({ ttlMs: 2000 }, 4, () => scope.advance(1000))).toBe('xx..');
    await scope.setClock({ rate: 1 });
  });

  test('after a step: only of requests that passed it', async () => {
    const rule = { effect: { kind: 'code', code: '105312' }, when: { afterStep: 6 } } as const;
    await scope.putFault({ plane: 'exchange', ...rule });
    expect(
      (await send(simulator, 'exchange', { path: PATHS.login, body: loginBody('x', READY_APP, {}, 'wrong') })).json['resultCode'],
    ).toBe('103101');
    expect((await send(simulator, 'exchange', { path: PATHS.login, body: loginBody('x') })).json['resultCode']).toBe('105312');
  });
});

test('rules of several stages meet in one answer, and at each stage the oldest acts', async () => {
  const ids = [];
  for (const effect of [
    { kind: 'delay', ms: 100 },
    { kind: 'code', code: '105302' },
    { kind: 'code', code: '105312' },
    { kind: 'contentType', contentType: 'text/x' },
  ] as const) {
    ids.push((await scope.putFault({ plane: 'bearer', effect })).id);
  }
  const started = performance.now();
  const reply = await httpPrefetch();
  expect(performance.now() - started).toBeGreaterThanOrEqual(99);
  expect([reply.json['resultCode'], reply.headers['content-type']]).toEqual(['105302', 'text/x']);
  const entry = (await scope.journal()).at(-1);
  expect(entry?.faults.map(({ id }) => id)).toEqual([ids[1], ids[3], ids[0]]);
  expect((await scope.report()).unusedFaults).toEqual([ids[2]]);
});

test('delays drawn from a distribution keep to it', async () => {
  await onPrefetch({ kind: 'delayUniform', minMs: 50, maxMs: 100 });
  await onPrefetch({ kind: 'delayLognormal', medianMs: 1, sigma: 0 });
  const { ms } = await rawPrefetch();
  expect(ms).toBeGreaterThanOrEqual(49);
  expect(ms).toBeLessThan(400);
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
  {
    title: 'TLS on the bearer plane',
    rule: { plane: 'bearer', effect: { kind: 'tls', fault: 'EXPIRED' } },
    pointer: '/effect/kind',
  },
  {
    title: 'a connection fault with fields',
    rule: { plane: 'bearer', match: { appid: 'x' }, effect: { kind: 'connection', fault: 'RESET' } },
    pointer: '/match',
  },
  {
    title: 'a window that ends before it begins',
    rule: { plane: 'bearer', when: { fromMs: 2, toMs: 1 }, effect: { kind: 'hold' } },
    pointer: '/when/toMs',
  },
  {
    title: 'a moment that is none',
    rule: { plane: 'bearer', when: { often: true }, effect: { kind: 'hold' } },
    pointer: '/when',
  },
  {
    title: 'a uniform delay upside down',
    rule: { plane: 'bearer', effect: { kind: 'delayUniform', minMs: 2, maxMs: 1 } },
    pointer: '/effect/maxMs',
  },
  {
    title: 'a field set to nothing',
    rule: { plane: 'bearer', effect: { kind: 'field', field: 'a', change: 'set' } },
    pointer: '/effect/value',
  },
  {
    title: 'state after a step',
    rule: { plane: 'bearer', when: { afterStep: 4 }, effect: { kind: 'state', change: 'SWAP_SIM' } },
    pointer: '/when/afterStep',
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

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** An HTTP answer as it stood on the socket, its body by Content-Length. */
function asReply(bytes: string): Reply {
  const [head = '', ...rest] = bytes.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  const text = rest.join('\r\n\r\n').slice(0, Number(headers['content-length']));
  return { status: Number(statusLine.split(' ')[1]), headers, text, json: isJson(text) ? JSON.parse(text) : {} };
}
