import type {
  Change,
  GatewayArrange,
  GatewayCheck,
  GatewayExpectation,
  GatewayStep,
} from '../src/gateway-profile/gateway-check.ts';

/** The operator's API for app back ends: loginTokenValidate and tokenValidate (clauses of subject server), judged over HTTP. */

const SERVER_ROW = {
  level: 'MUST',
  subject: 'server',
  profile: ['gateway'],
  arrange: {},
  since: '0.2.0',
} as const;

const LOGIN_TOKEN: GatewayStep = { do: 'token', as: 'token', capability: 'login' };
const CHECK_TOKEN: GatewayStep = { do: 'token', as: 'token', capability: 'check' };
const EXCHANGE = { do: 'exchange', as: 'exchange', tokenOf: 'token' } as const satisfies GatewayStep;
const COMPARE = { do: 'compare', as: 'compare', tokenOf: 'token', number: 'own' } as const satisfies GatewayStep;

function code(of: string, is: string, meaning: string): GatewayExpectation {
  return { expect: 'code', name: 'code', of, is, meaning };
}

interface ServerRow {
  readonly id: string;
  readonly clause: readonly [string, ...string[]];
  readonly is: string;
  readonly meaning: string;
  readonly change?: Change;
  readonly arrange?: GatewayArrange;
}

/** loginTokenValidate without a valid token: what is wrong with the request comes before the token is looked up. */
function refusedExchange({ id, clause, is, meaning, change = {}, arrange = {} }: ServerRow): GatewayCheck {
  return {
    ...SERVER_ROW,
    ...{ id, clause, arrange },
    act: [{ do: 'exchange', as: 'exchange', change }],
    expect: [code('exchange', is, meaning)],
    kills: [{ crooked: 'exchange-refusals-forgotten', by: 'code' }],
  };
}

/** tokenValidate without a valid token. */
function refusedCompare({ id, clause, is, meaning, change = {}, arrange = {} }: ServerRow): GatewayCheck {
  return {
    ...SERVER_ROW,
    ...{ id, clause, arrange },
    level: 'SHOULD',
    act: [{ do: 'compare', as: 'compare', number: 'own', change }],
    expect: [code('compare', is, meaning)],
    kills: [{ crooked: 'compare-refusals-forgotten', by: 'code' }],
  };
}

const EXCHANGES: readonly GatewayCheck[] = [
  {
    ...SERVER_ROW,
    id: 'server-exchange-gives-the-number',
    clause: ['SRV-01'],
    act: [LOGIN_TOKEN, EXCHANGE],
    expect: [
      code('exchange', '103000', 'a fresh login token was refused'),
      {
        expect: 'number',
        name: 'number',
        of: 'exchange',
        is: 'subscriber',
        meaning: "the token does not give the subscriber's number",
      },
      { expect: 'echo', name: 'echo', of: 'exchange', meaning: 'a back end finds its request by the message id' },
    ],
    kills: [
      { crooked: 'exchange-fails', by: 'code' },
      { crooked: 'number-of-another', by: 'number' },
      { crooked: 'no-echo-to-servers', by: 'echo' },
    ],
  },
  {
    ...SERVER_ROW,
    id: 'server-token-at-once-gives-the-number-once',
    clause: ['SRV-05', 'LOG-06'],
    act: [LOGIN_TOKEN, { ...EXCHANGE, times: 8 }],
    expect: [
      {
        expect: 'codes',
        name: 'once',
        of: 'exchange',
        are: { '103000': 1, '104201': 7 },
        meaning: 'of requests that come at once exactly one may have the number',
      },
    ],
    kills: [{ crooked: 'token-used-twice', by: 'once' }],
  },
  refusedExchange({
    id: 'server-unknown-token-is-104201',
    clause: ['SRV-05'],
    is: '104201',
    meaning: 'a token that nobody issued was not refused as one',
  }),
  refusedExchange({
    id: 'server-empty-token-is-103811',
    clause: ['SRV-06'],
    is: '103811',
    meaning: 'an empty token has a code of its own',
    change: { fields: { token: '' } },
  }),
  refusedExchange({
    id: 'server-wrong-signature-is-103101',
    clause: ['SRV-03'],
    is: '103101',
    meaning: 'a signature by another key was not refused as one',
    change: { signedWith: 'another-key' },
  }),
  {
    ...SERVER_ROW,
    id: 'server-check-token-gives-no-number-but-105018',
    clause: ['CHK-05'],
    act: [CHECK_TOKEN, EXCHANGE],
    expect: [
      code('exchange', '105018', 'a number-check token must not be exchanged'),
      { expect: 'number', name: 'hidden', of: 'exchange', is: 'absent', meaning: 'a number-check token gave the number' },
    ],
    kills: [
      { crooked: 'exchange-refusals-forgotten', by: 'code' },
      { crooked: 'refusal-with-number', by: 'hidden' },
    ],
  },
];

/** Wrong bodies of loginTokenValidate and their codes (SRV-07). */
const BODIES = [
  { what: 'empty-body', is: '103412', change: { body: '' } },
  { what: 'no-json', is: '103412', change: { body: 'token=1' } },
  { what: 'array', is: '103211', change: { body: '[]' } },
  { what: 'value-no-string', is: '103211', change: { fields: { expandparams: 1 } } },
  { what: 'other-content-type', is: '103211', change: { contentType: 'text/plain' } },
  { what: 'msgid-too-long', is: '103414', change: { fields: { msgid: 'm'.repeat(37) } } },
  { what: 'time-of-16-digits', is: '103414', change: { fields: { systemtime: '2026112312000000' } } },
  { what: 'strictcheck-2', is: '103414', change: { fields: { strictcheck: '2' } } },
  { what: 'version-missing', is: '103414', change: { fields: { version: null } } },
] as const satisfies readonly { readonly what: string; readonly is: string; readonly change: Change }[];

const ELSEWHERE = '10.1.2.3';

/** Whitelists and whether they admit an address (SRV-04). */
const WHITELISTS = [
  { what: 'single-address', whitelist: '10.1.2.4,10.1.2.3', callerAddress: ELSEWHERE, isAdmitted: true },
  { what: 'address-not-listed', whitelist: '10.1.2.4', callerAddress: ELSEWHERE, isAdmitted: false },
  { what: 'empty-list', whitelist: '', callerAddress: ELSEWHERE, isAdmitted: false },
  { what: 'range', whitelist: '10.1.2.1-10.1.2.9', callerAddress: ELSEWHERE, isAdmitted: true },
  { what: 'block', whitelist: '10.1.0.0/16', callerAddress: ELSEWHERE, isAdmitted: true },
  { what: 'other-block', whitelist: '10.2.0.0/16', callerAddress: ELSEWHERE, isAdmitted: false },
  { what: 'ipv6-block', whitelist: '2001:db8::/32', callerAddress: '2001:db8::7', isAdmitted: true },
  { what: 'ipv6-not-listed', whitelist: '2001:db8::/32', callerAddress: '2001:db9::7', isAdmitted: false },
] as const;

function whitelistRow({ what, whitelist, callerAddress, isAdmitted }: (typeof WHITELISTS)[number]): GatewayCheck {
  const row = {
    ...SERVER_ROW,
    id: `server-whitelist-${what}-${isAdmitted ? 'admits' : 'is-103511'}`,
    clause: ['SRV-04'] as const,
    arrange: { callerAddress, app: { whitelist, enforceWhitelist: true } },
  };
  return isAdmitted
    ? {
        ...row,
        act: [LOGIN_TOKEN, EXCHANGE],
        expect: [code('exchange', '103000', 'an address on the whitelist was refused')],
        kills: [{ crooked: 'exchange-fails', by: 'code' }],
      }
    : {
        ...row,
        act: [LOGIN_TOKEN, EXCHANGE],
        expect: [code('exchange', '103511', 'an address that is not on the whitelist was served')],
        kills: [{ crooked: 'exchange-refusals-forgotten', by: 'code' }],
      };
}

const RULES: readonly GatewayCheck[] = [
  ...BODIES.map(({ what, is, change }) =>
    refusedExchange({
      id: `server-body-${what}-is-${is}`,
      clause: ['SRV-07'],
      is,
      change,
      meaning: 'a body that is wrong in this way has a code of its own',
    }),
  ),
  ...WHITELISTS.map(whitelistRow),
  {
    ...SERVER_ROW,
    id: 'server-strictcheck-1-enforces-the-whitelist',
    clause: ['SRV-04'],
    arrange: { callerAddress: ELSEWHERE, app: { whitelist: '10.1.2.4', enforceWhitelist: false } },
    act: [
      LOGIN_TOKEN,
      { ...EXCHANGE, as: 'strict', change: { fields: { strictcheck: '1' } } },
      { ...EXCHANGE, as: 'lax', change: { fields: { strictcheck: '0' } } },
    ],
    expect: [
      { ...code('strict', '103511', 'strictcheck 1 did not enforce the whitelist'), name: 'strict' },
      { ...code('lax', '103000', "strictcheck 0 enforced a whitelist that the app's setting does not"), name: 'lax' },
    ],
    kills: [
      { crooked: 'exchange-refusals-forgotten', by: 'strict' },
      { crooked: 'exchange-fails', by: 'lax' },
    ],
  },
  {
    ...SERVER_ROW,
    id: 'server-quota-used-up-is-105312-until-the-top-up-counts',
    clause: ['SRV-08'],
    arrange: { app: { purchasedCalls: 1 } },
    act: [
      { ...LOGIN_TOKEN, as: 'first' },
      { do: 'exchange', as: 'served', tokenOf: 'first' },
      { ...LOGIN_TOKEN, as: 'second' },
      { do: 'exchange', as: 'used-up', tokenOf: 'second' },
      { do: 'arrange', to: { app: { topUp: 1 } } },
      { do: 'advance', ms: 1_500_000 },
      { ...LOGIN_TOKEN, as: 'third' },
      { do: 'exchange', as: 'too-early', tokenOf: 'third' },
      { do: 'advance', ms: 420_000 },
      { ...LOGIN_TOKEN, as: 'fourth' },
      { do: 'exchange', as: 'topped-up', tokenOf: 'fourth' },
    ],
    expect: [
      { ...code('served', '103000', 'a call that was bought was refused'), name: 'served' },
      { ...code('used-up', '105312', 'a call that was not bought was served'), name: 'used-up' },
      { ...code('too-early', '105312', 'a top-up counts after about half an hour, and not after 25 minutes'), name: 'too-early' },
      { ...code('topped-up', '103000', 'a top-up did not count after 32 minutes'), name: 'topped-up' },
    ],
    kills: [
      { crooked: 'exchange-fails', by: 'served' },
      { crooked: 'exchange-refusals-forgotten', by: 'used-up' },
      { crooked: 'exchange-refusals-forgotten', by: 'too-early' },
      { crooked: 'exchange-fails', by: 'topped-up' },
    ],
  },
];

const COMPARISONS: readonly GatewayCheck[] = [
  {
    ...SERVER_ROW,
    id: 'server-check-of-the-own-number-is-000',
    clause: ['SRV-02', 'CHK-06'],
    act: [CHECK_TOKEN, COMPARE],
    expect: [
      code('compare', '000', "the device's own number was not recognised"),
      {
        expect: 'number',
        name: 'hidden',
        of: 'compare',
        is: 'absent',
        clause: 'CHK-06',
        meaning: 'a number check must never return a number',
      },
      { expect: 'echo', name: 'echo', of: 'compare', meaning: 'a back end finds its request by the message id' },
    ],
    kills: [
      { crooked: 'compare-says-no', by: 'code' },
      { crooked: 'compare-with-number', by: 'hidden' },
      { crooked: 'no-echo-to-servers', by: 'echo' },
    ],
  },
  {
    ...SERVER_ROW,
    id: 'server-check-of-another-number-is-001',
    clause: ['CHK-06', 'SRV-02'],
    act: [CHECK_TOKEN, { ...COMPARE, number: 'other' }],
    expect: [
      code('compare', '001', "a number that is not the device's own was taken for it"),
      { expect: 'number', name: 'hidden', of: 'compare', is: 'absent', meaning: 'a number check must never return a number' },
    ],
    kills: [
      { crooked: 'compare-says-yes', by: 'code' },
      { crooked: 'compare-with-number', by: 'hidden' },
    ],
  },
  {
    ...SERVER_ROW,
    id: 'server-check-with-login-token-is-606',
    clause: ['SRV-09'],
    level: 'SHOULD',
    act: [LOGIN_TOKEN, COMPARE],
    expect: [code('compare', '606', 'a login token must not be compared')],
    kills: [{ crooked: 'compare-refusals-forgotten', by: 'code' }],
  },
  refusedCompare({
    id: 'server-check-with-unknown-token-is-606',
    clause: ['SRV-09'],
    is: '606',
    meaning: 'a token that nobody issued was not refused as one',
  }),
  refusedCompare({
    id: 'server-check-with-wrong-signature-is-302',
    clause: ['SRV-09'],
    is: '302',
    meaning: 'a signature by another key was not refused as one',
    change: { signedWith: 'another-key' },
  }),
  refusedCompare({
    id: 'server-check-of-unknown-app-is-102',
    clause: ['SRV-09'],
    is: '102',
    meaning: 'an appId that nobody registered was not refused as a wrong parameter',
    change: { inner: { appId: '399999999999' } },
  }),
  refusedCompare({
    id: 'server-check-without-json-is-303',
    clause: ['SRV-09'],
    is: '303',
    meaning: 'a message that cannot be parsed has a code of its own',
    change: { body: 'token=1' },
  }),
  refusedCompare({
    id: 'server-check-from-unlisted-address-is-124',
    clause: ['SRV-09'],
    is: '124',
    meaning: 'an address that is not on the whitelist was served',
    arrange: { callerAddress: ELSEWHERE, app: { whitelist: '10.1.2.4', enforceWhitelist: true } },
  }),
];

export const gatewayServerChecks: readonly GatewayCheck[] = [...EXCHANGES, ...RULES, ...COMPARISONS];
