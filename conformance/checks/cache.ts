import type { Check } from '../src/check.ts';
import { SDK_ROW } from './defaults.ts';
import { asksAgain, asksNobody, numberRequests, result, success } from './expectations.ts';
import { callAndAwait } from './steps.ts';

const DELETE_SCRIP = { do: 'invoke', as: 'delete', api: 'delScrip' } as const;
const SWITCH_DATA_OFF = { do: 'radio', set: { data: 'off' } } as const;

/** The cached scrip (guide 2.3, 4.2). */
export const cacheChecks: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'cache-second-call-asks-nobody',
    clause: ['PRE-04'],
    level: 'SHOULD',
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 31 }),
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 32 }),
    ],
    expect: [
      success({ name: 'second-result', call: 'second', meaning: 'with a cached scrip retrieval succeeds' }),
      asksNobody('second', 'the SDK asked the gateway again although it holds a scrip'),
      numberRequests({ name: 'first-request', exactly: 1, meaning: 'the first call asks the gateway once' }),
    ],
    kills: [
      { mutant: 'no-cache', by: 'no-second-request' },
      { mutant: 'prefetch-ignores-cache', by: 'no-second-request' },
      { mutant: 'prefetch-leaves-no-scrip', by: 'no-second-request' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'cache-second-call-works-without-mobile-data',
    clause: ['PRE-03'],
    needs: ['radio'],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 33 }),
      SWITCH_DATA_OFF,
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 34 }),
    ],
    expect: [
      success({
        name: 'second-result',
        call: 'second',
        meaning: 'with a cached scrip retrieval succeeds even without mobile data',
      }),
      asksNobody('second', 'the SDK asked again'),
    ],
    kills: [
      { mutant: 'no-cache', by: 'second-result' },
      { mutant: 'cached-needs-mobile-data', by: 'second-result' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'cache-deleted-scrip-fails-without-mobile-data',
    clause: ['AUX-03', 'DEV-03'],
    needs: ['radio'],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 35 }),
      DELETE_SCRIP,
      SWITCH_DATA_OFF,
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 36 }),
    ],
    expect: [
      result({
        name: 'second-result',
        call: 'second',
        accept: ['200027', '102103'],
        meaning: 'the SDK still used the credential that delScrip() should have deleted',
      }),
      success({ name: 'first-result', call: 'first', meaning: 'there was nothing to delete' }),
    ],
    kills: [{ mutant: 'del-scrip-ignored', by: 'second-result' }],
  },
  {
    ...SDK_ROW,
    id: 'cache-deleted-scrip-asks-again',
    clause: ['AUX-03'],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 37 }),
      DELETE_SCRIP,
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 38 }),
    ],
    expect: [
      asksAgain('second', 'after delScrip() the next retrieval must ask the gateway'),
      success({ name: 'second-result', call: 'second', meaning: 'the fresh retrieval succeeds' }),
    ],
    kills: [
      { mutant: 'del-scrip-ignored', by: 'asks-again' },
      { mutant: 'del-scrip-file-only', by: 'asks-again' },
    ],
  },
];
