import type { Check, Step } from '../src/check.ts';
import { SDK_ROW } from './defaults.ts';
import { result, success } from './expectations.ts';
import { awaitCall, callAndAwait, QUIT } from './steps.ts';

const PAGE = { ...SDK_ROW, profile: ['page'], needs: ['screen'] } as const;

/** Arguments that an SDK may mistake. */
const ARGUMENTS: readonly Check[] = [
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
    ...PAGE,
    id: 'login-opens-again-and-again',
    clause: ['LOG-13', 'LOG-01', 'LOG-14'],
    level: 'SHOULD',
    act: [{ do: 'invoke', as: 'listener', api: 'setPageInListener' }, ...CODES.flatMap(openAndQuit)],
    expect: [
      {
        expect: 'page-in',
        name: 'page-in',
        exactly: CODES.length,
        meaning: 'each of five logins, one after the other, opens a page',
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

/** What apps of the field do and a guide does not show (guide 1.2, 2.4). */
export const circumstanceChecks: readonly Check[] = [...ARGUMENTS, ...REPEATS];
