import type { Check, Kill, Step } from '../src/check.ts';
import { PAGE_ROW } from './defaults.ts';
import { page, readable } from './expectations.ts';
import { HIDING_THEMES, type HidingTheme } from './hiding-themes.ts';
import { awaitCall, openPage, QUIT, setTheme } from './steps.ts';
import type { ThemeEffect } from './theme-effect.ts';
import { THEME_EFFECTS } from './themes.ts';

type Theme = ThemeEffect['theme'];

/** Shows that a row can fail whose own mutant is not written: there is no page. */
function controlOf(by: string): Kill {
  return { mutant: 'token-without-page', by, isControl: true };
}

/** A page that comes first, so that a later look can be compared with it. */
function pageBefore(theme: Theme | undefined): readonly Step[] {
  return theme === undefined
    ? []
    : [
        setTheme(theme, 'theme-before'),
        { do: 'call', as: 'login-before', api: 'loginAuth', requestCode: 80 },
        { do: 'await-page', as: 'before', withinMs: 10_000 },
        QUIT,
        awaitCall('login-before', 3_000),
      ];
}

function effectRow({ name, clause, theme, before, sees, kills = [], needs = PAGE_ROW.needs }: ThemeEffect): Check {
  return {
    ...PAGE_ROW,
    id: `theme-${name}`,
    clause: [clause],
    needs,
    act: [...pageBefore(before), setTheme(theme), ...openPage()],
    expect: [
      page({
        name: 'effect',
        look: 'page',
        shows: 'page',
        sees,
        meaning: `${Object.keys(theme).join(' and ')} did not do what the guide says of it`,
      }),
    ],
    kills: kills.length === 0 ? [controlOf('effect')] : kills.map((mutant) => ({ mutant, by: 'effect' })),
  };
}

function hidingRow({ name, theme, kills = [] }: HidingTheme): Check {
  return {
    ...PAGE_ROW,
    id: `theme-cannot-${name}`,
    clause: ['PAG-23'],
    level: 'SHOULD',
    act: [setTheme(theme), ...openPage()],
    expect: [
      readable({ name: 'readable', meaning: 'a theme hides what the user must be able to read' }),
      page({
        name: 'login-word',
        look: 'page',
        sees: { 'button-text': { matches: '登录|注册' } },
        meaning: 'a theme takes the word for login out of the button',
      }),
    ],
    kills:
      kills.length === 0
        ? [{ mutant: 'page-covered', by: 'readable', isControl: true }]
        : kills.map((mutant) => ({ mutant, by: mutant === 'theme-takes-login-word' ? 'login-word' : 'readable' })),
  };
}

/** What a theme does to the page as soon as it is up, and what it cannot do (guide 2.5.2, PAG-05 to PAG-23). */
export const themeChecks: readonly Check[] = [...THEME_EFFECTS.map(effectRow), ...HIDING_THEMES.map(hidingRow)];
