import { describe, expect } from 'vitest';
import { connectSimulator, readConfig, type Simulator, startSimulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { PATHS, send } from '../support/http-client.ts';
import { loginBody } from '../support/sdk.ts';

const MAX_ENTRIES = 5;
let simulator: Simulator;
let first: string;

const test = base.extend('simulatorOptions', { scope: 'worker' }, { journal: { maxEntries: MAX_ENTRIES } });

test.beforeAll(async ({ simulator: started }) => {
  simulator = started;
  const bodies = Array.from({ length: 8 }, () => loginBody('x'));
  first = String(bodies[0]?.['msgid']);
  for (const body of bodies) {
    await send(simulator, 'exchange', { path: PATHS.login, body });
  }
});

function sides() {
  return {
    'in process': simulator.defaultScope,
    'by the client': connectSimulator({ url: simulator.urls.control, token: simulator.controlToken }).defaultScope,
  };
}

describe.each(['in process', 'by the client'] as const)('a journal that dropped three of eight, %s', (side) => {
  test('shows its last entries', async () => {
    const scope = sides()[side];
    expect((await scope.journal()).map(({ id }) => id)).toEqual([4, 5, 6, 7, 8]);
    expect((await scope.journal({ operation: 'login-token-validate', after: 6 })).map(({ id }) => id)).toEqual([7, 8]);
    expect((await scope.report()).journal).toEqual({ entries: MAX_ENTRIES, lastId: 8, droppedUpTo: 3 });
  });

  test('refuses a question that only a dropped entry could answer', async () => {
    const scope = sides()[side];
    for (const asked of [
      scope.journal({ msgid: first }),
      scope.journal({ after: 1 }),
      scope.flows({ resultCode: '103000' }),
      scope.waitForRequest({ after: 1, msgid: first }, 5000),
      scope.waitForFlow({ after: 1, resultCode: '103000' }, 5000),
      scope.events({ after: 1 })[Symbol.asyncIterator]().next(),
    ]) {
      await expect(asked).rejects.toMatchObject({
        code: 'dropped',
        message: expect.stringMatching(
          /entries [12] to 3 were dropped: the journal keeps 5 entries .*; ask after 3, or have it keep more/,
        ),
      });
    }
    expect(await scope.journal({ msgid: first, after: 3 })).toEqual([]);
    expect(await scope.flows({ resultCode: '103000', after: 3 })).toEqual([]);
  });

  test('says at a timeout what nobody could look at', async () => {
    const scope = sides()[side];
    const unseen = /the (nearest|last of 5) .*; entries 1 to 3 were dropped, and one of those may have been it$/;
    await expect(scope.waitForRequest({ msgid: first }, 20)).rejects.toThrow(unseen);
    await expect(scope.waitForFlow({ resultCode: '103000' }, 20)).rejects.toThrow(unseen);
    await expect(scope.waitForRequest({ msgid: first, after: 3 }, 20)).rejects.not.toThrow(/dropped/);
  });
});

test('a wait goes on while entries it has seen are dropped, and disturbs no request', async () => {
  await using scope = await simulator.createScope({ journal: { maxEntries: 2 }, apps: [{ appid: '300000000095' }] });
  const waiting = [
    scope.waitForFlow({ after: 0, resultCode: '103000' }, 60_000),
    scope.waitForRequest({ after: 0, resultCode: '103000' }, 60_000),
  ].map((wait) => expect(wait).rejects.toThrow('has ended'));
  for (let count = 0; count < 4; count++) {
    const body = { ...loginBody('x'), appid: '300000000095' };
    expect((await send(simulator, 'exchange', { path: PATHS.login, body })).status).toBe(200);
  }
  expect((await scope.report()).journal).toEqual({ entries: 2, lastId: 4, droppedUpTo: 2 });
  await scope.end();
  await Promise.all(waiting);
});

test('a scope keeps as much as its seed or the config file says', async () => {
  expect(await readConfig('journal: {maxEntries: 20000, maxBytes: 1000000}')).toMatchObject({ journal: { maxEntries: 20_000 } });
  await expect(readConfig('journal: {maxEntries: 0}')).rejects.toThrow('journal.maxEntries');
  await expect(simulator.createScope({ journal: { entries: 5 } as never })).rejects.toThrow('/journal');
  await expect(startSimulator({ journal: { maxEntries: 0 } })).rejects.toThrow(
    'the start option is not valid: /journal/maxEntries',
  );
});
