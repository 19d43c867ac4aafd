import { pino } from 'pino';
import type { Scope, ScopeSeed, Simulator, SimulatorDescription, SimulatorOptions, SimulatorPorts, StartScope } from './api.ts';
import { openDataFolder } from './start/data-folder.ts';
import { Admission } from './gateway/connection-policy.ts';
import { ConnectionJournal } from './gateway/connection-journal.ts';
import { isOf } from './gateway/connection-owner.ts';
import { controlApp } from './control/control-app.ts';
import { Gateway } from './gateway/gateway.ts';
import { LISTENERS, ListenerSet, type ListenerSetParts } from './gateway/listener-set.ts';
import { TlsContexts } from './tls/tls-contexts.ts';
import { Unframed } from './transport/malformed-http.ts';
import { SystemRandom } from './random.ts';
import { readStartOptions } from './start/start-options.ts';
import { GatewayKeys } from './scope/gateway-keys.ts';
import { LiveScope } from './scope/local-scope.ts';
import { Worlds } from './scope/scope-registry.ts';
import { MemoryStore } from './store/memory.ts';

export type * from './api.ts';
export { GATEWAY_NAMES } from './api.ts';
export { connectSimulator, type RemoteSimulator } from './client/client.ts';
export { CONFIG_EXAMPLE, configJsonSchema, foreignNumbers, readConfig } from './start/config-file.ts';
export { ControlError } from './client/control-request.ts';
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
} from './operations/requests.ts';
export { loadDialect } from './start/load-dialect.ts';
export { explainCode, explanationText, nearestCodes } from './model/explain-code.ts';
export { codesPage, type DeviceProof, type LedgerRow, ledger } from './model/ledger.ts';
export type { Detail, RefusalName } from './model/refusal.ts';
export { Refusal } from './model/refusal.ts';
export { operatorTime } from './protocol/times.ts';
export type { Told } from './model/explanation.ts';
export type { RemoteScope } from './client/remote-scope.ts';
export { StartError } from './start/start-error.ts';
export { READY_APP, whitelistOf } from './scope/documents.ts';
export { PERSONAS, type Persona } from './scope/personas.ts';
export { Problem } from './scope/problem.ts';

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
