import type { HandsetKind, KindName } from './device.ts';

/** API levels whose commands and properties an emulator or a phone of ours can have. */
export const API_LIKES = [29, 31, 34, 35] as const;
export type ApiLike = (typeof API_LIKES)[number];

type KindRow = Omit<HandsetKind, 'name' | 'apiLike'>;

/** 10.0.2.0/24 are an emulator's own addresses. The phone's Wi-Fi is a documentation network (RFC 5737) in which this machine has the first address. */
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
    host: null,
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
    host: { address: '10.0.2.2', bearers: ['wifi', 'cellular'] },
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
    host: { address: '192.0.2.1', bearers: ['wifi'] },
    properties: { 'ro.quhao.handset': '' },
  },
} as const satisfies Readonly<Record<KindName, KindRow>>;

export function kindOf(name: KindName, apiLike: number): HandsetKind {
  return { name, apiLike, ...KINDS[name] };
}

/** The handset as itself. */
export const PLAIN_KIND: HandsetKind = kindOf('handset', 35);
