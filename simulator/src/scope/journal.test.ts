import { expect, test } from 'vitest';
import type { JournalEntry } from '../model/journal.ts';
import { Journal, type JournalRecord, readJournalBounds } from './journal.ts';

function record(msgid: string, bytes = 100): JournalRecord {
  return {
    plane: 'exchange',
    operation: 'login-token-validate',
    appid: null,
    describeAppid: () => null,
    msgid,
    resultCode: '103000',
    isPending: false,
    links: { connection: 1, address: null, msisdn: null, presented: null, issued: null },
    bytes,
    token: { spent: null, refused: null },
    describeSent: () => {
      throw new Error('no answer');
    },
    describe: (id) => ({ id }) as JournalEntry,
  };
}

test('the oldest entries go when there are too many', () => {
  const journal = new Journal({ maxEntries: 3, maxBytes: 10_000 });
  for (const msgid of ['a', 'b', 'c', 'd']) {
    journal.append(record(msgid));
  }
  expect(journal.query().map(({ id }) => id)).toEqual([2, 3, 4]);
  expect(journal.droppedUpTo).toBe(1);
});

test('the requests of the last 1,000 entries are kept, and none of an entry that was dropped', () => {
  const raw = {
    plane: 'exchange',
    operation: null,
    method: 'POST',
    target: '/',
    host: null,
    contentType: null,
    body: Buffer.from('{}'),
    session: '127.0.0.1',
  } as const;
  const journal = new Journal({ maxEntries: 2000, maxBytes: 10_000_000 });
  for (let count = 0; count < 1001; count++) {
    journal.append(record('a'), raw);
  }
  expect(() => journal.rawRequest(1)).toThrow('entry 1 has no request that could be sent again');
  expect(journal.rawRequest(2)).toMatchObject({ entry: 2, body: 'e30=' });
  expect(journal.rawRequest(1001).entry).toBe(1001);
  const short = new Journal({ maxEntries: 1, maxBytes: 10_000 });
  short.append(record('a'), raw);
  short.append(record('b'));
  expect(() => short.rawRequest(1)).toThrow('entry 1 has no request');
  expect(() => short.rawRequest(2)).toThrow('entry 2 has no request');
});

test('the oldest entries go when they are too large', () => {
  const journal = new Journal({ maxEntries: 100, maxBytes: 250 });
  for (const msgid of ['a', 'b', 'c']) {
    journal.append(record(msgid));
  }
  expect(journal.query().map(({ id }) => id)).toEqual([2, 3]);
});

test('a question about what was dropped fails loudly', () => {
  const journal = new Journal({ maxEntries: 2, maxBytes: 10_000 });
  for (const msgid of ['a', 'b', 'c', 'd']) {
    journal.append(record(msgid));
  }
  expect(() => journal.query({ after: 1 })).toThrow(
    /entries 2 to 2 were dropped: the journal keeps 2 entries and 10000 bytes; ask after 2/,
  );
  expect(journal.query({ after: 2 })).toHaveLength(2);
});

test('a list that finds nothing says so only where nothing was dropped that it may have missed', () => {
  const journal = new Journal({ maxEntries: 2, maxBytes: 10_000 });
  for (const msgid of ['a', 'b', 'c']) {
    journal.append(record(msgid));
  }
  expect(() => journal.query({ msgid: 'a' })).toThrow(
    /entries 1 to 1 were dropped: .*; ask after 1, or have it keep more \(journal.maxEntries/,
  );
  expect(journal.query({ msgid: 'a', after: 1 })).toEqual([]);
  expect(journal.query({ msgid: 'b' }).map(({ id }) => id)).toEqual([2]);
  expect(journal.query().map(({ id }) => id)).toEqual([2, 3]);
  journal.clear();
  expect(journal.query({ msgid: 'a' })).toEqual([]);
});

test.each([{ maxEntries: 0 }, { maxBytes: 1.5 }, { entries: 5 }])('bounds that cannot be, %o, are refused', (bounds) => {
  expect(() => readJournalBounds(bounds as object)).toThrow(/the journal is not valid: \//);
});

test('numbers go on after the journal was cleared', () => {
  const journal = new Journal();
  journal.append(record('a'));
  journal.clear();
  expect(journal.append(record('b'))).toBe(2);
  expect(journal.query({ after: 1 }).map(({ id }) => id)).toEqual([2]);
});

test('the first entry that matches is described, and no other', () => {
  const journal = new Journal();
  const describe = (): never => {
    throw new Error('described without need');
  };
  journal.append({ ...record('a'), describe });
  journal.append(record('b'));
  journal.append({ ...record('b'), describe });
  expect(journal.first({ msgid: 'b' }, 0)?.id).toBe(2);
});

test('a count is of all entries or of none: a dropped one could have matched', () => {
  const journal = new Journal({ maxEntries: 2, maxBytes: 10_000 });
  journal.append(record('a'));
  journal.append(record('b'));
  expect([journal.count(), journal.count({ msgid: 'b' }), journal.count({ after: 1 })]).toEqual([2, 1, 1]);
  journal.append(record('c'));
  expect(() => journal.count({ msgid: 'b' })).toThrow(/entries 1 to 1 were dropped/);
  expect(journal.count({ after: 1 })).toBe(2);
  journal.clear();
  expect(journal.count()).toBe(0);
});
