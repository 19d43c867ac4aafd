import { pino } from 'pino';
import type { Scope, ScopeSeed, Simulator, SimulatorOptions, SimulatorPorts, StartScope } from './api.ts';
import { openDataFolder } from './data-folder.ts';
import { controlApp } from './http/control.ts';
import { Gateway } from './http/gateway.ts';
import { LISTENERS, ListenerSet, type ListenerSetParts } from './http/listener-set.ts';
import { TlsContexts } from './http/tls-contexts.ts';
import { SystemRandom } from './random.ts';
import { readStartOptions } from './start-options.ts';
import { GatewayKeys } from './state/gateway-keys.ts';
import { LiveScope } from './state/live-scope.ts';
import { Worlds } from './state/worlds.ts';
import { MemoryStore } from './store/memory.ts';

export type * from './api.ts';
export { GATEWAY_NAMES } from './api.ts';
export { ControlError, connectSimulator, type RemoteScope, type RemoteSimulator } from './client.ts';
export { CONFIG_EXAMPLE, configJsonSchema, foreignNumbers, readConfig } from './config-file.ts';
export type { RawBody } from './dialects/flat-body.ts';
export { readFlatBody } from './dialects/flat-body.ts';
export { judgeDialect } from './dialects/judge-dialect.ts';
export type { AnswerFrame, ClientDialect, WholeAnswer, WrittenAnswer } from './dialects/quhao-1.ts';
export { quhao1 } from './dialects/quhao-1.ts';
export type {
  DeviceIdentity,
  OpenedPrefetch,
  PrefetchPayload,
  PrefetchRequest,
  Reading,
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
  const openSet = async (set: Pick<ListenerSetParts, 'scope' | 'ports'>): Promise<ListenerSet> => {
    const listeners = await ListenerSet.open({ ...set, host, controlHost, trustedPeers, gateway, control, rootPem });
    opened.add(listeners);
    return listeners;
  };
  const worlds = new Worlds(
    { store: new MemoryStore(), gatewayKeys, openListeners: (scope) => openSet({ scope, ports: {} }) },
    options,
  );
  await worlds.default.plant();
  const dropConnections = (): void => {
    for (const set of opened) {
      set.dropConnections();
    }
  };
  const gateway = new Gateway({ worlds, contexts: new TlsContexts(authority, random), dialect, report, dropConnections });
  const rootPem = authority.root.certificatePem;
  const control = controlApp({ worlds, gatewayKeys, rootPem, token: controlToken, report });
  const shared = await openSet({ scope: null, ports: options.ports ?? {} });
  const close = async (): Promise<void> => {
    await worlds.close();
    await shared.close();
  };
  const startScopes = await openScopes(worlds, options.scopes ?? []).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const { keyid, spkiPem } = gatewayKeys.current;
  return {
    host,
    ports: shared.ports,
    urls: urlsOf({ host, controlHost }, shared.ports),
    controlToken,
    rootPem,
    gatewayKey: { keyid, spkiPem },
    platformSpkiPem: gatewayKeys.platform.spkiPem,
    defaultScope: new LiveScope(worlds.default, worlds),
    startScopes,
    losses,
    createScope: async (seed: ScopeSeed = {}): Promise<Scope> => new LiveScope(await worlds.create(seed), worlds),
    close,
    [Symbol.asyncDispose]: close,
  };
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
