import { type Law, wrong } from '../src/law.ts';

/** How each call ends: how often, with which request code, in the living app. */
export const callbackLaws: readonly Law[] = [
  {
    id: 'law-callback-exactly-once',
    clause: ['API-05'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'a call must end in exactly one callback: the app waits for ever, or goes on twice',
    judge: ({ calls, seen }) =>
      calls.flatMap((call) => {
        const expected = `exactly one callback of ${call.api}`;
        if (call.threw !== null) {
          return [wrong(expected, `${call.api} threw ${call.threw}`)];
        }
        const count = call.results.length;
        if (count > 1) {
          const [first, second] = call.results;
          const apartMs = Math.round(Number((second?.atNanos ?? 0n) - (first?.atNanos ?? 0n)) / 1e6);
          return [
            wrong(
              expected,
              `${count} callbacks (${call.results.map(({ code }) => String(code)).join(', ')}), ${apartMs} ms apart`,
            ),
          ];
        }
        return count === 0 && seen.crash === null ? [wrong(expected, `no callback of ${call.name}`)] : [];
      }),
    kills: [
      { mutant: 'callback-twice', in: 'timeout-set-1500-held-answer' },
      { mutant: 'callback-never', in: 'timeout-set-1500-held-answer' },
      { mutant: 'prefetch-success-twice', in: 'prefetch-success-describes-itself' },
      { mutant: 'login-success-twice', in: 'login-checked-press-gives-token' },
      { mutant: 'check-success-twice', in: 'security-log-holds-no-secret' },
      { mutant: 'failure-twice', in: 'mapping-truncated-answer' },
      { mutant: 'late-token-to-the-newest-login', in: 'login-at-once-after-quit-is-a-login-of-its-own' },
    ],
    since: '0.2.0',
  },
  {
    id: 'law-callback-echoes-request-code',
    clause: ['API-03', 'API-04'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'the app distinguishes its calls by the request code: it gets the one that it gave, and -1 where it gave none',
    judge: ({ calls }) =>
      calls.flatMap(({ api, requestCode, results }) =>
        results
          .filter((result) => result.requestCode !== requestCode)
          .map((result) => ({
            ...wrong(
              `requestCode ${requestCode}`,
              `${api} reported ${JSON.stringify(result.requestCode)} with ${String(result.code)}`,
            ),
            ...(requestCode === -1 ? { clause: 'API-04' } : {}),
          })),
      ),
    kills: [
      { mutant: 'request-code-lost-in-login', in: 'login-checked-press-gives-token' },
      { mutant: 'request-code-lost-in-check', in: 'security-log-holds-no-secret' },
      { mutant: 'request-code-lost-on-failure', in: 'mapping-truncated-answer' },
    ],
    since: '0.2.0',
  },
  {
    id: 'law-callback-on-main-thread',
    clause: ['API-02'],
    level: 'INFO',
    subject: 'sdk',
    meaning: 'apps of the field touch their views in the callback; the guide names no thread',
    judge: ({ calls }) =>
      calls.flatMap(({ api, results }) =>
        results
          .filter(({ thread }) => thread !== 'main')
          .map(({ thread }) => wrong('a callback on the main thread', `${api} called back on ${thread}`)),
      ),
    kills: [{ mutant: 'callback-on-pool-thread', in: 'prefetch-success-describes-itself' }],
    since: '0.2.0',
  },
  {
    id: 'law-app-lives-on',
    clause: ['API-05'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'the app that holds the SDK ended, or an API method threw, while the SDK was at work',
    judge: ({ seen }) => {
      const threw = Object.values(seen.calls).flatMap((call) =>
        call.threw === null ? [] : [wrong('no exception', `${call.api} threw ${call.threw}`)],
      );
      return seen.crash === null ? threw : [wrong('the app lives on', seen.crash), ...threw];
    },
    kills: [
      { mutant: 'null-app-id-crashes', in: 'mapping-null-app-id' },
      { mutant: 'null-listener-crashes', in: 'callback-null-listener-does-no-harm' },
      { mutant: 'page-without-login-crashes', in: 'login-page-in-a-new-process-does-no-harm' },
    ],
    since: '0.2.0',
  },
];
