import type { Check } from '../src/check.ts';
import { GATEWAY_ANSWERS, NO_MOBILE_DATA, SDK_ROW, WIFI_IS_DEFAULT } from './defaults.ts';
import { numberRequests, once, result } from './expectations.ts';
import { callAndAwait, setTimeLimit } from './steps.ts';

const RETRIEVE = callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 41 });
const ONE_CALLBACK = once('first', 'a failed call ends in exactly one callback');

/** From the state of radio and SIM to the code that the app sees (guide 5). */
export const deviceStateChecks: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'mapping-airplane-mode-is-no-network',
    clause: ['DEV-01', 'ENV-01'],
    needs: ['radio'],
    arrange: { radio: { airplane: 'on' } },
    canary: [
      { canary: 'default-network', is: null },
      { canary: 'raw', bearer: 'default', target: 'ca', meets: 'no-network' },
    ],
    act: RETRIEVE,
    expect: [
      result({ call: 'first', accept: ['200022', '102101'], meaning: 'without any network the SDK must say so' }),
      ONE_CALLBACK,
    ],
    kills: [
      { mutant: 'everything-as-other', by: 'result' },
      { mutant: 'no-network-as-mobile-data-off', by: 'result' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'mapping-mobile-data-off-nothing-cached',
    clause: ['DEV-03', 'ENV-01'],
    profile: ['smoke', 'core'],
    needs: ['radio'],
    arrange: { radio: { data: 'off' } },
    canary: [WIFI_IS_DEFAULT, NO_MOBILE_DATA],
    act: RETRIEVE,
    expect: [
      result({
        call: 'first',
        accept: ['200027', '102103'],
        meaning: 'with mobile data off and nothing cached the SDK must say so',
      }),
      ONE_CALLBACK,
      numberRequests({ name: 'no-request', exactly: 0, meaning: 'the number request left over Wi-Fi' }),
    ],
    kills: [
      { mutant: 'default-network', by: 'no-request' },
      { mutant: 'mobile-data-off-as-no-network', by: 'result' },
      { mutant: 'wifi-where-mobile-data-is-off', by: 'no-request' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'mapping-no-sim',
    clause: ['DEV-05'],
    needs: ['sim'],
    arrange: { radio: { sim: 'absent' } },
    canary: [WIFI_IS_DEFAULT, NO_MOBILE_DATA],
    act: RETRIEVE,
    expect: [result({ call: 'first', accept: ['200002', '200010'], meaning: 'without a SIM the SDK must say so' }), ONE_CALLBACK],
    kills: [
      { mutant: 'everything-as-other', by: 'result' },
      { mutant: 'no-sim-as-no-network', by: 'result' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'mapping-sim-not-recognised',
    clause: ['DEV-06'],
    needs: ['sim'],
    arrange: { radio: { sim: 'unreadable' } },
    canary: [WIFI_IS_DEFAULT, NO_MOBILE_DATA],
    act: RETRIEVE,
    expect: [
      result({ call: 'first', accept: ['200010'], meaning: 'a SIM that cannot be read has a code of its own' }),
      ONE_CALLBACK,
    ],
    kills: [
      { mutant: 'everything-as-other', by: 'result' },
      { mutant: 'unreadable-sim-as-no-sim', by: 'result' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'mapping-mobile-network-not-granted',
    clause: ['DEV-08'],
    needs: ['sim'],
    arrange: { radio: { registration: 'denied' } },
    canary: [WIFI_IS_DEFAULT, NO_MOBILE_DATA],
    act: [setTimeLimit(2000), ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 43 }, 5_000)],
    expect: [
      result({
        call: 'first',
        accept: ['200024', '200023'],
        warn: ['102103', '200027'],
        meaning: 'mobile data is on, but the network is not granted: switching failed',
      }),
      ONE_CALLBACK,
    ],
    kills: [
      { mutant: 'everything-as-other', by: 'result' },
      { mutant: 'switch-failed-as-no-network', by: 'result' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'mapping-phone-state-refused-is-told',
    clause: ['API-05', 'DEV-15'],
    needs: ['phone-state'],
    arrange: { phoneState: 'refused' },
    canary: [{ canary: 'phone-state', is: 'refused' }, GATEWAY_ANSWERS],
    act: [setTimeLimit(2000), ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 45 }, 4_000)],
    expect: [
      result({
        // DEV-15 is INFO: the guide has a code for it and requires no such permission, so that working without it is as good.
        name: 'reading',
        clause: 'DEV-15',
        level: 'INFO',
        call: 'first',
        accept: ['200005', '103000'],
        meaning: 'an app that asks for READ_PHONE_STATE and is refused it gets another code',
      }),
      once('first', 'whatever the user said to READ_PHONE_STATE, the call ends in exactly one callback'),
    ],
    kills: [{ mutant: 'permission-refused-untold', by: 'once' }],
  },
];
