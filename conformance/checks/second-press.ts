import type { Check, Step } from '../src/check.ts';
import { SDK_ROW } from './defaults.ts';
import { once, tokenRequests } from './expectations.ts';
import { awaitCall, CHECK_AND_PRESS, CONFIRM, openPage, QUIT, RELEASE_ANSWERS, tokenRequestFault } from './steps.ts';

const SDK_PAGE_ROW = { ...SDK_ROW, profile: ['page'], needs: ['screen'] } as const;
const PRESS_AGAIN: Step = { do: 'press', as: 'again' };
const AFTERWARDS: Step = { do: 'watch', as: 'after', forMs: 400 };
const HOLD_TOKEN_REQUEST = { do: 'fault', fault: tokenRequestFault({ kind: 'hold' }) } as const;
const TOKEN_REQUEST_IS_THERE: Step = { do: 'await-request', plane: 'token', operation: 'get-token', withinMs: 5_000 };

/** What a page does when it is worked on once more (guide 2.4, 2.5). */
export const secondPressChecks: readonly Check[] = [
  {
    ...SDK_PAGE_ROW,
    id: 'login-press-after-success-asks-for-no-second-token',
    clause: ['SEC-07', 'API-05'],
    level: 'SHOULD',
    act: [...openPage(243), ...CONFIRM, PRESS_AGAIN, AFTERWARDS],
    expect: [
      tokenRequests({
        name: 'one-token-request',
        exactly: 1,
        meaning: 'a press on the page of a login that has ended asked for another token',
      }),
      once('login', 'a login ends in exactly one callback'),
    ],
    kills: [{ mutant: 'press-after-success-asks-again', by: 'one-token-request' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-press-after-failure-tells-nothing-twice',
    clause: ['API-05'],
    act: [
      ...openPage(244),
      { do: 'fault', fault: tokenRequestFault({ kind: 'status', status: 500 }) },
      ...CHECK_AND_PRESS,
      awaitCall('login'),
      { do: 'clear-faults' },
      PRESS_AGAIN,
      AFTERWARDS,
    ],
    expect: [once('login', 'a press on the page of a login that has failed called the app back once more')],
    kills: [{ mutant: 'press-after-failure-calls-again', by: 'once' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-quit-after-press-ends-in-one-callback',
    clause: ['API-05', 'LOG-14'],
    act: [
      ...openPage(247),
      HOLD_TOKEN_REQUEST,
      ...CHECK_AND_PRESS,
      TOKEN_REQUEST_IS_THERE,
      QUIT,
      ...RELEASE_ANSWERS,
      awaitCall('login'),
    ],
    expect: [once('login', 'a login that the app ends while the token is under way has exactly one callback')],
    kills: [{ mutant: 'quit-after-press-silent', by: 'once' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-back-after-press-ends-in-one-callback',
    clause: ['API-05', 'LOG-14'],
    act: [
      ...openPage(248),
      HOLD_TOKEN_REQUEST,
      ...CHECK_AND_PRESS,
      TOKEN_REQUEST_IS_THERE,
      { do: 'back', as: 'back' },
      ...RELEASE_ANSWERS,
      awaitCall('login'),
    ],
    expect: [once('login', 'a login whose user leaves while the token is under way has exactly one callback')],
    kills: [{ mutant: 'back-after-press-silent', by: 'once' }],
  },
];
