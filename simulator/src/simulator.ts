import { pino } from 'pino';
import type { Scope, ScopeSeed, Simulator, SimulatorDescription, SimulatorOptions, SimulatorPorts, StartScope } from './api.ts';
import { openDataFolder } from './data-folder.ts';
import { Admission } from './http/admission.ts';
import { ConnectionJournal } from './http/connection-journal.ts';
import { isOf } from './http/connection-owner.ts';
import { controlApp } from './http/control.ts';
import { Gateway } from './http/gateway.ts';
import { LISTENERS, ListenerSet, type ListenerSetParts } from './http/listener-set.ts';
import { TlsContexts } from './http/tls-contexts.ts';
import { Unframed } from './http/unframed.ts';
import { SystemRandom } from './random.ts';
import { readStartOptions } from './start-options.ts';
import { GatewayKeys } from './state/gateway-keys.ts';
import { LiveScope } from './state/live-scope.ts';
import { Worlds } from './state/worlds.ts';
import { MemoryStore } from './store/memory.ts';

export type * from './api.ts';
export { GATEWAY_NAMES } from './api.ts';
export { connectSimulator, type RemoteSimulator } from './client.ts';
export { CONFIG_EXAMPLE, configJsonSchema, foreignNumbers, readConfig } from './config-file.ts';
export { ControlError } from './control-request.ts';
export type { RawBody } from './dialects/flat-body.ts';
export { readFlatBody } from './dialects/flat-body.ts';
export { judgeDialect } from './dialects/judge-dialect.ts';
export type { AnswerFrame, ClientDialect, WholeAnswer, WrittenAnswer } from './dialects/quhao-1.ts';
export { quhao1 } from './dialects/quhao-1.ts';
export type {
  DeviceIdentity,
  OpenedPrefetch,
  PrefetchPayload,
  PrefetchReader,
  PrefetchRequest,
  Reading,
  RequestReader,
  Sent,
  TokenPayload,
  TokenRequest,
} from './flows/requests.ts';
export { loadDialect } from './load-dialect.ts';
export { explainCode, explanationText, nearestCodes } from './protocol/explain.ts';
export { codesPage, type DeviceProof, type LedgerRow, ledger } from './protocol/ledger.ts';
export type { Detail, RefusalName } from './protocol/refusal.ts';
export { Refusal } from './protocol/refusal.ts';
export { operatorTime } from './protocol/times.ts';
export type { Told } from './protocol/told.ts';
export type { RemoteScope } from './remote-scope.ts';
export { StartError } from './start-error.ts';
export { READY_APP, whitelistOf } from './state/documents.ts';
export { PERSONAS, type Persona } from './state/personas.ts';
export { Problem } from './state/problem.ts';

/** Starts a gateway of one's own: all listeners answer when the promise resolves. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { dialect, host, controlHost, trustedPeers, certificateHosts } = readStartOptions(options);
  const log = pino({ name: 'quhao-simulator', level: options.logLevel ?? 'error' }, process.stderr);
  const report = (id: string, error: unknown): void => log.error({ id, err: error }, 'internal error');
  const random = new SystemRandom();
  const kept = await openDataFolder(options.dataDir, { random, certificateHosts });
  const { authority, gatewayKeyPem, platformKeyPem, controlToken, losses } = kept;
  for (const loss of losses) {
    log.warn(loss);
  }
  const gatewayKeys = new GatewayKeys({ gatewayPem: gatewayKeyPem, platformPem: platformKeyPem });
  const opened = new Set<ListenerSet>();
  const openSet = async (set: Pick<ListenerSetParts, 'scope' | 'session' | 'ports'>): Promise<ListenerSet> => {
    const closed = (gone: ListenerSet): void => void opened.delete(gone);
    const listeners = await ListenerSet.open({
      ...set,
      host,
      controlHost,
      trustedPeers,
      gateway,
      admission,
      unframed,
      control,
      closed,
    });
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
  const rootPem = authority.root.certificatePem;
  const gateway = new Gateway({ worlds, dialect, rootPem, report, dropConnections });
  const journal = new ConnectionJournal(worlds);
  const admission = new Admission({ worlds, journal, contexts: new TlsContexts(authority, random) });
  const unframed = new Unframed(journal);
  const describe = (): SimulatorDescription => {
    return {
      host,
      ports: shared.ports,
      urls: urlsOf({ host, controlHost }, shared.ports),
      rootPem,
      gatewayKey: gatewayKeys.firstTold,
      platformSpkiPem: gatewayKeys.platform.spkiPem,
      losses,
    };
  };
  const control = controlApp({ worlds, gatewayKeys, token: controlToken, controlHost, report, describe });
  const shared = await openAll(worlds, () => openSet({ scope: null, session: null, ports: options.ports ?? {} }));
  const close = (): Promise<void> => worlds.close();
  const startScopes = await openScopes(worlds, options.scopes ?? []).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    ...describe(),
    controlToken,
    defaultScope: new LiveScope(worlds.default, worlds),
    startScopes,
    createScope: async (seed: ScopeSeed = {}): Promise<Scope> => new LiveScope(await worlds.create(seed), worlds),
    scope: (id) => new LiveScope(worlds.get(id), worlds),
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

/** The scopes that are there from the start, with their own listeners where they ask for them. */
async function openScopes(worlds: Worlds, seeds: readonly StartScope[]): Promise<readonly Scope[]> {
  const scopes: Scope[] = [];
  for (const { listeners = false, ...seed } of seeds) {
    const scope = new LiveScope(await worlds.create(seed), worlds);
    scopes.push(scope);
    if (listeners) {
      await scope.openListeners();
    }
  }
  return scopes;
}

interface Hosts {
  readonly host: string;
  readonly controlHost: string;
}

function urlsOf({ host, controlHost }: Hosts, ports: SimulatorPorts): Simulator['urls'] {
  const urls = LISTENERS.map(({ name, isTls }) => {
    const address = name === 'control' ? controlHost : host;
    const shown = address.includes(':') ? `[${address}]` : address;
    return [name, `${isTls ? 'https' : 'http'}://${shown}:${ports[name]}`];
  });
  return Object.fromEntries(urls) as Simulator['urls'];
}
