import type { Check, Expectation } from '../src/check.ts';
import { GATEWAY_ANSWERS, SDK_ROW, WIFI_IS_DEFAULT } from './defaults.ts';
import { once, result } from './expectations.ts';
import { awaitCall, callAndAwait, numberRequestFault, numberRequestMeets, setTimeLimit, tokenRequestFault } from './steps.ts';

/** The limit begins with the call and with nothing that the call does: a switch, a refusal, a repeat (AUX-06). */

/** No round second: some SDKs round it. */
const LIMIT_MS = 2_300;
/** How much of the limit is used up when what might begin it anew happens. */
const USED_UP_MS = 1_200;
const AS = 'first';

const AT_ITS_LIMIT: Expectation = {
  expect: 'lasts',
  name: 'ends',
  call: AS,
  lowerMs: LIMIT_MS,
  upperMs: LIMIT_MS + 250,
  stretchMs: 250,
  meaning: 'the limit bounds the whole call, and began anew in the middle of it',
};
const ONE_CALLBACK = once(AS, 'a call ends in exactly one callback');

const CALLS = [
  { suffix: '', api: 'getPhoneInfo' },
  { suffix: '-login', api: 'loginAuth' },
  { suffix: '-mobile-auth', api: 'mobileAuth' },
] as const;

const TIMED_ROW = { ...SDK_ROW, profile: ['timing'], clause: ['AUX-05', 'AUX-06', 'DEV-07', 'DEV-08'] } as const;

export const limitBeginsOnceChecks: readonly Check[] = [
  ...CALLS.map(
    ({ suffix, api }, index): Check => ({
      ...TIMED_ROW,
      id: `timeout-is-not-begun-by-mobile-data-that-comes${suffix}`,
      needs: ['radio', 'sim'],
      arrange: { radio: { registration: 'denied' }, fault: numberRequestFault({ kind: 'hold' }) },
      canary: [WIFI_IS_DEFAULT, numberRequestMeets('no-network')],
      act: [
        setTimeLimit(LIMIT_MS),
        { do: 'call', as: AS, api, requestCode: 510 + index },
        { do: 'watch', as: 'switching', forMs: USED_UP_MS },
        { do: 'radio', set: { registration: 'home' } },
        awaitCall(AS, 2 * LIMIT_MS + USED_UP_MS),
      ],
      expect: [
        // An SDK that does not wait for a network that is refused has ended before it comes.
        { ...AT_ITS_LIMIT, lowerMs: 0 },
        result({
          call: AS,
          accept: ['200023', '200024'],
          warn: ['102103', '200027'],
          meaning: 'a call whose mobile data came late and whose answer never came ends in the time-out',
        }),
        ONE_CALLBACK,
      ],
      kills: [{ mutant: 'limit-begins-with-mobile-data', by: 'ends' }],
    }),
  ),
  {
    ...TIMED_ROW,
    id: 'timeout-is-not-begun-by-a-redirect',
    clause: ['AUX-05', 'AUX-06', 'DEV-07'],
    arrange: {
      subscriber: { operator: 'unicom' },
      fault: { ...numberRequestFault({ kind: 'delay', ms: USED_UP_MS }), when: { nth: 1 } },
    },
    canary: [GATEWAY_ANSWERS],
    act: [
      { do: 'fault', fault: { ...numberRequestFault({ kind: 'hold' }), when: { nth: 2 } } },
      setTimeLimit(LIMIT_MS),
      { do: 'call', as: AS, api: 'getPhoneInfo', requestCode: 515 },
      awaitCall(AS, 2 * LIMIT_MS + USED_UP_MS),
    ],
    expect: [
      AT_ITS_LIMIT,
      result({
        call: AS,
        accept: ['200023'],
        warn: ['200038'],
        meaning: 'a redirect whose target does not answer ends in the time-out',
      }),
      ONE_CALLBACK,
    ],
    kills: [{ mutant: 'limit-begins-with-redirect', by: 'ends' }],
  },
  {
    ...TIMED_ROW,
    id: 'timeout-is-not-begun-by-the-repeat-after-a-refused-scrip',
    clause: ['AUX-05', 'AUX-06', 'DEV-07', 'PRE-09'],
    canary: [GATEWAY_ANSWERS],
    arrange: { scripLifeMs: 60_000 },
    act: [
      ...callAndAwait({ as: 'cached', api: 'getPhoneInfo', requestCode: 513 }),
      // The gateway's clock: the phone cannot know that the scrip's life is over.
      { do: 'advance', ms: 61_000 },
      { do: 'fault', fault: { ...tokenRequestFault({ kind: 'delay', ms: USED_UP_MS }), when: { nth: 1 } } },
      { do: 'fault', fault: numberRequestFault({ kind: 'hold' }) },
      setTimeLimit(LIMIT_MS),
      { do: 'call', as: AS, api: 'mobileAuth', requestCode: 514 },
      awaitCall(AS, 2 * LIMIT_MS + USED_UP_MS),
    ],
    expect: [
      // An SDK that does not repeat has told by then what the gateway said.
      { ...AT_ITS_LIMIT, lowerMs: 0 },
      ONE_CALLBACK,
    ],
    kills: [{ mutant: 'limit-begins-with-repeat', by: 'ends' }],
  },
];
