import type { Check, Step } from '../src/check.ts';
import { SDK_ROW, UNKNOWN_APP_ID } from './defaults.ts';
import { callAndAwait, NUMBER_REQUEST_IS_HELD, setTimeLimit } from './steps.ts';

/** More than a pool of threads that is made call by call has, and more than an SDK may keep. */
const CALLS = 20;
const POOL = 16;

/** What a time-out costs the row. */
const SHORT_MS = 200;

const REPEATED = [
  { api: 'getPhoneInfo', isAnew: false, what: 'get-phone-info' },
  { api: 'mobileAuth', isAnew: true, what: 'mobile-auth' },
  { api: 'loginAuth', appId: UNKNOWN_APP_ID, isAnew: false, what: 'failed-login' },
  { api: 'getPhoneInfo', isAnew: false, what: 'time-out', meets: NUMBER_REQUEST_IS_HELD, limitMs: SHORT_MS },
] as const;

type Repeated = (typeof REPEATED)[number];

/** The calls come one after the other, so that a pool needs no more threads than one. */
function calls({ api, isAnew, ...given }: Repeated, from: number, count: number): readonly Step[] {
  const appId = 'appId' in given ? { appId: given.appId } : {};
  return Array.from({ length: count }, (_, index) => from + index).flatMap((number): readonly Step[] => [
    ...(isAnew ? [{ do: 'invoke', as: `forget-${number}`, api: 'delScrip' } as const] : []),
    ...callAndAwait({ as: `call-${number}`, api, requestCode: 360 + number, ...appId }),
  ]);
}

/** What calls leave in the app's process when they are over. */
export const threadChecks: readonly Check[] = REPEATED.map((repeated) => ({
  ...SDK_ROW,
  ...('meets' in repeated ? repeated.meets : {}),
  id: `callback-${repeated.what}-leaves-no-thread`,
  clause: ['PRE-07'],
  level: 'SHOULD',
  act: [
    ...('limitMs' in repeated ? [setTimeLimit(repeated.limitMs)] : []),
    ...calls(repeated, 0, 2),
    { do: 'list-threads', as: 'before' },
    ...calls(repeated, 2, CALLS),
    { do: 'list-threads', as: 'after', since: 'before', atMost: POOL },
  ],
  expect: [
    {
      expect: 'threads',
      name: 'no-thread-left',
      at: 'after',
      since: 'before',
      atMost: POOL,
      meaning: `each of ${CALLS} calls left a thread behind: an app that calls often has no memory left for another`,
    },
  ],
  kills: [{ mutant: 'thread-left-by-each-call', by: 'no-thread-left' }],
}));
