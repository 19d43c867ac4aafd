import type { Device, SimState } from '../../../device.ts';
import type { Identity } from '../../../identity.ts';
import { DISPLAY } from '../../screen/display.ts';

export interface PropertySources {
  readonly device: Device;
  readonly identity: Identity;
  readonly isBooted: () => boolean;
  /** The one that was set (`cmd alarm`); null: the host's. */
  readonly timeZone: () => string | null;
}

type Row = readonly [name: string, value: (sources: PropertySources) => string];

/** Android's version by API level. */
const RELEASES: Readonly<Record<number, string>> = { 29: '10', 30: '11', 31: '12', 33: '13', 34: '14', 35: '15' };

const SIM_STATE_VALUES = {
  ready: 'LOADED',
  absent: 'ABSENT',
  unreadable: 'CARD_IO_ERROR',
  locked: 'PIN_REQUIRED',
} as const satisfies Record<SimState['state'], string>;

const ROWS: readonly Row[] = [
  // The heap of an app, as an ordinary phone has it.
  ['dalvik.vm.heapgrowthlimit', () => '256m'],
  ['dalvik.vm.heapsize', () => '512m'],
  ['dev.bootcomplete', ({ isBooted }) => (isBooted() ? '1' : '')],
  ['gsm.network.type', ({ device }) => simValues(device, (sim) => (sim.state === 'ready' ? 'LTE' : 'Unknown'))],
  ['gsm.operator.alpha', ({ device }) => simValues(device, registeredName)],
  ['gsm.operator.iso-country', ({ device }) => simValues(device, (sim) => (sim.state === 'ready' ? sim.country : ''))],
  ['gsm.operator.numeric', ({ device }) => simValues(device, (sim) => (sim.state === 'ready' ? sim.operator : ''))],
  ['gsm.sim.operator.alpha', ({ device }) => simValues(device, registeredName)],
  ['gsm.sim.operator.iso-country', ({ device }) => simValues(device, (sim) => (sim.state === 'ready' ? sim.country : ''))],
  ['gsm.sim.operator.numeric', ({ device }) => simValues(device, (sim) => (sim.state === 'ready' ? sim.operator : ''))],
  ['gsm.sim.state', ({ device }) => simValues(device, (sim) => SIM_STATE_VALUES[sim.state])],
  ['init.svc.adbd', () => 'running'],
  ['init.svc.bootanim', ({ isBooted }) => (isBooted() ? 'stopped' : 'running')],
  ['persist.sys.locale', () => 'zh-CN'],
  ['persist.sys.timezone', ({ timeZone }) => timeZone() ?? Intl.DateTimeFormat().resolvedOptions().timeZone],
  ['ro.boot.qemu', () => ''],
  ['ro.build.characteristics', () => 'default'],
  ['ro.build.display.id', ({ device }) => `quhao-${device.kind.apiLike}`],
  ['ro.build.fingerprint', fingerprint],
  ['ro.build.id', ({ device }) => `QUHAO.${device.kind.apiLike}`],
  ['ro.build.tags', () => 'test-keys'],
  ['ro.build.type', () => 'user'],
  ['ro.build.version.codename', () => 'REL'],
  ['ro.build.version.release', ({ device }) => RELEASES[device.kind.apiLike] ?? ''],
  ['ro.build.version.sdk', ({ device }) => String(device.kind.apiLike)],
  ['ro.debuggable', () => '0'],
  ['ro.hardware', () => 'quhao'],
  ['ro.kernel.qemu', () => ''],
  ['ro.product.brand', ({ identity }) => identity.manufacturer],
  ['ro.product.cpu.abi', () => 'x86_64'],
  ['ro.product.cpu.abilist', () => 'x86_64'],
  ['ro.product.device', ({ identity }) => identity.device],
  ['ro.product.manufacturer', ({ identity }) => identity.manufacturer],
  ['ro.product.model', ({ identity }) => identity.model],
  ['ro.product.name', ({ identity }) => identity.product],
  ['ro.quhao.handset', ({ device }) => `virtual handset ${device.name}: real APKs on a JVM, not a phone`],
  ['ro.secure', () => '1'],
  ['ro.serialno', ({ identity }) => identity.serial],
  ['ro.sf.lcd_density', () => String(DISPLAY.density)],
  ['sys.boot_completed', ({ isBooted }) => (isBooted() ? '1' : '')],
];

/** System properties. Those of the table follow the handset's state; others hold what `setprop` wrote. */
export class Properties {
  readonly #sources: PropertySources;
  readonly #written: Map<string, string>;

  constructor(sources: PropertySources, atBoot: Readonly<Record<string, string>> = {}) {
    this.#sources = sources;
    this.#written = new Map(Object.entries(atBoot));
  }

  /** Empty when the property is not set, as on a phone. */
  get(name: string): string {
    const ofKind = this.#sources.device.kind.properties[name];
    return this.#written.get(name) ?? ofKind ?? ROWS.find(([each]) => each === name)?.[1](this.#sources) ?? '';
  }

  list(): readonly (readonly [string, string])[] {
    const names = new Set([...ROWS.map(([name]) => name), ...this.#written.keys()]);
    return [...names]
      .sort()
      .map((name) => [name, this.get(name)] as const)
      .filter(([, value]) => value !== '');
  }

  /** False when the property may not be written: it begins with `ro.` or follows the handset's state. */
  set(name: string, value: string): boolean {
    if (ROWS.some(([each]) => each === name) || name.startsWith('ro.')) {
      return false;
    }
    this.#written.set(name, value);
    return true;
  }
}

/** One value for each slot, joined by commas as on Android. */
function simValues(device: Device, value: (sim: SimState) => string): string {
  return device.radio.state().sims.map(value).join(',');
}

function registeredName(sim: SimState): string {
  return sim.state === 'ready' ? sim.operatorName : '';
}

function fingerprint({ device, identity }: PropertySources): string {
  const { apiLike } = device.kind;
  const build = `${RELEASES[apiLike]}/QUHAO.${apiLike}/1`;
  return `${identity.manufacturer}/${identity.product}/${identity.device}:${build}:user/test-keys`;
}
