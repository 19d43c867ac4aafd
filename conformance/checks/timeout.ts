import type { Check } from '../src/check.ts';

const HELD_NUMBER_REQUEST = { plane: 'bearer', operation: 'prefetch', effect: { kind: 'hold' } } as const;

/** The time limit (guide 4.3, 5). */
export const timeoutChecks: readonly Check[] = [
  {
    id: 'timeout-set-1500-held-answer',
    clause: ['AUX-05', 'API-05', 'DEV-07'],
    level: 'MUST',
    subject: 'sdk',
    profile: ['smoke', 'timing'],
    needs: [],
    arrange: { fault: HELD_NUMBER_REQUEST },
    canary: [{ canary: 'raw', bearer: 'cellular', target: 'prefetch', meets: 'timeout' }],
    act: [
      { do: 'invoke', as: 'limit', api: 'setOverTime', value: 1500 },
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 51 },
      { do: 'await', call: 'first', withinMs: 4_000 },
      { do: 'clear-faults' },
      { do: 'release' },
      { do: 'watch', as: 'late', forMs: 500 },
    ],
    expect: [
      {
        expect: 'result',
        name: 'result',
        call: 'first',
        accept: ['200023'],
        meaning: 'a held answer must end in the time-out code',
      },
      {
        expect: 'callbacks',
        name: 'once',
        call: 'first',
        exactly: 1,
        meaning: 'the answer that came after the time-out was delivered as well',
      },
      {
        expect: 'requests',
        name: 'one-request',
        plane: 'bearer',
        operation: 'prefetch',
        exactly: 1,
        meaning: 'the gateway held exactly one request',
      },
    ],
    timing: { call: 'first', lowerMs: 1_500, upperMs: 1_650, stretchMs: 150 },
    kills: [
      { mutant: 'timeout-never-fires', by: 'result' },
      { mutant: 'callback-twice', by: 'once' },
    ],
    since: '0.1.0',
  },
  {
    id: 'timeout-default-8000-held-answer',
    clause: ['AUX-04', 'DEV-07'],
    level: 'MUST',
    subject: 'sdk',
    profile: ['timing'],
    needs: [],
    arrange: { fault: HELD_NUMBER_REQUEST },
    canary: [{ canary: 'raw', bearer: 'cellular', target: 'prefetch', meets: 'timeout' }],
    act: [
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 52 },
      { do: 'await', call: 'first', withinMs: 10_000 },
    ],
    expect: [
      {
        expect: 'result',
        name: 'result',
        call: 'first',
        accept: ['200023'],
        meaning: 'a held answer must end in the time-out code',
      },
      { expect: 'callbacks', name: 'once', call: 'first', exactly: 1, meaning: 'a call ends in exactly one callback' },
    ],
    timing: { call: 'first', lowerMs: 8_000, upperMs: 8_250, stretchMs: 250 },
    kills: [{ mutant: 'timeout-default-5s', by: 'timing' }],
    since: '0.1.0',
  },
  {
    id: 'timeout-set-1500-holds-for-mobile-auth',
    clause: ['AUX-05', 'DEV-07'],
    level: 'MUST',
    subject: 'sdk',
    profile: ['timing'],
    needs: [],
    arrange: { fault: HELD_NUMBER_REQUEST },
    canary: [{ canary: 'raw', bearer: 'cellular', target: 'prefetch', meets: 'timeout' }],
    act: [
      { do: 'invoke', as: 'limit', api: 'setOverTime', value: 1500 },
      { do: 'call', as: 'first', api: 'mobileAuth', requestCode: 53 },
      { do: 'await', call: 'first', withinMs: 4_000 },
    ],
    expect: [
      { expect: 'result', name: 'result', call: 'first', accept: ['200023'], meaning: 'the limit holds for mobileAuth too' },
      { expect: 'callbacks', name: 'once', call: 'first', exactly: 1, meaning: 'a call ends in exactly one callback' },
    ],
    timing: { call: 'first', lowerMs: 1_500, upperMs: 1_650, stretchMs: 150 },
    kills: [{ mutant: 'timeout-get-phone-info-only', by: 'result' }],
    since: '0.1.0',
  },
];
