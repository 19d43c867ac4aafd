import type { Check } from '../src/check.ts';
import { PAGE_ROW } from './defaults.ts';
import { noResult, page } from './expectations.ts';
import { openPage } from './steps.ts';

/** The user leaves the page for another screen of the app and comes back (guide 2.4). */
export const loginPageReturnChecks: readonly Check[] = [
  {
    ...PAGE_ROW,
    id: 'login-page-in-not-told-again-on-return',
    clause: ['LOG-02', 'LOG-12'],
    act: [
      ...openPage(191),
      { do: 'await-page-in', withinMs: 2_000 },
      { do: 'cover', as: 'cover' },
      { do: 'back', as: 'back' },
      { do: 'await-page', as: 'page-again', withinMs: 5_000 },
      { do: 'watch', as: 'after', forMs: 200 },
    ],
    expect: [
      {
        expect: 'page-in',
        name: 'page-in',
        exactly: 1,
        meaning: '200087 says that the page was brought up, and it was brought up once',
      },
      page({ name: 'page-stays', look: 'page-again', shows: 'page', meaning: 'another screen over the page closed it' }),
      noResult('login', 'leaving for another screen must leave the call open'),
    ],
    kills: [{ mutant: 'page-in-on-resume', by: 'page-in' }],
  },
];
