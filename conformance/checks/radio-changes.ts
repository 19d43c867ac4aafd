import type { RadioSetting } from '../src/arrange.ts';
import type { Check, Step } from '../src/check.ts';
import { NETWORK_ERROR } from './condition.ts';
import { SDK_PAGE_ROW, SDK_ROW, WIFI_IS_DEFAULT } from './defaults.ts';
import { result, success } from './expectations.ts';
import {
  AWAIT_NUMBER_REQUEST,
  AWAIT_PAGE,
  AWAIT_TOKEN_REQUEST,
  awaitCall,
  CONFIRM,
  callAndAwait,
  NUMBER_REQUEST_IS_HELD,
  openPage,
  RELEASE_ANSWERS,
  setTimeLimit,
  tokenRequestFault,
} from './steps.ts';

/** The networks change while a request is under way: its own is lost, or another one comes or goes, which is none of the call's business. */

const LIMIT_MS = 3_000;
/** How long the app's process gets to hear of a network before the answer comes. */
const HEARD_MS = 300;

/** A connection that broke, a network that went, a switch that failed: the guide does not say which it is. */
const LOST = [...NETWORK_ERROR, '200025', '200050', '200024', '200023', '200027', '102103'] as const;

const CALLS = [
  { suffix: '', api: 'getPhoneInfo', fallsBack: 'falls-back-to-default' },
  { suffix: '-login', api: 'loginAuth', fallsBack: 'falls-back-to-default-in-login' },
  { suffix: '-mobile-auth', api: 'mobileAuth', fallsBack: 'falls-back-to-default-in-check' },
] as const;

type CallOf = (typeof CALLS)[number];

function change(set: RadioSetting): readonly Step[] {
  return [
    { do: 'radio', set },
    { do: 'watch', as: 'change', forMs: HEARD_MS },
  ];
}

function begin(api: CallOf['api'], requestCode: number): readonly Step[] {
  return [
    setTimeLimit(LIMIT_MS),
    { do: 'invoke', as: 'listener', api: 'setPageInListener' },
    { do: 'call', as: 'first', api, requestCode },
    AWAIT_NUMBER_REQUEST,
  ];
}

function rowsOf({ suffix, api, fallsBack }: CallOf, index: number): readonly Check[] {
  const row = api === 'loginAuth' ? SDK_PAGE_ROW : SDK_ROW;
  const isLogin = api === 'loginAuth';
  const succeeds: Check['expect'] = isLogin
    ? [
        {
          expect: 'page-in',
          name: 'page',
          exactly: 1,
          meaning: 'another network that changed ended a retrieval over mobile data',
        },
      ]
    : [success({ call: 'first', meaning: 'another network that changed ended a retrieval over mobile data' })];
  const ends = isLogin ? [...RELEASE_ANSWERS, AWAIT_PAGE] : [...RELEASE_ANSWERS, awaitCall('first')];
  const kills: Check['kills'] = [{ mutant: 'answer-void-after-network-change', by: isLogin ? 'page' : 'result' }];
  return [
    {
      ...row,
      id: `bearer-mobile-data-lost-under-way${suffix}`,
      clause: ['DEV-03', 'DEV-02', 'DEV-08', 'DEV-10', 'SEC-02'],
      needs: [...row.needs, 'radio'],
      ...NUMBER_REQUEST_IS_HELD,
      // Nothing is held after the loss: a request that goes another way is answered.
      act: [...begin(api, 441 + index), { do: 'radio', set: { data: 'off' } }, ...RELEASE_ANSWERS, awaitCall('first')],
      expect: [
        result({
          call: 'first',
          accept: LOST,
          meaning: 'mobile data that is lost while a number request is under way ends the call, and Wi-Fi is no way out',
        }),
      ],
      kills: [{ mutant: fallsBack, by: 'result' }],
    },
    {
      ...row,
      id: `bearer-wifi-lost-under-way${suffix}`,
      clause: ['PRE-01', 'PRE-02'],
      needs: [...row.needs, 'radio'],
      ...NUMBER_REQUEST_IS_HELD,
      act: [...begin(api, 444 + index), ...change({ wifi: 'off' }), ...ends],
      expect: succeeds,
      kills,
    },
    {
      ...row,
      id: `bearer-wifi-comes-under-way${suffix}`,
      clause: ['PRE-01', 'PRE-02'],
      needs: [...row.needs, 'radio'],
      arrange: { ...NUMBER_REQUEST_IS_HELD.arrange, radio: { wifi: 'off' } },
      canary: [{ canary: 'default-network', is: 'cellular' }, ...NUMBER_REQUEST_IS_HELD.canary],
      act: [...begin(api, 447 + index), ...change({ wifi: 'on' }), ...ends],
      expect: succeeds,
      kills,
    },
  ];
}

export const radioChangeChecks: readonly Check[] = [
  ...CALLS.flatMap(rowsOf),
  {
    ...SDK_ROW,
    id: 'bearer-all-lost-under-way-mobile-auth',
    clause: ['DEV-01', 'DEV-02', 'DEV-03', 'DEV-08', 'DEV-10'],
    needs: ['radio'],
    ...NUMBER_REQUEST_IS_HELD,
    act: [
      ...begin('mobileAuth', 450),
      { do: 'radio', set: { airplane: 'on' } },
      awaitCall('first'),
      { do: 'clear-faults' },
      { do: 'radio', set: { airplane: 'off' } },
      ...callAndAwait({ as: 'second', api: 'mobileAuth', requestCode: 451 }),
    ],
    expect: [
      success({ name: 'second-result', call: 'second', meaning: 'networks that came back serve the next call' }),
      result({
        name: 'first-result',
        call: 'first',
        accept: [...LOST, '102101', '200022'],
        meaning: 'airplane mode while a number request is under way ends the call',
      }),
    ],
    kills: [{ mutant: 'failure-cached', by: 'second-result', isControl: true }],
  },
  {
    ...SDK_ROW,
    id: 'bearer-data-sim-changes-under-way',
    clause: ['PRE-01', 'DEV-02', 'DEV-03', 'DEV-08', 'DEV-10'],
    needs: ['radio', 'sim'],
    ...NUMBER_REQUEST_IS_HELD,
    act: [
      ...begin('getPhoneInfo', 452),
      { do: 'radio', set: { dataSim: 'second' } },
      awaitCall('first'),
      { do: 'clear-faults' },
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 453 }),
    ],
    expect: [
      success({ name: 'second-result', call: 'second', meaning: 'the SIM that carries data now serves the next call' }),
      result({
        name: 'first-result',
        call: 'first',
        accept: LOST,
        meaning: 'another SIM takes the data while a number request is under way: the network of the first is lost',
      }),
    ],
    kills: [{ mutant: 'failure-cached', by: 'second-result', isControl: true }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'bearer-wifi-lost-while-the-page-is-open',
    clause: ['LOG-04', 'LOG-12'],
    needs: ['screen', 'radio'],
    act: [...openPage(457), ...change({ wifi: 'off' }), ...CONFIRM],
    expect: [
      success({
        call: 'login',
        fields: { token: { present: true }, authType: '2' },
        meaning: 'mobile data serves the login that was begun beside Wi-Fi',
      }),
    ],
    kills: [{ mutant: 'auth-type-0-in-login', by: 'result' }],
  },
  {
    ...SDK_ROW,
    id: 'bearer-wifi-lost-under-the-token-request',
    clause: ['DEV-02', 'DEV-08', 'DEV-10', 'CHK-01'],
    needs: ['radio'],
    canary: [WIFI_IS_DEFAULT],
    act: [
      setTimeLimit(LIMIT_MS),
      ...callAndAwait({ as: 'cached', api: 'getPhoneInfo', requestCode: 454 }),
      { do: 'fault', fault: tokenRequestFault({ kind: 'hold' }) },
      { do: 'call', as: 'first', api: 'mobileAuth', requestCode: 455 },
      AWAIT_TOKEN_REQUEST,
      { do: 'radio', set: { wifi: 'off' } },
      ...RELEASE_ANSWERS,
      awaitCall('first'),
      ...callAndAwait({ as: 'second', api: 'mobileAuth', requestCode: 456 }),
    ],
    expect: [
      success({ name: 'second-result', call: 'second', meaning: 'mobile data serves the next call' }),
      result({
        name: 'first-result',
        call: 'first',
        // A token request may be repeated over the network that is left.
        accept: ['103000', ...NETWORK_ERROR, '200025', '200050', '200024', '200023'],
        meaning: 'Wi-Fi that is lost while a token request is under way ends the call or is overcome',
      }),
    ],
    kills: [{ mutant: 'default-network-read-once', by: 'second-result' }],
  },
];
