import type { Check } from '../src/check.ts';
import { PAGE_ROW } from './defaults.ts';
import { noResult, readable, tokenRequests, unchecked } from './expectations.ts';
import { openPage, PRESS_BUTTON, setTheme } from './steps.ts';

/** The display becomes dark while the page is open, as at sunset: most pages are made anew by it (guide 2.5). */
export const loginPageNightChecks: readonly Check[] = [
  {
    ...PAGE_ROW,
    id: 'login-page-outlives-dark-mode',
    clause: ['PAG-01', 'SEC-01', 'PAG-07', 'LOG-02', 'LOG-12'],
    needs: ['screen', 'night'],
    act: [
      setTheme({ setPrivacyState: [true] }),
      ...openPage(193),
      { do: 'await-page-in', withinMs: 2_000 },
      { do: 'withdraw', as: 'withdraw' },
      { do: 'night', as: 'sunset', to: 'yes' },
      { do: 'watch', as: 'made-anew', forMs: 400 },
      { do: 'await-page', as: 'dark', withinMs: 8_000 },
      PRESS_BUTTON,
      { do: 'watch', as: 'after', forMs: 400 },
    ],
    expect: [
      unchecked({
        look: 'dark',
        shows: 'page',
        meaning: 'the page that was made anew has the box checked that the user had unchecked',
      }),
      tokenRequests({
        name: 'no-token-request',
        exactly: 0,
        meaning: 'a token was asked for after the user had taken the consent back',
      }),
      readable({ name: 'readable', look: 'dark', meaning: 'in dark mode the user cannot read a part of the page' }),
      { expect: 'page-in', name: 'page-in', exactly: 1, meaning: 'a page that was made anew is no page that was brought up' },
      noResult('login', 'dark mode ended the login'),
    ],
    kills: [
      { mutant: 'page-made-anew-is-consented', by: 'stays-unchecked' },
      { mutant: 'number-lost-in-dark-mode', by: 'readable' },
    ],
  },
];
