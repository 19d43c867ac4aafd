import type { RadioSetting } from '../src/arrange.ts';
import type { Canary, Check } from '../src/check.ts';
import { GATEWAY_ANSWERS, NO_MOBILE_DATA, SDK_ROW, WIFI_IS_DEFAULT } from './defaults.ts';

interface State {
  readonly id: string;
  readonly needs?: Check['needs'];
  readonly radio: RadioSetting;
  readonly canary: readonly Canary[];
  readonly operatortype?: string;
  /** Where the row is about the operator: every reading of whether mobile data that is idle beside Wi-Fi counts. */
  readonly networktype: string | readonly string[];
  readonly kills: Check['kills'];
}

/** Network codes (MCC, MNC) that an operator has besides the one of the rows below; all of them are in daily use. */
const OTHER_CODES = [
  { code: '46002', operatortype: '1' },
  { code: '46007', operatortype: '1' },
  { code: '46009', operatortype: '2' },
  { code: '46003', operatortype: '3' },
] as const;

/** One row is about idle mobile data beside Wi-Fi (AUX-02); rows about the operator do not fail for it once more. */
const WITH_WIFI = ['3', '2'] as const;

const OTHER_CODE_STATES: readonly State[] = OTHER_CODES.map(({ code, operatortype }) => ({
  id: `network-type-knows-operator-of-${code}`,
  needs: ['sim'],
  radio: { dataSim: code },
  canary: [WIFI_IS_DEFAULT, GATEWAY_ANSWERS],
  operatortype,
  networktype: WITH_WIFI,
  kills: [{ mutant: 'one-code-per-operator', by: 'value' }],
}));

const STATES: readonly State[] = [
  {
    id: 'network-type-wifi-and-mobile-data-is-3',
    radio: {},
    canary: [WIFI_IS_DEFAULT, GATEWAY_ANSWERS],
    networktype: '3',
    kills: [
      { mutant: 'network-type-3-as-2', by: 'value' },
      { mutant: 'network-type-key-too-many', by: 'value' },
      { mutant: 'network-type-as-numbers', by: 'value' },
    ],
  },
  {
    id: 'network-type-names-operator-of-data-sim',
    needs: ['radio', 'sim'],
    radio: { dataSim: 'second' },
    canary: [WIFI_IS_DEFAULT, GATEWAY_ANSWERS],
    networktype: WITH_WIFI,
    kills: [{ mutant: 'first-slot', by: 'value' }],
  },
  {
    id: 'network-type-names-operator-of-sim-abroad',
    needs: ['radio', 'sim'],
    radio: { registration: 'roaming' },
    canary: [WIFI_IS_DEFAULT, GATEWAY_ANSWERS],
    networktype: WITH_WIFI,
    kills: [{ mutant: 'operator-of-the-cell', by: 'value' }],
  },
  {
    id: 'network-type-names-china-unicom',
    needs: ['sim'],
    radio: { dataSim: 'unicom' },
    canary: [WIFI_IS_DEFAULT, GATEWAY_ANSWERS],
    operatortype: '2',
    networktype: WITH_WIFI,
    kills: [{ mutant: 'operator-type-always-1', by: 'value' }],
  },
  {
    id: 'network-type-names-china-telecom',
    needs: ['sim'],
    radio: { dataSim: 'telecom' },
    canary: [WIFI_IS_DEFAULT, GATEWAY_ANSWERS],
    operatortype: '3',
    networktype: WITH_WIFI,
    kills: [{ mutant: 'operator-types-swapped', by: 'value' }],
  },
  {
    id: 'network-type-mobile-data-only-is-1',
    radio: { wifi: 'off' },
    canary: [{ canary: 'default-network', is: 'cellular' }],
    networktype: '1',
    kills: [{ mutant: 'network-type-keys', by: 'value' }],
  },
  {
    id: 'network-type-wifi-only-is-2',
    radio: { data: 'off' },
    canary: [WIFI_IS_DEFAULT, NO_MOBILE_DATA],
    networktype: '2',
    kills: [
      { mutant: 'network-type-keys', by: 'value' },
      { mutant: 'network-type-2-as-3', by: 'value' },
    ],
  },
  {
    id: 'network-type-airplane-mode-is-0',
    radio: { airplane: 'on' },
    canary: [{ canary: 'default-network', is: null }],
    networktype: '0',
    kills: [
      { mutant: 'network-type-keys', by: 'value' },
      { mutant: 'network-type-null-offline', by: 'value' },
    ],
  },
];

const MEANINGS = {
  'networktype-0': 'neither Wi-Fi nor mobile data is on, so networktype is 0',
  'networktype-1': 'mobile data alone is on, so networktype is 1',
  'networktype-2': 'Wi-Fi alone is on, so networktype is 2',
  'networktype-3':
    'Wi-Fi is on, and mobile data is switched on with a SIM that has service, so networktype is 3: Android lists no mobile network while Wi-Fi is the default and nobody asked for one, so the switch counts and not the list',
  any: 'the operator is that of the SIM that carries data, whatever networktype says',
} as const;

/** getNetworkType in the four radio states, with two SIMs and with each operator's (guide 4.1), one row per state. */
export const networkTypeChecks: readonly Check[] = [...STATES, ...OTHER_CODE_STATES].map(rowOf);

function kindOf(networktype: State['networktype']): keyof typeof MEANINGS {
  const name = `networktype-${networktype}`;
  return name in MEANINGS ? (name as keyof typeof MEANINGS) : 'any';
}

function rowOf({ id, needs = ['radio'], radio, canary, operatortype = '1', networktype, kills }: State): Check {
  return {
    ...SDK_ROW,
    id,
    clause: ['AUX-02', 'AUX-01'],
    needs,
    arrange: { radio },
    canary,
    act: [{ do: 'invoke', as: 'type', api: 'getNetworkType' }],
    expect: [
      {
        expect: 'value',
        name: 'value',
        of: 'type',
        equals: { operatortype, networktype },
        ...(typeof networktype === 'string' ? {} : { clause: 'AUX-01' }),
        meaning: `${MEANINGS[kindOf(networktype)]}; operatortype is ${operatortype}; both stand under exactly two keys`,
      },
    ],
    kills,
  };
}
