import type { Check, Step } from '../src/check.ts';
import { NO_MOBILE_DATA, SDK_ROW, WIFI_IS_DEFAULT } from './defaults.ts';
import { numberRequests, result, success, tokenRequests } from './expectations.ts';
import { callAndAwait, QUIT, setTheme } from './steps.ts';

/** A request belongs to a call: nothing else that the app does, that happens to the device, or that time brings may cause one. */

/** A request that is caused at once has arrived by then. */
const ARRIVES_MS = 1_500;
/** Longer than a connection may come behind a callback (law-network-begins-with-a-call), with the time of a request. */
const QUIET_MS = 8_000;

const ROW = { ...SDK_ROW, clause: ['ENV-02', 'SEC-02', 'PRE-04'], level: 'SHOULD' } as const;

const CACHED = callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 480 });
const CACHED_RESULT = success({ name: 'first-result', call: 'first', meaning: 'retrieval did not succeed' });

function watch(as: string, forMs: number): Step {
  return { do: 'watch', as, forMs };
}

/** No request from the step of this name on. */
function sendsNothing(since: string, meaning: string): Check['expect'] {
  return [
    numberRequests({ name: 'no-number-request', exactly: 0, since, meaning }),
    tokenRequests({ name: 'no-token-request', exactly: 0, since, meaning }),
  ];
}

export const unaskedChecks: readonly Check[] = [
  {
    ...ROW,
    id: 'unasked-other-methods-send-nothing',
    clause: ['ENV-02', 'SEC-02', 'AUX-03'],
    act: [
      ...CACHED,
      { do: 'invoke', as: 'delete', api: 'delScrip' },
      { do: 'invoke', as: 'type', api: 'getNetworkType' },
      { do: 'invoke', as: 'limit', api: 'setOverTime', value: 5_000 },
      { do: 'invoke', as: 'listener', api: 'setPageInListener' },
      setTheme({ setNumberColor: [0xffcc0000] }),
      QUIT,
      watch('after', ARRIVES_MS),
    ],
    expect: [
      ...sendsNothing(
        'delete',
        'a method that is no call sent a request: delScrip(), getNetworkType() and the setters ask nobody',
      ),
      CACHED_RESULT,
    ],
    kills: [{ mutant: 'retrieves-after-deletion', by: 'no-number-request' }],
  },
  {
    ...ROW,
    id: 'unasked-networks-that-come-send-nothing',
    needs: ['radio'],
    arrange: { radio: { data: 'off' } },
    canary: [WIFI_IS_DEFAULT, NO_MOBILE_DATA],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 481 }),
      { do: 'radio', set: { data: 'on' } },
      { do: 'radio', set: { wifi: 'off' } },
      watch('on-mobile-data', ARRIVES_MS),
      { do: 'radio', set: { wifi: 'on' } },
      watch('on-wifi', ARRIVES_MS),
    ],
    expect: [
      ...sendsNothing(
        'first',
        'a retrieval that had failed was made up for when a network came: the app has been told that it failed',
      ),
      result({
        name: 'first-result',
        call: 'first',
        accept: ['200027', '102103'],
        meaning: 'with mobile data off and nothing cached the SDK must say so',
      }),
    ],
    kills: [{ mutant: 'retrieves-when-network-comes', by: 'no-number-request' }],
  },
  {
    ...ROW,
    id: 'unasked-new-process-sends-nothing',
    act: [...CACHED, { do: 'restart', as: 'restart' }, watch('after', ARRIVES_MS)],
    expect: [
      ...sendsNothing('restart', 'the start of the app asked for the number, with what was kept of the calls before'),
      CACHED_RESULT,
    ],
    kills: [{ mutant: 'retrieves-at-start', by: 'no-number-request' }],
  },
  {
    ...ROW,
    id: 'unasked-time-that-passes-sends-nothing',
    act: [
      ...CACHED,
      ...callAndAwait({ as: 'check', api: 'mobileAuth', requestCode: 482 }),
      { do: 'home', as: 'home' },
      watch('after', QUIET_MS),
    ],
    expect: [
      ...sendsNothing('after', 'a request left the phone long after every call had ended: nobody had asked for it'),
      CACHED_RESULT,
      success({ name: 'check-result', call: 'check', meaning: 'the number check did not succeed' }),
    ],
    kills: [{ mutant: 'retrieves-anew-after-a-while', by: 'no-number-request' }],
  },
];
