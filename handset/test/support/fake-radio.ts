import type {
  Bearer,
  ConnectionRecord,
  LookupRecord,
  NamesThatExist,
  Radio,
  RadioState,
  Route,
  SimState,
} from '../../src/device.ts';

const STATE_AT_BOOT: RadioState = {
  airplane: false,
  wifi: { enabled: true, connected: true, address: '192.168.77.10', validated: true },
  mobile: { enabled: true, connected: true, address: '10.64.0.7', registration: 'home', interface: 'rmnet_data0' },
  default: 'wifi',
  dataSlot: 0,
  sims: [{ slot: 0, state: 'ready', operator: '46000', operatorName: 'CMCC', country: 'cn' }],
};

/** A radio that stores its settings and has no relay. */
export class FakeRadio implements Radio {
  records: ConnectionRecord[] = [];
  lookupRecords: LookupRecord[] = [];
  namesThatExist: NamesThatExist = 'routed';
  readonly links: { readonly bearer: string; readonly link: unknown }[] = [];
  readonly leases = new Map<number, string>();
  #current = STATE_AT_BOOT;
  #routes: Route[] = [];

  state(): RadioState {
    return this.#current;
  }

  async setAirplane(on: boolean): Promise<void> {
    this.#change({ airplane: on });
  }

  async setWifi(enabled: boolean): Promise<void> {
    this.#change({ wifi: { ...this.#current.wifi, enabled } });
  }

  async setDenied(packageName: string, isDenied: boolean): Promise<void> {
    const { deniedPackages = [], ...mobile } = this.#current.mobile;
    const others = deniedPackages.filter((name) => name !== packageName);
    this.#change({ mobile: { ...mobile, deniedPackages: isDenied ? [...others, packageName] : others } });
  }

  async setMobileProtocol(protocol: 'ipv4' | 'ipv6'): Promise<void> {
    const { ipv6: _before, ...mobile } = this.#current.mobile;
    this.#change({ mobile: protocol === 'ipv6' ? { ...mobile, ipv6: '2001:db8:64::7' } : mobile });
  }

  async setVpn(on: boolean): Promise<void> {
    const { vpn: _before, ...rest } = this.#current;
    this.#current = { ...rest, ...(on ? { vpn: { address: '10.111.0.2', interface: 'tun0' } } : {}) };
  }

  async setPortal(on: boolean): Promise<void> {
    const { enabled, connected, address } = this.#current.wifi;
    this.#change({ wifi: { enabled, connected, address, validated: !on, ...(on ? { captivePortal: true } : {}) } });
  }

  async setMobileData(enabled: boolean): Promise<void> {
    this.#change({ mobile: { ...this.#current.mobile, enabled } });
  }

  async setRegistration(registration: 'home' | 'roaming' | 'denied'): Promise<void> {
    this.#change({ mobile: { ...this.#current.mobile, registration } });
  }

  async setSim(slot: number, sim: { readonly state: SimState['state']; readonly operator?: string }): Promise<void> {
    this.#change({ sims: this.#current.sims.map((each) => (each.slot === slot ? { ...each, ...sim } : each)) });
  }

  async setDataSlot(slot: number): Promise<void> {
    this.#change({ dataSlot: slot });
  }

  async leaseSim(slot: number, address: string): Promise<void> {
    this.leases.set(slot, address);
  }

  async setLink(bearer: 'wifi' | 'cellular', link: { readonly delayMs?: number; readonly drop?: boolean }): Promise<void> {
    this.links.push({ bearer, link });
  }

  setRoute(route: Route): void {
    this.#routes.push(route);
  }

  routes(): readonly Route[] {
    return this.#routes;
  }

  removeRoute(name: string): void {
    this.#routes = this.#routes.filter((route) => route.name !== name);
  }

  clearRoutes(): void {
    this.#routes = [];
  }

  setNamesThatExist(which: NamesThatExist): void {
    this.namesThatExist = which;
  }

  lookups(after: number): readonly LookupRecord[] {
    return this.lookupRecords.filter((each) => each.seq > after);
  }

  connections(after: number): readonly ConnectionRecord[] {
    return this.records.filter((each) => each.seq > after);
  }

  sentBytes(seq: number): Buffer {
    return Buffer.from(`bytes of ${seq}`);
  }

  counters(): Readonly<Record<Bearer, { readonly bytesOut: number; readonly bytesIn: number; readonly connections: number }>> {
    const none = { bytesOut: 0, bytesIn: 0, connections: 0 };
    return { wifi: none, cellular: { bytesOut: 1412, bytesIn: 688, connections: 1 }, vpn: none, loopback: none };
  }

  async reset(): Promise<void> {
    this.#current = STATE_AT_BOOT;
    this.#routes = [];
  }

  #change(changes: Partial<RadioState>): void {
    const next = { ...this.#current, ...changes };
    const wifiUp = next.wifi.enabled && !next.airplane;
    const mobileUp =
      next.mobile.enabled && !next.airplane && next.mobile.registration !== 'denied' && next.sims[0]?.state === 'ready';
    const fallback = mobileUp ? 'cellular' : null;
    this.#current = {
      ...next,
      wifi: { ...next.wifi, connected: wifiUp },
      mobile: { ...next.mobile, connected: mobileUp },
      default: wifiUp ? 'wifi' : fallback,
    };
  }
}
