import type { Check } from '../src/check.ts';
import { SDK_ROW } from './defaults.ts';
import { noPage, result } from './expectations.ts';
import { awaitCall, NUMBER_REQUEST_IS_HELD, RELEASE_ANSWERS, setTimeLimit } from './steps.ts';

/** A login whose number comes when the app has been told that it failed (guide 2.4, 4.3). */
export const latePageChecks: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'login-answer-after-time-limit-opens-no-page',
    clause: ['LOG-01', 'DEV-07'],
    profile: ['timing'],
    needs: ['screen'],
    ...NUMBER_REQUEST_IS_HELD,
    act: [
      setTimeLimit(1_000),
      { do: 'call', as: 'login', api: 'loginAuth', requestCode: 181 },
      awaitCall('login', 3_000),
      { do: 'watch', as: 'before', forMs: 350 },
      ...RELEASE_ANSWERS,
      { do: 'watch', as: 'after', forMs: 650 },
      { do: 'look', as: 'shown' },
    ],
    expect: [
      noPage({ name: 'no-page', look: 'shown', meaning: 'the page of a login that had ended came up over the app' }),
      result({ call: 'login', accept: ['200023'], meaning: 'a held answer must end in the time-out code' }),
    ],
    kills: [],
  },
];
