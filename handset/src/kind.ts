import type { HandsetKind, KindName } from './device.ts';

/** API levels whose commands and properties an emulator or a phone of ours can have. */
export type ApiLike = 29 | 31 | 34 | 35;

type KindRow = Omit<HandsetKind, 'name' | 'apiLike'>;

/**
 * 10.0.2.0/24 are an emulator's own addresses. The phone's Wi-Fi is a documentation network (RFC 5737) in which this machine has the first address;
 * 198.51.100.1, of another such network, is its public address, where each bearer comes from an address of its own.
 */
const KINDS = {
  handset: {
    product: 'quhao',
    model: 'quhao handset',
    device: 'quhao',
    manufacturer: 'quhao',
    hasQuhaoService: true,
    hasConsole: false,
    mobileInterface: 'rmnet_data0',
    wifiAddress: '192.0.2.10',
    mobileAddress: '10.64.0.7',
    hosts: [],
    properties: {},
  },
  emulator: {
    product: 'sdk_gphone64_x86_64',
    model: 'sdk_gphone64_x86_64',
    device: 'emu64x',
    manufacturer: 'quhao',
    hasQuhaoService: false,
    hasConsole: true,
    mobileInterface: 'radio0',
    wifiAddress: '10.0.2.16',
    mobileAddress: '10.0.2.15',
    hosts: [{ address: '10.0.2.2', bearers: ['wifi', 'cellular'], sources: null }],
    properties: {
      'ro.boot.qemu': '1',
      'ro.build.characteristics': 'emulator',
      'ro.hardware': 'ranchu',
      'ro.kernel.qemu': '1',
      'ro.quhao.handset': '',
    },
  },
  phone: {
    product: 'quhao_phone',
    model: 'quhao phone',
    device: 'phone',
    manufacturer: 'quhao',
    hasQuhaoService: false,
    hasConsole: false,
    mobileInterface: 'rmnet_data0',
    wifiAddress: '192.0.2.10',
    mobileAddress: '10.64.0.7',
    hosts: [
      { address: '192.0.2.1', bearers: ['wifi'], sources: null },
      { address: '198.51.100.1', bearers: ['wifi', 'cellular'], sources: { wifi: '127.51.100.10', cellular: '127.51.100.7' } },
    ],
    properties: { 'ro.quhao.handset': '' },
  },
} as const satisfies Readonly<Record<KindName, KindRow>>;

export function kindOf(name: KindName, apiLike: number): HandsetKind {
  return { name, apiLike, ...KINDS[name] };
}

/** The handset as itself. */
export const PLAIN_KIND: HandsetKind = kindOf('handset', 35);
