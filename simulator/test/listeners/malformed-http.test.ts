import { once } from 'node:events';
import { connect } from 'node:net';
import { type TLSSocket, connect as tlsConnect } from 'node:tls';
import { afterEach, describe, expect } from 'vitest';
import type { JournalEntry, ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { PATHS, send } from '../support/http-client.ts';
import { parseReply } from '../support/raw-client.ts';
import { httpPost, type RawEnd, rawExchange } from '../support/raw-socket.ts';
import { prefetchBody, READY_APP } from '../support/sdk.ts';

/** What HTTP itself cannot frame, what comes too late or is too large (wire.md §0): answered with our header, and journalled. */

let simulator: Simulator;
let scope: ScopeHandle;
const BEARER = '127.0.0.7';
const BROKE = '127.0.0.11';
const OURS = 'Quhao-Simulator: test bench, not an operator\r\n';
const TLS_HELLO = Buffer.from([22, 3, 1, 0, 5, 1, 0, 0, 1, 3]);
const LATE = { longerThan: 9980, shorterThan: 12_500 };

const test = base.extend(
  'simulatorOptions',
  { scope: 'worker' },
  {
    sessions: [
      { address: BEARER, msisdn: '15400000001' },
      { address: BROKE, msisdn: '15400000001', state: 'arrears' },
    ],
  },
);

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

afterEach(() => scope.reset());

async function theOnly(): Promise<JournalEntry> {
  const entries = await scope.journal();
  expect(entries).toHaveLength(1);
  return entries[0] as JournalEntry;
}

/** Status, whether it says who answers, and how the connection ended. */
function seen({ bytes, end }: RawEnd): readonly unknown[] {
  return [parseReply(bytes)?.status, bytes.includes(OURS), end];
}

function authorized(chunk: string | Buffer): string | Buffer {
  return typeof chunk === 'string' ? chunk.replace(HOST, `${HOST}authorization: Bearer ${simulator.controlToken}\r\n`) : chunk;
}

const HOST = 'host: localhost\r\n';
const POST = `POST ${PATHS.login} HTTP/1.1\r\n`;
const MALFORMED: readonly { title: string; chunk: string | Buffer; status: number; got: string; detail: RegExp }[] = [
  {
    title: 'two lengths',
    chunk: `${POST}host: localhost\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}`,
    status: 400,
    got: `POST ${PATHS.login}`,
    detail: /two Content-Length headers/,
  },
  {
    title: 'length and chunked',
    chunk: `${POST}host: localhost\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}`,
    status: 400,
    got: `POST ${PATHS.login}`,
    detail: /Content-Length and Transfer-Encoding stand in one head/,
  },
  {
    title: 'an unknown method',
    chunk: 'BREW /coffee HTTP/1.1\r\nhost: localhost\r\n\r\n',
    status: 400,
    got: 'BREW /coffee',
    detail: /HPE_INVALID_METHOD/,
  },
  ...[
    ['HTTP/2 without asking', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', /speaks HTTP\/2 without asking/],
    ['a PROXY header', 'PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n', /PROXY header on a port that takes none/],
    ['a method in lower case', `post ${PATHS.login} HTTP/1.1\r\n`, /in lower case, and letter case counts/],
    ['another protocol', 'SSH-2.0-client\r\n', /another protocol than HTTP/],
    [
      'a PROXY header and its request',
      `PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n${POST}host: x\r\n\r\n`,
      /PROXY header on a port that takes none/,
    ],
    ['tabs in the request line', `POST\t${PATHS.login}\tHTTP/1.1\r\nhost: x\r\n\r\n`, /tabs stand between the parts/],
    ['line feeds alone', `${POST}host: x\r\n\r\n`.replaceAll('\r', ''), /lines end with a line feed alone/],
    ['line feeds alone in the headers', `${POST}host: x\ncontent-type: application/json\n\n`, /lines end with a line feed alone/],
    ['a folded header', `${POST}host: x\r\nx: a\r\n b\r\n\r\n`, /goes on in a second line/],
    ['a blank before a colon', `${POST}host: x\r\nx : a\r\n\r\n`, /name of a header has a blank/],
    ['a zero byte in a header', `${POST}host: x\r\nx: a\0b\r\n\r\n`, /value of a header has a control character/],
    [
      'Chinese in the target',
      'POST /取号 HTTP/1.1\r\nhost: x\r\n\r\n',
      /the target has a character that needs a percent escape|does not begin with a slash/,
    ],
    ['a target without its slash', 'POST \\unisdk HTTP/1.1\r\nhost: x\r\n\r\n', /does not begin with a slash/],
    ['another version', `POST ${PATHS.login} HTTP/1.2\r\nhost: x\r\n\r\n`, /no other version/],
    ['HTTP/2.0 in the request line', `POST ${PATHS.login} HTTP/2.0\r\nhost: x\r\n\r\n`, /HTTP\/2\.0 in the request line/],
    ['no version', `POST ${PATHS.login}\r\n\r\n`, /no version in the request line/],
    ['a header that is folded at once', `${POST}host: x\r\nx:\r\n a\r\n\r\n`, /goes on in a second line/],
    ['a blank in the target', `POST ${PATHS.login} x HTTP/1.1\r\nhost: x\r\n\r\n`, /a blank stands in the target/],
    ['carriage returns alone', `${POST}host: x\r\n\r\n`.replaceAll('\n', ''), /a carriage return alone/],
    ['chunked twice', `${POST}host: x\r\n${'transfer-encoding: chunked\r\n'.repeat(2)}\r\n`, /stands there twice/],
    ['a length with a sign', `${POST}host: x\r\ncontent-length: +2\r\n\r\n{}`, /Content-Length is no number/],
    ['no length behind its name', `${POST}host: x\r\ncontent-length:\r\n\r\n{}`, /Content-Length is no number/],
    ['a length beyond all', `${POST}host: x\r\ncontent-length: ${'9'.repeat(20)}\r\n\r\n`, /beyond every number/],
    [
      'a chunk without its size',
      `${POST}host: x\r\ntransfer-encoding: chunked\r\n\r\n{"a":1}\r\n0\r\n\r\n`,
      /a chunk does not begin with its size/,
    ],
  ].map(([title, chunk, detail]) => ({
    title: title as string,
    chunk: chunk as string,
    status: 400,
    got: expect.any(String),
    detail: detail as RegExp,
  })),
  {
    title: 'TLS on a plain port',
    chunk: TLS_HELLO,
    status: 400,
    got: '10 bytes that begin with no request line',
    detail: /the client began TLS on a port of plain HTTP.*HPE_INVALID_METHOD/,
  },
  {
    title: 'no Host',
    chunk: `${POST}content-length: 2\r\n\r\n{}`,
    status: 400,
    got: `POST ${PATHS.login}`,
    detail: /without a Host header/,
  },
  {
    title: 'a head of 20 KiB',
    chunk: `${POST}host: localhost\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
    status: 431,
    got: `POST ${PATHS.login}`,
    detail: /HPE_HEADER_OVERFLOW/,
  },
  {
    title: 'chunk extensions of 20 KiB',
    chunk: `${POST}host: localhost\r\ntransfer-encoding: chunked\r\n\r\n2;${'y'.repeat(20_000)}\r\n`,
    status: 413,
    got: `POST ${PATHS.login}`,
    detail: /HPE_CHUNK_EXTENSIONS_OVERFLOW/,
  },
  {
    title: 'a chunk that is none',
    chunk: `${POST}host: localhost\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`,
    status: 400,
    got: `POST ${PATHS.login}`,
    detail: /HPE_INVALID_CHUNK_SIZE/,
  },
];

test.each([
  { title: 'no Content-Length', chunks: [`${POST}host: localhost\r\n\r\n`, '{"a":"b"}'] },
  { title: 'a Content-Length that is too small', chunks: [`${POST}host: localhost\r\ncontent-length: 2\r\n\r\n{"a":"b"}`] },
])('a body with $title: the bytes that are left over are named', async ({ chunks }) => {
  const { bytes } = await rawExchange({ port: simulator.ports.exchange, chunks });
  expect(bytes).toContain('HTTP/1.1 200');
  const entries = await scope.journal();
  expect(entries.map(({ answer }) => answer?.status)).toEqual([200, 400]);
  expect(entries[1]?.trace[0]?.detail).toMatch(/its body had no Content-Length, or is longer than its Content-Length said/);
});

test('a body behind Connection: close that had no Content-Length is named', async () => {
  const head = `${POST}host: localhost\r\nconnection: close\r\n\r\n`;
  await rawExchange({ port: simulator.ports.exchange, chunks: [`${head}{"a":"b"}`] });
  const entries = await scope.journal();
  expect(entries[1]?.trace[0]?.detail).toMatch(/its body had no Content-Length/);
});

test('a client that ends its side in the middle of a body is named', async () => {
  const head = `${POST}host: localhost\r\ncontent-length: 90\r\n\r\n`;
  await rawExchange({ port: simulator.ports.exchange, chunks: [`${head}{"a":"b"}`], ends: true });
  const { trace } = await theOnly();
  expect(trace[0]).toMatchObject({
    got: `POST ${PATHS.login}, its body not whole`,
    detail: expect.stringMatching(/ended its side in the middle of a request/),
  });
});

test.each(MALFORMED)('$title gets $status with our header, a close and an entry', async ({ chunk, status, got, detail }) => {
  expect(seen(await rawExchange({ port: simulator.ports.exchange, chunks: [chunk] }))).toEqual([status, true, 'end']);
  const { trace, ...entry } = await theOnly();
  expect(entry).toMatchObject({
    plane: 'exchange',
    operation: null,
    connection: { request: 1 },
    appid: null,
    answer: { status, resultCode: null, name: null },
  });
  expect(trace).toEqual([
    { step: 0, name: 'http', outcome: 'failed', expected: expect.any(String), got, detail: expect.stringMatching(detail) },
  ]);
});

test.each(MALFORMED)(
  '$title gets $status with our header at the control listener too, and no entry',
  async ({ chunk, status }) => {
    expect(seen(await rawExchange({ port: simulator.ports.control, chunks: [authorized(chunk)] }))).toEqual([
      status,
      true,
      'end',
    ]);
    expect(await scope.journal()).toEqual([]);
  },
);

test('HTTP/1.0 needs no Host', async () => {
  const { bytes } = await rawExchange({
    port: simulator.ports.exchange,
    chunks: [`POST ${PATHS.login} HTTP/1.0\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`],
  });
  expect(parseReply(bytes)?.json['resultCode']).toBe('103414');
});

test('what cannot be framed after a whole request is its connection’s second, in its subscriber’s name', async () => {
  const { bytes } = await rawExchange({
    port: simulator.ports.bearer,
    chunks: [httpPost(PATHS.prefetch, prefetchBody(simulator).body)],
    last: async () => {
      await scope.waitForRequest({ operation: 'prefetch' }, 1000);
      return 'nonsense\r\n\r\n';
    },
    localAddress: BEARER,
  });
  expect(bytes.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
  const [first, second, ...others] = await scope.journal();
  expect(others).toEqual([]);
  expect(second?.connection).toEqual({ ...first?.connection, request: 2 });
  expect([second?.subscriber, second?.scope.by]).toEqual(['154****0001', 'session']);
});

test('whole requests in one packet with what cannot be framed are answered first', async () => {
  const { bytes, end } = await rawExchange({
    port: simulator.ports.exchange,
    chunks: [`${httpPost(PATHS.login, {})}${httpPost(PATHS.login, {})}nonsense\r\n\r\n`],
  });
  expect([bytes.match(/HTTP\/1\.1 \d+/g), end]).toEqual([['HTTP/1.1 200', 'HTTP/1.1 200', 'HTTP/1.1 400'], 'end']);
  const entries = await scope.journal();
  expect(entries.map(({ connection, answer }) => [connection.request, answer?.status])).toEqual([
    [1, 200],
    [2, 200],
    [3, 400],
  ]);
});

test('no status is written into an answer that is being sent', async () => {
  const socket = connect({ port: simulator.ports.control, host: '127.0.0.1' });
  const authorization = `authorization: Bearer ${simulator.controlToken}`;
  socket.write(`GET /v1/journal/events HTTP/1.1\r\nhost: localhost\r\n${authorization}\r\n\r\n`);
  const [head] = await once(socket, 'data');
  expect(String(head)).toContain('text/event-stream');
  socket.write('nonsense\r\n\r\n');
  let rest = '';
  socket.on('data', (part) => {
    rest += part.toString();
  });
  await once(socket, 'close');
  expect(rest).not.toContain('HTTP/1.1');
});

test('no secret of a target that HTTP cannot frame is shown', async () => {
  const { appKey } = READY_APP;
  const target = `/x/${appKey}/15400000001/${appKey.toLowerCase()}`;
  await rawExchange({ port: simulator.ports.exchange, chunks: [`BREW ${target} HTTP/1.1\r\n\r\n`] });
  await rawExchange({ port: simulator.ports.exchange, chunks: [`POST ${target} HTTP/1.1\r\n\r\n`] });
  const shown = JSON.stringify(await scope.journal());
  expect(shown).toContain('BREW /x/');
  expect(shown).toContain('POST /x/');
  expect(shown.toLowerCase()).not.toContain(appKey.toLowerCase());
  expect(shown).not.toContain('15400000001');
});

describe('deadlines', () => {
  const head = `${POST}host: localhost\r\ncontent-type: application/json\r\ncontent-length: 40\r\n\r\n{`;

  async function stall(socket: TLSSocket, chunk: string): Promise<RawEnd> {
    const started = performance.now();
    let bytes = '';
    socket.on('data', (part) => {
      bytes += part.toString();
    });
    socket.write(chunk);
    await once(socket, 'end');
    return { bytes, end: 'end', ms: performance.now() - started };
  }

  test('a head or a body that does not come within ten seconds gets 408, our header, a close and an entry; an answer may take longer', async () => {
    const { ports, rootPem } = simulator;
    await scope.putFault({ plane: 'exchange', effect: { kind: 'hold' } });
    const held = send(simulator, 'exchange', { path: PATHS.login, body: {} });
    await scope.waitForRequest({ plane: 'exchange' }, 1000);
    const patience = { patienceMs: 15_000 };
    const secure = tlsConnect({ port: ports.token, host: '127.0.0.1', ca: rootPem, servername: 'token.gateway.test' });
    const ends = await Promise.all([
      stall(secure, head),
      rawExchange({ port: ports.bearer, chunks: [head], localAddress: BEARER, ...patience }),
      rawExchange({ port: ports.exchange, chunks: [head], ...patience }),
      rawExchange({
        port: ports.control,
        chunks: [authorized(head)],
        ...patience,
      }),
      rawExchange({ port: ports.exchange, chunks: [`POST ${PATHS.check} HTTP/1.1\r\nhost`], ...patience }),
      rawExchange({ port: ports.control, chunks: ['POST /v1/scopes'], ...patience }),
    ]);
    expect(ends.map(seen)).toEqual(Array.from(ends, () => [408, true, 'end']));
    await scope.release();
    expect((await held).json['resultCode']).toBe('103414');
    for (const { ms } of ends) {
      expect(ms).toBeGreaterThan(LATE.longerThan);
      expect(ms).toBeLessThan(LATE.shorterThan);
    }
    const [slow, ...entries] = await scope.journal();
    expect(slow).toMatchObject({ operation: 'login-token-validate', faults: [{ effect: 'hold' }] });
    expect(entries.map(({ plane, trace }) => `${plane} ${trace[0]?.got}`).toSorted()).toEqual([
      `bearer POST ${PATHS.login}, its body not whole`,
      `exchange POST ${PATHS.login}, its body not whole`,
      'exchange no whole head',
      `token POST ${PATHS.login}, its body not whole`,
    ]);
    expect(entries.map(({ answer, trace }) => [answer?.status, trace.length])).toEqual(Array.from(entries, () => [408, 1]));
  });
});

describe('a body over 16 KiB', () => {
  const large = `content-length: 20000\r\n\r\n${'x'.repeat(20_000)}`;
  test.each([
    { title: 'an operation', plane: 'exchange', line: `POST ${PATHS.login}` },
    { title: 'the certificate', plane: 'bearer', line: 'GET /quhao/ca.pem' },
    { title: 'a path that is none', plane: 'bearer', line: 'PUT /nothing' },
  ] as const)('to $title gets 413, a close and an entry', async ({ plane, line }) => {
    const sent = await rawExchange({ port: simulator.ports[plane], chunks: [`${line} HTTP/1.1\r\nhost: localhost\r\n${large}`] });
    expect(seen(sent)[0]).toBe(413);
    expect([sent.bytes.includes(OURS), sent.end]).toEqual([true, expect.stringMatching(/end|reset/)]);
    expect(await theOnly()).toMatchObject({
      plane,
      operation: null,
      connection: { request: 1 },
      trace: [{ step: 0, name: 'http', outcome: 'failed', got: `a larger body, ${line}` }],
      answer: { status: 413, resultCode: null },
    });
  });

  test('over a bearer in arrears gets the page like everything else, and a close', async () => {
    const { bytes } = await rawExchange({
      port: simulator.ports.bearer,
      chunks: [`POST ${PATHS.prefetch} HTTP/1.1\r\nhost: localhost\r\n${large}`],
      localAddress: BROKE,
    });
    expect(bytes).toMatch(/^HTTP\/1\.1 200 OK\r\nContent-Type: text\/html.*Connection: close/s);
  });
});

describe('the root certificate', () => {
  const get = (from: string) => send(simulator, 'bearer', { path: '/quhao/ca.pem', method: 'GET', body: '', from });

  test('is journalled like any request', async () => {
    expect((await get(BEARER)).headers['quhao-simulator']).toBe('test bench, not an operator');
    expect(await theOnly()).toMatchObject({
      plane: 'bearer',
      operation: null,
      trace: [{ step: 0, name: 'certificate', outcome: 'passed', got: 'GET /quhao/ca.pem' }],
      answer: { status: 200, resultCode: null },
    });
  });

  test('is the top-up page over a bearer in arrears', async () => {
    const { headers, text } = await get(BROKE);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).not.toContain('CERTIFICATE');
    expect((await theOnly()).trace[0]?.name).toBe('bearer');
  });

  test('is no page of the other planes', async () => {
    const reply = await send(simulator, 'exchange', { path: '/quhao/ca.pem', method: 'GET', body: '' });
    expect(reply.json['resultCode']).toBe('105313');
  });
});

describe('the page for a phone', () => {
  const get = (from: string) => send(simulator, 'bearer', { path: '/quhao/join', method: 'GET', body: '', from });

  test('says which number belongs to the address, and where the gateway is', async () => {
    const { headers, text } = await get(BEARER);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toContain('154****0001');
    expect(text).toContain(`https://127.0.0.1:${simulator.ports.token}`);
    expect((await theOnly()).trace[0]).toMatchObject({ name: 'join', outcome: 'passed', got: 'GET /quhao/join' });
  });

  test('says how an address gets a number that has none', async () => {
    const { text } = await get('127.0.0.99');
    expect(text).toContain('103111');
    expect(text).toContain('PUT /v1/sessions/127.0.0.99 ');
  });

  test('is no page of the other planes', async () => {
    const reply = await send(simulator, 'exchange', { path: '/quhao/join', method: 'GET', body: '' });
    expect(reply.json['resultCode']).toBe('105313');
  });
});
