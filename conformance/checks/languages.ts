import type { Check, Step } from '../src/check.ts';
import { GATEWAY_ANSWERS, SDK_ROW } from './defaults.ts';
import { success } from './expectations.ts';
import { callAndAwait, numberRequestFault, numberRequestMeets, tokenRequestFault } from './steps.ts';

function speak(tag: string): Step {
  return { do: 'disturb', as: 'language', by: { what: 'locale', tag } };
}

/** Proxies of the field write names in capitals. The small letter of I is ı in Turkish. */
const CAPITALS = {
  kind: 'head',
  head: 'HTTP/1.1 200 OK\r\nCONTENT-TYPE: APPLICATION/JSON\r\nTRANSFER-ENCODING: CHUNKED\r\n\r\n{hex}\r\n',
  tail: '\r\n0\r\n\r\n',
  end: 'close',
} as const;

const IN_TURKISH = 'words of the protocol are compared without the device’s language: Turkish has İ and ı';

/** The protocol speaks no language, whatever the device speaks. */
export const languageChecks: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'clock-digits-of-arabic-are-not-sent',
    clause: ['PRE-01', 'CHK-01'],
    act: [speak('ar-EG-u-nu-arab'), ...callAndAwait({ as: 'first', api: 'mobileAuth', requestCode: 212 })],
    expect: [
      success({ call: 'first', meaning: 'times and numbers go out in the digits 0 to 9, whatever language the device speaks' }),
    ],
    kills: [{ mutant: 'time-in-device-digits', by: 'result' }],
  },
  {
    ...SDK_ROW,
    id: 'mapping-answer-reads-the-same-in-turkish',
    clause: ['DEV-04', 'PRE-01', 'CHK-01'],
    act: [
      speak('tr-TR'),
      ...callAndAwait({ as: 'first', api: 'mobileAuth', requestCode: 213 }),
      { do: 'invoke', as: 'type', api: 'getNetworkType' },
    ],
    expect: [
      success({
        call: 'first',
        meaning: 'words of the protocol are compared without the device’s language: Turkish has İ and ı',
      }),
    ],
    kills: [{ mutant: 'content-type-in-device-letters', by: 'result' }],
  },
  {
    ...SDK_ROW,
    id: 'mapping-headers-in-capitals-read-the-same-in-turkish',
    clause: ['DEV-04', 'PRE-01'],
    arrange: { fault: numberRequestFault(CAPITALS) },
    canary: [numberRequestMeets('answer', { status: 200 })],
    act: [speak('tr-TR'), ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 476 })],
    expect: [success({ call: 'first', meaning: IN_TURKISH })],
    kills: [{ mutant: 'headers-in-device-letters', by: 'result' }],
  },
  {
    ...SDK_ROW,
    id: 'mapping-token-headers-in-capitals-read-the-same-in-turkish',
    clause: ['DEV-04', 'CHK-01'],
    arrange: { fault: tokenRequestFault(CAPITALS) },
    canary: [GATEWAY_ANSWERS],
    act: [speak('tr-TR'), ...callAndAwait({ as: 'first', api: 'mobileAuth', requestCode: 477 })],
    expect: [success({ call: 'first', meaning: IN_TURKISH })],
    kills: [{ mutant: 'headers-in-device-letters', by: 'result' }],
  },
];
