import type { Check } from '../src/check.ts';
import { GATEWAY_ANSWERS, PAGE_ROW, SDK_PAGE_ROW, SDK_ROW } from './defaults.ts';
import { once, page, result, success, tokenRequests } from './expectations.ts';
import {
  AFTERWARDS,
  AWAIT_NEXT_PAGE,
  awaitCall,
  CHECK_AND_PRESS,
  CONFIRM_NEXT,
  CONSENT,
  callAndAwait,
  openPage,
  PRESS_AGAIN,
  PRESS_BUTTON,
  QUIT,
  tokenRequestFault,
} from './steps.ts';

const OTHER_NUMBER = '15400000002';

/** What a call that failed, or a login of before, leaves behind in the process. */
export const afterFailureChecks: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'security-chain-refused-once-is-refused-again',
    clause: ['DEV-11', 'SEC-05'],
    profile: ['security'],
    arrange: { fault: { plane: 'token', effect: { kind: 'tls', fault: 'UNKNOWN_CA' } } },
    canary: [GATEWAY_ANSWERS],
    act: [
      ...callAndAwait({ as: 'first', api: 'mobileAuth', requestCode: 371 }),
      ...callAndAwait({ as: 'second', api: 'mobileAuth', requestCode: 372 }),
      { do: 'clear-faults' },
      ...callAndAwait({ as: 'third', api: 'mobileAuth', requestCode: 373 }),
    ],
    expect: [
      result({
        name: 'second-result',
        call: 'second',
        accept: ['200072'],
        meaning: 'a chain that was refused once was taken the second time',
      }),
      result({
        name: 'first-result',
        call: 'first',
        accept: ['200072'],
        meaning: 'a chain that does not end in the trusted root is refused',
      }),
      success({ name: 'third-result', call: 'third', meaning: 'a refusal outlasts the chain that was refused' }),
      tokenRequests({
        name: 'one-token-request',
        exactly: 1,
        meaning: 'the token was asked for over a chain that is to be refused',
      }),
    ],
    kills: [{ mutant: 'any-certificate-after-a-refusal', by: 'second-result' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-press-after-failure-asks-for-no-token',
    clause: ['SEC-07'],
    level: 'SHOULD',
    act: [
      ...openPage(374),
      { do: 'fault', fault: tokenRequestFault({ kind: 'status', status: 500 }) },
      ...CHECK_AND_PRESS,
      awaitCall('login'),
      { do: 'clear-faults' },
      PRESS_AGAIN,
      AFTERWARDS,
    ],
    expect: [
      tokenRequests({
        name: 'one-token-request',
        exactly: 1,
        meaning: 'a press on the page of a login that has failed asked for a token that nobody waits for',
      }),
    ],
    kills: [{ mutant: 'press-after-failure-asks-again', by: 'one-token-request' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-anew-after-a-press-without-network',
    clause: ['DEV-01', 'DEV-02', 'DEV-03', 'LOG-12', 'LOG-13'],
    needs: ['screen', 'radio'],
    act: [
      ...openPage(375),
      CONSENT,
      { do: 'radio', set: { wifi: 'off', data: 'off' } },
      PRESS_BUTTON,
      awaitCall('login'),
      { do: 'look', as: 'after-failure' },
      { do: 'radio', set: { wifi: 'on', data: 'on' } },
      PRESS_AGAIN,
      AFTERWARDS,
      { do: 'call', as: 'next', api: 'loginAuth', requestCode: 376 },
      AWAIT_NEXT_PAGE,
      ...CONFIRM_NEXT,
    ],
    expect: [
      result({
        call: 'login',
        accept: ['200022', '102101', '200028', '102102', '200025', '200027', '102103'],
        meaning: 'a press without any network is told as a fault of the network',
      }),
      page({
        name: 'stays',
        clause: 'LOG-12',
        look: 'after-failure',
        shows: 'page',
        meaning: 'the page closed itself after the failure',
      }),
      once('login', 'a second press on the page called the app back once more'),
      success({ name: 'next-result', call: 'next', meaning: 'once the network is back, the next login is one as any other' }),
    ],
    kills: [{ mutant: 'button-dead-after-a-press', by: 'next-result' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-terms-follow-the-sim',
    clause: ['PAG-04', 'SEC-06'],
    act: [
      ...openPage(377),
      QUIT,
      awaitCall('login', 3_000),
      { do: 'invoke', as: 'delete', api: 'delScrip' },
      { do: 'renumber', as: 'renumber', to: OTHER_NUMBER, operator: 'unicom' },
      { do: 'call', as: 'later', api: 'loginAuth', requestCode: 378 },
      { do: 'await-page', as: 'later-page', withinMs: 10_000 },
    ],
    expect: [
      page({
        name: 'operator',
        look: 'later-page',
        shows: 'page',
        sees: { 'terms-operator': 'unicom' },
        meaning: "the page shows the terms of an earlier login's operator",
      }),
      page({
        name: 'first-operator',
        look: 'page',
        sees: { 'terms-operator': 'mobile' },
        meaning: "the terms are those of the subscriber's operator",
      }),
    ],
    kills: [{ mutant: 'terms-of-first-login', by: 'operator' }],
  },
];
