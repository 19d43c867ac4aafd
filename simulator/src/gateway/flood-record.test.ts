import { expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { NO_HITS } from '../model/fault-stages.ts';
import { Journal } from '../scope/journal.ts';
import type { ResolvedScope } from '../scope/scope-resolver.ts';
import type { Connection } from '../transport/connection.ts';
import { SendingAnswer } from '../transport/sent-answer.ts';
import type { RecordedConnection } from './connection-record.ts';
import { Floods } from './flood-record.ts';

function recorded(): RecordedConnection {
  const sending = new SendingAnswer(null, systemClock, 0);
  sending.ends('nothing', 'closed');
  return {
    at: 0,
    connection: { id: 1, remote: '127.0.0.1:1', address: '127.0.0.1' } as Connection,
    plane: 'exchange',
    resolved: { scope: { id: 'default' }, by: 'default', app: undefined } as unknown as ResolvedScope,
    msisdn: null,
    step: { step: 0, name: 'http', outcome: 'failed', expected: 'a request', got: 'none' },
    hits: NO_HITS,
    request: 0,
    sending,
  };
}

function append(floods: Floods, journal: Journal, times: number): void {
  for (let round = 0; round < times; round++) {
    floods.append(journal, recorded());
  }
}

test('a hundred are entered one by one, and one entry counts the others', () => {
  const journal = new Journal();
  append(new Floods(), journal, 150);
  expect(journal.size).toBe(101);
});

test('after the journal was cleared they are entered again', () => {
  const [floods, journal] = [new Floods(), new Journal()];
  append(floods, journal, 150);
  journal.clear();
  append(floods, journal, 1);
  expect(journal.size).toBe(1);
  expect(journal.query()[0]?.trace[0]?.detail).toBeUndefined();
});

test('after the entry that counts was dropped they are entered again', () => {
  const [floods, journal] = [new Floods(), new Journal({ maxEntries: 1, maxBytes: 100_000 })];
  append(floods, journal, 101);
  append(new Floods(), journal, 1);
  const { lastId } = journal;
  append(floods, journal, 1);
  expect(journal.lastId).toBe(lastId + 1);
});

test('another journal has its own hundred, whatever the id of its scope', () => {
  const [floods, next] = [new Floods(), new Journal()];
  append(floods, new Journal(), 150);
  append(floods, next, 1);
  expect(next.size).toBe(1);
});
