import type { Check, Expectation, Kill, Step } from '../src/check.ts';
import { CONDITIONS, type Condition } from './conditions.ts';
import { numberRequests, result, tokenRequests } from './expectations.ts';
import { awaitCall, CHECK_AND_PRESS, callAndAwait, setTimeLimit } from './steps.ts';

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
const DEFAULT_LIMIT_MS = 8_000;

/** Everything that the loginAuth rows call by name is as in the rows of the page. */
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
    act: (given) => [...openLogin(given), { do: 'await-page', withinMs: DEFAULT_LIMIT_MS }, ...CHECK_AND_PRESS, awaitCall(AS)],
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

/** The mutant that shows that the row can fail: a code of the gateway's or of the device's own is told as another. */
function controlOf({ accept }: Condition): readonly Kill[] {
  const isGatewayCode = accept.length === 1 && /^10[35]/.test(accept[0] ?? '');
  if (isGatewayCode) {
    return [{ mutant: 'gateway-code-replaced', by: 'result', isControl: true }];
  }
  return accept.includes('200025') ? [] : [{ mutant: 'everything-as-other', by: 'result', isControl: true }];
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
    ...(asksNobody && at === 'device' ? nobody : []),
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
  return {
    id: `mapping-${name}${call.suffix}`,
    clause,
    level,
    subject: 'sdk',
    profile: [limitMs === undefined ? 'core' : 'timing'],
    needs: call.hasPage ? [...needs, 'screen'] : needs,
    arrange,
    canary,
    act: [...(limitMs === undefined ? [] : [setTimeLimit(limitMs)]), ...boundedBy(limitMs, call.act(given))],
    expect: expectationsOf(condition, call),
    kills: controlOf(condition),
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

function isMetBy({ at, hasOwnRow, isOfOtherOperator }: Condition, { api, meets, suffix }: FailingCall): boolean {
  const hasRowElsewhere = suffix === '' && hasOwnRow === true;
  return meets.includes(at) && !hasRowElsewhere && !(api === 'mobileAuth' && isOfOtherOperator === true);
}
