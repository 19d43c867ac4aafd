import type { Check, Disturbance, Step } from '../src/check.ts';
import { SDK_PAGE_ROW, SDK_ROW } from './defaults.ts';
import { asksAgain, noPage, noResult, once, page, result, success } from './expectations.ts';
import {
  AWAIT_NUMBER_REQUEST,
  AWAIT_PAGE,
  awaitCall,
  CONFIRM,
  callAndAwait,
  NUMBER_REQUEST_IS_HELD,
  openPage,
  QUIT,
  RELEASE_ANSWERS,
} from './steps.ts';

function disturb(by: Disturbance): Step {
  return { do: 'disturb', as: 'disturb', by };
}

/** From which thread, and from where in the app, the SDK is called. */
const CALLERS: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'callback-call-from-thread-without-looper-comes-once',
    clause: ['API-05', 'PRE-01', 'CHK-01'],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 201, thread: 'worker' }),
      ...callAndAwait({ as: 'second', api: 'mobileAuth', requestCode: 202, thread: 'worker' }),
    ],
    expect: [
      success({ call: 'first', requestCode: 201, meaning: 'an app may call from a thread of its own, which has no looper' }),
      success({
        name: 'second-result',
        call: 'second',
        requestCode: 202,
        meaning: 'an app may call from a thread of its own, which has no looper',
      }),
    ],
    kills: [{ mutant: 'handler-of-calling-thread', by: 'result' }],
  },
  {
    ...SDK_ROW,
    id: 'callback-call-inside-callback-comes-once',
    clause: ['API-05', 'API-11'],
    act: [
      {
        do: 'call',
        as: 'first',
        api: 'getPhoneInfo',
        requestCode: 203,
        inside: { as: 'inner', api: 'mobileAuth', requestCode: 204 },
      },
      awaitCall('first'),
      awaitCall('inner'),
    ],
    expect: [
      success({
        name: 'inner-result',
        call: 'inner',
        requestCode: 204,
        meaning: 'a call that the app makes inside the callback of another has a result of its own',
      }),
      success({ name: 'first-result', call: 'first', requestCode: 203, meaning: 'the call whose callback it was succeeds' }),
    ],
    kills: [{ mutant: 'call-inside-callback-dropped', by: 'inner-result' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'callback-calls-of-all-kinds-side-by-side',
    clause: ['API-11', 'API-03', 'API-05'],
    level: 'SHOULD',
    ...NUMBER_REQUEST_IS_HELD,
    act: [
      { do: 'invoke', as: 'listener', api: 'setPageInListener' },
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 205 },
      AWAIT_NUMBER_REQUEST,
      { do: 'call', as: 'check', api: 'mobileAuth', requestCode: 206 },
      { do: 'call', as: 'login', api: 'loginAuth', requestCode: 207 },
      ...RELEASE_ANSWERS,
      awaitCall('first'),
      awaitCall('check'),
      AWAIT_PAGE,
      ...CONFIRM,
    ],
    expect: [
      success({ name: 'check-result', call: 'check', requestCode: 206, meaning: 'mobileAuth beside other calls succeeds' }),
      success({ name: 'first-result', call: 'first', requestCode: 205, meaning: 'getPhoneInfo beside other calls succeeds' }),
      success({ name: 'login-result', call: 'login', requestCode: 207, meaning: 'loginAuth beside other calls succeeds' }),
    ],
    kills: [{ mutant: 'second-call-dropped', by: 'check-result' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-quit-inside-callback-closes-the-page',
    clause: ['LOG-12', 'LOG-13'],
    act: [
      { do: 'invoke', as: 'listener', api: 'setPageInListener' },
      {
        do: 'call',
        as: 'login',
        api: 'loginAuth',
        requestCode: 209,
        inside: { as: 'quit-inside', api: 'quitAuthActivity', requestCode: -1 },
      },
      AWAIT_PAGE,
      ...CONFIRM,
      { do: 'look', as: 'shown' },
    ],
    expect: [
      noPage({
        name: 'closed',
        look: 'shown',
        meaning: 'quitAuthActivity() inside the callback of the login, where apps call it, left the page open',
      }),
      success({ call: 'login', meaning: 'the confirmed login succeeds' }),
    ],
    kills: [{ mutant: 'quit-inside-callback-ignored', by: 'closed' }],
  },
  {
    ...SDK_ROW,
    id: 'callback-request-code-zero-is-a-code',
    clause: ['API-03'],
    act: callAndAwait({ as: 'first', api: 'mobileAuth', requestCode: 0 }),
    expect: [success({ call: 'first', requestCode: 0, meaning: 'the request code 0 is one that the app gave' })],
    kills: [{ mutant: 'request-code-zero-as-none', by: 'result' }],
  },
  {
    ...SDK_ROW,
    id: 'mapping-empty-app-key-with-cached-scrip-is-refused',
    clause: ['API-10'],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 216 }),
      ...callAndAwait({ as: 'second', api: 'mobileAuth', requestCode: 217, appKey: '' }),
    ],
    expect: [
      result({
        name: 'second-result',
        call: 'second',
        accept: ['102203', '200026'],
        meaning: 'an empty appKey is refused on the device, whatever is cached',
      }),
      success({ name: 'first-result', call: 'first', meaning: 'there was nothing cached' }),
    ],
    kills: [{ mutant: 'arguments-unread-with-cache', by: 'second-result' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-quit-from-thread-without-looper-closes-the-page',
    clause: ['LOG-13', 'LOG-12', 'API-05'],
    level: 'SHOULD',
    act: [...openPage(208), { ...QUIT, thread: 'worker' }, awaitCall('login', 3_000), { do: 'look', as: 'shown' }],
    expect: [
      noPage({ name: 'closed', look: 'shown', meaning: 'quitAuthActivity() from a thread of the app’s own left the page open' }),
      once('login', 'a pending login that quitAuthActivity() ends has exactly one callback'),
    ],
    kills: [{ mutant: 'quit-on-main-thread-only', by: 'closed' }],
  },
];

/** What the device does meanwhile. */
const DEVICES: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'callback-comes-when-the-main-thread-is-free-again',
    clause: ['API-05'],
    ...NUMBER_REQUEST_IS_HELD,
    act: [
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 211 },
      AWAIT_NUMBER_REQUEST,
      disturb({ what: 'busy-main', ms: 1_200 }),
      ...RELEASE_ANSWERS,
      awaitCall('first'),
    ],
    expect: [
      success({ call: 'first', meaning: 'a result that comes while the app’s main thread is busy reaches it afterwards' }),
      once('first', 'exactly one callback, however late the main thread takes it'),
    ],
    kills: [{ mutant: 'busy-main-thread-loses-result', by: 'result' }],
    except: [{ law: 'law-time-call-ends-within-limit', reason: 'the row keeps the main thread busy' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-page-outlives-low-memory',
    clause: ['LOG-12', 'LOG-03'],
    act: [...openPage(214), disturb({ what: 'low-memory' }), { do: 'look', as: 'shown' }],
    expect: [
      page({
        name: 'stays',
        look: 'shown',
        shows: 'page',
        meaning: 'the page closed when the system told the app that memory is short',
      }),
      noResult('login', 'the login ended because memory is short'),
    ],
    kills: [{ mutant: 'closes-on-low-memory', by: 'stays' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-goes-on-when-the-app-leaves-the-screen',
    clause: ['LOG-12', 'API-05'],
    act: [...openPage(215), { do: 'home', as: 'home' }, { do: 'watch', as: 'away', forMs: 500 }],
    expect: [noResult('login', 'the login ended because the user went to another app for a moment')],
    kills: [{ mutant: 'background-ends-login', by: 'no-result' }],
  },
];

/** What the SDK has in its files. */
const FILES: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'cache-file-that-is-spoilt-does-no-harm',
    clause: ['PRE-01', 'API-05'],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 221 }),
      disturb({ what: 'spoil-files' }),
      { do: 'restart', as: 'restart' },
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 222 }),
    ],
    expect: [
      success({ name: 'second-result', call: 'second', meaning: 'files that cannot be read are made anew, and nobody notices' }),
      success({ name: 'first-result', call: 'first', meaning: 'there was nothing to spoil' }),
    ],
    kills: [{ mutant: 'spoilt-cache-as-other', by: 'second-result' }],
  },
  {
    ...SDK_ROW,
    id: 'cache-file-that-cannot-be-written-does-no-harm',
    clause: ['PRE-01', 'API-05'],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 223 }),
      disturb({ what: 'block-files' }),
      { do: 'invoke', as: 'delete', api: 'delScrip' },
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 224 }),
    ],
    expect: [
      success({
        name: 'second-result',
        call: 'second',
        meaning: 'a full or broken storage does not keep the number from coming',
      }),
      asksAgain('second', 'after delScrip() the gateway is asked'),
    ],
    kills: [{ mutant: 'unwritable-cache-as-other', by: 'second-result' }],
  },
];

/** One opening of the page and its end by the app. */
function openAndQuit(requestCode: number): readonly Step[] {
  const as = `login-${requestCode}`;
  return [
    { do: 'call', as, api: 'loginAuth', requestCode },
    { do: 'await-page', as: `page-${requestCode}`, withinMs: 10_000 },
    { ...QUIT, as: `quit-${requestCode}` },
    awaitCall(as, 3_000),
  ];
}

const CODES = [231, 232, 233, 234, 235] as const;

const REPEATS: readonly Check[] = [
  {
    ...SDK_PAGE_ROW,
    id: 'login-opens-again-and-again',
    clause: ['LOG-02', 'LOG-01', 'LOG-14'],
    act: [{ do: 'invoke', as: 'listener', api: 'setPageInListener' }, ...CODES.flatMap(openAndQuit)],
    expect: [
      {
        expect: 'page-in',
        name: 'page-in',
        exactly: CODES.length,
        clause: 'LOG-02',
        meaning: 'each of five logins, one after the other, opens a page and tells so',
      },
      result({
        call: `login-${CODES.at(-1)}`,
        accept: ['200020'],
        warn: ['200025'],
        level: 'INFO',
        clause: 'LOG-14',
        meaning: 'the code of a login that the app ends is recorded',
      }),
    ],
    kills: [{ mutant: 'fourth-page-never', by: 'page-in' }],
  },
];

/** Circumstances of phones beside network and user (guide 1.2, 2.3, 2.4). */
export const circumstanceChecks: readonly Check[] = [...CALLERS, ...DEVICES, ...FILES, ...REPEATS];
