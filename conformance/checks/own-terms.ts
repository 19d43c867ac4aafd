import type { Check } from '../src/check.ts';
import { PAGE_ROW } from './defaults.ts';
import { page } from './expectations.ts';
import { openPage, setTheme } from './steps.ts';
import { anotherThan, FOUR_TERMS } from './theme-effect.ts';

/** Each of the app's own terms leads to its own page (guide 2.5.2). The fourth has a row in theme-window.ts. */

const OWN_TERMS = [
  { name: 'first', title: '用户协议甲', own: 'app[.]test/a', others: 'app[.]test/[bcd]' },
  { name: 'second', title: '隐私政策乙', own: 'app[.]test/b', others: 'app[.]test/[acd]' },
  { name: 'third', title: '会员协议丙', own: 'app[.]test/c', others: 'app[.]test/[abd]' },
] as const;

export const ownTermsChecks: readonly Check[] = [
  {
    ...PAGE_ROW,
    id: 'theme-own-terms-open-their-pages',
    clause: ['PAG-05', 'PAG-06'],
    act: [
      setTheme(FOUR_TERMS),
      ...openPage(),
      ...OWN_TERMS.flatMap(({ name, title }) => [
        { do: 'open-terms', as: name, title } as const,
        { do: 'leave-terms', as: `leave-${name}` } as const,
        { do: 'await-page', as: `after-${name}`, withinMs: 3_000 } as const,
      ]),
    ],
    expect: OWN_TERMS.flatMap(({ name, title, own, others }) => [
      page({
        name: `${name}-opens`,
        look: name,
        shows: 'terms-page',
        sees: { 'terms-page-title': { matches: title } },
        meaning: `the ${name} of the app's terms opened no page of its own`,
      }),
      page({
        name: `${name}-address`,
        look: name,
        sees: { 'terms-page-address': { lacks: anotherThan(own) }, 'terms-page-texts': { lacks: others } },
        meaning: `the ${name} of the app's terms opened the address of another one: the user agrees to what he has not read`,
      }),
    ]),
    kills: [
      { mutant: 'second-and-third-term-exchanged', by: 'second-address' },
      { mutant: 'second-and-third-term-exchanged', by: 'third-address' },
    ],
  },
];
