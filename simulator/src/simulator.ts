import { pino } from 'pino';
import type { Scope, ScopeSeed, Simulator, SimulatorDescription, SimulatorOptions, SimulatorPorts } from './api.ts';
import { openDataFolder } from './data-folder.ts';
import { Admission } from './http/admission.ts';
import { isOf } from './http/connection-owner.ts';
import { controlApp } from './http/control.ts';
import { Gateway } from './http/gateway.ts';
import { LISTENERS, ListenerSet, type ListenerSetParts } from './http/listener-set.ts';
import { TlsContexts } from './http/tls-contexts.ts';
import { SystemRandom } from './random.ts';
import { GatewayKeys } from './state/gateway-keys.ts';
import { LiveScope } from './state/live-scope.ts';
import { Worlds } from './state/worlds.ts';
import { MemoryStore } from './store/memory.ts';

export type * from './api.ts';
export { GATEWAY_NAMES } from './api.ts';
export { connectSimulator, type RemoteSimulator } from './client.ts';
export { CONFIG_EXAMPLE, configJsonSchema, foreignNumbers, readConfig } from './config-file.ts';
export { ControlError } from './control-request.ts';
export { explainCode, explanationText, nearestCodes } from './protocol/explain.ts';
export { codesPage, type DeviceProof, type LedgerRow, ledger } from './protocol/ledger.ts';
export type { RemoteScope } from './remote-scope.ts';
export { READY_APP } from './state/documents.ts';
export { PERSONAS } from './state/personas.ts';
export { Problem } from './state/problem.ts';

/** Starts a gateway of one's own: all listeners answer when the promise resolves. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const host = options.host ?? '127.0.0.1';
  const log = pino({ name: 'quhao-simulator', level: options.logLevel ?? 'error' }, process.stderr);
  const report = (id: string, error: unknown): void => log.error({ id, err: error }, 'internal error');
  const random = new SystemRandom();
  const { authority, gatewayKeyPem, platformKeyPem, controlToken } = await openDataFolder(options.dataDir, random);
  const gatewayKeys = new GatewayKeys({ gatewayPem: gatewayKeyPem, platformPem: platformKeyPem });
  const opened = new Set<ListenerSet>();
  const openSet = async (set: Pick<ListenerSetParts, 'scope' | 'session' | 'ports'>): Promise<ListenerSet> => {
    const closed = (gone: ListenerSet): void => void opened.delete(gone);
    const listeners = await ListenerSet.open({ ...set, host, gateway, admission, control, rootPem, closed });
    opened.add(listeners);
    return listeners;
  };
  const worlds = new Worlds(
    {
      store: new MemoryStore(),
      gatewayKeys,
      openListeners: (scope) => openSet({ scope, session: null, ports: {} }),
      openBearer: (scope, { address, ports }) => openSet({ scope, session: address, ports }),
    },
    options,
  );
  const dropConnections = async (scope: string): Promise<void> => {
    for (const connection of [...opened].flatMap((set) => set.connections())) {
      if (await isOf(scope, connection, worlds)) {
        connection.raw.destroy();
      }
    }
  };
  const gateway = new Gateway({ worlds, report, dropConnections });
  const admission = new Admission({ worlds, contexts: new TlsContexts(authority, random) });
  const rootPem = authority.root.certificatePem;
  const describe = (): SimulatorDescription => {
    return {
      host,
      ports: shared.ports,
      urls: urlsOf(host, shared.ports),
      rootPem,
      gatewayKey: gatewayKeys.firstTold,
      platformSpkiPem: gatewayKeys.platform.spkiPem,
    };
  };
  const control = controlApp({
    worlds,
    gatewayKeys,
    token: controlToken,
    report,
    describe,
  });
  const shared = await openAll(worlds, () => openSet({ scope: null, session: null, ports: options.ports ?? {} }));
  const close = (): Promise<void> => worlds.close();
  return {
    ...describe(),
    controlToken,
    defaultScope: new LiveScope(worlds.default, worlds),
    createScope: async (seed: ScopeSeed = {}): Promise<Scope> => new LiveScope(await worlds.create(seed), worlds),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The default scope's seed and the listeners that serve all, which it has a say in; where either fails, nothing stays open. */
async function openAll(worlds: Worlds, open: () => Promise<ListenerSet>): Promise<ListenerSet> {
  try {
    await worlds.default.plant();
    const shared = await open();
    await worlds.default.listeners.add(shared);
    return shared;
  } catch (error) {
    await worlds.close();
    throw error;
  }
}

function urlsOf(host: string, ports: SimulatorPorts): Simulator['urls'] {
  const shown = host.includes(':') ? `[${host}]` : host;
  const urls = LISTENERS.map(({ name, isTls }) => [name, `${isTls ? 'https' : 'http'}://${shown}:${ports[name]}`]);
  return Object.fromEntries(urls) as Simulator['urls'];
}
