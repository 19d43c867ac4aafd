import type { CallStep, Check, Step } from '../src/check.ts';
import { SDK_PAGE_ROW, SDK_ROW } from './defaults.ts';
import { asksAgain, noPage, numberRequests, once, result, success } from './expectations.ts';
import {
  AWAIT_NEXT_PAGE,
  AWAIT_NUMBER_REQUEST,
  AWAIT_PAGE,
  awaitCall,
  CONFIRM_NEXT,
  callAndAwait,
  NUMBER_REQUEST_IS_HELD,
  openPage,
  QUIT,
  RELEASE_ANSWERS,
} from './steps.ts';

/** An app draws, or opens a screen of its own, after it has called: what the SDK does on other threads comes before the turn's end. */
const TURN_MS = 400;

/** The SDK is called without a pause: nothing that it posted to the main thread has run between the calls. */
function inOneTurn(...calls: readonly CallStep[]): Step {
  return { do: 'turn', as: 'turn', calls, lastsMs: TURN_MS };
}

/** Both pages are gone by then. */
const UNTIL_CLOSED: Step = { do: 'watch', as: 'after', forMs: 600 };

/** Calls that an app makes at once, one behind the other (guide 1.2, 2.5.3). */
export const oneTurnChecks: readonly Check[] = [
  {
    ...SDK_PAGE_ROW,
    id: 'login-in-the-turn-of-the-quit-goes-on',
    clause: ['LOG-13', 'API-05', 'LOG-01'],
    level: 'SHOULD',
    act: [
      ...openPage(401),
      inOneTurn(QUIT, { do: 'call', as: 'next', api: 'loginAuth', requestCode: 402 }),
      awaitCall('login', 3_000),
      AWAIT_NEXT_PAGE,
      ...CONFIRM_NEXT,
    ],
    expect: [
      success({
        name: 'next-result',
        call: 'next',
        requestCode: 402,
        meaning: 'quitAuthActivity() ended the login that the app called right after it, or the end of the old page did',
      }),
      once('login', 'a login that the app ends has exactly one callback'),
    ],
    kills: [
      { mutant: 'quit-kills-next', by: 'next-result' },
      { mutant: 'old-page-kills-new', by: 'next-result', isControl: true },
    ],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-inside-the-callback-of-the-back-key-goes-on',
    clause: ['LOG-13', 'API-05', 'LOG-10'],
    level: 'SHOULD',
    act: [
      { do: 'invoke', as: 'listener', api: 'setPageInListener' },
      {
        do: 'call',
        as: 'login',
        api: 'loginAuth',
        requestCode: 403,
        inside: { as: 'next', api: 'loginAuth', requestCode: 404, lastsMs: TURN_MS },
      },
      AWAIT_PAGE,
      { do: 'back', as: 'back' },
      awaitCall('login', 3_000),
      AWAIT_NEXT_PAGE,
      ...CONFIRM_NEXT,
    ],
    expect: [
      success({
        name: 'next-result',
        call: 'next',
        requestCode: 404,
        meaning: 'the end of the page that the user left ended the login that the app called in its callback',
      }),
      once('login', 'a login that the user leaves has exactly one callback'),
    ],
    kills: [{ mutant: 'old-page-kills-new', by: 'next-result' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-quit-in-its-own-turn-opens-no-page',
    clause: ['LOG-12', 'LOG-13', 'API-05'],
    act: [
      inOneTurn({ do: 'call', as: 'login', api: 'loginAuth', requestCode: 405 }, QUIT),
      // The page would be up by then.
      { do: 'watch', as: 'meanwhile', forMs: 1_500 },
      { do: 'look', as: 'shown' },
      awaitCall('login', 3_000),
    ],
    expect: [
      noPage({
        name: 'closed',
        look: 'shown',
        meaning: 'a login that the app ended before it was under way opened its page all the same',
      }),
      once('login', 'a login that quitAuthActivity() ends has exactly one callback'),
    ],
    kills: [{ mutant: 'call-begins-in-a-later-turn', by: 'closed' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-twice-in-one-turn-ends-each-once',
    clause: ['API-05', 'API-11', 'LOG-12'],
    act: [
      inOneTurn(
        { do: 'call', as: 'login', api: 'loginAuth', requestCode: 406 },
        { do: 'call', as: 'next', api: 'loginAuth', requestCode: 407 },
      ),
      AWAIT_PAGE,
      QUIT,
      awaitCall('login', 3_000),
      awaitCall('next', 3_000),
      UNTIL_CLOSED,
      { do: 'look', as: 'shown' },
    ],
    expect: [
      once('login', 'of two logins that a double tap calls each ends in exactly one callback'),
      {
        expect: 'callbacks',
        name: 'next-once',
        call: 'next',
        exactly: 1,
        meaning: 'of two logins that a double tap calls each ends in exactly one callback',
      },
      noPage({ name: 'closed', look: 'shown', meaning: 'a second page of a double tap stayed open after quitAuthActivity()' }),
    ],
    kills: [{ mutant: 'login-beside-another-dropped', by: 'next-once' }],
  },
  {
    ...SDK_ROW,
    id: 'cache-scrip-deleted-in-the-turn-of-the-call',
    clause: ['AUX-03', 'PRE-01'],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 408 }),
      inOneTurn(
        { do: 'invoke', as: 'delete', api: 'delScrip' },
        { do: 'call', as: 'second', api: 'getPhoneInfo', requestCode: 409 },
      ),
      awaitCall('second'),
      ...callAndAwait({ as: 'third', api: 'getPhoneInfo', requestCode: 410 }),
    ],
    expect: [
      asksAgain('turn', 'neither the call right after delScrip() nor the one after that asked the gateway'),
      numberRequests({
        name: 'asks-once',
        exactly: 0,
        since: 'third',
        meaning: 'delScrip() had not deleted the scrip when it returned: the call right after it used it, or lost its own',
      }),
      success({ name: 'third-result', call: 'third', meaning: 'the scrip of the second call is cached' }),
    ],
    kills: [{ mutant: 'del-scrip-a-little-later', by: 'asks-once' }],
  },
  {
    ...SDK_ROW,
    ...NUMBER_REQUEST_IS_HELD,
    id: 'timeout-set-in-the-turn-of-its-call',
    clause: ['AUX-05'],
    profile: ['timing'],
    act: [
      inOneTurn(
        { do: 'invoke', as: 'limit', api: 'setOverTime', value: 1_500 },
        { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 411 },
        { do: 'invoke', as: 'limit-again', api: 'setOverTime', value: 8_000 },
      ),
      AWAIT_NUMBER_REQUEST,
      awaitCall('first', 4_000),
      ...RELEASE_ANSWERS,
    ],
    expect: [
      result({
        call: 'first',
        accept: ['200023'],
        meaning: 'the call had not the limit that was set when the app called',
      }),
    ],
    kills: [{ mutant: 'call-begins-in-a-later-turn', by: 'result', isControl: true }],
  },
];
