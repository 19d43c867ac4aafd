import type { Check, Expectation, Kill, Step } from '../src/check.ts';
import type { Condition } from './condition.ts';
import { CONDITIONS } from './conditions.ts';
import { numberRequests, result, tokenRequests } from './expectations.ts';
import { MALFORMED_KILLS } from './malformed-conditions.ts';
import { AWAIT_PAGE, awaitCall, CHECK_AND_PRESS, callAndAwait, setTimeLimit } from './steps.ts';

/** A way to make a call and to bring it to where it fails. */
interface FailingCall {
  /** The end of the rows' ids; '' is getPhoneInfo with nothing cached. */
  readonly suffix: string;
  readonly api: 'getPhoneInfo' | 'loginAuth' | 'mobileAuth';
  /** Conditions that it meets. */
  readonly meets: readonly Condition['at'][];
  readonly act: (call: CallSettings) => readonly Step[];
  /** A page is shown before it fails. */
  readonly hasPage?: true;
}

type CallSettings = NonNullable<Condition['given']>;

const AS = 'first';
const LIMIT_GRACE_MS = 3_000;

/** Uses the same step names as login-page.ts. */
function openLogin(given: CallSettings): readonly Step[] {
  return [
    { do: 'invoke', as: 'listener', api: 'setPageInListener' },
    { do: 'call', as: AS, api: 'loginAuth', requestCode: 72, ...given },
  ];
}

const CALLS: readonly FailingCall[] = [
  {
    suffix: '',
    api: 'getPhoneInfo',
    meets: ['device', 'number-request'],
    act: (given) => callAndAwait({ as: AS, api: 'getPhoneInfo', requestCode: 71, ...given }),
  },
  {
    suffix: '-login',
    api: 'loginAuth',
    meets: ['device', 'number-request'],
    act: (given) => [...openLogin(given), awaitCall(AS)],
  },
  {
    suffix: '-login-press',
    api: 'loginAuth',
    meets: ['token-request'],
    act: (given) => [...openLogin(given), AWAIT_PAGE, ...CHECK_AND_PRESS, awaitCall(AS)],
    hasPage: true,
  },
  {
    suffix: '-mobile-auth',
    api: 'mobileAuth',
    meets: ['device', 'number-request', 'token-request'],
    act: (given) => callAndAwait({ as: AS, api: 'mobileAuth', requestCode: 73, ...given }),
  },
  {
    suffix: '-mobile-auth-cached',
    api: 'mobileAuth',
    meets: ['token-request'],
    act: (given) => [
      ...callAndAwait({ as: 'cached', api: 'getPhoneInfo', requestCode: 74 }),
      ...callAndAwait({ as: AS, api: 'mobileAuth', requestCode: 75, ...given }),
    ],
  },
];

/** Mutants that a row of this table is for, by the row's id. */
const KILLS: Readonly<Record<string, readonly Kill[]>> = {
  'mapping-empty-app-id': [
    { mutant: 'argument-as-other', by: 'result' },
    { mutant: 'empty-app-id-sent-by-prefetch', by: 'no-number-request' },
  ],
  'mapping-empty-app-id-login': [{ mutant: 'empty-app-id-sent-by-login', by: 'no-number-request' }],
  'mapping-empty-app-id-mobile-auth': [{ mutant: 'empty-app-id-sent-by-check', by: 'no-number-request' }],
  'mapping-empty-app-key': [{ mutant: 'empty-app-key-sent', by: 'no-number-request' }],
  'mapping-sim-asks-for-its-pin': [{ mutant: 'locked-sim-as-ready', by: 'result' }],
  'mapping-mobile-data-denied-to-the-app': [{ mutant: 'socket-denied-as-network-error', by: 'result' }],
  'mapping-truncated-answer': [{ mutant: 'unparsable-as-network-error', by: 'result' }],
  'mapping-truncated-answer-login': [{ mutant: 'login-failures-as-other', by: 'result' }],
  'mapping-empty-answer': [{ mutant: 'empty-body-as-success', by: 'result' }],
  'mapping-token-empty-answer-mobile-auth': [{ mutant: 'token-empty-body-as-success', by: 'result' }],
  'mapping-http-status-404-is-network-error': [{ mutant: 'status-as-unparsable', by: 'result' }],
  'mapping-http-status-500-is-network-error-mobile-auth': [{ mutant: 'check-failures-as-other', by: 'result' }],
  'mapping-answer-with-a-long-field-succeeds': [{ mutant: 'answer-cut-at-4096-bytes', by: 'result' }],
  'mapping-token-answer-with-a-long-field-succeeds-mobile-auth': [
    { mutant: 'answer-cut-at-4096-bytes', by: 'result', isControl: true },
  ],
  'mapping-answer-code-is-a-number': [{ mutant: 'code-as-number-taken', by: 'result' }],
  'mapping-token-answer-code-is-a-number-mobile-auth': [{ mutant: 'code-as-number-taken', by: 'result' }],
  'mapping-answer-to-another-request': [{ mutant: 'foreign-answer-taken', by: 'result' }],
  'mapping-token-answer-to-another-request-mobile-auth': [{ mutant: 'foreign-answer-taken', by: 'result' }],
  'mapping-connection-refused': [{ mutant: 'unreachable-as-timeout', by: 'result' }],
  'mapping-gateway-name-unknown': [{ mutant: 'unknown-name-as-timeout', by: 'result' }],
  'mapping-dribbling-answer-is-time-out': [{ mutant: 'dribble-outlasts-limit', by: 'result' }],
  'mapping-redirect-target-closes': [{ mutant: 'redirect-failed-as-network-error', by: 'result' }],
  'mapping-redirect-target-cannot-be-parsed': [
    { mutant: 'redirect-not-followed', by: 'result' },
    { mutant: 'redirect-refused-as-failed', by: 'result' },
  ],
  'mapping-redirect-target-says-105001': [
    { mutant: 'redirect-signal-delivered', by: 'result' },
    { mutant: 'redirect-refusal-replaced', by: 'result' },
  ],
  ...MALFORMED_KILLS,
  'mapping-token-status-500-mobile-auth': [{ mutant: 'token-failures-as-other', by: 'result' }],
  'mapping-token-unknown-code-mobile-auth': [{ mutant: 'token-unknown-code-as-success', by: 'result' }],
  'mapping-token-html-page-mobile-auth': [{ mutant: 'token-html-as-success', by: 'result' }],
  'mapping-token-tls-wrong-host-mobile-auth': [{ mutant: 'host-name-unchecked', by: 'result' }],
  'mapping-token-tls-expired-mobile-auth': [{ mutant: 'expired-certificate-taken', by: 'result' }],
};

/** The mutant that shows that the row can fail: a code of the gateway's or of the device's own is told as another. */
function controlOf({ accept }: Condition): readonly Kill[] {
  const isGatewayCode = accept.length === 1 && /^10[35]/.test(accept[0] ?? '');
  if (isGatewayCode) {
    return [{ mutant: 'gateway-code-replaced', by: 'result', isControl: true }];
  }
  return accept.includes('200025') || accept.includes('103000')
    ? []
    : [{ mutant: 'everything-as-other', by: 'result', isControl: true }];
}

function expectationsOf({ accept, warn, meaning, at, asksNobody }: Condition, { hasPage }: FailingCall): readonly Expectation[] {
  const nobody = [
    numberRequests({
      name: 'no-number-request',
      exactly: 0,
      meaning: 'the SDK asked the gateway although it could not, or should not',
    }),
  ];
  const noToken = [
    tokenRequests({ name: 'no-token-request', exactly: 0, meaning: 'a token was asked for although the retrieval had failed' }),
  ];
  return [
    result({ call: AS, accept, ...(warn === undefined ? {} : { warn }), meaning }),
    ...(asksNobody ? nobody : []),
    ...(at === 'token-request' ? [] : noToken),
    ...(hasPage
      ? []
      : [
          {
            expect: 'page-in',
            name: 'no-page',
            exactly: 0,
            meaning: 'a page was shown although the call failed before it, or is none that has a page',
          } as const,
        ]),
  ];
}

function rowOf(condition: Condition, call: FailingCall): Check {
  const { name, clause, level, arrange, canary, needs = [], limitMs, given = {} } = condition;
  const id = `mapping-${name}${call.suffix}`;
  return {
    id,
    clause,
    level,
    subject: 'sdk',
    profile: [limitMs === undefined ? 'core' : 'timing'],
    needs: call.hasPage ? [...needs, 'screen'] : needs,
    arrange,
    canary,
    act: [...(limitMs === undefined ? [] : [setTimeLimit(limitMs)]), ...boundedBy(limitMs, call.act(given))],
    expect: expectationsOf(condition, call),
    kills: [...(KILLS[id] ?? []), ...controlOf(condition)],
    since: '0.2.0',
  };
}

/** A call whose limit the row has set is waited for as long as that, and a little. */
function boundedBy(limitMs: number | undefined, steps: readonly Step[]): readonly Step[] {
  return limitMs === undefined
    ? steps
    : steps.map((step) => (step.do === 'await' ? { ...step, withinMs: limitMs + LIMIT_GRACE_MS } : step));
}

/** Every condition with every call that meets it, but for rows that stand elsewhere. */
export const failureChecks: readonly Check[] = CONDITIONS.flatMap((condition) =>
  CALLS.filter((call) => isMetBy(condition, call)).map((call) => rowOf(condition, call)),
);

function isMetBy({ at, hasOwnRow, isOfOtherOperator, calls }: Condition, { api, meets, suffix }: FailingCall): boolean {
  const hasRowElsewhere = (suffix === '' && hasOwnRow === true) || calls?.includes(suffix) === false;
  return meets.includes(at) && !hasRowElsewhere && !(api === 'mobileAuth' && isOfOtherOperator === true);
}
