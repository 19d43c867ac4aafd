import { pino } from 'pino';
import { controlApp } from './control/control-app.ts';
import { ConnectionJournal } from './gateway/connection-journal.ts';
import { isOf } from './gateway/connection-owner.ts';
import { ConnectionPolicy } from './gateway/connection-policy.ts';
import { Gateway } from './gateway/gateway.ts';
import { ListenerSet, type ListenerSetParts } from './gateway/listener-set.ts';
import { LISTENERS, type SimulatorPorts } from './model/listeners.ts';
import type { ScopeHandle, ScopeSeed, StartScope } from './model/scope-handle.ts';
import type { Simulator, SimulatorDescription } from './model/simulator.ts';
import { SystemRandom } from './random.ts';
import { GatewayKeys } from './scope/gateway-keys.ts';
import { LocalScope } from './scope/local-scope.ts';
import { ScopeRegistry } from './scope/scope-registry.ts';
import { openDataFolder } from './start/data-folder.ts';
import type { SimulatorOptions } from './start/simulator-options.ts';
import { readStartOptions } from './start/start-options.ts';
import { MemoryStore } from './store/memory.ts';
import { TlsContexts } from './tls/tls-contexts.ts';
import { MalformedHttp } from './transport/malformed-http.ts';

export { connectSimulator, type RemoteSimulator } from './client/client.ts';
export { ControlError } from './client/control-request.ts';
export type { RemoteScope } from './client/remote-scope.ts';
export type { RawBody } from './dialects/flat-body.ts';
export { readFlatBody } from './dialects/flat-body.ts';
export { judgeDialect } from './dialects/judge-dialect.ts';
export type { AnswerFrame, ClientDialect, WholeAnswer, WrittenAnswer } from './dialects/quhao-1.ts';
export { quhao1 } from './dialects/quhao-1.ts';
export type * from './model/documents.ts';
export { explainCode, explanationText, nearestCodes } from './model/explain-code.ts';
export type { Explanation } from './model/explanation.ts';
export type * from './model/faults.ts';
export type * from './model/journal.ts';
export { codesPage, type DeviceProof, type LedgerRow, ledger } from './model/ledger.ts';
export type * from './model/listeners.ts';
export { GATEWAY_NAMES, LISTENERS } from './model/listeners.ts';
export type * from './model/operations.ts';
export type { Detail, RefusalName } from './model/refusal.ts';
export { Refusal } from './model/refusal.ts';
export type * from './model/scope-handle.ts';
export type * from './model/simulator.ts';
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
} from './operations/requests.ts';
export { operatorTime } from './protocol/times.ts';
export { READY_APP, whitelistOf } from './scope/documents.ts';
export { PERSONAS, type Persona } from './scope/personas.ts';
export { Problem } from './scope/problem.ts';
export { CONFIG_EXAMPLE, configJsonSchema, foreignNumbers, readConfig } from './start/config-file.ts';
export { loadDialect } from './start/load-dialect.ts';
export type * from './start/simulator-options.ts';
export { StartError } from './start/start-error.ts';

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
      policy,
      malformedHttp,
      control,
      closed,
    });
    opened.add(listeners);
    return listeners;
  };
  const scopes = new ScopeRegistry(
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
      if (await isOf(scope, connection, scopes)) {
        connection.raw.destroy();
      }
    }
  };
  const rootPem = authority.root.certificatePem;
  const gateway = new Gateway({ scopes, dialect, rootPem, report, dropConnections });
  const journal = new ConnectionJournal(scopes);
  const policy = new ConnectionPolicy({ scopes, journal, contexts: new TlsContexts(authority, random) });
  const malformedHttp = new MalformedHttp(journal);
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
  const control = controlApp({ scopes, gatewayKeys, token: controlToken, controlHost, report, describe });
  const shared = await openAll(scopes, () => openSet({ scope: null, session: null, ports: options.ports ?? {} }));
  const close = (): Promise<void> => scopes.close();
  const startScopes = await openScopes(scopes, options.scopes ?? []).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    ...describe(),
    controlToken,
    defaultScope: new LocalScope(scopes.default, scopes),
    startScopes,
    createScope: async (seed: ScopeSeed = {}): Promise<ScopeHandle> => new LocalScope(await scopes.create(seed), scopes),
    scope: (id) => new LocalScope(scopes.get(id), scopes),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The default scope's seed and the listeners that serve all, which it has a say in; where either fails, nothing stays open. */
async function openAll(scopes: ScopeRegistry, open: () => Promise<ListenerSet>): Promise<ListenerSet> {
  try {
    await scopes.default.plant();
    const shared = await open();
    await scopes.default.listeners.add(shared);
    return shared;
  } catch (error) {
    await scopes.close();
    throw error;
  }
}

/** The scopes that are there from the start, with their own listeners where they ask for them. */
async function openScopes(registry: ScopeRegistry, seeds: readonly StartScope[]): Promise<readonly ScopeHandle[]> {
  const scopes: ScopeHandle[] = [];
  for (const { listeners = false, ...seed } of seeds) {
    const scope = new LocalScope(await registry.create(seed), registry);
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
