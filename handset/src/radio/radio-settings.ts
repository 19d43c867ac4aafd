import type { RadioState, SimState } from '../device.ts';
import { NO_OPERATOR, operatorIdentity } from './operators.ts';

/** What a user (or a bench) has set; the radio state follows from it. */
export interface RadioSettings {
  readonly airplane: boolean;
  readonly wifiEnabled: boolean;
  /** What airplane mode found and gives back when it ends. */
  readonly wifiBeforeAirplane: boolean;
  readonly wifiAddress: string;
  readonly mobileEnabled: boolean;
  readonly registration: 'home' | 'denied';
  readonly dataSlot: number;
  readonly sims: readonly SimState[];
  /** The bearer session of each slot: the source address of its mobile data. */
  readonly leases: readonly string[];
}

const CMCC = operatorIdentity('46000') ?? NO_OPERATOR;

/** 192.0.2.0/24 is for documentation (RFC 5737), 10.64.0.0/10 looks like an operator's own network; neither exists behind a route. */
export const SETTINGS_AT_BOOT: RadioSettings = {
  airplane: false,
  wifiEnabled: true,
  wifiBeforeAirplane: true,
  wifiAddress: '192.0.2.10',
  mobileEnabled: true,
  registration: 'home',
  dataSlot: 0,
  sims: [
    { slot: 0, state: 'ready', ...CMCC },
    { slot: 1, state: 'absent', ...NO_OPERATOR },
  ],
  leases: ['10.64.0.7', '10.64.0.8'],
};

/** handset/PROTOCOL.md §3. Mobile data is "connected" when it can be had: a phone on Wi-Fi brings it up on request. */
export function radioState(settings: RadioSettings): RadioState {
  const dataSim = settings.sims.find((sim) => sim.slot === settings.dataSlot);
  const mobileConnected =
    settings.mobileEnabled && !settings.airplane && settings.registration === 'home' && dataSim?.state === 'ready';
  const wifiConnected = settings.wifiEnabled;
  return {
    airplane: settings.airplane,
    wifi: { enabled: settings.wifiEnabled, connected: wifiConnected, address: settings.wifiAddress, validated: wifiConnected },
    mobile: {
      enabled: settings.mobileEnabled,
      connected: mobileConnected,
      address: settings.leases[settings.dataSlot] ?? '',
      registration: settings.registration,
    },
    default: defaultBearer(wifiConnected, mobileConnected),
    dataSlot: settings.dataSlot,
    sims: settings.sims,
  };
}

function defaultBearer(wifi: boolean, mobile: boolean): RadioState['default'] {
  if (wifi) {
    return 'wifi';
  }
  return mobile ? 'cellular' : null;
}

/** Airplane mode takes Wi-Fi down once; whoever turns it on again in flight keeps it, as on a phone. */
export function withAirplane(settings: RadioSettings, airplane: boolean): RadioSettings {
  if (airplane === settings.airplane) {
    return settings;
  }
  return airplane
    ? { ...settings, airplane, wifiBeforeAirplane: settings.wifiEnabled, wifiEnabled: false }
    : { ...settings, airplane, wifiEnabled: settings.wifiEnabled || settings.wifiBeforeAirplane };
}

export function withSim(settings: RadioSettings, sim: SimState): RadioSettings {
  return { ...settings, sims: settings.sims.map((present) => (present.slot === sim.slot ? sim : present)) };
}

/** Mobile data is a new session when its address or its SIM is another. */
export function cellularSession(state: RadioState): string | null {
  if (!state.mobile.connected) {
    return null;
  }
  const sim = state.sims.find((candidate) => candidate.slot === state.dataSlot);
  return `${state.dataSlot} ${sim?.operator ?? ''} ${state.mobile.address}`;
}
