import type { Check, Step } from '../src/check.ts';
import { PAGE_ROW, SDK_PAGE_ROW, SDK_ROW } from './defaults.ts';
import { asksAgain, noPage, numberRequests, page, success } from './expectations.ts';
import { AWAIT_NEXT_PAGE, awaitCall, CONFIRM, CONFIRM_NEXT, callAndAwait, openPage, QUIT, tokenRequestFault } from './steps.ts';

/** The new process has run for less than a life, and the scrip is older than one: a restart takes seconds. */
const LIFE_MS = 4_000;
const MOST_OF_LIFE_MS = 3_000;

const RESTART: Step = { do: 'restart', as: 'restart' };

/** What the next process of the app knows: only what the SDK has in its files (guide 2.3, 4.2). */
export const processDeathChecks: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'cache-deleted-scrip-stays-deleted-after-restart',
    clause: ['AUX-03', 'SEC-04'],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 151 }),
      { do: 'invoke', as: 'delete', api: 'delScrip' },
      RESTART,
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 152 }),
    ],
    expect: [
      asksAgain('second', 'the next process of the app used the scrip that delScrip() should have deleted'),
      success({ name: 'second-result', call: 'second', meaning: 'the fresh retrieval succeeds' }),
      success({ name: 'first-result', call: 'first', meaning: 'there was nothing to delete' }),
    ],
    kills: [{ mutant: 'del-scrip-memory-only', by: 'asks-again' }],
  },
  {
    ...SDK_ROW,
    id: 'cache-refused-scrip-is-not-sent-after-restart',
    clause: ['PRE-09'],
    level: 'SHOULD',
    needs: ['radio'],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 155 }),
      { do: 'radio', set: { data: 'off' } },
      { do: 'fault', fault: tokenRequestFault({ kind: 'code', code: '103902' }) },
      ...callAndAwait({ as: 'refused', api: 'mobileAuth', requestCode: 156 }),
      RESTART,
      { do: 'clear-faults' },
      { do: 'radio', set: { data: 'on' } },
      ...callAndAwait({ as: 'second', api: 'mobileAuth', requestCode: 157 }),
    ],
    expect: [
      asksAgain('second', 'the next process of the app used a scrip that the gateway had refused'),
      success({ name: 'second-result', call: 'second', meaning: 'the fresh retrieval succeeds' }),
      success({ name: 'first-result', call: 'first', meaning: 'there was nothing to refuse' }),
    ],
    kills: [{ mutant: 'refused-scrip-stays-at-rest', by: 'asks-again' }],
  },
  {
    ...SDK_ROW,
    id: 'cache-delete-in-a-new-process-deletes',
    clause: ['AUX-03', 'SEC-04'],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 521 }),
      RESTART,
      { do: 'invoke', as: 'delete', api: 'delScrip' },
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 522 }),
    ],
    expect: [
      asksAgain(
        'second',
        'delScrip() left what the process before had kept: it deletes the scrip whether it was read yet or not',
      ),
      success({ name: 'second-result', call: 'second', meaning: 'the fresh retrieval succeeds' }),
      success({ name: 'first-result', call: 'first', meaning: 'there was nothing to delete' }),
    ],
    kills: [{ mutant: 'del-scrip-ignored', by: 'asks-again', isControl: true }],
  },
  {
    ...SDK_ROW,
    id: 'cache-life-of-a-scrip-goes-on-over-a-restart',
    clause: ['PRE-09'],
    level: 'SHOULD',
    arrange: { scripLifeMs: LIFE_MS },
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 523 }),
      RESTART,
      { do: 'invoke', as: 'type', api: 'getNetworkType' },
      { do: 'watch', as: 'life', forMs: MOST_OF_LIFE_MS },
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 524 }),
    ],
    expect: [
      asksAgain('second', 'the life of the scrip began anew with the process'),
      success({ name: 'second-result', call: 'second', meaning: 'the fresh retrieval succeeds' }),
      success({ name: 'first-result', call: 'first', meaning: 'there was nothing to keep' }),
    ],
    kills: [{ mutant: 'expired-scrip-sent', by: 'asks-again', isControl: true }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-scrip-refused-at-the-press-is-not-sent-after-restart',
    clause: ['PRE-09', 'GWY-05'],
    level: 'SHOULD',
    act: [
      { do: 'fault', fault: tokenRequestFault({ kind: 'code', code: '103902' }) },
      ...openPage(525),
      ...CONFIRM,
      QUIT,
      RESTART,
      { do: 'clear-faults' },
      ...callAndAwait({ as: 'second', api: 'mobileAuth', requestCode: 526 }),
    ],
    expect: [
      asksAgain('second', 'the next process of the app used a scrip that the gateway had refused at the press'),
      success({ name: 'second-result', call: 'second', meaning: 'the fresh retrieval succeeds' }),
    ],
    kills: [{ mutant: 'refused-scrip-stays-at-rest', by: 'asks-again', isControl: true }],
  },
  {
    ...PAGE_ROW,
    id: 'login-after-restart-asks-for-consent-anew',
    clause: ['PAG-22', 'SEC-01', 'LOG-01', 'PRE-08', 'LOG-02'],
    act: [
      ...openPage(153),
      ...CONFIRM,
      RESTART,
      // 200087 ends the time that the law of the time limit counts.
      { do: 'invoke', as: 'listener-again', api: 'setPageInListener' },
      { do: 'call', as: 'again', api: 'loginAuth', requestCode: 154 },
      { do: 'await-page', as: 'second-page', withinMs: 10_000 },
      { do: 'consent', as: 'consent-again' },
      { do: 'press', as: 'press-again' },
      { do: 'await', call: 'again', withinMs: 10_000 },
    ],
    expect: [
      {
        expect: 'page-in',
        name: 'page-in',
        clause: 'LOG-02',
        exactly: 2,
        meaning: 'each process tells once that it has brought its page up, from wherever the scrip comes',
      },
      page({
        name: 'unchecked',
        look: 'second-page',
        shows: 'page',
        sees: { 'check-box': { lacks: '^checked' } },
        meaning: 'the page of a new process came up with the terms checked already',
      }),
      success({ name: 'second-result', call: 'again', meaning: 'the login of a new process succeeds' }),
      numberRequests({
        name: 'scrip-survives',
        clause: 'PRE-08',
        level: 'INFO',
        exactly: 0,
        since: 'again',
        meaning: 'whether a scrip outlives the process is the SDK’s own affair',
      }),
    ],
    kills: [
      { mutant: 'consent-remembered-at-rest', by: 'unchecked' },
      { mutant: 'page-in-never', by: 'page-in', isControl: true },
    ],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-page-in-a-new-process-does-no-harm',
    clause: ['LOG-13', 'LOG-01', 'API-05'],
    level: 'SHOULD',
    act: [
      ...openPage(158),
      QUIT,
      awaitCall('login', 3_000),
      RESTART,
      { do: 'disturb', as: 'orphan', by: { what: 'orphan-page' } },
      { do: 'watch', as: 'meanwhile', forMs: 1_000 },
      { do: 'look', as: 'shown' },
      { do: 'invoke', as: 'listener-again', api: 'setPageInListener' },
      { do: 'call', as: 'next', api: 'loginAuth', requestCode: 159 },
      AWAIT_NEXT_PAGE,
      ...CONFIRM_NEXT,
    ],
    expect: [
      noPage({
        name: 'closed',
        look: 'shown',
        meaning: 'a page whose login ended with the process before came up again, with nothing behind its button',
      }),
      success({ name: 'next-result', call: 'next', meaning: 'the next login is one as any other' }),
    ],
    kills: [],
  },
];
