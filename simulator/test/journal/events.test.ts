import { get } from 'node:http';
import { describe, expect } from 'vitest';
import { connectSimulator, type JournalEntry, type Simulator, startSimulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { PATHS, send } from '../support/http-client.ts';
import { loginBody } from '../support/sdk.ts';

let simulator: Simulator;

const test = base.extend('simulatorOptions', { scope: 'worker' }, { journal: { maxEntries: 50 } });

test.beforeAll(({ simulator: started }) => {
  simulator = started;
});

function request() {
  return send(simulator, 'exchange', { path: PATHS.login, body: loginBody('x') });
}

async function lastId() {
  return (await simulator.defaultScope.report()).journal.lastId;
}

describe.each(['in process', 'by the client'] as const)('events %s', (side) => {
  const scopeOf = () =>
    side === 'in process'
      ? simulator.defaultScope
      : connectSimulator({ url: simulator.urls.control, token: simulator.controlToken }).defaultScope;

  test('what was there already comes first, then what comes, until the signal', async () => {
    const before = await lastId();
    await request();
    const ending = new AbortController();
    const read: JournalEntry[] = [];
    for await (const entry of scopeOf().events({ after: before, signal: ending.signal })) {
      read.push(entry);
      if (read.length === 3) {
        ending.abort();
      } else {
        await request();
      }
    }
    expect(read.map(({ id }) => id)).toEqual([before + 1, before + 2, before + 3]);
    expect(read).toEqual(await simulator.defaultScope.journal({ after: before }));
  });

  test('a signal ends the wait for an entry that does not come', async () => {
    const read: JournalEntry[] = [];
    for await (const entry of scopeOf().events({ after: await lastId(), signal: AbortSignal.timeout(50) })) {
      read.push(entry);
    }
    expect(read).toEqual([]);
  });

  test('a loop that is left holds nothing', async () => {
    const before = await lastId();
    await request();
    for await (const entry of scopeOf().events({ after: before })) {
      expect(entry.id).toBe(before + 1);
      break;
    }
  });

  test('an entry that never was is nothing to go on after', async () => {
    const events = scopeOf().events({ after: 999_999 });
    await expect(events[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'invalid' });
  });

  test('a reader that is too slow learns of the gap', async () => {
    const before = await lastId();
    await request();
    const events = scopeOf().events({ after: before })[Symbol.asyncIterator]();
    expect((await events.next()).value.id).toBe(before + 1);
    if (side === 'in process') {
      for (let count = 0; count < 60; count++) {
        await request();
      }
      await expect(events.next()).rejects.toMatchObject({ code: 'dropped' });
    }
    await events.return?.();
  });
});

test('the client goes on after a lost connection, without a gap and without a repeat', async () => {
  const remote = connectSimulator({ url: simulator.urls.control, token: simulator.controlToken });
  const before = await lastId();
  const events = remote.defaultScope.events({ after: before })[Symbol.asyncIterator]();
  await request();
  expect((await events.next()).value.id).toBe(before + 1);
  const waiting = events.next();
  // A restart ends every connection, the control API's too.
  await simulator.defaultScope.putFault({ plane: 'exchange', times: 1, effect: { kind: 'state', change: 'RESTART' } });
  await request().catch(() => 'the restart took this connection with it');
  expect((await waiting).value.id).toBe(before + 2);
  await request();
  expect((await events.next()).value.id).toBe(before + 3);
  await events.return?.();
});

test('more than a socket takes at once comes whole and in order', async () => {
  const notes = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`note${index}`, 'x'.repeat(1000)]));
  const before = await lastId();
  for (let count = 0; count < 40; count++) {
    await send(simulator, 'exchange', { path: PATHS.login, body: { ...loginBody('x'), ...notes } });
  }
  const remote = connectSimulator({ url: simulator.urls.control, token: simulator.controlToken });
  const ids: number[] = [];
  for await (const entry of remote.defaultScope.events({ after: before })) {
    ids.push(entry.id);
    if (ids.length === 40) {
      break;
    }
  }
  expect(ids).toEqual(Array.from({ length: 40 }, (_, index) => before + 1 + index));
});

test('a stream says in its last event that its scope has ended', async () => {
  const scope = await simulator.createScope({ id: 'streamed' });
  const text = await new Promise<string>((resolve, reject) => {
    const headers = { authorization: `Bearer ${simulator.controlToken}` };
    get(`${simulator.urls.control}/v1/journal/events?scope=streamed`, { headers }, (response) => {
      let all = '';
      response.on('data', (chunk) => {
        all += chunk;
        if (all.startsWith(':')) {
          scope.end().catch(reject);
        }
      });
      response.on('end', () => resolve(all));
    }).on('error', reject);
  });
  const [, problem = ''] = text.split('event: problem\ndata: ');
  expect(JSON.parse(problem)).toMatchObject({
    status: 404,
    code: 'unknown',
    detail: expect.stringContaining('streamed has ended'),
  });
  const remote = connectSimulator({ url: simulator.urls.control, token: simulator.controlToken });
  const own = await remote.createScope();
  const waiting = expect(own.events({ after: 0 })[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'unknown' });
  await own.report();
  await own.end();
  await waiting;
});

test('a reader that is as fast as the journal leaves turns to everybody else', { timeout: 60_000 }, async () => {
  await using full = await startSimulator({ journal: { maxEntries: 250 }, logLevel: 'silent' });
  for (let at = 0; at < 250; at++) {
    await send(full, 'exchange', { path: PATHS.login, body: loginBody(`t${at}`) });
  }
  let turns = 0;
  const ending = new AbortController();
  const counting = setInterval(() => {
    turns += 1;
  }, 1);
  try {
    let read = 0;
    for await (const entry of full.defaultScope.events({ after: 0, signal: ending.signal })) {
      read += 1;
      if (entry.id === 250) {
        ending.abort();
      }
    }
    expect(read).toBeGreaterThanOrEqual(250);
    expect(turns).toBeGreaterThan(2);
  } finally {
    clearInterval(counting);
  }
});
