import type { Check } from '../src/check.ts';

const CALL_AND_WAIT = [
  { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 41 },
  { do: 'await', call: 'first', withinMs: 10_000 },
] as const;

const ONCE = {
  expect: 'callbacks',
  name: 'once',
  call: 'first',
  exactly: 1,
  meaning: 'a failed call ends in exactly one callback',
} as const;

/** From the state of radio and SIM to the code that the app sees (guide 5). */
export const deviceStateChecks: readonly Check[] = [
  {
    id: 'mapping-airplane-mode-is-no-network',
    clause: ['DEV-01', 'ENV-01'],
    level: 'MUST',
    subject: 'sdk',
    profile: ['core'],
    needs: ['radio'],
    arrange: { radio: { airplane: 'on' } },
    canary: [
      { canary: 'default-network', is: null },
      { canary: 'raw', bearer: 'default', target: 'ca', meets: 'no-network' },
    ],
    act: CALL_AND_WAIT,
    expect: [
      {
        expect: 'result',
        name: 'result',
        call: 'first',
        accept: ['200022', '102101'],
        meaning: 'without any network the SDK must say so',
      },
      ONCE,
    ],
    kills: [{ mutant: 'everything-as-other', by: 'result' }],
    since: '0.1.0',
  },
  {
    id: 'mapping-mobile-data-off-nothing-cached',
    clause: ['DEV-03', 'ENV-01'],
    level: 'MUST',
    subject: 'sdk',
    profile: ['smoke', 'core'],
    needs: ['radio'],
    arrange: { radio: { data: 'off' } },
    canary: [
      { canary: 'default-network', is: 'wifi' },
      { canary: 'raw', bearer: 'cellular', target: 'ca', meets: 'no-network' },
    ],
    act: CALL_AND_WAIT,
    expect: [
      {
        expect: 'result',
        name: 'result',
        call: 'first',
        accept: ['200027', '102103'],
        meaning: 'with mobile data off and nothing cached the SDK must say so',
      },
      ONCE,
      {
        expect: 'requests',
        name: 'no-request',
        plane: 'bearer',
        operation: 'prefetch',
        exactly: 0,
        meaning: 'the number request left over Wi-Fi',
      },
    ],
    kills: [{ mutant: 'default-network', by: 'no-request' }],
    since: '0.1.0',
  },
  {
    id: 'mapping-no-sim',
    clause: ['DEV-05'],
    level: 'MUST',
    subject: 'sdk',
    profile: ['core'],
    needs: ['sim'],
    arrange: { radio: { sim: 'absent' } },
    canary: [
      { canary: 'default-network', is: 'wifi' },
      { canary: 'raw', bearer: 'cellular', target: 'ca', meets: 'no-network' },
    ],
    act: CALL_AND_WAIT,
    expect: [
      {
        expect: 'result',
        name: 'result',
        call: 'first',
        accept: ['200002', '200010'],
        meaning: 'without a SIM the SDK must say so',
      },
      ONCE,
    ],
    kills: [{ mutant: 'everything-as-other', by: 'result' }],
    since: '0.1.0',
  },
  {
    id: 'mapping-sim-not-recognised',
    clause: ['DEV-06'],
    level: 'MUST',
    subject: 'sdk',
    profile: ['core'],
    needs: ['sim'],
    arrange: { radio: { sim: 'unreadable' } },
    canary: [
      { canary: 'default-network', is: 'wifi' },
      { canary: 'raw', bearer: 'cellular', target: 'ca', meets: 'no-network' },
    ],
    act: CALL_AND_WAIT,
    expect: [
      {
        expect: 'result',
        name: 'result',
        call: 'first',
        accept: ['200010'],
        meaning: 'a SIM that cannot be read has a code of its own',
      },
      ONCE,
    ],
    kills: [{ mutant: 'everything-as-other', by: 'result' }],
    since: '0.1.0',
  },
  {
    id: 'mapping-mobile-network-not-granted',
    clause: ['DEV-08'],
    level: 'MUST',
    subject: 'sdk',
    profile: ['core'],
    needs: ['sim'],
    arrange: { radio: { registration: 'denied' } },
    canary: [
      { canary: 'default-network', is: 'wifi' },
      { canary: 'raw', bearer: 'cellular', target: 'ca', meets: 'no-network' },
    ],
    act: [
      { do: 'invoke', as: 'limit', api: 'setOverTime', value: 2000 },
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 43 },
      { do: 'await', call: 'first', withinMs: 5_000 },
    ],
    expect: [
      {
        expect: 'result',
        name: 'result',
        call: 'first',
        accept: ['200024', '200023'],
        warn: ['102103', '200027'],
        meaning: 'mobile data is on, but the network is not granted: switching failed',
      },
      ONCE,
    ],
    kills: [{ mutant: 'everything-as-other', by: 'result' }],
    since: '0.1.0',
  },
  {
    id: 'mapping-phone-state-refused-is-told',
    clause: ['API-05', 'DEV-15'],
    level: 'MUST',
    subject: 'sdk',
    profile: ['core'],
    needs: ['phone-state'],
    arrange: { phoneState: 'refused' },
    canary: [
      { canary: 'phone-state', is: 'refused' },
      { canary: 'raw', bearer: 'cellular', target: 'ca', meets: 'answer', status: 200 },
    ],
    act: [
      { do: 'invoke', as: 'limit', api: 'setOverTime', value: 2000 },
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 45 },
      { do: 'await', call: 'first', withinMs: 4_000 },
    ],
    expect: [
      {
        // DEV-15 is INFO: the guide has a code for it, and asks for no such permission, so that working without it is as good.
        expect: 'result',
        name: 'reading',
        level: 'INFO',
        call: 'first',
        accept: ['200005', '103000'],
        meaning: 'an app that asks for READ_PHONE_STATE and is refused it is told something else',
      },
      {
        expect: 'callbacks',
        name: 'once',
        call: 'first',
        exactly: 1,
        meaning: 'where READ_PHONE_STATE is refused the app must be told so, or served all the same; it waits for ever else',
      },
    ],
    kills: [{ mutant: 'permission-refused-untold', by: 'once' }],
    since: '0.1.0',
  },
];
