import type { Check, Expectation } from '../src/check.ts';
import { SDK_ROW } from './defaults.ts';
import { numberRequests, once, result, success, tokenRequests } from './expectations.ts';
import {
  AWAIT_NUMBER_REQUEST,
  awaitCall,
  CHECK_AND_PRESS,
  CONFIRM,
  callAndAwait,
  HOLD_TOKEN_REQUEST,
  NUMBER_REQUEST_IS_HELD,
  numberRequestFault,
  openPage,
  RELEASE_ANSWERS,
  setTimeLimit,
} from './steps.ts';

/** A check in which the number request gets no answer. */
const HELD_ROW = {
  ...SDK_ROW,
  profile: ['timing'],
  ...NUMBER_REQUEST_IS_HELD,
} as const;

const AFTER_1500 = { call: 'first', lowerMs: 1_500, upperMs: 1_650, stretchMs: 150 } as const;
const TIMES_OUT = result({
  call: 'first',
  accept: ['200023'],
  clause: 'DEV-07',
  meaning: 'a held answer must end in the time-out code',
});
const ONE_CALLBACK = once('first', 'a call ends in exactly one callback');

/** A check of the limit that needs the page. */
const PAGE_TIME_ROW = { ...SDK_ROW, profile: ['timing', 'page'], needs: ['screen'] } as const;

/** Beyond 31 bits of milliseconds. */
const MONTHS_MS = 3_000_000_000;

/** Beyond the limits of ten and of fifteen seconds that SDKs cap theirs at. */
const LONG_MS = 15_500;

/** The call ends at its limit, or a quarter of a second later. */
function endsAt(call: string, ms: number): Expectation {
  return {
    expect: 'lasts',
    name: `${call}-ends`,
    call,
    lowerMs: ms,
    upperMs: ms + 250,
    stretchMs: 250,
    meaning: 'each call has the limit that was set when it began',
  };
}

/** Where calls share a number request, the one that follows asks for the network when another has ended, a moment before its own limit. */
function endsInTimeOut(call: string, meaning: string): Expectation {
  return result({ name: `${call}-result`, call, accept: ['200023', '200024'], meaning });
}

/** Calls that overlap have their requests in common, as far as anybody can see. */
const OVERLAPPING = [
  {
    law: 'law-request-one-retry-at-most',
    reason: 'calls that overlap send a request each, which nobody can attribute to one of them',
  },
];

/** One limit for each call, which was set when it began; several wait at the same time. */
const limitsSideBySide: readonly Check[] = [
  {
    ...HELD_ROW,
    id: 'timeout-default-8000-held-answer',
    clause: ['AUX-04', 'AUX-05', 'DEV-07', 'DEV-08'],
    act: [
      setTimeLimit(1_500),
      // The limit is that of the SDK's own in a new process, whatever was set in the one before.
      { do: 'restart', as: 'restart' },
      { do: 'invoke', as: 'forget', api: 'delScrip' },
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 52 },
      { do: 'call', as: 'check', api: 'mobileAuth', requestCode: 60 },
      AWAIT_NUMBER_REQUEST,
      setTimeLimit(LONG_MS),
      { do: 'call', as: 'long', api: 'getPhoneInfo', requestCode: 61 },
      { do: 'call', as: 'long-check', api: 'mobileAuth', requestCode: 62 },
      { do: 'call', as: 'long-login', api: 'loginAuth', requestCode: 63 },
      awaitCall('first'),
      awaitCall('check'),
      ...['long', 'long-check', 'long-login'].map((call) => awaitCall(call, LONG_MS + 2_500)),
    ],
    expect: [
      TIMES_OUT,
      ONE_CALLBACK,
      ...['check', 'long', 'long-check', 'long-login'].map((call) =>
        endsInTimeOut(call, 'a held answer must end in the time-out code, or in that of a switch that is under way at the limit'),
      ),
      endsAt('check', 8_000),
      ...['long', 'long-check', 'long-login'].map((call) => endsAt(call, LONG_MS)),
    ],
    timing: { call: 'first', lowerMs: 8_000, upperMs: 8_250, stretchMs: 250 },
    kills: [
      { mutant: 'default-5s', by: 'timing' },
      { mutant: 'default-30s', by: 'result' },
      { mutant: 'limit-outlives-process', by: 'timing' },
      { mutant: 'limit-capped-at-default', by: 'long-ends' },
      { mutant: 'limit-capped-at-ten-seconds', by: 'long-login-ends' },
    ],
    except: OVERLAPPING,
  },
  {
    ...HELD_ROW,
    id: 'timeout-set-400-leaves-a-running-call-alone',
    clause: ['AUX-05', 'DEV-07', 'DEV-08'],
    act: [
      setTimeLimit(1500),
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 64 },
      AWAIT_NUMBER_REQUEST,
      setTimeLimit(400),
      { do: 'call', as: 'short', api: 'getPhoneInfo', requestCode: 65 },
      { do: 'call', as: 'short-check', api: 'mobileAuth', requestCode: 66 },
      awaitCall('short', 3_000),
      awaitCall('short-check', 3_000),
      awaitCall('first', 3_000),
    ],
    expect: [
      TIMES_OUT,
      ...['short', 'short-check'].map((call) =>
        endsInTimeOut(call, 'a short limit is a limit as well: the call waits for no answer that comes later'),
      ),
      endsAt('short', 400),
      endsAt('short-check', 400),
    ],
    timing: AFTER_1500,
    kills: [
      { mutant: 'limit-of-running-calls', by: 'timing' },
      { mutant: 'limit-raised-to-two-seconds', by: 'short-ends' },
    ],
    except: OVERLAPPING,
  },
];

/** Limits and clocks that an SDK may mistake. */
const mistakenLimitChecks: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'timeout-of-months-is-no-small-number',
    clause: ['AUX-05'],
    profile: ['timing'],
    act: [setTimeLimit(MONTHS_MS), ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 58 })],
    expect: [success({ call: 'first', meaning: 'a limit of 3,000,000,000 ms is a long one: setOverTime takes a long' })],
    kills: [{ mutant: 'limit-cast-to-int', by: 'result' }],
  },
  {
    ...HELD_ROW,
    id: 'timeout-goes-on-when-the-clock-is-set',
    clause: ['AUX-05', 'DEV-07'],
    needs: ['wall-clock'],
    act: [
      setTimeLimit(1500),
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 59 },
      { do: 'clock', as: 'an-hour-on', byMs: 3_600_000 },
      awaitCall('first', 3_000),
    ],
    expect: [TIMES_OUT],
    timing: AFTER_1500,
    kills: [{ mutant: 'limit-by-wall-clock', by: 'timing' }],
  },
];

/** The limit of later calls, of large values, and of a login whose page is up. */
const furtherTimeoutChecks: readonly Check[] = [
  {
    ...HELD_ROW,
    id: 'timeout-set-1500-holds-for-later-calls',
    clause: ['AUX-05', 'DEV-07'],
    act: [
      setTimeLimit(1500),
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 55 }, 3_000),
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 56 }, 3_000),
    ],
    expect: [
      TIMES_OUT,
      result({ name: 'second-result', call: 'second', accept: ['200023'], meaning: 'the limit holds for the calls that follow' }),
    ],
    timing: { ...AFTER_1500, call: 'second' },
    kills: [{ mutant: 'limit-of-one-call', by: 'second-result' }],
  },
  {
    ...PAGE_TIME_ROW,
    id: 'timeout-does-not-count-time-on-the-page',
    clause: ['AUX-06', 'LOG-03'],
    level: 'SHOULD',
    act: [setTimeLimit(1500), ...openPage(58), { do: 'watch', as: 'reading', forMs: 2_000 }, ...CONFIRM],
    expect: [success({ call: 'login', meaning: 'the limit ran out while the user read the page' })],
    kills: [{ mutant: 'page-time-counts', by: 'result' }],
  },
  {
    ...PAGE_TIME_ROW,
    id: 'timeout-after-press-comes-not-before-the-limit',
    clause: ['LOG-11', 'AUX-05'],
    act: [setTimeLimit(4_000), ...openPage(59), HOLD_TOKEN_REQUEST, ...CHECK_AND_PRESS, awaitCall('login', 6_000)],
    expect: [
      result({
        call: 'login',
        accept: ['102507'],
        warn: ['200023'],
        meaning: 'a time-out after the press has a code of its own',
      }),
    ],
    // From the entry on: in both readings of LOG-11 the limit alone is that long, and the user's time is no part of it.
    timing: { call: 'login', lowerMs: 4_000, upperMs: 30_000, stretchMs: 1_000 },
    kills: [{ mutant: 'fires-early-after-press', by: 'timing' }],
  },
];

/** The time limit (guide 4.3, 5). */
export const timeoutChecks: readonly Check[] = [
  ...furtherTimeoutChecks,
  ...mistakenLimitChecks,
  ...limitsSideBySide,
  {
    ...HELD_ROW,
    id: 'timeout-set-1500-held-answer',
    clause: ['AUX-05', 'API-05', 'DEV-07'],
    profile: ['smoke', 'timing'],
    act: [
      setTimeLimit(1500),
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 51 }, 3_000),
      ...RELEASE_ANSWERS,
      { do: 'watch', as: 'late', forMs: 500 },
    ],
    expect: [
      TIMES_OUT,
      once('first', 'the answer that came after the time-out was delivered as well'),
      numberRequests({ name: 'one-request', exactly: 1, meaning: 'the gateway held exactly one request' }),
    ],
    timing: AFTER_1500,
    kills: [
      { mutant: 'never-times-out', by: 'result' },
      { mutant: 'callback-never', by: 'result' },
      { mutant: 'callback-twice', by: 'once' },
      { mutant: 'seconds-for-milliseconds', by: 'result' },
      { mutant: 'fires-early', by: 'timing' },
      { mutant: 'timeout-as-network-error', by: 'result' },
      { mutant: 'limit-of-login-auth-only', by: 'result' },
    ],
  },
  {
    ...HELD_ROW,
    id: 'timeout-set-1500-holds-for-mobile-auth',
    clause: ['AUX-05', 'DEV-07'],
    act: [setTimeLimit(1500), ...callAndAwait({ as: 'first', api: 'mobileAuth', requestCode: 53 }, 3_000)],
    expect: [result({ call: 'first', accept: ['200023'], meaning: 'the limit applies to mobileAuth too' }), ONE_CALLBACK],
    timing: AFTER_1500,
    kills: [{ mutant: 'limit-of-get-phone-info-only', by: 'result' }],
  },
  {
    ...HELD_ROW,
    id: 'timeout-set-1500-holds-for-login',
    clause: ['AUX-05', 'DEV-07'],
    act: [setTimeLimit(1500), ...callAndAwait({ as: 'first', api: 'loginAuth', requestCode: 55 }, 3_000)],
    expect: [
      result({ call: 'first', accept: ['200023'], meaning: "the limit applies to loginAuth's number request too" }),
      ONE_CALLBACK,
    ],
    timing: AFTER_1500,
    kills: [{ mutant: 'limit-of-get-phone-info-only', by: 'result' }],
  },
  {
    ...HELD_ROW,
    id: 'timeout-covers-both-requests-of-one-call',
    clause: ['AUX-06', 'DEV-07'],
    level: 'SHOULD',
    arrange: { fault: numberRequestFault({ kind: 'delay', ms: 1_000 }) },
    act: [HOLD_TOKEN_REQUEST, setTimeLimit(1500), ...callAndAwait({ as: 'first', api: 'mobileAuth', requestCode: 54 }, 5_000)],
    expect: [
      result({ call: 'first', accept: ['200023'], meaning: 'the limit is reached while the second request waits' }),
      tokenRequests({ name: 'second-request', exactly: 1, meaning: 'the call never came to its second request' }),
      ONE_CALLBACK,
    ],
    timing: AFTER_1500,
    kills: [{ mutant: 'limits-add-up', by: 'timing' }],
  },
];
