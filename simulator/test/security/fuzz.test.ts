import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fraction, SeededRandom } from '../../src/random.ts';
import { type ClientDialect, ProblemError, readConfig, type Simulator, startSimulator } from '../../src/simulator.ts';
import { formDialect } from '../support/form-dialect.ts';
import { PATHS, send } from '../support/http-client.ts';
import { checkBody, loginBody, prefetchBody, tokenBody } from '../support/sdk.ts';

/**
 * Nonsense in every place where it can come in. A case is made from the seed, its kind and its number alone: a failure names all three, and `scripts/fuzz
 * --seed S --kind K --case N` makes it again. Here are a few of each kind; `scripts/fuzz` makes as many as it is asked for.
 */

const SEED = process.env['QUHAO_SEED'] ?? 'fifteen';
const CASES = Number(process.env['QUHAO_FUZZ'] ?? 30);
const ONLY_KIND = process.env['QUHAO_FUZZ_KIND'];
const ONLY_CASE = process.env['QUHAO_FUZZ_CASE'];
const FROM = '127.0.0.9';
/** `PART/PARTS`: this process makes one case in so many. */
const [PART, PARTS] = (process.env['QUHAO_FUZZ_PART'] ?? '0/1').split('/').map(Number) as [number, number];
/** A million cases take an hour on a busy machine. */
const LIMIT_MS = 3_600_000 + CASES * 20;
/** Of each kind. */
const LEAST = 5;
const PROGRESS_MS = 10_000;
/** The journal is read to its last entries: the trace of each that was signed wrongly takes a search. */
const READ_ENTRIES = 40;

let simulator: Simulator;
/** A handshake for each body would be most of the time. */
const agents = { http: new Agent({ keepAlive: true }), https: new TlsAgent({ keepAlive: true }) };
const escaped: unknown[] = [];
function note(error: unknown): void {
  escaped.push(error);
}

beforeAll(async () => {
  process.on('unhandledRejection', note);
  simulator = await startSimulator({ sessions: [{ address: FROM, msisdn: '15400000001' }], logLevel: 'silent' });
});

afterAll(async () => {
  process.off('unhandledRejection', note);
  agents.http.destroy();
  agents.https.destroy();
  await simulator.close();
});

/** Chance for one case. */
class Dice {
  readonly #random: SeededRandom;

  constructor(kind: string, number: number) {
    this.#random = new SeededRandom(`${SEED}/${kind}/${number}`);
  }

  below(limit: number): number {
    return Math.floor(fraction(this.#random) * limit);
  }

  oneOf<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  bytes(length: number): Buffer {
    return Buffer.from(this.#random.next(length));
  }

  /** The bytes with a few of them changed, left out, doubled or moved. */
  spoil(original: Buffer): Buffer {
    let spoilt = original;
    for (let times = 1 + this.below(4); times > 0; times--) {
      const [at, end] = [this.below(spoilt.length + 1), this.below(spoilt.length + 1)].sort((a, b) => a - b) as [number, number];
      const middle = this.oneOf([
        this.bytes(Math.min(end - at, 64)),
        Buffer.alloc(0),
        Buffer.concat([spoilt.subarray(at, end), spoilt.subarray(at, end)]),
        Buffer.from(this.oneOf(SPICES)),
      ]);
      spoilt = Buffer.concat([spoilt.subarray(0, at), middle, spoilt.subarray(end)]).subarray(0, 15_000);
    }
    return spoilt;
  }
}

const SPICES = [
  '"',
  '\\',
  '{"',
  '}',
  '[[[[',
  '\u0000',
  '\ud7ff',
  '\\ud800',
  'null',
  '1e999',
  '__proto__',
  '%00',
  '\r\n',
  '”',
  '-'.repeat(300),
];

function textOf(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/** Sends bytes as they are; resolves with what came back when the other side closes, or after a little silence. */
function raw(port: number, bytes: Buffer, silenceMs = 3000): Promise<Buffer> {
  return new Promise((resolve) => {
    const got: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    const settle = (): void => {
      socket.destroy();
      resolve(Buffer.concat(got));
    };
    socket.on('data', (chunk) => got.push(chunk));
    socket.on('error', settle);
    socket.on('close', settle);
    socket.setTimeout(silenceMs, settle);
  });
}

const BODIES = [
  { listener: 'bearer', path: PATHS.prefetch, make: () => prefetchBody(simulator).body },
  { listener: 'token', path: PATHS.token, make: () => tokenBody('s'.repeat(40)) },
  { listener: 'exchange', path: PATHS.login, make: () => loginBody('t') },
  { listener: 'exchange', path: PATHS.check, make: () => checkBody('t', { phone: '15400000001' }) },
] as const;

const REQUEST =
  'POST /unisdk/rs/getPrePhonescrip HTTP/1.1\r\nHost: cm.gateway.test\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}';
const PROXY_HEADERS = [
  Buffer.from(`PROXY TCP4 127.0.0.9 127.0.0.1 1234 80\r\n${REQUEST}`),
  Buffer.concat([Buffer.from('0d0a0d0a000d0a515549540a2111000c7f0000097f00000104d20050', 'hex'), Buffer.from(REQUEST)]),
];
/** A ClientHello's beginning. */
const TLS_RECORD = Buffer.from(
  '16030100700100006c0303000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f000006130113021303010000' +
    '3d000a00040002001d000d000400020403002b0003020304003300260024001d0020000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
  'hex',
);
const CONFIG = `apps:
  - appid: "300000000002"
    packageName: com.example.app
subscribers:
  - { msisdn: "15400000002", operator: unicom }
faults:
  - plane: token
    effect: { kind: code, code: "103911" }
`;
const CONTROL = [
  { method: 'PUT', path: '/v1/apps/300000000002', body: { packageName: 'com.example.app' } },
  { method: 'POST', path: '/v1/faults', body: { plane: 'token', effect: { kind: 'code', code: '103911' } } },
  { method: 'PUT', path: '/v1/settings', body: { strictness: 'field', skewMs: { token: 5 } } },
  { method: 'GET', path: '/v1/journal?after=0&operation=prefetch', body: null },
  { method: 'POST', path: '/v1/scopes', body: { id: 'fuzz', ttlMs: 1 } },
  { method: 'POST', path: '/v1/clock/advance', body: { ms: 1 } },
] as const;

interface Kind {
  readonly kind: string;
  /** A share of the cases: some kinds are slow. */
  readonly share: number;
  /** As many cases are under way at once: more where one waits for silence. */
  readonly lanes: number;
  readonly run: (dice: Dice) => Promise<void>;
}

const KINDS: readonly Kind[] = [
  {
    kind: 'proxy headers',
    share: 0.1,
    lanes: 16,
    run: async (dice) => {
      const answer = await raw(simulator.ports.bearerProxy, dice.spoil(dice.oneOf(PROXY_HEADERS)));
      expect(answer.length === 0 || /^HTTP\/1\.1 (?:200|400|408|413|431) /.test(answer.toString('latin1'))).toBe(true);
    },
  },
  {
    kind: 'tls records',
    share: 0.1,
    lanes: 64,
    run: async (dice) => {
      await raw(simulator.ports.token, dice.spoil(TLS_RECORD), 100);
    },
  },
  {
    kind: 'control',
    share: 0.1,
    lanes: 8,
    run: async (dice) => {
      const { method, path, body } = dice.oneOf(CONTROL);
      const target =
        dice.below(3) === 0
          ? encodeURI(
              dice
                .spoil(Buffer.from(path))
                .toString('latin1')
                .replace(/[^!-~]/g, ''),
            )
          : path;
      const { status } = await send(simulator, 'control', {
        method,
        path: target.startsWith('/') ? target : `/${target}`,
        body: body === null ? '' : dice.spoil(textOf(body)),
        headers: { authorization: `Bearer ${simulator.controlToken}` },
      });
      expect(status === 500 ? 'internal error' : 'answered').toBe('answered');
    },
  },
  {
    kind: 'yaml',
    share: 0.1,
    lanes: 1,
    run: async (dice) => {
      const text = dice.spoil(Buffer.from(CONFIG)).toString('utf8');
      try {
        await readConfig(text);
      } catch (error) {
        expect(error, String(error)).toBeInstanceOf(ProblemError);
      }
    },
  },
  {
    kind: 'dialects',
    share: 0.0005,
    lanes: 2,
    run: async (dice) => {
      const member = dice.oneOf(['read', 'readAgain', 'writeAnswer', 'prefetchAnswer'] as const);
      const does = dice.oneOf([
        () => {
          throw dice.oneOf([new Error('x'), 'text', null, undefined, 7]);
        },
        () => Promise.reject(new Error('late')),
        () => ({ nothing: true }),
      ]);
      await using broken = await startSimulator({
        dialect: { ...formDialect, [member]: does } as ClientDialect,
        sessions: [{ address: FROM, msisdn: '15400000001' }],
        logLevel: 'silent',
      });
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      await send(broken, 'bearer', { path: '/v9/number', body: 'app=300000000001', headers, from: FROM });
      await broken.defaultScope.journal();
      expect((await send(broken, 'exchange', { path: PATHS.login, body: loginBody('t') })).status).toBe(200);
    },
  },
  // Last: a request of the control API reads the whole journal, and the trace of each body that was signed wrongly takes a search.
  {
    kind: 'bodies',
    share: 1,
    lanes: 8,
    run: async (dice) => {
      const { listener, path, make } = dice.oneOf(BODIES);
      const agent = simulator.urls[listener].startsWith('https') ? agents.https : agents.http;
      const { status } = await send(simulator, listener, { path, body: dice.spoil(textOf(make())), from: FROM, agent });
      expect(status).toBe(200);
    },
  },
];

const chosen = KINDS.filter(({ kind }) => ONLY_KIND === undefined || kind === ONLY_KIND);

test.each(chosen)('$kind: the simulator answers, and goes on', { timeout: LIMIT_MS }, async ({ kind, share, lanes, run }) => {
  const count = Math.max(LEAST, Math.floor(CASES * share));
  const numbers = ONLY_CASE === undefined ? Array.from({ length: count }, (_, number) => number) : [Number(ONLY_CASE)];
  const own = numbers.filter((number) => ONLY_CASE !== undefined || number % PARTS === PART);
  let next = 0;
  let due = performance.now() + PROGRESS_MS;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < own.length; at = next++) {
      const number = own[at] ?? 0;
      if (performance.now() > due) {
        due += PROGRESS_MS;
        console.log(`${kind}: ${at} of ${own.length}, process ${PART + 1} of ${PARTS}`);
      }
      try {
        await run(new Dice(kind, number));
      } catch (error) {
        next = own.length;
        throw new Error(`scripts/fuzz --seed ${SEED} --kind '${kind}' --case ${number}`, { cause: error });
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  expect(escaped).toEqual([]);
  const { journal: bounds } = await simulator.defaultScope.report();
  const journal = await simulator.defaultScope.journal({ after: Math.max(0, bounds.lastId - READ_ENTRIES) });
  expect(JSON.stringify(journal)).not.toContain(simulator.controlToken);
});
