import type { RadioSetting } from '../src/arrange.ts';
import type { Check, Step } from '../src/check.ts';
import { GATEWAY_ANSWERS, SDK_PAGE_ROW, SDK_ROW } from './defaults.ts';
import { asksNobody, success } from './expectations.ts';
import { AWAIT_PAGE, CONFIRM, callAndAwait, callWithPageInListener } from './steps.ts';

/** Operators have networks of IPv6 alone, whose NAT64 leads to the gateway: a call notices nothing of it. */

const NETWORKS: readonly { readonly suffix: string; readonly radio: RadioSetting; readonly is: 'wifi' | 'cellular' }[] = [
  { suffix: '', radio: { mobileIp: 'ipv6' }, is: 'wifi' },
  { suffix: '-without-wifi', radio: { mobileIp: 'ipv6', wifi: 'off' }, is: 'cellular' },
];

const AS = 'login';
const LOGIN: readonly Step[] = [...callWithPageInListener(490), AWAIT_PAGE, ...CONFIRM];

const CALLS = [
  { suffix: '', row: SDK_ROW, act: callAndAwait({ as: AS, api: 'getPhoneInfo', requestCode: 491 }) },
  { suffix: '-login', row: SDK_PAGE_ROW, act: LOGIN },
  { suffix: '-mobile-auth', row: SDK_ROW, act: callAndAwait({ as: AS, api: 'mobileAuth', requestCode: 492 }) },
] as const;

const SUCCEEDS = success({ call: AS, meaning: 'mobile data of IPv6 alone leads to the gateway, and the call failed on it' });

const uncachedChecks: readonly Check[] = CALLS.flatMap(({ suffix, row, act }) =>
  NETWORKS.map(
    (network): Check => ({
      ...row,
      id: `bearer-ipv6-alone${suffix}${network.suffix}`,
      clause: ['PRE-01', 'PRE-02', 'ENV-01'],
      needs: [...row.needs, 'radio'],
      arrange: { radio: network.radio },
      canary: [{ canary: 'default-network', is: network.is }, GATEWAY_ANSWERS],
      act,
      expect: [
        SUCCEEDS,
        {
          expect: 'session',
          name: 'session',
          operation: 'prefetch',
          meaning: "the gateway did not see the request on the SIM's own session",
        },
      ],
      kills: [
        { mutant: 'ipv4-addresses-only', by: 'result' },
        { mutant: 'needs-own-ipv4-address', by: 'result', ...(suffix === '' ? {} : { isControl: true as const }) },
      ],
    }),
  ),
);

/** The network changes its addresses between retrieval and use. */
const cachedChecks: readonly Check[] = CALLS.slice(1).map(({ suffix, row, act }) => ({
  ...row,
  id: `bearer-ipv6-alone${suffix}-cached`,
  clause: ['PRE-01', 'PRE-04'],
  needs: [...row.needs, 'radio'],
  act: [
    ...callAndAwait({ as: 'cached', api: 'getPhoneInfo', requestCode: 493 }),
    { do: 'radio', set: { mobileIp: 'ipv6', wifi: 'off' } },
    ...act,
  ],
  expect: [
    SUCCEEDS,
    {
      ...asksNobody(AS, 'another address of the phone is no other subscriber: the scrip is still good'),
      clause: 'PRE-04',
      name: 'no-second-request',
    },
  ],
  kills: [{ mutant: 'ipv4-addresses-only', by: 'result' }],
}));

export const ipv6AloneChecks: readonly Check[] = [...uncachedChecks, ...cachedChecks];
