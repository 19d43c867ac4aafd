import { homedir } from 'node:os';
import type * as simulatorModule from '../simulator/src/simulator.ts';
import type { ClockSetting, SimulatorOptions } from '../simulator/src/simulator.ts';
import { CliError } from './cli-error.ts';
import { defaultDataFolder } from './data-folder.ts';
import { EXIT_USAGE } from './exit-codes.ts';
import { readText } from './file-text.ts';
import { lanAddresses } from './lan.ts';
import { withProbeApp } from './probe-app.ts';
import type { ServeFlags } from './serve-flags.ts';

/** The simulator's public API, loaded by the command that needs it. */
export type SimulatorModule = typeof simulatorModule;

const DEFAULT_PORTS = { bearer: 7080, token: 7443, exchange: 7084, exchangeTls: 7444, control: 7900 } as const;
const LOOPBACK = /^((::ffff:)?127\.\d+\.\d+\.\d+|::1|localhost)$/i;

/** The simulator's options: flags over the config file over the defaults. */
export async function serveOptions(flags: ServeFlags, module: SimulatorModule): Promise<SimulatorOptions> {
  const config =
    flags.config === undefined ? {} : await module.readConfig(readText(flags.config, 'the config file'), flags.config);
  refuseLanWithHost(flags);
  // The variable keeps a password out of the list of processes.
  const store = flags.store ?? process.env['QUHAO_STORE'];
  const lan = flags.lan ? lanAddresses() : [];
  const host = flags.lan ? '0.0.0.0' : plainHost(flags.host ?? config.host ?? '127.0.0.1');
  const controlHost = plainHost(flags.controlHost ?? config.controlHost ?? '127.0.0.1');
  if (!flags.open) {
    refuseOpen(flags.lan ? [controlHost] : [host, controlHost]);
  }
  const given = module.LISTENERS.map(({ name }) => [name, flags[name]] as const).filter(([, port]) => port !== undefined);
  refuseSamePort(given);
  return {
    ...config,
    ...scopeOptions(flags, config),
    apps: withProbeApp(config.apps ?? [], module.READY_APP.appid),
    host,
    controlHost,
    ...(store === undefined ? {} : { store }),
    dataDir: flags.data ?? config.dataDir ?? defaultDataFolder(homedir()),
    ports: { ...DEFAULT_PORTS, ...config.ports, ...Object.fromEntries(given) },
    ...(flags.trust === undefined ? {} : { trustedPeers: flags.trust.join(',') }),
    certificateHosts: [...(config.certificateHosts ?? []), ...(flags.certHost ?? []), ...lan],
    ...(flags.dialect === undefined ? {} : { dialect: await module.loadDialect(flags.dialect) }),
  };
}

/** An IPv6 address without the brackets that it has in a URL. */
function plainHost(host: string): string {
  return /^\[(.*)\]$/.exec(host)?.[1] ?? host;
}

function refuseOpen(hosts: readonly string[]): void {
  const open = hosts.find((host) => !LOOPBACK.test(host));
  if (open !== undefined) {
    throw new CliError(
      `${open} is not loopback: others could reach the simulator. Add --open if that is what you want.`,
      EXIT_USAGE,
    );
  }
}

function refuseLanWithHost({ lan, host }: ServeFlags): void {
  if (lan && host !== undefined) {
    throw new CliError('--lan listens on every network of this machine, --host on one address: give one of them.', EXIT_USAGE);
  }
}

/** 0 lets the system choose, which never gives a port twice. */
function refuseSamePort(given: readonly (readonly [string, number | undefined])[]): void {
  for (const [index, [name, port]] of given.entries()) {
    const twin = given.slice(0, index).find(([, other]) => other === port && port !== 0);
    if (twin !== undefined) {
      throw new CliError(`${twin[0]} and ${name} are both given port ${port}: each listener needs its own`, EXIT_USAGE);
    }
  }
}

/** The flags' clock over the config's; undefined where neither has one. */
function clockOf({ freeze, clockRate }: ServeFlags, clock: ClockSetting | undefined): ClockSetting | undefined {
  if (freeze === undefined && clockRate === undefined) {
    return clock;
  }
  if (freeze !== undefined && clockRate !== undefined) {
    throw new CliError('--freeze stops the clock, --clock-rate makes it run: give one of them.', EXIT_USAGE);
  }
  return freeze === undefined ? { ...clock, rate: clockRate ?? 1 } : { now: freeze, rate: 0 };
}

/** The settings of a scope that flags can override. */
function scopeOptions(flags: ServeFlags, config: SimulatorOptions): SimulatorOptions {
  const clock = clockOf(flags, config.clock);
  return {
    preset: flags.preset ?? config.preset ?? 'personas',
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(flags.strictness === undefined ? {} : { settings: { ...config.settings, strictness: flags.strictness } }),
    ...(clock === undefined ? {} : { clock }),
  };
}
