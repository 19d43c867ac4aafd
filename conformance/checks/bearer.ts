import type { Check } from '../src/check.ts';
import { GATEWAY_ANSWERS, SDK_ROW, WIFI_IS_DEFAULT } from './defaults.ts';
import { numberRequests, result, success } from './expectations.ts';
import {
  AWAIT_NUMBER_REQUEST,
  awaitCall,
  callAndAwait,
  NUMBER_REQUEST_IS_HELD,
  numberRequestFault,
  numberRequestMeets,
  openPage,
  RELEASE_ANSWERS,
  setTimeLimit,
} from './steps.ts';

const BEARER_ROW = { ...SDK_ROW, needs: ['bearers'] } as const;

const COUNT_BEFORE = { do: 'count-held', as: 'before' } as const;
const COUNT_AFTER = { do: 'count-held', as: 'after', since: 'before' } as const;
const RELEASED = { expect: 'held', name: 'released', at: 'after', since: 'before', exactly: 0 } as const;

/** The probe's own request over the default network, as any code of the app makes one. */
const OWN_REQUEST = { do: 'raw', as: 'own', bearer: 'default' } as const;
const OWN_TRAFFIC_CANARY = [
  WIFI_IS_DEFAULT,
  { canary: 'raw', bearer: 'default', target: 'ca', meets: 'answer', status: 200 },
] as const;
const OWN_TRAFFIC = { expect: 'carried', name: 'own-traffic', by: 'wifi', since: 'own' } as const;

/** The app's own traffic during and after each call (PRE-06). */
const ownTrafficChecks: readonly Check[] = [
  {
    ...BEARER_ROW,
    id: 'bearer-other-traffic-stays-on-wifi-during-call',
    clause: ['PRE-06'],
    level: 'SHOULD',
    arrange: { fault: numberRequestFault({ kind: 'hold' }) },
    canary: [WIFI_IS_DEFAULT, numberRequestMeets('timeout')],
    act: [
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 17 },
      AWAIT_NUMBER_REQUEST,
      OWN_REQUEST,
      ...RELEASE_ANSWERS,
      awaitCall('first'),
    ],
    expect: [
      { ...OWN_TRAFFIC, meaning: "while the number request runs, the app's own traffic moves to mobile data" },
      success({ call: 'first', meaning: 'retrieval did not succeed' }),
    ],
    kills: [{ mutant: 'binds-process-during-call', by: 'own-traffic' }],
  },
  {
    ...BEARER_ROW,
    id: 'bearer-other-traffic-stays-on-wifi-after-failure',
    clause: ['PRE-06', 'PRE-07'],
    level: 'SHOULD',
    arrange: { fault: numberRequestFault({ kind: 'html', page: 'arrears' }) },
    canary: [WIFI_IS_DEFAULT, numberRequestMeets('answer', { status: 200, says: 'text/html' })],
    act: [...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 18 }), OWN_REQUEST],
    expect: [{ ...OWN_TRAFFIC, meaning: "after a failed retrieval the app's own traffic is left on mobile data" }],
    kills: [{ mutant: 'bound-after-failure', by: 'own-traffic' }],
  },
  {
    ...BEARER_ROW,
    id: 'bearer-other-traffic-stays-on-wifi-after-mobile-auth',
    clause: ['PRE-06'],
    level: 'SHOULD',
    canary: OWN_TRAFFIC_CANARY,
    act: [...callAndAwait({ as: 'first', api: 'mobileAuth', requestCode: 19 }), OWN_REQUEST],
    expect: [
      { ...OWN_TRAFFIC, meaning: "mobileAuth moved the app's own traffic to mobile data and left it there" },
      success({ call: 'first', meaning: 'the number check did not succeed' }),
    ],
    kills: [{ mutant: 'binds-process-in-check', by: 'own-traffic' }],
  },
  {
    ...BEARER_ROW,
    id: 'bearer-other-traffic-stays-on-wifi-in-login',
    clause: ['PRE-06'],
    level: 'SHOULD',
    needs: ['bearers', 'screen'],
    canary: OWN_TRAFFIC_CANARY,
    act: [...openPage(20), OWN_REQUEST],
    expect: [{ ...OWN_TRAFFIC, meaning: "loginAuth moved the app's own traffic to mobile data and left it there" }],
    kills: [{ mutant: 'binds-process-in-login', by: 'own-traffic' }],
  },
];

/** Which bearer carries what (guide 2.3; PRE-02, PRE-06). */
export const bearerChecks: readonly Check[] = [
  ...ownTrafficChecks,
  {
    ...BEARER_ROW,
    id: 'bearer-number-request-uses-mobile-data',
    clause: ['PRE-02', 'PRE-01', 'GWY-01'],
    profile: ['smoke', 'core'],
    canary: [WIFI_IS_DEFAULT, GATEWAY_ANSWERS, { canary: 'raw', bearer: 'wifi', target: 'ca', meets: 'answer', status: 200 }],
    act: callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 11 }),
    expect: [
      {
        expect: 'carried',
        name: 'carried',
        by: 'cellular',
        meaning: 'the number request left over the default network instead of mobile data',
      },
      { expect: 'no-bytes', name: 'wifi-bytes', over: 'wifi', meaning: 'bytes for the gateway left over Wi-Fi' },
      {
        expect: 'session',
        name: 'session',
        operation: 'prefetch',
        meaning: "the gateway did not see the request on the SIM's own session",
      },
      success({ call: 'first', meaning: 'retrieval over mobile data did not succeed' }),
      numberRequests({ name: 'one-request', exactly: 1, meaning: 'one retrieval is one number request' }),
    ],
    kills: [
      { mutant: 'default-network', by: 'carried' },
      { mutant: 'number-request-twice', by: 'one-request' },
      { mutant: 'identifies-over-wifi', by: 'wifi-bytes' },
    ],
  },
  {
    ...BEARER_ROW,
    id: 'bearer-other-traffic-stays-on-wifi',
    clause: ['PRE-06'],
    level: 'SHOULD',
    canary: [WIFI_IS_DEFAULT, { canary: 'raw', bearer: 'default', target: 'ca', meets: 'answer', status: 200 }],
    act: [...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 12 }), { do: 'raw', as: 'own', bearer: 'default' }],
    expect: [
      {
        expect: 'carried',
        name: 'own-traffic',
        by: 'wifi',
        since: 'own',
        meaning: "the SDK moved the app's own traffic to mobile data and left it there",
      },
      success({ call: 'first', meaning: 'retrieval did not succeed' }),
    ],
    kills: [{ mutant: 'binds-process', by: 'own-traffic' }],
  },
  {
    ...BEARER_ROW,
    id: 'bearer-failed-request-never-moves-to-wifi',
    clause: ['SEC-02', 'PRE-02'],
    level: 'SHOULD',
    profile: ['core', 'security'],
    arrange: { fault: numberRequestFault({ kind: 'socket', fault: 'CONNECTION_RESET_BY_PEER' }) },
    canary: [WIFI_IS_DEFAULT, numberRequestMeets('reset')],
    act: callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 13 }),
    expect: [
      {
        expect: 'no-bytes',
        name: 'wifi-bytes',
        over: 'wifi',
        meaning: 'when mobile data failed, the number request was tried over Wi-Fi',
      },
      result({
        call: 'first',
        accept: ['200028', '102102', '200025'],
        meaning: 'a failed retrieval is reported as failed',
      }),
    ],
    kills: [{ mutant: 'falls-back-to-default', by: 'wifi-bytes' }],
  },
  {
    ...BEARER_ROW,
    id: 'bearer-mobile-data-released-after-success',
    gateway: 'dialect',
    clause: ['PRE-07'],
    level: 'SHOULD',
    act: [COUNT_BEFORE, ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 14 }), COUNT_AFTER],
    expect: [
      {
        ...RELEASED,
        meaning: 'mobile data stays requested after the call; a hundred calls later the system refuses',
      },
      success({ call: 'first', meaning: 'retrieval did not succeed' }),
    ],
    kills: [{ mutant: 'never-releases', by: 'released' }],
  },
  {
    ...BEARER_ROW,
    id: 'bearer-mobile-data-released-after-timeout',
    clause: ['PRE-07'],
    level: 'SHOULD',
    ...NUMBER_REQUEST_IS_HELD,
    act: [
      setTimeLimit(1_000),
      COUNT_BEFORE,
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 15 }, 3_000),
      COUNT_AFTER,
    ],
    expect: [
      { ...RELEASED, meaning: 'mobile data stays requested after a time-out' },
      result({ call: 'first', accept: ['200023'], meaning: 'a held answer must end in the time-out code' }),
    ],
    kills: [{ mutant: 'leaks-on-timeout', by: 'released' }],
  },
  {
    ...BEARER_ROW,
    id: 'bearer-dead-wifi-does-not-matter',
    clause: ['PRE-02', 'PRE-01'],
    needs: ['bearers', 'sim'],
    arrange: { radio: { wifiLink: 'dead' } },
    canary: [
      WIFI_IS_DEFAULT,
      { canary: 'raw', bearer: 'wifi', target: 'ca', meets: 'error', says: 'UnknownHost' },
      GATEWAY_ANSWERS,
    ],
    act: callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 16 }),
    expect: [
      success({
        call: 'first',
        meaning: 'retrieval depended on Wi-Fi: for the request, or to look the name up',
      }),
      { expect: 'carried', name: 'carried', by: 'cellular', meaning: 'the number request left over Wi-Fi' },
    ],
    kills: [
      { mutant: 'names-on-default', by: 'result' },
      { mutant: 'default-network', by: 'result' },
    ],
  },
];
