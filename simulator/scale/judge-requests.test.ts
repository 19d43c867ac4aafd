import { expect, test } from 'vitest';
import { judgeRequests, type SeenEntry, type SeenRequest } from './judge-requests.ts';

/** The judge sees what is wrong, and nothing in what is right. */

let made = 0;
function use(code: string | null, [begin, end]: readonly [number, number] = [1, 2]): SeenRequest {
  made += 1;
  return { operation: 'login-token-validate', msgid: `m${made}`, token: 't', begin, end, code };
}

function issue(token: string): SeenRequest {
  made += 1;
  return { operation: 'get-token', msgid: `m${made}`, token, begin: 1, end: 2, code: '103000' };
}

interface History {
  readonly breach: string | null;
  readonly requests: readonly SeenRequest[];
  readonly limit?: number;
}

const HISTORIES: readonly History[] = [
  { breach: null, requests: [issue('t'), use('103000')] },
  { breach: null, requests: [use('103000', [1, 4]), use('104201', [2, 3])] },
  { breach: null, requests: [use(null, [1, 2]), use('104201', [5, 6])] },
  { breach: null, requests: [use(null, [1, 2]), use('103000', [5, 6])] },
  { breach: 'single use: token t was exchanged 2 times', requests: [use('103000'), use('103000')] },
  { breach: 'order: token t was refused as used before', requests: [use('104201')] },
  { breach: 'order: token t was answered 103119 after', requests: [use('103000'), use('103119', [3, 4])], limit: 1 },
  { breach: null, requests: [use('103000'), use('105312', [3, 4])], limit: 1 },
  { breach: 'issue: token t was issued 2 times', requests: [issue('t'), issue('t')] },
  { breach: 'quota: 1 calls were served of 0', requests: [use('103000')], limit: 0 },
  { breach: 'quota: a call was refused as spent', requests: [use('105312')], limit: 1 },
];

function entriesOf(requests: readonly SeenRequest[]): readonly SeenEntry[] {
  return requests.map(({ operation, msgid, code }) => ({ operation, msgid, code }));
}

test.each(HISTORIES)('$breach', ({ breach, requests, limit = 9 }) => {
  const breaches = judgeRequests({ requests, entries: entriesOf(requests), limit });
  expect(breaches.join('; ')).toEqual(breach === null ? '' : expect.stringContaining(breach));
});

test('what was answered and is not in the journal, twice in it or otherwise in it', () => {
  const requests = [use('103000')];
  const [entry] = entriesOf(requests);
  const judged = (entries: readonly SeenEntry[]): readonly string[] => judgeRequests({ requests, entries, limit: 9 });
  expect(judged([])).toEqual([expect.stringContaining('has 0 entries')]);
  if (entry !== undefined) {
    expect(judged([entry, entry])).toEqual([expect.stringContaining('has 2 entries')]);
    expect(judged([{ ...entry, code: '104201' }])).toEqual([expect.stringContaining('its entry says 104201')]);
    expect(judged([{ ...entry, code: null }])).toEqual([]);
  }
});
