import type { RadioSetting } from '../src/arrange.ts';
import type { Check, Step } from '../src/check.ts';
import { NETWORK_ERROR } from './condition.ts';
import { GATEWAY_ANSWERS, SDK_PAGE_ROW, SDK_ROW, WIFI_IS_DEFAULT } from './defaults.ts';
import { result, success } from './expectations.ts';
import {
  AWAIT_NUMBER_REQUEST,
  awaitCall,
  CHECK_AND_PRESS,
  callAndAwait,
  callWithPageInListener,
  NUMBER_REQUEST_IS_HELD,
  RELEASE_ANSWERS,
  setTimeLimit,
} from './steps.ts';

/**
 * A VPN is the default network, and every network's transports are its own too: a request that is not bound to the SIM's own network leaves
 * under a foreign address. The guide has 103111 for what the gateway says then, and does not say whether an SDK shall go past the VPN or give
 * up: either is right, and a number request inside of it is not.
 */

const AS = 'login';

/** It went past the VPN, or did not begin: 103111 and its like are what the gateway would say. */
const UNDER_VPN = ['103000', '103111', '102103', '200027', '200024', '200025', ...NETWORK_ERROR] as const;
/** Sockets end when a VPN comes or goes. */
const CUT = [...UNDER_VPN, '200050', '200023'] as const;

const NETWORKS: readonly { readonly suffix: string; readonly radio: RadioSetting }[] = [
  { suffix: '-over-wifi', radio: { vpn: 'on' } },
  { suffix: '-over-mobile-data', radio: { vpn: 'on', wifi: 'off' } },
];

/** An SDK that gives up under a VPN has no page. */
const AWAIT_PAGE_OR_END: Step = { do: 'await-page', as: 'page', withinMs: 10_000, unlessEnded: AS };

const LOGIN: readonly Step[] = [...callWithPageInListener(500), AWAIT_PAGE_OR_END];

const CALLS = [
  { suffix: '', api: 'getPhoneInfo', row: SDK_ROW, begin: [call('getPhoneInfo', 501)], end: [awaitCall(AS)] },
  { suffix: '-mobile-auth', api: 'mobileAuth', row: SDK_ROW, begin: [call('mobileAuth', 502)], end: [awaitCall(AS)] },
] as const;

function call(api: 'getPhoneInfo' | 'mobileAuth', requestCode: number): Step {
  return { do: 'call', as: AS, api, requestCode };
}

/** The probe names the bearer below a VPN. */
function canariesOf({ wifi }: RadioSetting): Check['canary'] {
  return [{ canary: 'default-network', is: wifi === 'off' ? 'cellular' : 'wifi' }, GATEWAY_ANSWERS];
}

const PAST_THE_VPN: Check['expect'][number] = {
  expect: 'no-bytes',
  name: 'not-inside',
  over: 'vpn',
  plane: 'bearer',
  meaning: 'the number request left through the VPN, where the operator sees a foreign address and the VPN sees the request',
};

const ENDS = result({ call: AS, accept: UNDER_VPN, meaning: 'a call under a VPN succeeds, or says what its network was' });

const upChecks: readonly Check[] = NETWORKS.flatMap(({ suffix, radio }) => [
  ...CALLS.map(
    (one): Check => ({
      ...one.row,
      id: `bearer-vpn${suffix}${one.suffix}`,
      clause: ['PRE-02', 'SEC-02'],
      needs: ['radio'],
      arrange: { radio },
      canary: canariesOf(radio),
      act: [...one.begin, ...one.end],
      expect: [PAST_THE_VPN, ENDS],
      kills: [
        radio.wifi === 'off'
          ? { mutant: 'default-network-of-cellular-transport', by: 'not-inside' }
          : { mutant: 'vpn-as-no-network', by: 'result' },
      ],
    }),
  ),
  {
    ...SDK_PAGE_ROW,
    id: `bearer-vpn${suffix}-login`,
    clause: ['PRE-02', 'SEC-02', 'LOG-01'],
    needs: ['screen', 'radio'],
    arrange: { radio },
    canary: canariesOf(radio),
    act: LOGIN,
    expect: [PAST_THE_VPN],
    kills: [
      radio.wifi === 'off'
        ? { mutant: 'default-network-of-cellular-transport', by: 'not-inside' }
        : { mutant: 'default-network-in-login', by: 'not-inside', isControl: true },
    ],
  },
]);

/** The VPN comes, or goes, while the number request waits for its answer: nothing of the call goes through it, and the next one succeeds. */
const changeChecks: readonly Check[] = CALLS.flatMap(({ suffix, api, row, begin }) =>
  (['on', 'off'] as const).map(
    (vpn): Check => ({
      ...row,
      id: `bearer-vpn-${vpn === 'on' ? 'comes' : 'goes'}-under-way${suffix}`,
      clause: ['PRE-02', 'SEC-02', 'API-05'],
      needs: ['radio'],
      ...NUMBER_REQUEST_IS_HELD,
      arrange: { ...NUMBER_REQUEST_IS_HELD.arrange, radio: { vpn: vpn === 'on' ? 'off' : 'on' } },
      canary: [WIFI_IS_DEFAULT, ...NUMBER_REQUEST_IS_HELD.canary],
      act: [
        setTimeLimit(3_000),
        ...begin,
        AWAIT_NUMBER_REQUEST,
        { do: 'radio', set: { vpn } },
        ...RELEASE_ANSWERS,
        awaitCall(AS),
        { do: 'radio', set: { vpn: 'off' } },
        ...callAndAwait({ as: 'next', api, requestCode: 503 }),
      ],
      expect: [
        PAST_THE_VPN,
        result({ call: AS, accept: CUT, meaning: 'a VPN that comes or goes ends the request that is under way, or is overcome' }),
        success({ name: 'next-result', call: 'next', meaning: 'a VPN that was there once is none for the next call' }),
      ],
      // Whether a fall-back meets the VPN depends on when the first attempt ends, so no mutant is to die of that here.
      kills: [{ mutant: 'failure-cached', by: 'next-result', isControl: true }],
    }),
  ),
);

/** The same for loginAuth, up to its page or its end. */
const loginChangeCheck: Check = {
  ...SDK_PAGE_ROW,
  id: 'bearer-vpn-comes-under-way-login',
  clause: ['PRE-02', 'SEC-02', 'LOG-01'],
  needs: ['screen', 'radio'],
  ...NUMBER_REQUEST_IS_HELD,
  arrange: { ...NUMBER_REQUEST_IS_HELD.arrange, radio: { vpn: 'off' } },
  canary: [WIFI_IS_DEFAULT, ...NUMBER_REQUEST_IS_HELD.canary],
  act: [
    setTimeLimit(3_000),
    ...callWithPageInListener(505),
    AWAIT_NUMBER_REQUEST,
    { do: 'radio', set: { vpn: 'on' } },
    ...RELEASE_ANSWERS,
    AWAIT_PAGE_OR_END,
  ],
  expect: [PAST_THE_VPN],
  kills: [{ mutant: 'falls-back-to-default-in-login', by: 'not-inside' }],
};

/** A scrip that was got before serves whatever network is up. */
const cachedChecks: readonly Check[] = [
  {
    ...SDK_PAGE_ROW,
    id: 'bearer-vpn-login-cached',
    clause: ['LOG-03', 'PRE-04', 'LOG-01'],
    needs: ['screen', 'radio'],
    act: [
      ...callAndAwait({ as: 'cached', api: 'getPhoneInfo', requestCode: 504 }),
      { do: 'radio', set: { vpn: 'on' } },
      ...LOGIN,
      ...CHECK_AND_PRESS,
      awaitCall(AS),
    ],
    expect: [
      success({ call: AS, meaning: 'a token request may go through a VPN: with a cached scrip the login needs no mobile data' }),
    ],
    kills: [{ mutant: 'vpn-as-no-network', by: 'result' }],
  },
];

export const vpnChecks: readonly Check[] = [...upChecks, ...changeChecks, loginChangeCheck, ...cachedChecks];
