import { describe, expect } from 'vitest';
import type { FaultEffect } from '../../src/model/faults.ts';
import type { JournalEntry, ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { exchange, getToken, PATHS } from '../support/http-client.ts';
import { httpPost } from '../support/raw-socket.ts';
import { loginBody } from '../support/sdk.ts';
import { WatchedClient } from '../support/watched-client.ts';

/** The journal's `sent` against what a bare socket has read, for each fault and each way of a client. */

let simulator: Simulator;
let scope: ScopeHandle;
const FROM = '127.0.0.7';
const LISTENERS = ['exchange', 'exchangeTls'] as const;

const test = base.extend('simulatorOptions', { scope: 'worker' }, { sessions: [{ address: FROM, msisdn: '15400000001' }] });

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

test.beforeEach(async () => {
  await scope.reset();
});

/** What the client does once the entry stands in the journal. */
type Behaviour = 'stays' | 'half-closes' | 'leaves' | 'resets';

interface Row {
  readonly title: string;
  readonly effects: readonly FaultEffect[];
  readonly client: Behaviour;
  /** What lets the answer go after the client has acted. */
  readonly lets?: () => Promise<unknown>;
  readonly extent: JournalEntry['sent']['extent'];
  readonly seenBy?: JournalEntry['sent']['client'];
  readonly detail: RegExp;
}

/** A loaded machine takes its time. */
function poll<T>(look: () => T): ReturnType<typeof expect.poll<T>> {
  return expect.poll(look, { timeout: 10_000 });
}

const HOLD: FaultEffect = { kind: 'hold' };
const DELAY: FaultEffect = { kind: 'delay', ms: 2500 };
const UNIFORM: FaultEffect = { kind: 'delayUniform', minMs: 2400, maxMs: 2500 };
const DRIBBLE: FaultEffect = { kind: 'dribble', chunkBytes: 90, everyMs: 1000 };
const WHOLE_CUT: FaultEffect = { kind: 'cut', afterBytes: 100_000, end: 'close' };
const GONE = /^not sent: the client had gone after \d+ ms$/;
function release(): Promise<unknown> {
  return scope.release();
}

function advance(): Promise<unknown> {
  return scope.advance(60_000);
}

async function restart(): Promise<void> {
  const effect = { kind: 'state', change: 'RESTART' } as const;
  await scope.putFault({ plane: 'exchange', operation: 'token-validate', effect });
  const other = await WatchedClient.open({ simulator, listener: 'exchange' });
  other.write(httpPost(PATHS.check, { header: { appId: '300000000001' }, body: {} }));
  await poll(() => other.end).not.toBeNull();
}

function waiting(client: Behaviour, row: Pick<Row, 'extent' | 'detail' | 'seenBy'>): readonly Row[] {
  return [
    { title: 'hold', effects: [HOLD], lets: release },
    { title: 'delay', effects: [DELAY], lets: advance },
    { title: 'delayUniform', effects: [UNIFORM], lets: advance },
    { title: 'a delay and a dribble', effects: [DELAY, DRIBBLE], lets: release },
    { title: 'a hold and a cut after its end', effects: [HOLD, WHOLE_CUT], lets: release },
  ].map(({ title, ...waits }) => ({ ...waits, title: `${title}, and the client ${client}`, client, ...row }));
}

const ROWS: readonly Row[] = [
  { title: 'no fault', effects: [], client: 'stays', extent: 'whole', detail: /^the whole answer left$/ },
  { title: 'no fault, half-closed', effects: [], client: 'half-closes', extent: 'whole', detail: /^the whole answer left$/ },
  ...waiting('stays', { extent: 'whole', detail: /^the whole answer left$/ }),
  ...waiting('half-closes', { extent: 'whole', detail: /^the whole answer left$/ }),
  ...waiting('leaves', { extent: 'nothing', seenBy: 'gone', detail: GONE }),
  ...waiting('resets', {
    extent: 'nothing',
    seenBy: 'reset',
    detail: /^not sent: the client reset the connection after \d+ ms$/,
  }),
  {
    title: 'a dribble that the client leaves',
    effects: [DRIBBLE],
    client: 'leaves',
    lets: advance,
    extent: 'part',
    seenBy: 'gone',
    detail: /^cut after 90 bytes: the client had gone after \d+ ms$/,
  },
  {
    title: 'a dribble that the client resets',
    effects: [DRIBBLE],
    client: 'resets',
    extent: 'part',
    seenBy: 'reset',
    detail: /^cut after 90 bytes: the client reset the connection after \d+ ms$/,
  },
  {
    title: 'a dribble and a release',
    effects: [DRIBBLE],
    client: 'stays',
    lets: release,
    extent: 'whole',
    detail: /^the whole answer left$/,
  },
  {
    title: 'a held answer and a restart',
    effects: [HOLD],
    client: 'stays',
    lets: restart,
    extent: 'nothing',
    detail: /^not sent: a restart of the gateway ended the connection$/,
  },
  {
    title: 'a dribble and a restart',
    effects: [DRIBBLE],
    client: 'stays',
    lets: restart,
    extent: 'part',
    detail: /^cut after 90 bytes: a restart of the gateway ended the connection$/,
  },
  ...(['close', 'reset', 'stall'] as const).flatMap((end): Row[] => [
    {
      title: `a cut at 12 with ${end}`,
      effects: [{ kind: 'cut', afterBytes: 12, end }],
      client: 'stays',
      extent: 'part',
      detail: /^a fault rule cut the answer after 12 of \d+ bytes$/,
    },
    {
      title: `a cut at 0 with ${end}`,
      effects: [{ kind: 'cut', afterBytes: 0, end }],
      client: 'stays',
      extent: 'nothing',
      detail: /^a fault rule cut the answer after 0 of \d+ bytes$/,
    },
    {
      title: `a cut after the end with ${end}`,
      effects: [{ kind: 'cut', afterBytes: 100_000, end }],
      client: 'stays',
      extent: 'whole',
      detail: /^the whole answer left$/,
    },
  ]),
  ...(['RANDOM_DATA_THEN_CLOSE', 'MALFORMED_RESPONSE_CHUNK'] as const).map(
    (fault): Row => ({
      title: fault,
      effects: [{ kind: 'socket', fault }],
      client: 'stays',
      extent: 'other',
      detail: /^a fault rule sent \d+ other bytes in the answer’s place$/,
    }),
  ),
  ...(['EMPTY_RESPONSE', 'CONNECTION_RESET_BY_PEER'] as const).map(
    (fault): Row => ({
      title: fault,
      effects: [{ kind: 'socket', fault }],
      client: 'stays',
      extent: 'nothing',
      detail: /^nothing was sent: a fault rule (closed|reset) the connection$/,
    }),
  ),
  {
    title: 'a page',
    effects: [{ kind: 'html', page: 'captive' }],
    client: 'stays',
    extent: 'whole',
    detail: /^the whole answer left$/,
  },
  {
    title: 'an empty body',
    effects: [{ kind: 'text', text: '' }],
    client: 'stays',
    extent: 'whole',
    detail: /^the whole answer left$/,
  },
  {
    title: '204',
    effects: [{ kind: 'status', status: 204 }],
    client: 'stays',
    extent: 'whole',
    detail: /^the whole answer left$/,
  },
];

function act(client: WatchedClient, behaviour: Behaviour): void {
  switch (behaviour) {
    case 'stays':
      return;
    case 'half-closes':
      client.halfClose();
      return;
    case 'leaves':
      client.leave();
      return;
    case 'resets':
      client.reset();
  }
}

describe.each(LISTENERS)('over %s', (listener) => {
  for (const { title, effects, client: behaviour, lets, extent, seenBy = 'connected', detail } of ROWS) {
    // A TLS socket cannot be reset by its client in this test: Node resets TCP sockets only.
    test.skipIf(listener === 'exchangeTls' && behaviour === 'resets')(title, async () => {
      await scope.setClock({ rate: 0 });
      for (const effect of effects) {
        await scope.putFault({ plane: 'exchange', operation: 'login-token-validate', effect });
      }
      const token = await getToken(simulator, FROM);
      const client = await WatchedClient.open({ simulator, listener });
      client.write(httpPost(PATHS.login, loginBody(token)));
      const asked = await scope.waitForRequest({ operation: 'login-token-validate' }, 5000);
      const early = effects.some(({ kind }) => kind === 'dribble') && effects.length === 1 ? 90 : 0;
      if (asked.sent.extent === 'pending') {
        await poll(() => client.bytes.length).toBe(early);
        await poll(async () => (await sentOf(asked.id)).bytes).toBe(early);
        expect(await entryOf(asked.id)).toMatchObject({ answer: null, sent: { extent: 'pending', client: 'connected' } });
      }
      act(client, behaviour);
      if (behaviour === 'leaves' || behaviour === 'half-closes') {
        // The end of the client's side must have come before the answer goes.
        await poll(async () => (await sentOf(asked.id)).detail).toMatch(/ended its side|gone|left|reset/);
      }
      if (behaviour === 'resets') {
        await poll(async () => (await sentOf(asked.id)).extent).not.toBe('pending');
      }
      await lets?.();
      await poll(async () => (await sentOf(asked.id)).extent).toBe(extent);
      const entry = await entryOf(asked.id);
      if (listener === 'exchange' || behaviour !== 'leaves') {
        expect(entry.sent).toMatchObject({ client: seenBy, detail: expect.stringMatching(detail) });
      } else {
        // A TLS client that leaves resets where a session ticket is unread.
        expect(entry.sent.detail).toMatch(
          /^(not sent|cut after 90 bytes): the client (had gone|reset the connection) after \d+ ms$/,
        );
      }
      if (behaviour === 'stays' || behaviour === 'half-closes') {
        await poll(() => client.bytes.length).toBe(entry.sent.bytes);
      }
      if (extent === 'whole') {
        const code = /"resultCode":"(\d+)"/.exec(client.bytes)?.[1] ?? null;
        expect(entry.answer).toMatchObject({ status: Number(client.bytes.slice(9, 12)), resultCode: code });
        expect(entry.sent.at).toBeGreaterThanOrEqual(entry.at);
        expect(entry.sent.at).toBeLessThanOrEqual(scope.now());
      } else {
        expect(entry.answer).toBeNull();
        expect(entry.sent.at === null).toBe(entry.sent.bytes === 0);
      }
      const { resultCode } = entry.answer ?? { resultCode: null };
      const isAnswered = resultCode === '103000';
      expect((await scope.flows()).at(-1)?.resultCode).toBe(resultCode);
      const query = { operation: 'login-token-validate', resultCode: '103000' } as const;
      expect(await scope.countRequests(query)).toBe(isAnswered ? 1 : 0);
      client.leave();
    });
  }
});

async function entryOf(id: number): Promise<JournalEntry> {
  const [entry] = await scope.journal({ after: id - 1 });
  if (entry === undefined) {
    throw new Error(`no entry ${id}`);
  }
  return entry;
}

async function sentOf(id: number): Promise<JournalEntry['sent']> {
  return (await entryOf(id)).sent;
}

test('pipelined answers leave in order, and each entry says what became of its own', async () => {
  await scope.putFault({ plane: 'exchange', match: { msgid: 'first' }, effect: HOLD });
  await scope.putFault({ plane: 'exchange', match: { msgid: 'third' }, effect: { kind: 'cut', afterBytes: 20, end: 'close' } });
  const client = await WatchedClient.open({ simulator, listener: 'exchange' });
  for (const msgid of ['first', 'second', 'third', 'fourth']) {
    client.write(httpPost(PATHS.login, loginBody('x', undefined, { msgid })));
  }
  const query = { operation: 'login-token-validate' } as const;
  await poll(() => scope.countRequests(query)).toBe(4);
  expect((await scope.journal(query)).map(({ sent }) => sent.extent)).toEqual(['pending', 'pending', 'pending', 'pending']);
  expect(client.bytes).toBe('');
  await scope.release();
  await poll(() => client.end).toBe('end');
  await expect
    .poll(async () => (await scope.journal(query)).map(({ sent }) => sent.extent))
    .toEqual(['whole', 'whole', 'part', 'nothing']);
  const entries = await scope.journal(query);
  expect(client.bytes).toHaveLength(entries.reduce((bytes, { sent }) => bytes + sent.bytes, 0));
  expect(client.bytes.indexOf('"first"')).toBeLessThan(client.bytes.indexOf('"second"'));
});

test('a token that is used again names the entry that used it, and that its answer was not read', async () => {
  const token = await getToken(simulator, FROM);
  const client = await WatchedClient.open({ simulator, listener: 'exchange', reads: false });
  client.write(httpPost(PATHS.login, loginBody(token)));
  const used = await scope.waitForRequest({ operation: 'login-token-validate', resultCode: '103000' }, 5000);
  client.leave();
  await poll(async () => (await sentOf(used.id)).client).toBe('reset');
  expect((await exchange(simulator, token)).json['resultCode']).toBe('104201');
  const again = (await scope.journal({ resultCode: '104201' })).at(-1);
  expect(again?.trace.find(({ outcome }) => outcome === 'failed')?.detail).toMatch(
    new RegExp(
      `the token was used \\d+ ms ago; entry ${used.id} used it, and of that: the whole answer left; the client reset .*counts as not read`,
    ),
  );
});

test('a token whose first answer was lost names the entry too', async () => {
  const token = await getToken(simulator, FROM);
  await scope.putFault({ plane: 'exchange', times: 1, effect: { kind: 'socket', fault: 'EMPTY_RESPONSE' } });
  await expect(exchange(simulator, token)).rejects.toThrow();
  await exchange(simulator, token);
  const again = (await scope.journal({ resultCode: '104201' })).at(-1);
  expect(again?.trace.find(({ outcome }) => outcome === 'failed')?.detail).toContain(
    'nothing was sent: a fault rule closed the connection',
  );
});

test.for<FaultEffect>([
  { kind: 'html', page: 'captive' },
  { kind: 'text', text: '{"resultCode":"103000"}' },
  { kind: 'status', status: 500 },
  { kind: 'redirect', location: 'http://127.0.0.1/elsewhere' },
])('a token whose first answer was replaced ($kind) names the entry too', async (effect) => {
  const token = await getToken(simulator, FROM);
  await scope.putFault({ plane: 'exchange', times: 1, effect });
  const client = await WatchedClient.open({ simulator, listener: 'exchange' });
  client.write(httpPost(PATHS.login, loginBody(token)));
  const used = await scope.waitForRequest({ operation: 'login-token-validate' }, 5000);
  expect(used.answer).toEqual({ status: expect.any(Number), resultCode: null, name: null });
  expect((await exchange(simulator, token)).json['resultCode']).toBe('104201');
  const again = (await scope.journal({ resultCode: '104201' })).at(-1);
  expect(again?.trace.find(({ outcome }) => outcome === 'failed')?.detail).toContain(`entry ${used.id} used it`);
  client.leave();
});

test('a client that has read on is not said to have missed its answer', async () => {
  const client = await WatchedClient.open({ simulator, listener: 'exchange' });
  const query = { operation: 'login-token-validate' } as const;
  client.write(httpPost(PATHS.login, loginBody('x')));
  const first = await scope.waitForRequest(query, 5000);
  client.write(httpPost(PATHS.login, loginBody('x')));
  await scope.waitForRequest({ ...query, after: first.id }, 5000);
  client.reset();
  await poll(async () => (await scope.journal(query)).map(({ sent }) => sent.client)).toEqual(['connected', 'reset']);
});

test('waits and events follow: a wait for a code ends when the answer has left, and the entry comes again', async () => {
  await scope.putFault({ plane: 'exchange', effect: HOLD });
  const token = await getToken(simulator, FROM);
  const after = (await scope.report()).journal.lastId;
  const read: JournalEntry[] = [];
  const reading = (async () => {
    for await (const entry of scope.events({ after })) {
      if (read.push(entry) === 2) {
        return;
      }
    }
  })();
  const asked = exchange(simulator, token);
  const waiting = scope.waitForRequest({ after, resultCode: '103000' }, 5000);
  const flow = scope.waitForFlow({ resultCode: '103000', operations: ['prefetch', 'get-token', 'login-token-validate'] }, 5000);
  await poll(() => read.length).toBe(1);
  expect(await scope.release()).toBe(1);
  expect((await asked).json['resultCode']).toBe('103000');
  expect((await waiting).sent.extent).toBe('whole');
  expect((await flow).requests.map(({ resultCode }) => resultCode)).toEqual(['103000', '103000', '103000']);
  await reading;
  expect(read.map(({ id, sent }) => [id, sent.extent])).toEqual([
    [after + 1, 'pending'],
    [after + 1, 'whole'],
  ]);
});

test('a delay on a clock that is stopped says so: it never ends by itself', async () => {
  await scope.setClock({ rate: 0 });
  await scope.putFault({ plane: 'exchange', effect: { kind: 'delay', ms: 300 } });
  const asked = exchange(simulator, await getToken(simulator, FROM));
  const { id, sent } = await scope.waitForRequest({ operation: 'login-token-validate' }, 5000);
  expect(sent.detail).toMatch(/300 ms of the scope’s clock, which is stopped: advance it, or release/);
  await scope.advance(300);
  expect((await asked).json['resultCode']).toBe('103000');
  expect((await scope.journal({ after: id - 1 }))[0]?.sent.extent).toBe('whole');
});
