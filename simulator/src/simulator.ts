import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { controlListener } from './control/control-listener.ts';
import { type ClientDialect, quhao1 } from './dialects/quhao-1.ts';
import { takeConnectionFaults } from './gateway/connection-faults.ts';
import { ConnectionJournal } from './gateway/connection-journal.ts';
import { Gateway } from './gateway/gateway.ts';
import { unlessAway } from './gateway/unless-away.ts';
import { NO_HITS } from './model/fault-stages.ts';
import { LISTENERS, type SimulatorPorts } from './model/listeners.ts';
import type { ScopeHandle, StartScope } from './model/scope-handle.ts';
import type { Simulator, SimulatorDescription } from './model/simulator.ts';
import { SystemRandom } from './random.ts';
import { GatewayKeys } from './scope/gateway-keys.ts';
import { LocalScopes } from './scope/local-scopes.ts';
import { ScopeRegistry } from './scope/scope-registry.ts';
import { ScopeResolver } from './scope/scope-resolver.ts';
import { openDataFolder } from './start/data-folder.ts';
import type { SimulatorOptions } from './start/simulator-options.ts';
import { readStartOptions } from './start/start-options.ts';
import { differences, openStore, shareKeys } from './store/open-store.ts';
import { readRedisUrl } from './store/redis-url.ts';
import type { Share } from './store/share.ts';
import { TlsContexts } from './tls/tls-contexts.ts';
import type { Connection } from './transport/connection.ts';
import type { RecordConnection } from './transport/connection-event.ts';
import { ConnectionPolicy } from './transport/connection-policy.ts';
import { ListenerSet, type ListenerSetParts } from './transport/listener-set.ts';
import { MalformedHttp } from './transport/malformed-http.ts';

export { connectSimulator, type RemoteSimulator } from './client/client.ts';
export { ControlError } from './client/control-error.ts';
export type { RemoteScope } from './client/remote-scope.ts';
export type { RawBody } from './dialects/flat-body.ts';
export { readFlatBody } from './dialects/flat-body.ts';
export { judgeDialect } from './dialects/judge-dialect.ts';
export type { AnswerFrame, ClientDialect, WholeAnswer, WrittenAnswer } from './dialects/quhao-1.ts';
export type { Diagnosis, NamedMistake } from './model/diagnosis.ts';
export type {
  Advanced,
  App,
  BearerSeed,
  Capability,
  ClockSetting,
  GatewayKey,
  KeyMethod,
  MintRequest,
  OpenedBearer,
  PersonaPlaces,
  ScopeReport,
  Session,
  SessionState,
  Settings,
  Strictness,
  Subscriber,
  SubscriberState,
  TopUp,
} from './model/documents.ts';
export { explainCode, explanationText, nearestCodes } from './model/explain-code.ts';
export type { Explanation } from './model/explanation.ts';
export type {
  ArmedFault,
  FaultEffect,
  FaultRule,
  FaultWhen,
  FiredFault,
  SocketFault,
  StateChange,
  TlsFault,
} from './model/faults.ts';
export type {
  EventsQuery,
  FlowQuery,
  FlowRequest,
  JournalBounds,
  JournalEntry,
  JournalQuery,
  LoginFlow,
  RawRequest,
  ScopeChoice,
  SentAnswer,
  SentExtent,
  TraceStep,
} from './model/journal.ts';
export { codesPage, type DeviceProof, type LedgerRow, ledger } from './model/ledger.ts';
export type { BearerPorts, ListenerName, ListenerRow, ScopePorts, SimulatorPorts } from './model/listeners.ts';
export { GATEWAY_NAMES, LISTENERS } from './model/listeners.ts';
export type { Operation, Plane, SdkOperation } from './model/operations.ts';
export type { Operator } from './model/operators.ts';
export type { Detail, RefusalName } from './model/refusal.ts';
export { Refusal } from './model/refusal.ts';
export type { Patch, ScopeDocuments, ScopeHandle, ScopeSeed, StartScope } from './model/scope-handle.ts';
export type { Simulator, SimulatorDescription } from './model/simulator.ts';
export { StartError } from './model/start-error.ts';
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
export { ProblemError } from './protocol/problem-error.ts';
export { operatorTime } from './protocol/times.ts';
export { isOnWhitelist, READY_APP, whitelistOf } from './scope/documents.ts';
export { PERSONAS, type Persona } from './scope/personas.ts';
export { CONFIG_EXAMPLE, configJsonSchema, foreignNumbers, readConfig } from './start/config-file.ts';
export { loadDialect } from './start/load-dialect.ts';
export type { SimulatorOptions } from './start/simulator-options.ts';
export { quhao1 };

/** Starts a simulator. All listeners answer when the promise resolves. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { dialect, host, controlHost, trustedPeers, certificateHosts, forRoutedClients } = readStartOptions(options);
  const place = options.store === undefined ? null : readRedisUrl(options.store);
  const log = pino({ name: 'quhao-simulator', level: options.logLevel ?? 'error' }, process.stderr);
  const report = (id: string, error: unknown): void => log.error({ id, err: error }, 'internal error');
  const random = new SystemRandom();
  const folder = await openDataFolder(options.dataDir, { random, certificateHosts });
  for (const loss of folder.losses) {
    log.warn(loss);
  }
  const { store, share, close: closeStore } = await openStore(place);
  const gatewayKeys = new GatewayKeys(
    await shareKeys(share, { gatewayPem: folder.gatewayKeyPem, platformPem: folder.platformKeyPem }),
  );
  const sets = new OpenListenerSets(() => ({ host, controlHost, trustedPeers, sniffs: forRoutedClients, ...handling, control }));
  const registry = new ScopeRegistry(
    {
      store,
      share,
      gatewayKeys,
      fields: dialect === quhao1 ? 'known' : 'of a dialect',
      controlToken: folder.controlToken,
      openListeners: (scope) => sets.open({ scope, session: null, ports: {} }),
      openBearer: (scope, { address, ports }) => sets.open({ scope, session: address, ports }),
      dropConnections: (scope) => dropConnectionsOf(scope, sets, resolver),
      failed: (error) => report('following other instances', error),
      closeStore,
    },
    options,
  );
  const rootPem = folder.authority.root.certificatePem;
  const resolver = new ScopeResolver({ scopes: registry, store });
  const contexts = new TlsContexts(folder.authority, random);
  const handling = requestHandling({
    resolver,
    contexts,
    servesAnyName: forRoutedClients,
    dialect,
    rootPem,
    tokenPort: () => shared.ports.token,
    report,
    dropConnections: (scope) => dropConnectionsOf(scope, sets, resolver),
    share,
  });
  const scopes = new LocalScopes(registry);
  const describe = (): SimulatorDescription => ({
    host,
    ports: shared.ports,
    urls: urlsOf({ host, controlHost }, shared.ports),
    rootPem,
    gatewayKey: gatewayKeys.firstPublic,
    platformSpkiPem: gatewayKeys.platform.spkiPem,
    losses: [...folder.losses, ...notices],
  });
  const control = controlListener({ scopes, token: folder.controlToken, controlHost, report, describe, share });
  const { shared, notices } = await openShared(registry, async () => ({
    notices: await differences(share, { rootPem, controlToken: folder.controlToken }),
    shared: await sets.open({ scope: null, session: null, ports: options.ports ?? {} }),
  }));
  const startScopes = await openScopes(scopes, options.scopes ?? []).catch(async (error: unknown) => {
    await registry.close();
    throw error;
  });
  const { controlToken } = folder;
  return { ...describe(), controlToken, startScopes, ...handlesOf(scopes), ...closing(registry) };
}

interface HandlingParts {
  readonly resolver: ScopeResolver;
  readonly contexts: TlsContexts;
  readonly servesAnyName: boolean;
  readonly dialect: ClientDialect;
  readonly rootPem: string;
  readonly tokenPort: () => number;
  readonly report: (id: string, error: unknown) => void;
  readonly dropConnections: (scope: string) => Promise<void>;
  readonly share: Share | undefined;
}

type Handling = Pick<ListenerSetParts, 'serve' | 'policy' | 'malformedHttp' | 'nextConnectionId' | 'report'>;

/** What every listener does with its connections and requests. */
function requestHandling({
  resolver,
  contexts,
  servesAnyName,
  dialect,
  rootPem,
  tokenPort,
  report,
  dropConnections,
  share,
}: HandlingParts): Handling {
  const reportWithId = (error: unknown): string => {
    const id = randomUUID();
    report(id, error);
    return id;
  };
  const journal = new ConnectionJournal(resolver);
  const record: RecordConnection = (connection, event) => journal.record(connection, event);
  const gateway = new Gateway({ resolver, dialect, rootPem, tokenPort, report: reportWithId, dropConnections, share });
  // No two instances give one number to different connections.
  let connections = Number(share?.instance ?? 0) * CONNECTIONS_OF_AN_INSTANCE;
  return {
    serve: (plane) => gateway.serveOn(plane),
    policy: new ConnectionPolicy({
      bearerState: (connection) => unlessAway(resolver.bearerState(connection), 'ok'),
      takeFaults: (connection, stage) => unlessAway(takeConnectionFaults(resolver, connection, stage), NO_HITS),
      record,
      contexts,
      servesAnyName,
    }),
    malformedHttp: new MalformedHttp(record),
    nextConnectionId: () => {
      connections += 1;
      return connections;
    },
    report: reportWithId,
  };
}

/** The members of a simulator that give access to its scopes. */
function handlesOf(scopes: LocalScopes): Pick<Simulator, 'defaultScope' | 'createScope' | 'scope' | 'scopes'> {
  return {
    defaultScope: scopes.default,
    createScope: (seed = {}) => scopes.create(seed),
    scope: (id) => scopes.get(id),
    scopes: () => Promise.all(scopes.list().map((scope) => scope.report())),
  };
}

function closing(registry: ScopeRegistry): Pick<Simulator, 'close' | typeof Symbol.asyncDispose> {
  const close = (): Promise<void> => registry.close();
  return { close, [Symbol.asyncDispose]: close };
}

const CONNECTIONS_OF_AN_INSTANCE = 100_000_000;

type SharedParts = Omit<ListenerSetParts, 'scope' | 'session' | 'ports' | 'closed'>;

/** The open sets of listeners: the shared one, those of scopes and those of bearers. */
class OpenListenerSets {
  readonly #open = new Set<ListenerSet>();
  readonly #shared: () => SharedParts;

  /** A function, because scopes open listeners and what serves a listener knows the scopes. */
  constructor(shared: () => SharedParts) {
    this.#shared = shared;
  }

  async open(set: Pick<ListenerSetParts, 'scope' | 'session' | 'ports'>): Promise<ListenerSet> {
    const closed = (gone: ListenerSet): void => void this.#open.delete(gone);
    const listeners = await ListenerSet.open({ ...set, ...this.#shared(), closed });
    this.#open.add(listeners);
    return listeners;
  }

  connections(): readonly Connection[] {
    return [...this.#open].flatMap((set) => set.connections());
  }
}

/** Ends the connections of one scope, as a restart of the gateway does. */
async function dropConnectionsOf(scope: string, sets: OpenListenerSets, resolver: ScopeResolver): Promise<void> {
  for (const connection of sets.connections()) {
    if (await resolver.isConnectionOf(scope, connection)) {
      connection.endedBy ??= 'a restart of the gateway ended the connection';
      connection.raw.destroy();
    }
  }
}

interface OpenedShared {
  readonly shared: ListenerSet;
  /** What whoever started the simulator should know of other instances, a sentence each. */
  readonly notices: readonly string[];
}

/** Begins the default scope and opens the shared listeners, whose ports that scope can close. If either fails, nothing stays open. */
async function openShared(registry: ScopeRegistry, open: () => Promise<OpenedShared>): Promise<OpenedShared> {
  try {
    const joined = await registry.begin();
    const { shared, notices } = await open();
    await registry.addShared(shared);
    return { shared, notices: [...joined, ...notices] };
  } catch (error) {
    await registry.close();
    throw error;
  }
}

/** Creates the scopes that exist from the start, with listeners of their own if they ask for them. */
async function openScopes(scopes: LocalScopes, seeds: readonly StartScope[]): Promise<readonly ScopeHandle[]> {
  const opened: ScopeHandle[] = [];
  for (const { listeners = false, ...seed } of seeds) {
    const scope = await scopes.createOnce(seed);
    opened.push(scope);
    if (listeners) {
      await scope.openListeners();
    }
  }
  return opened;
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
