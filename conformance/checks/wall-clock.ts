import type { Check, Step } from '../src/check.ts';
import { SDK_ROW } from './defaults.ts';
import { asksAgain, success } from './expectations.ts';
import { callAndAwait } from './steps.ts';

const CLOCK_ROW = { ...SDK_ROW, needs: ['wall-clock'] } as const;
const AN_HOUR_BACK: Step = { do: 'clock', as: 'an-hour-back', byMs: -3_600_000 };
/** The day in New York is another one than in Shanghai, and so is the hour. */
const AFTERNOON: Step = { do: 'clock', as: 'afternoon', to: '13:20', zone: 'America/New_York' };
const MIDNIGHT: Step = { do: 'clock', as: 'midnight', to: '00:20', zone: 'America/New_York' };

/** A device whose user sets the clock (guide 2.3; wire.md §0). */
export const wallClockChecks: readonly Check[] = [
  {
    ...CLOCK_ROW,
    id: 'cache-scrip-over-its-life-is-not-used-when-clock-was-put-back',
    clause: ['PRE-09'],
    level: 'SHOULD',
    arrange: { scripLifeMs: 1_000 },
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 161 }),
      AN_HOUR_BACK,
      { do: 'watch', as: 'life', forMs: 1_300 },
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 162 }),
    ],
    expect: [
      asksAgain('second', 'a scrip whose life was over was used because the user had put the clock back'),
      success({ name: 'first-result', call: 'first', meaning: 'there was no scrip that could be used' }),
    ],
    kills: [{ mutant: 'wall-clock-life', by: 'asks-again' }],
  },
  {
    ...CLOCK_ROW,
    id: 'clock-of-any-hour-and-zone-is-sent-in-shanghai-time',
    clause: ['PRE-01', 'CHK-01'],
    act: [
      AFTERNOON,
      ...callAndAwait({ as: 'first', api: 'mobileAuth', requestCode: 163 }),
      { do: 'invoke', as: 'delete', api: 'delScrip' },
      MIDNIGHT,
      ...callAndAwait({ as: 'second', api: 'mobileAuth', requestCode: 164 }),
    ],
    expect: [
      {
        expect: 'sent-at',
        name: 'number-request-time',
        operation: 'prefetch',
        meaning: 'the number request has another time than the device’s; a gateway that looks at it refuses the request',
      },
      {
        expect: 'sent-at',
        name: 'token-request-time',
        operation: 'get-token',
        meaning: 'the token request has another time than the device’s; a gateway that looks at it refuses the request',
      },
      success({ name: 'second-result', call: 'second', meaning: 'a call succeeds whatever the clock shows' }),
      success({ name: 'first-result', call: 'first', meaning: 'a call succeeds whatever the clock shows' }),
    ],
    kills: [
      { mutant: 'twelve-hour-clock', by: 'number-request-time' },
      { mutant: 'hours-from-one', by: 'number-request-time' },
      { mutant: 'time-of-device-zone', by: 'number-request-time' },
    ],
  },
];
