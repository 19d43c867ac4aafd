import type { GatewayArrange, GatewayCheck, GatewayExpectation, GatewayStep } from '../src/gateway-profile/gateway-check.ts';

/** The operations that an SDK calls: number request and token request (clauses of subject gateway), judged over HTTP. */

const CLIENT_ROW = {
  level: 'MUST',
  subject: 'gateway',
  profile: ['gateway'],
  arrange: {},
  since: '0.2.0',
} as const;

const NUMBER = { do: 'number-request', as: 'number' } as const satisfies GatewayStep;
const REDIRECT = '103273';

function code(of: string, is: string, meaning: string): GatewayExpectation {
  return { expect: 'code', name: 'code', of, is, meaning };
}

interface Refusal {
  readonly id: string;
  readonly clause: readonly [string, ...string[]];
  readonly is: string;
  readonly meaning: string;
  readonly arrange?: GatewayArrange;
  readonly before?: readonly GatewayStep[];
  /** The request that is refused. */
  readonly last: GatewayStep & { readonly as: string };
  /** The crooked gateway that answers this refusal with another code. */
  readonly crooked: string;
}

/** A row in which the last request is refused with one code, and the refusal repeats the request's message id. */
function refusal({ id, clause, is, meaning, arrange = {}, before = [], last, crooked }: Refusal): GatewayCheck {
  return {
    ...CLIENT_ROW,
    ...{ id, clause, arrange },
    act: [...before, last],
    expect: [code(last.as, is, meaning)],
    kills: [{ crooked, by: 'code' }],
  };
}

/** A number request that is refused because of the subscriber or the app's rights. */
function refusedNumber(row: Omit<Refusal, 'last' | 'crooked'> & { readonly at?: 'unicom' | 'telecom' }): GatewayCheck {
  const { at, ...rest } = row;
  return refusal({ ...rest, last: at === undefined ? NUMBER : { ...NUMBER, at }, crooked: 'number-refusals-forgotten' });
}

const NUMBER_REQUESTS: readonly GatewayCheck[] = [
  {
    ...CLIENT_ROW,
    id: 'gateway-number-request-gives-scrip-and-masked-number',
    clause: ['GWY-01', 'ENV-03'],
    act: [NUMBER],
    expect: [
      code('number', '103000', 'a subscriber of China Mobile on mobile data was not recognised'),
      { expect: 'echo', name: 'echo', of: 'number', meaning: 'an app finds its request by the message id' },
      {
        expect: 'field',
        name: 'scrip',
        of: 'number',
        field: 'scrip',
        matches: '.+',
        meaning: 'there is no scrip in the sealed part',
      },
      {
        expect: 'field',
        name: 'masked',
        of: 'number',
        field: 'securityphone',
        matches: '1\\d{2}\\*{4}\\d{4}',
        meaning: 'the number that the page shows must be masked',
      },
      { expect: 'number', name: 'hidden', of: 'number', is: 'absent', meaning: 'the whole number was given to the client' },
    ],
    kills: [
      { crooked: 'number-request-fails', by: 'code' },
      { crooked: 'no-echo-to-clients', by: 'echo' },
      { crooked: 'sealed-part-lost', by: 'scrip' },
      { crooked: 'sealed-part-lost', by: 'masked' },
      { crooked: 'number-in-clear', by: 'hidden' },
    ],
  },
  ...(['unicom', 'telecom'] as const).map(
    (operator): GatewayCheck => ({
      ...CLIENT_ROW,
      id: `gateway-${operator}-subscriber-is-redirected-and-served`,
      clause: ['ENV-03'],
      arrange: { subscriber: { operator } },
      act: [NUMBER, { ...NUMBER, as: 'redirected', at: operator }],
      expect: [
        {
          ...code('number', REDIRECT, "the host of China Mobile does not send the client to the subscriber's operator"),
          name: 'redirect',
        },
        code('redirected', '103000', 'a subscriber of another operator is not served at its own host'),
      ],
      kills: [
        { crooked: 'redirect-refused', by: 'redirect' },
        { crooked: 'number-request-fails', by: 'code' },
      ],
    }),
  ),
  refusal({
    id: 'gateway-address-without-subscriber-is-103111',
    clause: ['GWY-01'],
    is: '103111',
    meaning: 'the subscriber is known by the bearer alone: from another address nobody may be recognised',
    last: { ...NUMBER, from: 'elsewhere' },
    crooked: 'number-refusals-forgotten',
  }),
  refusal({
    id: 'gateway-unknown-app-is-103119',
    clause: ['GWY-03'],
    is: '103119',
    meaning: 'an appid that nobody registered was not refused as one',
    last: { ...NUMBER, change: { fields: { appid: '399999999999' } } },
    crooked: 'number-refusals-forgotten',
  }),
  refusal({
    id: 'gateway-wrong-app-key-is-103101',
    clause: ['GWY-03'],
    is: '103101',
    meaning: 'a signature by another key was not refused as one',
    last: { ...NUMBER, change: { signedWith: 'another-key' } },
    crooked: 'number-refusals-forgotten',
  }),
  refusal({
    id: 'gateway-other-package-is-103102',
    clause: ['GWY-02'],
    is: '103102',
    meaning: 'a package that is not the registered one was not refused',
    last: { ...NUMBER, change: { inner: { apppackage: 'com.example.other' } } },
    crooked: 'number-refusals-forgotten',
  }),
  refusal({
    id: 'gateway-other-certificate-is-103102',
    clause: ['GWY-02'],
    is: '103102',
    meaning: 'a signing certificate that is not the registered one was not refused',
    last: { ...NUMBER, change: { inner: { appsign: 'b'.repeat(32) } } },
    crooked: 'number-refusals-forgotten',
  }),
  refusedNumber({
    id: 'gateway-not-admitted-app-is-105302',
    clause: ['GWY-04'],
    is: '105302',
    meaning: 'an app that is not admitted was served',
    arrange: { app: { admitted: false } },
  }),
  refusedNumber({
    id: 'gateway-daily-limit-is-105021',
    clause: ['GWY-06'],
    is: '105021',
    meaning: "retrievals beyond the app's daily limit were served",
    arrange: { app: { dailyLimit: 0 } },
  }),
  refusedNumber({
    id: 'gateway-iot-card-is-105002',
    clause: ['GWY-07'],
    is: '105002',
    meaning: 'a retrieval that fails at China Mobile has a code of its own',
    arrange: { subscriber: { state: 'iot' } },
  }),
  refusedNumber({
    id: 'gateway-unicom-failure-is-105001',
    clause: ['GWY-07'],
    is: '105001',
    meaning: 'a retrieval that fails at China Unicom has a code of its own',
    arrange: { subscriber: { operator: 'unicom', state: 'operatorFailure' } },
    at: 'unicom',
  }),
  refusedNumber({
    id: 'gateway-telecom-failure-is-105003',
    clause: ['GWY-07'],
    is: '105003',
    meaning: 'a retrieval that fails at China Telecom has a code of its own',
    arrange: { subscriber: { operator: 'telecom', state: 'operatorFailure' } },
    at: 'telecom',
  }),
  refusedNumber({
    id: 'gateway-unicom-not-allowed-is-105013',
    clause: ['GWY-07'],
    is: '105013',
    meaning: 'an app without the right to China Unicom was served',
    arrange: { app: { operators: ['mobile'] }, subscriber: { operator: 'unicom' } },
  }),
  refusedNumber({
    id: 'gateway-telecom-not-allowed-is-105012',
    clause: ['GWY-07'],
    is: '105012',
    meaning: 'an app without the right to China Telecom was served',
    arrange: { app: { operators: ['mobile'] }, subscriber: { operator: 'telecom' } },
  }),
  refusal({
    id: 'gateway-unknown-path-is-105313',
    clause: ['GWY-08'],
    is: '105313',
    meaning: 'a path that is no operation was not refused as an illegal request',
    last: { ...NUMBER, change: { path: '/unisdk/rs/getNothing' } },
    crooked: 'number-refusals-forgotten',
  }),
  refusal({
    id: 'gateway-other-method-is-105313',
    clause: ['GWY-08'],
    is: '105313',
    meaning: 'a method that is no operation was not refused as an illegal request',
    last: { ...NUMBER, change: { method: 'PUT' } },
    crooked: 'number-refusals-forgotten',
  }),
];

const TOKEN = { do: 'token-request', as: 'token', scripOf: 'number', capability: 'login' } as const satisfies GatewayStep;

/** A scrip that is refused. */
function refusedScrip(
  id: string,
  row: Pick<Refusal, 'last' | 'meaning'> & Partial<Pick<Refusal, 'arrange' | 'before'>>,
): GatewayCheck {
  return refusal({ ...row, id, clause: ['GWY-05'], is: '103902', crooked: 'token-refusals-forgotten' });
}

const TOKEN_REQUESTS: readonly GatewayCheck[] = [
  refusedScrip('gateway-unknown-scrip-is-103902', {
    last: { do: 'token-request', as: 'token', capability: 'login' },
    meaning: 'a scrip that nobody issued was taken',
  }),
  refusedScrip('gateway-expired-scrip-is-103902', {
    arrange: { scripLifeMs: 60_000 },
    before: [NUMBER, { do: 'advance', ms: 61_000 }],
    last: TOKEN,
    meaning: 'a scrip was taken after its life',
  }),
  refusedScrip('gateway-scrip-after-sim-swap-is-103902', {
    before: [NUMBER, { do: 'arrange', to: { subscriber: { sim: 'sim-2' } } }],
    last: TOKEN,
    meaning: 'a scrip of the SIM before was taken',
  }),
  refusedScrip('gateway-revoked-scrip-is-103902', {
    before: [NUMBER, { do: 'revoke-scrips' }],
    last: TOKEN,
    meaning: 'a scrip that was revoked was taken',
  }),
  refusedScrip('gateway-single-use-scrip-twice-is-103902', {
    arrange: { scripUse: 'once' },
    before: [NUMBER, { ...TOKEN, as: 'first-token' }],
    last: TOKEN,
    meaning: 'a scrip for one token gave a second one',
  }),
  refusal({
    id: 'gateway-token-request-with-other-key-is-103101',
    clause: ['GWY-03'],
    is: '103101',
    meaning: 'a token was given for a signature by another key',
    before: [NUMBER],
    last: { ...TOKEN, change: { signedWith: 'another-key' } },
    crooked: 'token-refusals-forgotten',
  }),
  refusal({
    id: 'gateway-token-request-of-other-package-is-103102',
    clause: ['GWY-02'],
    is: '103102',
    meaning: 'a token was given to a package that is not the registered one',
    before: [NUMBER],
    last: { ...TOKEN, change: { fields: { apppackage: 'com.example.other' } } },
    crooked: 'token-refusals-forgotten',
  }),
  refusal({
    id: 'gateway-capability-missing-is-105019',
    clause: ['GWY-04'],
    is: '105019',
    meaning: 'a token was given for a capability that the app does not have',
    arrange: { app: { capabilities: ['check'] } },
    before: [NUMBER],
    last: TOKEN,
    crooked: 'token-refusals-forgotten',
  }),
];

/** As many tokens as a number may hold unused. */
const THIRTY = Array.from({ length: 30 }, (_, index) => ({ ...TOKEN, as: `token-${index + 1}` }));
const ONE_MORE: GatewayStep = { ...TOKEN, as: 'one-more' };

const TOKENS: readonly GatewayCheck[] = [
  {
    ...CLIENT_ROW,
    id: 'gateway-31st-unused-token-is-103911',
    clause: ['LOG-07'],
    // It leaves a number that gets no more tokens for ten minutes: only a gateway that can be reset is asked.
    needs: ['arrangement'],
    act: [NUMBER, ...THIRTY, ONE_MORE, { do: 'exchange', as: 'use', tokenOf: 'token-1' }, { ...TOKEN, as: 'after-use' }],
    expect: [
      { ...code('token-30', '103000', 'the 30th unused token was refused'), name: 'thirty' },
      { ...code('one-more', '103911', 'a 31st unused token was given'), name: 'limit' },
      { ...code('after-use', '103000', 'a token that is used must make room'), name: 'room' },
    ],
    kills: [
      { crooked: 'token-limit-too-low', by: 'thirty' },
      { crooked: 'token-refusals-forgotten', by: 'limit' },
      { crooked: 'token-limit-for-good', by: 'room' },
    ],
  },
  {
    ...CLIENT_ROW,
    id: 'gateway-tokens-older-than-ten-minutes-make-room',
    clause: ['LOG-07'],
    act: [
      NUMBER,
      ...THIRTY,
      { do: 'advance', ms: 300_000 },
      ONE_MORE,
      { do: 'advance', ms: 301_000 },
      { ...TOKEN, as: 'after-ten-minutes' },
    ],
    expect: [
      { ...code('one-more', '103911', 'a token that has expired unused counts until ten minutes have passed'), name: 'limit' },
      { ...code('after-ten-minutes', '103000', 'tokens of more than ten minutes ago must not count'), name: 'room' },
    ],
    kills: [
      { crooked: 'token-refusals-forgotten', by: 'limit' },
      { crooked: 'token-limit-for-good', by: 'room' },
    ],
  },
  {
    ...CLIENT_ROW,
    id: 'gateway-check-tokens-count-for-the-limit-too',
    clause: ['CHK-03', 'LOG-07'],
    needs: ['arrangement'],
    act: [NUMBER, ...THIRTY.map((step): GatewayStep => ({ ...step, capability: 'check' })), ONE_MORE],
    expect: [code('one-more', '103911', 'number-check tokens were not counted as unused tokens')],
    kills: [{ crooked: 'token-refusals-forgotten', by: 'code' }],
  },
  {
    ...CLIENT_ROW,
    id: 'gateway-token-lives-two-minutes',
    clause: ['LOG-05', 'SRV-05'],
    act: [
      { do: 'token', as: 'early', capability: 'login' },
      { do: 'token', as: 'late', capability: 'login' },
      { do: 'advance', ms: 110_000 },
      { do: 'exchange', as: 'within', tokenOf: 'early' },
      { do: 'advance', ms: 11_000 },
      { do: 'exchange', as: 'beyond', tokenOf: 'late' },
    ],
    expect: [
      { ...code('within', '103000', 'a token of less than two minutes was refused'), name: 'within' },
      { ...code('beyond', '104201', 'a token was taken after two minutes'), name: 'beyond' },
    ],
    kills: [
      { crooked: 'exchange-fails', by: 'within' },
      { crooked: 'token-lives-on', by: 'beyond' },
    ],
  },
  {
    ...CLIENT_ROW,
    id: 'gateway-token-is-used-once',
    clause: ['LOG-06', 'SRV-05'],
    act: [
      { do: 'token', as: 'token', capability: 'login' },
      { do: 'exchange', as: 'once', tokenOf: 'token' },
      { do: 'exchange', as: 'twice', tokenOf: 'token' },
    ],
    expect: [
      { ...code('once', '103000', 'a fresh token was refused'), name: 'once' },
      { ...code('twice', '104201', 'a token was taken a second time'), name: 'twice' },
    ],
    kills: [
      { crooked: 'exchange-fails', by: 'once' },
      { crooked: 'token-used-twice', by: 'twice' },
    ],
  },
  {
    ...CLIENT_ROW,
    id: 'gateway-check-token-is-used-once',
    clause: ['CHK-03'],
    act: [
      { do: 'token', as: 'token', capability: 'check' },
      { do: 'compare', as: 'once', tokenOf: 'token', number: 'own' },
      { do: 'compare', as: 'twice', tokenOf: 'token', number: 'own' },
    ],
    expect: [
      { ...code('once', '000', 'a fresh number-check token was refused'), name: 'once' },
      { ...code('twice', '606', 'a number-check token was taken a second time'), name: 'twice' },
    ],
    kills: [
      { crooked: 'compare-says-no', by: 'once' },
      { crooked: 'token-used-twice', by: 'twice' },
    ],
  },
  {
    ...CLIENT_ROW,
    id: 'gateway-check-token-lives-two-minutes',
    clause: ['CHK-03'],
    act: [
      { do: 'token', as: 'token', capability: 'check' },
      { do: 'advance', ms: 121_000 },
      { do: 'compare', as: 'late', tokenOf: 'token', number: 'own' },
    ],
    expect: [code('late', '606', 'a number-check token was taken after two minutes')],
    kills: [{ crooked: 'token-lives-on', by: 'code' }],
  },
];

export const gatewayClientChecks: readonly GatewayCheck[] = [...NUMBER_REQUESTS, ...TOKEN_REQUESTS, ...TOKENS];
