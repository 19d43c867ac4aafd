import type { Arrange, Canary, Capability, Fault, RadioSetting } from '../src/check.ts';
import { GATEWAY_ANSWERS, NO_MOBILE_DATA, WIFI_IS_DEFAULT } from './defaults.ts';
import { numberRequestFault, numberRequestMeets, tokenRequestFault } from './steps.ts';

/**
 * Everything that can make a call fail, once: the arrangement, and the codes that the clauses accept for it. failures.ts makes a
 * row of each condition and each call that can meet it.
 */
export interface Condition {
  /** The middle of the rows' ids: `mapping-NAME-CALL`. */
  readonly name: string;
  /** Where a call meets it: before anything is sent, at the number request, or at the token request. */
  readonly at: 'device' | 'number-request' | 'token-request';
  readonly clause: readonly [string, ...string[]];
  readonly level: 'MUST' | 'SHOULD';
  readonly accept: readonly string[];
  readonly warn?: readonly string[];
  readonly meaning: string;
  readonly arrange: Arrange;
  readonly canary: readonly Canary[];
  readonly needs?: readonly Capability[];
  /** A time limit that the row sets, where the condition is one of time. */
  readonly limitMs?: number;
  /** App id or key that the call is made with, where they are not the ready app's. */
  readonly given?: { readonly appId?: string | null; readonly appKey?: string | null };
  /** A row of its own in another file judges getPhoneInfo. */
  readonly hasOwnRow?: true;
  /** mobileAuth serves China Mobile alone, and ends otherwise (CHK-04). */
  readonly isOfOtherOperator?: true;
  /** A state of the device in which no request reaches the gateway. */
  readonly asksNobody?: true;
}

const NETWORK_ERROR = ['200028', '102102'] as const;
const UNPARSABLE = ['200021', '102223'] as const;
const NO_CELLULAR = [WIFI_IS_DEFAULT, NO_MOBILE_DATA] as const;

type Effect = Fault['effect'];

function deviceState(radio: RadioSetting, canary: readonly Canary[]): Pick<Condition, 'at' | 'arrange' | 'canary'> {
  return {
    at: 'device',
    arrange: { radio },
    canary,
  };
}

function onNumberRequest(effect: Effect, canary: Canary): Pick<Condition, 'at' | 'arrange' | 'canary'> {
  return {
    at: 'number-request',
    arrange: { fault: numberRequestFault(effect) },
    canary: [canary],
  };
}

/** The probe's raw request trusts no test root: here the journal is the proof that the fault fired (judge.ts). */
function onTokenRequest(effect: Effect): Pick<Condition, 'at' | 'arrange' | 'canary'> {
  return {
    at: 'token-request',
    arrange: { fault: tokenRequestFault(effect) },
    canary: [GATEWAY_ANSWERS],
  };
}

function onHandshake(fault: Extract<Effect, { readonly kind: 'tls' }>['fault']): Pick<Condition, 'at' | 'arrange' | 'canary'> {
  return {
    at: 'token-request',
    arrange: { fault: { plane: 'token', effect: { kind: 'tls', fault } } },
    canary: [GATEWAY_ANSWERS],
  };
}

/** A subscriber of another operator than the host that is asked first: the gateway redirects (docs/wire.md §2). */
function redirected(fault: Fault | null): Pick<Condition, 'at' | 'arrange' | 'canary' | 'isOfOtherOperator'> {
  return {
    at: 'number-request',
    arrange: { subscriber: { operator: 'unicom' }, ...(fault === null ? {} : { fault }) },
    canary: [GATEWAY_ANSWERS],
    isOfOtherOperator: true,
  };
}

/** The second number request of a row is the one at the redirect's target. */
function atTarget(effect: Effect): Fault {
  return { ...numberRequestFault(effect), when: { nth: 2 } };
}

function gatewaySays(code: string, arrange: Arrange): Pick<Condition, 'accept' | 'arrange' | 'canary' | 'level' | 'meaning'> {
  return {
    accept: [code],
    level: 'MUST',
    arrange,
    canary: [GATEWAY_ANSWERS],
    meaning: "the gateway's own code must reach the app unchanged",
  };
}

/** Bodies of status 200 that are no answer, though some of them are JSON. */
const FOREIGN_TEXTS = [
  {
    name: 'empty-answer',
    text: '',
    accept: UNPARSABLE,
    warn: ['200050', ...NETWORK_ERROR],
    meaning: 'a body without a byte is no answer',
    isForTokenToo: true,
  },
  { name: 'answer-is-null', text: 'null', accept: UNPARSABLE, meaning: 'null is JSON and no answer', isForTokenToo: false },
  {
    name: 'answer-is-a-list',
    text: '[{"resultCode":"103000"}]',
    accept: UNPARSABLE,
    meaning: 'a list is JSON and no answer',
    isForTokenToo: true,
  },
  {
    name: 'answer-without-code',
    clause: ['DEV-04', 'DEV-18'],
    text: '{}',
    accept: [...UNPARSABLE, '200025'],
    meaning: 'an object without a result code is no success',
    isForTokenToo: false,
  },
] as const;

function answeredBy(row: (typeof FOREIGN_TEXTS)[number], at: 'number-request' | 'token-request'): Condition {
  const { name, text, isForTokenToo, ...rest } = row;
  const common = { clause: ['DEV-04'] as const, level: 'MUST' as const, ...rest };
  return at === 'number-request'
    ? { ...common, name, ...onNumberRequest({ kind: 'text', text }, numberRequestMeets('answer', { status: 200 })) }
    : { ...common, name: `token-${name}`, ...onTokenRequest({ kind: 'text', text }) };
}

const DEVICE_STATES: readonly Condition[] = [
  {
    name: 'airplane-mode-is-no-network',
    clause: ['DEV-01', 'ENV-01'],
    level: 'MUST',
    accept: ['200022', '102101'],
    meaning: 'without any network the SDK must say so',
    ...deviceState({ airplane: 'on' }, [
      { canary: 'default-network', is: null },
      { canary: 'raw', bearer: 'default', target: 'ca', meets: 'no-network' },
    ]),
    needs: ['radio'],
    hasOwnRow: true,
    asksNobody: true,
  },
  {
    name: 'mobile-data-off-nothing-cached',
    clause: ['DEV-03', 'ENV-01'],
    level: 'MUST',
    accept: ['200027', '102103'],
    meaning: 'with mobile data off and nothing cached the SDK must say so',
    ...deviceState({ data: 'off' }, NO_CELLULAR),
    needs: ['radio'],
    hasOwnRow: true,
    asksNobody: true,
  },
  {
    name: 'no-sim',
    clause: ['DEV-05'],
    level: 'MUST',
    accept: ['200002', '200010'],
    meaning: 'without a SIM the SDK must say so',
    ...deviceState({ sim: 'absent' }, NO_CELLULAR),
    needs: ['sim'],
    hasOwnRow: true,
    asksNobody: true,
  },
  {
    name: 'sim-not-recognised',
    clause: ['DEV-06'],
    level: 'MUST',
    accept: ['200010'],
    meaning: 'a SIM that cannot be read has a code of its own',
    ...deviceState({ sim: 'unreadable' }, NO_CELLULAR),
    needs: ['sim'],
    hasOwnRow: true,
    asksNobody: true,
  },
  {
    name: 'mobile-network-not-granted',
    clause: ['DEV-08'],
    level: 'MUST',
    accept: ['200024', '200023'],
    warn: ['102103', '200027'],
    meaning: 'mobile data is on, but the network is not granted: switching failed',
    ...deviceState({ registration: 'denied' }, NO_CELLULAR),
    needs: ['sim'],
    limitMs: 2_000,
    hasOwnRow: true,
    asksNobody: true,
  },
  {
    name: 'empty-app-id',
    at: 'device',
    clause: ['API-10'],
    level: 'MUST',
    accept: ['102203', '200026'],
    meaning: 'an empty app id is an error of the caller, reported without asking anybody',
    arrange: {},
    canary: [GATEWAY_ANSWERS],
    given: { appId: '' },
    asksNobody: true,
  },
  {
    name: 'null-app-id',
    at: 'device',
    clause: ['API-10'],
    level: 'MUST',
    accept: ['102203', '200026'],
    meaning: 'a missing app id is an error of the caller, reported without asking anybody',
    arrange: {},
    canary: [GATEWAY_ANSWERS],
    given: { appId: null },
    asksNobody: true,
  },
  {
    name: 'empty-app-key',
    at: 'device',
    clause: ['API-10'],
    level: 'MUST',
    accept: ['102203', '200026'],
    meaning: 'an empty app key is an error of the caller, reported without asking anybody',
    arrange: {},
    canary: [GATEWAY_ANSWERS],
    given: { appKey: '' },
    asksNobody: true,
  },
  {
    name: 'null-app-key',
    at: 'device',
    clause: ['API-10'],
    level: 'MUST',
    accept: ['102203', '200026'],
    meaning: 'a missing app key is an error of the caller, reported without asking anybody',
    arrange: {},
    canary: [GATEWAY_ANSWERS],
    given: { appKey: null },
    asksNobody: true,
  },
];

const NUMBER_REQUEST_FAULTS: readonly Condition[] = [
  {
    name: 'peer-closes-without-a-byte',
    clause: ['DEV-10'],
    level: 'MUST',
    accept: ['200050'],
    warn: ['102102', '200028', '200025'],
    meaning: 'a peer that closes without a byte has a code of its own',
    ...onNumberRequest({ kind: 'socket', fault: 'EMPTY_RESPONSE' }, numberRequestMeets('eof')),
    hasOwnRow: true,
  },
  {
    name: 'connection-reset',
    clause: ['DEV-02'],
    level: 'MUST',
    accept: ['200028', '102102', '200025'],
    warn: ['200027'],
    meaning: 'a reset connection is a network error',
    ...onNumberRequest({ kind: 'socket', fault: 'CONNECTION_RESET_BY_PEER' }, numberRequestMeets('reset')),
    hasOwnRow: true,
  },
  {
    name: 'html-page-instead-of-answer',
    clause: ['DEV-04', 'API-06'],
    level: 'MUST',
    accept: UNPARSABLE,
    meaning: "the operator's top-up page is no answer",
    ...onNumberRequest({ kind: 'html', page: 'arrears' }, numberRequestMeets('answer', { status: 200, says: 'text/html' })),
    hasOwnRow: true,
  },
  {
    name: 'truncated-answer',
    clause: ['DEV-04'],
    level: 'MUST',
    accept: UNPARSABLE,
    meaning: 'half an answer is no answer',
    ...onNumberRequest({ kind: 'body', fault: 'TRUNCATED' }, numberRequestMeets('answer', { status: 200 })),
  },
  ...FOREIGN_TEXTS.map((row) => answeredBy(row, 'number-request')),
  {
    name: 'http-status-500-is-network-error',
    clause: ['DEV-16'],
    level: 'MUST',
    accept: NETWORK_ERROR,
    meaning: 'an HTTP status other than 200 and 503 is a network error',
    ...onNumberRequest({ kind: 'status', status: 500 }, numberRequestMeets('answer', { status: 500 })),
    hasOwnRow: true,
  },
  {
    name: 'http-status-404-is-network-error',
    clause: ['DEV-16'],
    level: 'MUST',
    accept: NETWORK_ERROR,
    meaning: 'an HTTP status other than 200 and 503 is a network error',
    ...onNumberRequest({ kind: 'status', status: 404 }, numberRequestMeets('answer', { status: 404 })),
  },
  {
    name: 'http-status-503-is-busy',
    clause: ['DEV-14'],
    level: 'SHOULD',
    accept: ['200082'],
    meaning: 'a gateway that is busy has a code of its own',
    ...onNumberRequest({ kind: 'status', status: 503 }, numberRequestMeets('answer', { status: 503 })),
    hasOwnRow: true,
  },
  {
    name: 'unknown-gateway-code-is-no-success',
    clause: ['DEV-18', 'API-09'],
    level: 'MUST',
    accept: ['200025'],
    warn: ['200021', '102223'],
    meaning: "a code outside the guide's table reached the app or was taken for success",
    ...onNumberRequest({ kind: 'code', code: '199999' }, numberRequestMeets('answer', { status: 200, says: '199999' })),
    hasOwnRow: true,
  },
  {
    name: 'answer-to-another-request',
    clause: ['DEV-04'],
    level: 'MUST',
    accept: UNPARSABLE,
    meaning: "another request's answer was taken for the call's own",
    ...onNumberRequest(
      { kind: 'field', field: 'inresponseto', change: 'set', value: '0123456789abcdef0123456789abcdef' },
      numberRequestMeets('answer', { status: 200, says: '0123456789abcdef' }),
    ),
  },
  {
    name: 'connection-refused',
    clause: ['DEV-02'],
    level: 'MUST',
    accept: ['200028', '102102', '200025'],
    warn: ['200027'],
    meaning: 'a refused connection is a network error',
    at: 'number-request',
    arrange: { fault: { plane: 'bearer', effect: { kind: 'connection', fault: 'REFUSE' } } },
    canary: [numberRequestMeets('refused')],
    asksNobody: true,
  },
  {
    name: 'success-without-scrip-is-no-success',
    clause: ['DEV-04'],
    level: 'MUST',
    accept: UNPARSABLE,
    meaning: '103000 without the sealed scrip was taken for success',
    ...onNumberRequest({ kind: 'code', code: '103000' }, numberRequestMeets('answer', { status: 200 })),
  },
  {
    name: 'held-answer-is-time-out',
    clause: ['DEV-07', 'AUX-05'],
    level: 'MUST',
    accept: ['200023'],
    meaning: 'a held answer must end in the time-out code within the limit that was set',
    ...onNumberRequest({ kind: 'hold' }, numberRequestMeets('timeout')),
    limitMs: 1_500,
    hasOwnRow: true,
  },
  {
    name: 'dribbling-answer-is-time-out',
    clause: ['DEV-07', 'AUX-06'],
    level: 'MUST',
    accept: ['200023'],
    meaning: 'an answer that comes byte by byte outlasted the limit of the whole call',
    ...onNumberRequest({ kind: 'dribble', chunkBytes: 4, everyMs: 300 }, numberRequestMeets('timeout')),
    limitMs: 1_500,
  },
];

const NUMBER_REQUEST_REFUSALS: readonly Condition[] = [
  {
    name: 'wrong-app-key-is-103101',
    at: 'number-request',
    clause: ['API-09', 'GWY-03'],
    ...gatewaySays('103101', {}),
    given: { appKey: '0'.repeat(32) },
    hasOwnRow: true,
  },
  {
    name: 'unknown-app-is-103119',
    at: 'number-request',
    clause: ['API-09', 'GWY-03'],
    ...gatewaySays('103119', {}),
    given: { appId: '300000009999' },
  },
  {
    name: 'package-mismatch-is-103102',
    at: 'number-request',
    clause: ['API-09', 'GWY-02'],
    ...gatewaySays('103102', { registration: { packageName: 'com.example.someone.else' } }),
    hasOwnRow: true,
  },
  {
    name: 'not-admitted-is-105302',
    at: 'number-request',
    clause: ['API-09', 'GWY-04'],
    ...gatewaySays('105302', { registration: { admitted: false } }),
  },
  {
    name: 'daily-limit-is-105021',
    at: 'number-request',
    clause: ['API-09', 'GWY-06'],
    ...gatewaySays('105021', { registration: { dailyLimit: 0 } }),
  },
  {
    name: 'iot-card-is-105002',
    at: 'number-request',
    clause: ['API-09', 'GWY-07'],
    ...gatewaySays('105002', { subscriber: { state: 'iot' } }),
  },
  {
    name: 'unicom-not-supported-is-105013',
    at: 'number-request',
    clause: ['API-09', 'GWY-07'],
    ...gatewaySays('105013', { subscriber: { operator: 'unicom' }, registration: { operators: ['mobile'] } }),
  },
  {
    name: 'telecom-not-supported-is-105012',
    at: 'number-request',
    clause: ['API-09', 'GWY-07'],
    ...gatewaySays('105012', { subscriber: { operator: 'telecom' }, registration: { operators: ['mobile'] } }),
  },
];

const REDIRECTS: readonly Condition[] = [
  {
    name: 'redirect-target-resets',
    clause: ['DEV-12'],
    level: 'MUST',
    accept: ['200038'],
    meaning: "a redirect whose target cannot be used is a failure of the other operator's",
    ...redirected(atTarget({ kind: 'socket', fault: 'CONNECTION_RESET_BY_PEER' })),
  },
  {
    name: 'redirect-target-closes',
    clause: ['DEV-12'],
    level: 'MUST',
    accept: ['200038'],
    meaning: "a redirect whose target cannot be used is a failure of the other operator's",
    ...redirected(atTarget({ kind: 'socket', fault: 'EMPTY_RESPONSE' })),
  },
  {
    name: 'redirect-target-says-500',
    clause: ['DEV-12'],
    level: 'MUST',
    accept: ['200038'],
    meaning: "a redirect whose target cannot be used is a failure of the other operator's",
    ...redirected(atTarget({ kind: 'status', status: 500 })),
  },
  {
    name: 'redirect-to-foreign-host-is-refused',
    clause: ['DEV-12'],
    level: 'MUST',
    accept: ['200038'],
    meaning: 'a redirect is followed to hosts of the three operators only',
    ...redirected({
      ...numberRequestFault({
        kind: 'field',
        field: 'redirect',
        change: 'set',
        value: 'http://127.0.0.1:9/unisdk/rs/getPrePhonescrip',
      }),
      when: { nth: 1 },
    }),
  },
  {
    name: 'redirect-with-operator-as-user-is-refused',
    clause: ['DEV-12'],
    level: 'MUST',
    accept: ['200038'],
    meaning: 'an address that only begins with an operator’s host leads to another one',
    ...redirected({
      ...numberRequestFault({
        kind: 'field',
        field: 'redirect',
        change: 'set',
        value: 'http://cu.gateway.test@127.0.0.1:9/unisdk/rs/getPrePhonescrip',
      }),
      when: { nth: 1 },
    }),
  },
  {
    name: 'redirect-target-cannot-be-parsed',
    clause: ['DEV-13'],
    level: 'MUST',
    accept: ['200039'],
    meaning: "an answer of the other operator's that says nothing has a code of its own",
    ...redirected(atTarget({ kind: 'html', page: 'arrears' })),
  },
  {
    name: 'redirect-target-says-unknown-code',
    clause: ['DEV-13'],
    level: 'MUST',
    accept: ['200039'],
    meaning: "a code of the other operator's outside section 5 has a code of its own",
    ...redirected(atTarget({ kind: 'code', code: '199999' })),
  },
  {
    name: 'redirect-target-says-105001',
    clause: ['DEV-19', 'API-09'],
    level: 'SHOULD',
    accept: ['105001', '200039'],
    meaning: "a code of section 5 reaches the app as the other operator's gateway says it",
    at: 'number-request',
    arrange: { subscriber: { operator: 'unicom', state: 'operatorFailure' } },
    canary: [GATEWAY_ANSWERS],
    isOfOtherOperator: true,
  },
  {
    name: 'redirect-target-says-105003',
    clause: ['DEV-19', 'API-09'],
    level: 'SHOULD',
    accept: ['105003', '200039'],
    meaning: "a code of section 5 reaches the app as the other operator's gateway says it",
    at: 'number-request',
    arrange: { subscriber: { operator: 'telecom', state: 'operatorFailure' } },
    canary: [GATEWAY_ANSWERS],
    isOfOtherOperator: true,
  },
];

const TOKEN_REQUEST_FAULTS: readonly Condition[] = [
  {
    name: 'token-peer-closes',
    clause: ['DEV-10'],
    level: 'MUST',
    accept: ['200050'],
    warn: ['102102', '200028', '200025'],
    meaning: 'a peer that closes without a byte has a code of its own',
    ...onTokenRequest({ kind: 'socket', fault: 'EMPTY_RESPONSE' }),
  },
  {
    name: 'token-connection-reset',
    clause: ['DEV-02'],
    level: 'MUST',
    accept: ['200028', '102102', '200025'],
    warn: ['200027'],
    meaning: 'a reset connection is a network error',
    ...onTokenRequest({ kind: 'socket', fault: 'CONNECTION_RESET_BY_PEER' }),
  },
  {
    name: 'token-html-page',
    clause: ['DEV-04'],
    level: 'MUST',
    accept: UNPARSABLE,
    meaning: 'a page is no answer',
    ...onTokenRequest({ kind: 'html', page: 'captive' }),
  },
  {
    name: 'token-truncated-answer',
    clause: ['DEV-04'],
    level: 'MUST',
    accept: UNPARSABLE,
    meaning: 'half an answer is no answer',
    ...onTokenRequest({ kind: 'body', fault: 'TRUNCATED' }),
  },
  ...FOREIGN_TEXTS.filter(({ isForTokenToo }) => isForTokenToo).map((row) => answeredBy(row, 'token-request')),
  {
    name: 'token-status-500',
    clause: ['DEV-16'],
    level: 'MUST',
    accept: NETWORK_ERROR,
    meaning: 'an HTTP status other than 200 and 503 is a network error',
    ...onTokenRequest({ kind: 'status', status: 500 }),
  },
  {
    name: 'token-status-503',
    clause: ['DEV-14'],
    level: 'SHOULD',
    accept: ['200082'],
    meaning: 'a gateway that is busy has a code of its own',
    ...onTokenRequest({ kind: 'status', status: 503 }),
  },
  {
    name: 'token-unknown-code',
    clause: ['DEV-18', 'API-09'],
    level: 'MUST',
    accept: ['200025'],
    warn: ['200021', '102223'],
    meaning: "a code outside the guide's table reached the app or was taken for success",
    ...onTokenRequest({ kind: 'code', code: '199999' }),
  },
  {
    name: 'token-missing-in-success',
    clause: ['DEV-04'],
    level: 'MUST',
    accept: UNPARSABLE,
    meaning: '103000 without a token was taken for success',
    ...onTokenRequest({ kind: 'code', code: '103000' }),
  },
  {
    name: 'token-tls-unknown-ca',
    clause: ['DEV-11'],
    level: 'MUST',
    accept: ['200072'],
    meaning: 'a chain that does not end in the trusted root is refused',
    ...onHandshake('UNKNOWN_CA'),
  },
  {
    name: 'token-tls-expired',
    clause: ['DEV-17'],
    level: 'MUST',
    accept: ['200072', ...NETWORK_ERROR],
    meaning: 'an expired certificate is refused',
    ...onHandshake('EXPIRED'),
  },
  {
    name: 'token-tls-wrong-host',
    clause: ['DEV-17'],
    level: 'MUST',
    accept: ['200072', ...NETWORK_ERROR],
    meaning: "another host's certificate is refused",
    ...onHandshake('WRONG_HOST'),
  },
  {
    name: 'token-tls-not-yet-valid',
    clause: ['DEV-17'],
    level: 'MUST',
    accept: ['200072', ...NETWORK_ERROR],
    meaning: 'a certificate that is not yet valid is refused',
    ...onHandshake('NOT_YET_VALID'),
  },
];

const TOKEN_REQUEST_REFUSALS: readonly Condition[] = [
  {
    name: 'too-many-tokens-is-103911',
    at: 'token-request',
    clause: ['API-09', 'LOG-07'],
    ...gatewaySays('103911', { unusedTokens: 30 }),
  },
  {
    name: 'capability-missing-is-105019',
    at: 'token-request',
    clause: ['API-09', 'GWY-04'],
    ...gatewaySays('105019', { registration: { capabilities: [] } }),
  },
];

export const CONDITIONS: readonly Condition[] = [
  ...DEVICE_STATES,
  ...NUMBER_REQUEST_FAULTS,
  ...NUMBER_REQUEST_REFUSALS,
  ...REDIRECTS,
  ...TOKEN_REQUEST_FAULTS,
  ...TOKEN_REQUEST_REFUSALS,
];
