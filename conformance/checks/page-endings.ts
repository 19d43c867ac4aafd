import type { Check, Step } from '../src/check.ts';
import { GATEWAY_ANSWERS, SDK_PAGE_ROW } from './defaults.ts';
import { once, success } from './expectations.ts';
import {
  AWAIT_NEXT_PAGE,
  AWAIT_NUMBER_REQUEST,
  AWAIT_PAGE,
  AWAIT_TOKEN_REQUEST,
  awaitCall,
  CHECK_AND_PRESS,
  CONFIRM_NEXT,
  HOLD_TOKEN_REQUEST,
  NUMBER_REQUEST_IS_HELD,
  openPage,
  QUIT,
  RELEASE_ANSWERS,
} from './steps.ts';

const HOME: Step = { do: 'home', as: 'home' };
const AWAY: Step = { do: 'watch', as: 'away', forMs: 400 };

const LOGINS = [502, 503, 504] as const;

/** Three logins, each confirmed and closed. */
const LOGINS_IN_A_ROW: readonly Step[] = LOGINS.flatMap((requestCode, index): readonly Step[] => {
  const as = index === 0 ? 'login' : `login-${index + 1}`;
  return [
    { do: 'invoke', as: `listener-${requestCode}`, api: 'setPageInListener' },
    { do: 'call', as, api: 'loginAuth', requestCode },
    { ...AWAIT_PAGE, as: `page-${requestCode}` },
    { do: 'consent', as: `consent-${requestCode}` },
    { do: 'press', as: `press-${requestCode}` },
    awaitCall(as),
    { ...QUIT, as: `quit-${requestCode}` },
  ];
});

/** The page or the app goes from the screen by neither its user's back key nor quitAuthActivity (guide 2.4). */
export const pageEndingChecks: readonly Check[] = [
  {
    ...SDK_PAGE_ROW,
    id: 'login-page-that-the-system-ends-ends-the-call',
    clause: ['API-05', 'LOG-12'],
    act: [
      ...openPage(505),
      { do: 'start-over', as: 'start-over' },
      awaitCall('login', 3_000),
      { do: 'invoke', as: 'listener-again', api: 'setPageInListener' },
      { do: 'call', as: 'next', api: 'loginAuth', requestCode: 506 },
      AWAIT_NEXT_PAGE,
      ...CONFIRM_NEXT,
    ],
    expect: [
      once('login', 'a login whose page the system has ended, as by a link into the app, has one callback all the same'),
      success({ name: 'next-result', call: 'next', meaning: 'the next login is one as any other' }),
    ],
    kills: [{ mutant: 'taken-away-silent', by: 'once' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-token-comes-after-the-app-has-left-the-screen',
    clause: ['API-05', 'LOG-01'],
    act: [
      ...openPage(507),
      HOLD_TOKEN_REQUEST,
      ...CHECK_AND_PRESS,
      AWAIT_TOKEN_REQUEST,
      HOME,
      AWAY,
      ...RELEASE_ANSWERS,
      awaitCall('login'),
    ],
    expect: [success({ call: 'login', meaning: 'a user who has consented and looks at another app for a moment is logged in' })],
    kills: [{ mutant: 'background-loses-result', by: 'result' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'prefetch-goes-on-when-the-app-leaves-the-screen',
    clause: ['API-05', 'PRE-01'],
    ...NUMBER_REQUEST_IS_HELD,
    act: [
      { do: 'cover', as: 'screen' },
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 508 },
      AWAIT_NUMBER_REQUEST,
      HOME,
      AWAY,
      ...RELEASE_ANSWERS,
      awaitCall('first'),
    ],
    expect: [success({ call: 'first', meaning: 'a retrieval belongs to no screen of the app' })],
    kills: [{ mutant: 'background-loses-result', by: 'result' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-three-times-in-a-row',
    clause: ['LOG-13'],
    level: 'SHOULD',
    canary: [GATEWAY_ANSWERS],
    act: [...LOGINS_IN_A_ROW, { do: 'watch', as: 'gone', forMs: 500 }, { do: 'list-kept', as: 'after' }],
    expect: [success({ call: 'login-3', meaning: 'the third login is one as any other' })],
    kills: [{ mutant: 'cannot-reopen', by: 'result', isControl: true }],
  },
];
