import { isIP } from 'node:net';
import type {
  Bearer,
  ConnectionRecord,
  HandsetKind,
  HostPlace,
  LookupRecord,
  NamesThatExist,
  Radio,
  RadioState,
  Route,
  SimState,
} from '../device.ts';
import { HandsetError } from '../errors.ts';
import { PLAIN_KIND } from '../kind.ts';
import { type BearerCounters, ConnectionLog } from './connection-log.ts';
import { LookupLog } from './lookup-log.ts';
import { NameTable } from './name-table.ts';
import { NO_OPERATOR, operatorIdentity } from './operators.ts';
import {
  cellularSession,
  type RadioSettings,
  radioState,
  settingsAtBoot,
  VPN_EXIT,
  withAirplane,
  withDenied,
  withSim,
} from './radio-settings.ts';
import { RouteTable } from './route-table.ts';

export interface Link {
  /** Delays each new connection. */
  readonly delayMs: number;
  /** New connections are accepted and never answered. */
  readonly drop: boolean;
}

type NetworkBearer = 'wifi' | 'cellular';
/** What a connection of an app goes over. */
type Way = NetworkBearer | 'vpn';

const CLEAR_LINK: Link = { delayMs: 0, drop: false };

/** The radio of a handset, shared by all its apps. Relays read it, the shell changes it, and apps receive each new state. */
export class RadioMachine implements Radio {
  readonly routeTable = new RouteTable();
  readonly names = new NameTable();
  readonly log: ConnectionLog;
  readonly lookupLog: LookupLog;
  #namesThatExist: NamesThatExist = 'routed';
  readonly #kind: HandsetKind;
  #settings: RadioSettings;
  #links: Record<NetworkBearer, Link> = { wifi: CLEAR_LINK, cellular: CLEAR_LINK };
  readonly #stateListeners = new Set<(state: RadioState) => Promise<void>>();
  readonly #lossListeners = new Set<(bearer: Way) => void>();

  /** `now` returns elapsedRealtimeNanos. */
  constructor(now: () => bigint, kind: HandsetKind = PLAIN_KIND) {
    this.#kind = kind;
    this.#settings = settingsAtBoot(kind);
    this.log = new ConnectionLog(now);
    this.lookupLog = new LookupLog(now);
  }

  state(): RadioState {
    return radioState(this.#settings);
  }

  /** Calls the listener with each new state. Setters wait for its promise. Returns a function that removes the listener. */
  onState(listener: (state: RadioState) => Promise<void>): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  /** Calls the listener when a bearer or its session ends, before apps receive the new state. Returns a function that removes it. */
  onBearerLost(listener: (bearer: Way) => void): () => void {
    this.#lossListeners.add(listener);
    return () => this.#lossListeners.delete(listener);
  }

  /** The bearer of a new connection; null when the requested one is down. */
  bearerFor(requested: Way | 'default'): Way | null {
    const state = this.state();
    switch (requested) {
      case 'default':
        return state.vpn === undefined ? state.default : 'vpn';
      case 'vpn':
        return state.vpn === undefined ? null : 'vpn';
      case 'wifi':
        return state.wifi.connected ? 'wifi' : null;
      case 'cellular':
        return state.mobile.connected ? 'cellular' : null;
    }
  }

  /** What carries a way's bytes: for a VPN the bearer below it. */
  below(way: Way): NetworkBearer {
    return way === 'vpn' ? (this.state().default ?? 'wifi') : way;
  }

  addressOf(way: Way): string {
    const { wifi, mobile, vpn } = this.state();
    return { wifi: wifi.address, cellular: mobile.address, vpn: vpn?.address ?? '' }[way];
  }

  /** The IPv6 address of a way that has no other; null where it has IPv4. */
  ipv6Of(way: Way): string | null {
    return way === 'cellular' ? (this.state().mobile.ipv6 ?? null) : null;
  }

  /** The address from which a gateway sees a connection. */
  sessionOf(way: Way): string {
    return way === 'vpn' ? VPN_EXIT : this.addressOf(way);
  }

  /** How an address leads to this machine's loopback; null where it is another address. */
  hostAt(address: string): HostPlace | null {
    return this.#kind.hosts.find((host) => host.address === address) ?? null;
  }

  link(bearer: NetworkBearer): Link {
    return this.#links[bearer];
  }

  setAirplane(on: boolean): Promise<void> {
    return this.#change(withAirplane(this.#settings, on));
  }

  setWifi(enabled: boolean): Promise<void> {
    return this.#change({ ...this.#settings, wifiEnabled: enabled, wifiBeforeAirplane: enabled });
  }

  setDenied(packageName: string, isDenied: boolean): Promise<void> {
    return this.#change(withDenied(this.#settings, packageName, isDenied));
  }

  /** Whether the user has denied the package mobile data. */
  isDenied(packageName: string): boolean {
    return this.#settings.deniedPackages.includes(packageName);
  }

  setVpn(on: boolean): Promise<void> {
    return this.#change({ ...this.#settings, vpn: on });
  }

  setPortal(on: boolean): Promise<void> {
    return this.#change({ ...this.#settings, wifiPortal: on });
  }

  setMobileData(enabled: boolean): Promise<void> {
    return this.#change({ ...this.#settings, mobileEnabled: enabled });
  }

  setMobileProtocol(protocol: 'ipv4' | 'ipv6'): Promise<void> {
    return this.#change({ ...this.#settings, mobileProtocol: protocol });
  }

  setRegistration(registration: 'home' | 'roaming' | 'denied'): Promise<void> {
    return this.#change({ ...this.#settings, registration });
  }

  async setSim(slot: number, sim: { readonly state: SimState['state']; readonly operator?: string }): Promise<void> {
    const current = this.#requireSlot(slot);
    const code = sim.operator ?? (current.operator === '' ? '46000' : current.operator);
    const identity = operatorIdentity(code);
    if (identity === null) {
      throw new HandsetError('BAD_OPERATOR', `"${code}" is no MCC and MNC; give 5 or 6 digits such as 46000`);
    }
    await this.#change(withSim(this.#settings, { slot, state: sim.state, ...(sim.state === 'ready' ? identity : NO_OPERATOR) }));
  }

  async leaseSim(slot: number, address: string): Promise<void> {
    this.#requireSlot(slot);
    if (isIP(address) === 0) {
      throw new HandsetError('BAD_ADDRESS', `"${address}" is no IP address; a SIM's lease is one, such as 10.64.0.7`);
    }
    const leases = this.#settings.leases.map((lease, index) => (index === slot ? address : lease));
    await this.#change({ ...this.#settings, leases });
  }

  async setDataSlot(slot: number): Promise<void> {
    this.#requireSlot(slot);
    await this.#change({ ...this.#settings, dataSlot: slot });
  }

  async setLink(bearer: NetworkBearer, link: { readonly delayMs?: number; readonly drop?: boolean }): Promise<void> {
    const delayMs = link.delayMs ?? this.#links[bearer].delayMs;
    if (!(delayMs >= 0)) {
      throw new HandsetError('BAD_DELAY', `a delay of ${delayMs} ms is not possible; give 0 or more`);
    }
    this.#links = { ...this.#links, [bearer]: { delayMs, drop: link.drop ?? this.#links[bearer].drop } };
  }

  setRoute(route: Route): void {
    this.routeTable.set(route);
  }

  routes(): readonly Route[] {
    return this.routeTable.list();
  }

  removeRoute(name: string): void {
    this.routeTable.remove(name);
  }

  clearRoutes(): void {
    this.routeTable.clear();
  }

  get namesThatExist(): NamesThatExist {
    return this.#namesThatExist;
  }

  setNamesThatExist(which: NamesThatExist): void {
    this.#namesThatExist = which;
  }

  /** Whether a name has an address. */
  hasName(name: string): boolean {
    return this.#namesThatExist === 'all' || this.routeTable.knows(name);
  }

  lookups(after: number): readonly LookupRecord[] {
    return this.lookupLog.after(after);
  }

  connections(after: number): readonly ConnectionRecord[] {
    return this.log.after(after);
  }

  sentBytes(seq: number): Buffer {
    return this.log.sentBytes(seq);
  }

  counters(): Readonly<Record<Bearer, BearerCounters>> {
    return this.log.counters();
  }

  async reset(): Promise<void> {
    this.#links = { wifi: CLEAR_LINK, cellular: CLEAR_LINK };
    this.routeTable.clear();
    this.#namesThatExist = 'routed';
    await this.#change(settingsAtBoot(this.#kind));
  }

  #requireSlot(slot: number): SimState {
    const sim = this.#settings.sims.find((candidate) => candidate.slot === slot);
    if (sim === undefined) {
      throw new HandsetError('NO_SLOT', `there is no SIM slot ${slot}; this handset has slots 0 and 1`);
    }
    return sim;
  }

  async #change(next: RadioSettings): Promise<void> {
    const before = this.state();
    this.#settings = next;
    const after = this.state();
    if (JSON.stringify(before) === JSON.stringify(after)) {
      return;
    }
    if (before.wifi.connected && !after.wifi.connected) {
      this.#announceLoss('wifi');
    }
    if (cellularSession(before) !== null && cellularSession(before) !== cellularSession(after)) {
      this.#announceLoss('cellular');
    }
    if ((before.vpn === undefined) !== (after.vpn === undefined)) {
      // ConnectivityService.maybeCloseSockets of AOSP: all sockets of the apps that the VPN is for.
      for (const way of ['wifi', 'cellular', 'vpn'] as const) {
        this.#announceLoss(way);
      }
    }
    await Promise.all([...this.#stateListeners].map((listener) => listener(after)));
  }

  #announceLoss(bearer: Way): void {
    for (const listener of this.#lossListeners) {
      listener(bearer);
    }
  }
}
