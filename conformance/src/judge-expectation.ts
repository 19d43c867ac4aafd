import type { Expectation } from './check.ts';
import { counted } from './counted.ts';
import { compareFields, countOf, type ExpectationOf, type Result, resultOf } from './judge-compare.ts';
import { judgeExchange, judgeListener, judgePage, judgePageIn, judgeReadable } from './judge-page.ts';
import { judgeCallbacks, judgeResult } from './judge-result.ts';
import { judgeDuration } from './judge-timing.ts';
import { judgeBytes, judgeCarried, judgeRequests, judgeSentAt, judgeSession, judgeSpeaks, judgeTrace } from './judge-traffic.ts';
import type { Observations } from './observations.ts';
import { newThreads, threadKinds } from './thread-growth.ts';
import type { Finding } from './verdict.ts';

type Kind = Expectation['expect'];

/** One row per kind of expectation: how it is compared with what was observed. */
const JUDGES: { readonly [K in Kind]: (expectation: ExpectationOf<K>, observations: Observations) => Result } = {
  result: judgeResult,
  callbacks: judgeCallbacks,
  requests: judgeRequests,
  speaks: judgeSpeaks,
  carried: judgeCarried,
  'no-bytes': judgeBytes,
  'sent-at': judgeSentAt,
  session: judgeSession,
  trace: judgeTrace,
  value: ({ of, equals }, observations) => compareFields(equals, observations.calls[of]?.value ?? null),
  'page-in': judgePageIn,
  page: judgePage,
  readable: judgeReadable,
  listener: judgeListener,
  exchange: judgeExchange,
  held: ({ at, since, exactly }, { held }) => {
    const difference = (held[at] ?? Number.NaN) - (held[since] ?? Number.NaN);
    return countOf(difference, exactly, [
      'network request or callback still registered',
      'network requests or callbacks still registered',
    ]);
  },
  threads: ({ at, since, atMost }, { threads = {} }) => {
    const before = threads[since];
    const after = threads[at];
    if (before === undefined || after === undefined) {
      return resultOf(false, `at most ${atMost} new threads`, 'the threads were not listed');
    }
    const added = newThreads(before, after);
    const [most] = threadKinds(added);
    const named = added.length > atMost && most !== undefined ? `, ${most[1]} of them ${most[0]}` : '';
    return resultOf(added.length <= atMost, `at most ${atMost} new threads`, `${counted(added.length, 'new thread')}${named}`);
  },
  defaults: ({ at }, { defaults = {} }) => {
    const changed = defaults[at];
    return resultOf(
      changed?.length === 0,
      'nothing changed for the whole process',
      `changed: ${changed?.join(', ') || 'nothing'}`,
    );
  },
  lasts: judgeDuration,
  'log-clean': (_, { leaks }) => {
    const inLog = [...new Set(leaks.filter(({ where }) => where === 'log').map(({ secret }) => secret))];
    return resultOf(inLog.length === 0, 'no secret in the device log', `${inLog.join(', ') || 'no secret'} in the log`);
  },
};

export function judgeExpectation(expectation: Expectation, observations: Observations): Finding {
  const judgeIt = JUDGES[expectation.expect] as (expectation: Expectation, observations: Observations) => Result;
  const { name, meaning, clause } = expectation;
  return { name, meaning, ...(clause === undefined ? {} : { clause }), ...judgeIt(expectation, observations) };
}
