import type { ProbeEvent } from '../../src/probe/messages.ts';
import { called, request, screensWith } from '../observed.ts';
import { event, GOOD, type LawCase, LOGIN, login, tokenRequests } from './law-case.ts';

function created(name: string, atNanos: string): ProbeEvent {
  return event({ type: 'activity', callId: null, atNanos, payload: { name } });
}

const COVERED = { part: 'number', level: 'fail', flaw: 'covered', message: 'the number lies under a view' } as const;

export const PAGE_CASES: readonly LawCase[] = [
  {
    law: 'law-page-by-login-only',
    upheld: called(GOOD),
    broken: called(GOOD, { pages: ['com.cmic.gen.sdk.view.GenLoginAuthActivity'] }),
    says: /GenLoginAuthActivity was opened/,
  },
  {
    law: 'law-page-by-login-only',
    upheld: called(GOOD, { events: [event({}), created('app.quhao.probe.ProbeActivity', '1010000000')] }),
    broken: called(GOOD, { events: [event({}), created('com.example.Page', '1010000000')] }),
    says: /com.example.Page was opened/,
  },
  {
    law: 'law-page-none-after-its-call',
    upheld: login(LOGIN, {
      events: [created('com.example.Page', '1010000000'), event({}), created('com.example.Terms', '9000000000')],
    }),
    broken: login(LOGIN, { events: [event({}), created('com.example.Page', '1900000000')] }),
    says: /com.example.Page was opened after first had ended/,
  },
  {
    law: 'law-page-token-after-press-only',
    upheld: login(LOGIN, { requests: [request({ id: 2 })] }),
    broken: login(LOGIN, { requests: tokenRequests('s1') }),
    says: /request \d+ asked for a token/,
  },
  {
    law: 'law-page-gone-after-quit',
    upheld: login(LOGIN),
    broken: login(LOGIN, { pagesAfterQuit: ['com.cmic.gen.sdk.view.GenLoginAuthActivity'] }),
    says: /still there/,
  },
  {
    law: 'law-page-not-kept',
    upheld: login(LOGIN, { kept: { after: ['com.example.Page'] } }),
    broken: login(LOGIN, { kept: { after: ['com.example.Page', 'com.example.Page'] } }),
    says: /in memory: com.example.Page, com.example.Page/,
  },
  {
    law: 'law-page-parts-readable',
    upheld: login(LOGIN, { screens: screensWith({ isFront: false, findings: [COVERED] }) }),
    broken: login(LOGIN, { screens: screensWith({ findings: [COVERED, { ...COVERED, level: 'warn' }] }) }),
    says: /the number lies under a view \(page\)/,
  },
  {
    law: 'law-page-parts-readable-with-theme',
    upheld: login(LOGIN, { screens: screensWith({ findings: [COVERED] }) }),
    broken: login(LOGIN, { screens: screensWith({ isThemed: true, findings: [COVERED] }) }),
    says: /the number lies under a view \(page\)/,
  },
];
