import type { Check } from '../src/check.ts';
import { SDK_PAGE_ROW, SDK_ROW, UNKNOWN_APP_ID } from './defaults.ts';
import { result, success, tokenRequests } from './expectations.ts';
import { CONFIRM, callAndAwait, openPage, QUIT } from './steps.ts';

const SECURITY_ROW = { ...SDK_ROW, profile: ['security'] } as const;

/** What must not leak (guide 2.3, 2.4; published work on one-tap login). */
export const securityChecks: readonly Check[] = [
  {
    ...SECURITY_ROW,
    id: 'security-log-holds-no-secret',
    clause: ['SEC-03'],
    level: 'SHOULD',
    act: callAndAwait({ as: 'check', api: 'mobileAuth', requestCode: 81 }),
    expect: [
      {
        expect: 'log-clean',
        name: 'log',
        meaning: 'the device log, which other tools read, contains token, app key or whole number',
      },
      success({
        call: 'check',
        fields: { token: { present: true } },
        meaning: 'there was no token that could have leaked',
      }),
    ],
    kills: [
      { mutant: 'token-in-log', by: 'log' },
      { mutant: 'check-token-in-log', by: 'log' },
    ],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'security-defaults-of-the-process-stay',
    clause: ['PRE-06', 'SEC-05'],
    level: 'SHOULD',
    profile: ['security', 'page'],
    act: [
      ...callAndAwait({ as: 'failed', api: 'getPhoneInfo', appId: UNKNOWN_APP_ID, requestCode: 83 }),
      ...callAndAwait({ as: 'check', api: 'mobileAuth', requestCode: 84 }),
      ...openPage(85),
      ...CONFIRM,
      QUIT,
      { do: 'list-defaults', as: 'after' },
    ],
    expect: [
      {
        expect: 'defaults',
        name: 'as-before',
        at: 'after',
        meaning:
          "what is set for all code of the process changes the app's own requests: they may trust anybody, or go another way",
      },
      success({ call: 'login', meaning: 'there was no call that could have changed anything' }),
    ],
    kills: [
      { mutant: 'host-name-verifier-of-the-process', by: 'as-before' },
      { mutant: 'tls-factory-of-the-process', by: 'as-before' },
      { mutant: 'keep-alive-of-the-process', by: 'as-before' },
      { mutant: 'security-provider-of-the-process', by: 'as-before' },
      { mutant: 'name-cache-of-the-process', by: 'as-before' },
    ],
  },
  {
    ...SECURITY_ROW,
    id: 'security-untrusted-chain-is-refused',
    clause: ['DEV-11'],
    arrange: { trust: 'another-root' },
    act: callAndAwait({ as: 'check', api: 'mobileAuth', requestCode: 82 }),
    expect: [
      result({
        call: 'check',
        accept: ['200072'],
        meaning: 'a chain that does not end in the trusted root must be refused',
      }),
      tokenRequests({
        name: 'nothing-sent',
        exactly: 0,
        meaning: 'the scrip was sent to an endpoint that is not trusted',
      }),
    ],
    kills: [
      { mutant: 'any-certificate', by: 'nothing-sent' },
      { mutant: 'certificate-as-other', by: 'result' },
    ],
  },
];
