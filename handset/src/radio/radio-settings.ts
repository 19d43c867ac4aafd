import type { HandsetKind, RadioState, SimState } from '../device.ts';
import { IPV6_ADDRESS } from './nat64.ts';
import { NO_OPERATOR, operatorIdentity } from './operators.ts';

/** The settings from which the radio state is computed. */
export interface RadioSettings {
  readonly airplane: boolean;
  readonly wifiEnabled: boolean;
  /** Whether Wi-Fi was on before airplane mode, which restores it when it ends. */
  readonly wifiBeforeAirplane: boolean;
  readonly wifiAddress: string;
  readonly wifiPortal: boolean;
  readonly vpn: boolean;
  readonly mobileEnabled: boolean;
  readonly mobileProtocol: 'ipv4' | 'ipv6';
  readonly registration: 'home' | 'roaming' | 'denied';
  readonly dataSlot: number;
  readonly sims: readonly SimState[];
  /** The bearer session of each slot: the source address of its mobile data. */
  readonly leases: readonly string[];
  readonly mobileInterface: string;
  readonly deniedPackages: readonly string[];
}

/** The address of a VPN's interface, and that of its server, from which the world sees its traffic (RFC 5737). */
const VPN_ADDRESS = '10.111.0.2';
const VPN_INTERFACE = 'tun0';
export const VPN_EXIT = '203.0.113.7';

/** 192.0.2.0/24 is reserved for documentation (RFC 5737); 10.64.0.0/10 looks like the network of an operator. */
export function settingsAtBoot({ wifiAddress, mobileAddress, mobileInterface }: HandsetKind): RadioSettings {
  return {
    airplane: false,
    wifiEnabled: true,
    wifiBeforeAirplane: true,
    wifiAddress,
    wifiPortal: false,
    vpn: false,
    mobileEnabled: true,
    mobileProtocol: 'ipv4',
    registration: 'home',
    dataSlot: 0,
    sims: [
      { slot: 0, state: 'ready', ...(operatorIdentity('46000') ?? NO_OPERATOR) },
      { slot: 1, state: 'absent', ...NO_OPERATOR },
    ],
    leases: [mobileAddress, '10.64.0.8'],
    mobileInterface,
    deniedPackages: [],
  };
}

/** handset/PROTOCOL.md §3. Mobile data counts as connected when it is available: a phone on Wi-Fi brings it up on request. */
export function radioState(settings: RadioSettings): RadioState {
  const dataSlot = dataSlotOf(settings);
  const dataSim = settings.sims.find((sim) => sim.slot === dataSlot);
  const mobileConnected =
    settings.mobileEnabled && !settings.airplane && settings.registration !== 'denied' && dataSim?.state === 'ready';
  const wifiConnected = settings.wifiEnabled;
  const bearer = defaultBearer(wifiConnected && !(settings.wifiPortal && mobileConnected), mobileConnected);
  return {
    airplane: settings.airplane,
    wifi: {
      enabled: settings.wifiEnabled,
      connected: wifiConnected,
      address: settings.wifiAddress,
      validated: wifiConnected && !settings.wifiPortal,
      ...(wifiConnected && settings.wifiPortal ? { captivePortal: true } : {}),
    },
    mobile: {
      enabled: settings.mobileEnabled,
      connected: mobileConnected,
      address: settings.leases[dataSlot] ?? '',
      registration: settings.registration,
      interface: settings.mobileInterface,
      ...(settings.mobileProtocol === 'ipv6' ? { ipv6: IPV6_ADDRESS } : {}),
      ...(settings.deniedPackages.length > 0 ? { deniedPackages: settings.deniedPackages } : {}),
    },
    default: bearer,
    ...(settings.vpn && bearer !== null ? { vpn: { address: VPN_ADDRESS, interface: VPN_INTERFACE } } : {}),
    dataSlot,
    sims: settings.sims,
  };
}

/** The slot that carries data: the one that was chosen, or the only SIM where that slot is empty, as on a phone. */
function dataSlotOf({ sims, dataSlot }: RadioSettings): number {
  const ready = sims.filter(({ state }) => state === 'ready');
  const [only] = ready;
  const isEmpty = sims.find(({ slot }) => slot === dataSlot)?.state === 'absent';
  return isEmpty && only !== undefined && ready.length === 1 ? only.slot : dataSlot;
}

/** `wifi`: it is connected, and validated or all there is. */
function defaultBearer(wifi: boolean, mobile: boolean): RadioState['default'] {
  if (wifi) {
    return 'wifi';
  }
  return mobile ? 'cellular' : null;
}

/** Airplane mode turns Wi-Fi off. As on a phone, Wi-Fi may be turned on again and then stays on when airplane mode ends. */
export function withAirplane(settings: RadioSettings, airplane: boolean): RadioSettings {
  if (airplane === settings.airplane) {
    return settings;
  }
  return airplane
    ? { ...settings, airplane, wifiBeforeAirplane: settings.wifiEnabled, wifiEnabled: false }
    : { ...settings, airplane, wifiEnabled: settings.wifiEnabled || settings.wifiBeforeAirplane };
}

export function withSim(settings: RadioSettings, sim: SimState): RadioSettings {
  return { ...settings, sims: settings.sims.map((other) => (other.slot === sim.slot ? sim : other)) };
}

export function withDenied(settings: RadioSettings, packageName: string, isDenied: boolean): RadioSettings {
  const others = settings.deniedPackages.filter((name) => name !== packageName);
  return { ...settings, deniedPackages: isDenied ? [...others, packageName] : others };
}

/** The state as the process of a package gets it: whether it is denied, and not who else. */
export function stateForPackage({ mobile, ...state }: RadioState, packageName: string): Readonly<Record<string, unknown>> {
  const { deniedPackages = [], ...rest } = mobile;
  return { ...state, mobile: { ...rest, ...(deniedPackages.includes(packageName) ? { denied: true } : {}) } };
}

/** Identifies the session of mobile data; null when there is none. Another SIM, operator or address is another session. */
export function cellularSession(state: RadioState): string | null {
  if (!state.mobile.connected) {
    return null;
  }
  const sim = state.sims.find((candidate) => candidate.slot === state.dataSlot);
  return `${state.dataSlot} ${sim?.operator ?? ''} ${state.mobile.address} ${state.mobile.ipv6 ?? ''}`;
}
