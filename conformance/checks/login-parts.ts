import type { Check, Expectation } from '../src/check.ts';
import { PAGE_ROW } from './defaults.ts';
import { noResult, numberRequests, page, readable, success, tokenRequests, unchecked } from './expectations.ts';
import { awaitCall, CONSENT, callAndAwait, openPage, PRESS_BUTTON, setTheme } from './steps.ts';

/** Who reads what he may agree to has agreed to nothing. */
function staysUnchecked(look: string): Expectation {
  return unchecked({
    name: `unchecked-${look}`,
    clause: 'PAG-07',
    look,
    meaning: 'reading the terms has checked their box: the SDK consented for the user',
  });
}

const OPERATOR_TERMS = '中国(移动|联通|电信)';

const NUMBER_IS_SHOWN = page({
  name: 'number',
  look: 'page',
  shows: 'page',
  sees: { 'number-text': '154****0001', texts: { lacks: '154\\d{8}' } },
  meaning: "the page shows the subscriber's number, masked",
});

const PRESS_AGAIN = [CONSENT, { do: 'press', as: 'press-again' }] as const;

const HINT = '请先同意条款';

/** In the titles of each operator's terms. */
const NAMES = { unicom: '联通', telecom: '电信|天翼' } as const;

/** The page of a subscriber of another operator has that operator's terms, and they can be read. */
function termsOf(operator: 'unicom' | 'telecom', kills: Check['kills']): Check {
  return {
    ...PAGE_ROW,
    id: `login-terms-are-of-${operator}`,
    clause: ['PAG-04', 'PAG-06'],
    arrange: { subscriber: { operator } },
    act: [...openPage(), { do: 'open-terms', as: 'terms', title: NAMES[operator] }],
    expect: [
      page({
        name: 'operator',
        look: 'page',
        shows: 'page',
        sees: { 'terms-operator': operator },
        meaning: "the terms are not those of the subscriber's operator",
      }),
      page({
        name: 'opens',
        clause: 'PAG-06',
        look: 'terms',
        shows: 'terms-page',
        meaning: "the link to the terms of the subscriber's operator opened no page",
      }),
    ],
    kills: [...kills, { mutant: 'terms-link-dead', by: 'opens', isControl: true }],
  };
}

/** What the page shows and how the user consents (guide 2.5, 2.5.1). */
export const loginPartsChecks: readonly Check[] = [
  {
    ...PAGE_ROW,
    id: 'login-page-shows-number-button-and-terms',
    clause: ['PAG-01', 'PAG-02', 'PAG-03', 'PAG-04'],
    act: openPage(),
    expect: [
      NUMBER_IS_SHOWN,
      readable({ name: 'number-readable', part: 'number', meaning: 'the user cannot read the number' }),
      readable({ name: 'button-readable', clause: 'PAG-02', part: 'button', meaning: 'the user cannot read the login button' }),
      page({
        name: 'button-text',
        clause: 'PAG-03',
        look: 'page',
        sees: { 'button-text': { matches: '登录|注册' } },
        meaning: "the login button's text speaks of login or sign-up",
      }),
      readable({ name: 'terms-readable', clause: 'PAG-04', part: 'terms', meaning: "the user cannot read the operator's terms" }),
      page({
        name: 'terms',
        clause: 'PAG-04',
        look: 'page',
        sees: { 'terms-operator': 'mobile', 'check-box': { matches: '^(unchecked|unknown)$' } },
        meaning: "the page shows the operator's terms and asks for consent",
      }),
    ],
    kills: [
      { mutant: 'token-without-page', by: 'number' },
      { mutant: 'terms-hidden', by: 'terms-readable' },
      { mutant: 'number-covered', by: 'number-readable' },
      { mutant: 'number-white', by: 'number-readable' },
      { mutant: 'number-faint', by: 'number-readable' },
      { mutant: 'number-tiny', by: 'number-readable' },
      { mutant: 'number-missing', by: 'number-readable' },
      { mutant: 'number-unmasked', by: 'number' },
      { mutant: 'button-off-screen', by: 'button-readable' },
      { mutant: 'button-covered', by: 'button-readable' },
      { mutant: 'button-blank', by: 'button-readable' },
      { mutant: 'button-text-missing', by: 'button-readable' },
      { mutant: 'button-text-other', by: 'button-readable' },
      { mutant: 'terms-covered', by: 'terms-readable' },
      { mutant: 'terms-white', by: 'terms-readable' },
      { mutant: 'terms-tiny', by: 'terms-readable' },
    ],
  },
  termsOf('unicom', [{ mutant: 'terms-of-mobile-for-all', by: 'operator' }]),
  termsOf('telecom', [{ mutant: 'terms-of-mobile-for-all', by: 'operator' }]),
  {
    ...PAGE_ROW,
    id: 'login-page-from-cached-scrip-shows-number',
    clause: ['PAG-01', 'PRE-03'],
    act: [...callAndAwait({ as: 'cached', api: 'getPhoneInfo', requestCode: 60 }), ...openPage()],
    expect: [
      NUMBER_IS_SHOWN,
      readable({ name: 'readable', meaning: 'where the scrip came from the cache the user cannot read the page' }),
      numberRequests({
        name: 'no-number-request',
        exactly: 0,
        since: 'login',
        meaning: 'the login did not use the cached scrip',
      }),
    ],
    kills: [{ mutant: 'number-missing-from-cache', by: 'readable' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-terms-link-opens-page-with-way-back',
    clause: ['PAG-06', 'PAG-04', 'PAG-07'],
    act: [
      ...openPage(),
      { do: 'open-terms', as: 'terms', title: OPERATOR_TERMS },
      { do: 'leave-terms', as: 'leave' },
      { do: 'await-page', as: 'page-again', withinMs: 3_000 },
      { do: 'open-terms', as: 'terms-again', title: OPERATOR_TERMS },
      { do: 'back', as: 'back-key' },
      { do: 'await-page', as: 'page-after-key', withinMs: 3_000 },
    ],
    expect: [
      page({
        name: 'opens',
        look: 'terms',
        shows: 'terms-page',
        sees: { 'terms-page-title': { matches: OPERATOR_TERMS } },
        meaning: "the link to the operator's terms opened no page with their title",
      }),
      page({
        name: 'content',
        look: 'terms',
        sees: { 'terms-page-content': { matches: 'web|drawn' } },
        meaning: "the page of the operator's terms is blank: nobody can read what he agrees to",
      }),
      page({
        name: 'way-back',
        look: 'terms',
        sees: { 'terms-page-back': true },
        meaning: "the terms' page shows no way back",
      }),
      page({ name: 'back-by-bar', look: 'page-again', shows: 'page', meaning: 'the way back did not lead back to the page' }),
      page({ name: 'back-by-key', look: 'page-after-key', shows: 'page', meaning: 'the back key did not lead back to the page' }),
      staysUnchecked('page-again'),
      staysUnchecked('page-after-key'),
      noResult('login', 'reading the terms must leave the call open'),
    ],
    kills: [
      { mutant: 'terms-link-dead', by: 'opens' },
      { mutant: 'terms-page-without-title', by: 'opens' },
      { mutant: 'terms-page-blank', by: 'content' },
      { mutant: 'terms-page-without-back', by: 'way-back' },
    ],
  },
  {
    ...PAGE_ROW,
    id: 'login-terms-tapped-twice-open-once',
    clause: ['PAG-06', 'PAG-07'],
    act: [
      ...openPage(),
      { do: 'open-terms', as: 'terms', title: OPERATOR_TERMS, taps: 2 },
      { do: 'leave-terms', as: 'leave' },
      { do: 'await-page', as: 'page-again', withinMs: 3_000 },
      { do: 'consent', as: 'consent' },
    ],
    expect: [
      page({ name: 'opens', look: 'terms', shows: 'terms-page', meaning: 'two fast taps on a link opened no page' }),
      page({ name: 'back', look: 'page-again', shows: 'page', meaning: 'one way back did not lead back to the page' }),
      staysUnchecked('page-again'),
    ],
    kills: [{ mutant: 'terms-link-dead', by: 'opens' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-unchecked-press-shows-hint',
    clause: ['PAG-07'],
    act: [setTheme({ setCheckTipText: [HINT] }), ...openPage(), PRESS_BUTTON, { do: 'look', as: 'pressed' }],
    expect: [
      page({
        name: 'hint',
        look: 'pressed',
        sees: { 'consent-asked': { matches: `${HINT}|同意` } },
        meaning: 'the hint set with setCheckTipText was not shown',
      }),
      noResult('login', 'an unchecked press must leave the call open'),
    ],
    kills: [{ mutant: 'hint-swallowed', by: 'hint' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-unchecked-press-shows-no-hint-unasked',
    clause: ['PAG-18'],
    act: [...openPage(), PRESS_BUTTON, { do: 'look', as: 'pressed' }],
    expect: [
      page({
        name: 'no-hint',
        look: 'pressed',
        sees: { hint: { matches: '^$' } },
        meaning: 'a hint was shown that the app has not set',
      }),
    ],
    kills: [{ mutant: 'hint-unasked', by: 'no-hint' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-consent-after-unchecked-press',
    clause: ['PAG-07'],
    act: [
      ...openPage(),
      PRESS_BUTTON,
      { do: 'answer-dialog', as: 'dialog', answer: 'agree', isOptional: true },
      ...PRESS_AGAIN,
      awaitCall('login'),
    ],
    expect: [
      tokenRequests({
        name: 'one-token-request',
        exactly: 1,
        meaning: 'consent after an unchecked press gives one token request',
      }),
      success({ call: 'login', meaning: 'a login that was pressed unchecked first still succeeds' }),
    ],
    kills: [{ mutant: 'dialog-silent', by: 'result', isControl: true }],
  },
  {
    ...PAGE_ROW,
    id: 'login-refused-consent-gives-no-token',
    clause: ['PAG-07', 'SEC-01'],
    act: [
      ...openPage(),
      PRESS_BUTTON,
      { do: 'answer-dialog', as: 'dialog', answer: 'refuse', isOptional: true },
      { do: 'watch', as: 'after', forMs: 700 },
      { do: 'look', as: 'refused' },
    ],
    expect: [
      tokenRequests({ name: 'no-token-request', exactly: 0, meaning: 'a token was requested although the user had refused' }),
      page({ name: 'page-stays', look: 'refused', shows: 'page', meaning: 'the page went away when the user refused' }),
      noResult('login', 'refusing consent must leave the call open'),
    ],
    kills: [{ mutant: 'unchecked-goes-on', by: 'no-token-request' }],
  },
];
