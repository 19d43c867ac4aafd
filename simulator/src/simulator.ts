import type { IncomingMessage, RequestListener } from 'node:http';
import type { SecureContext } from 'node:tls';
import { pino } from 'pino';
import type { Plane, Scope, ScopeSeed, Simulator, SimulatorOptions, SimulatorPorts } from './api.ts';
import { openDataFolder } from './data-folder.ts';
import { serverContext } from './http/certificates.ts';
import { controlApp } from './http/control.ts';
import { Gateway } from './http/gateway.ts';
import { Listener } from './http/listener.ts';
import { planeApp } from './http/planes.ts';
import { hexText, SystemRandom } from './random.ts';
import { GatewayKeys } from './state/gateway-keys.ts';
import { LiveScope } from './state/live-scope.ts';
import { Worlds } from './state/worlds.ts';
import { MemoryStore } from './store/memory.ts';

export type * from './api.ts';
export { GATEWAY_NAMES } from './api.ts';
export { Problem } from './state/problem.ts';

const LISTENERS = [
  { name: 'bearer', plane: 'bearer', isProxied: false, isTls: false },
  { name: 'bearerProxy', plane: 'bearer', isProxied: true, isTls: false },
  { name: 'token', plane: 'token', isProxied: false, isTls: true },
  { name: 'tokenProxy', plane: 'token', isProxied: true, isTls: true },
  { name: 'exchange', plane: 'exchange', isProxied: false, isTls: false },
  { name: 'exchangeTls', plane: 'exchange', isProxied: false, isTls: true },
  { name: 'control', plane: 'control', isProxied: false, isTls: false },
] as const satisfies readonly {
  readonly name: keyof SimulatorPorts;
  readonly plane: Plane | 'control';
  readonly isProxied: boolean;
  readonly isTls: boolean;
}[];

/** Starts a gateway of one's own: all listeners answer when the promise resolves. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const host = options.host ?? '127.0.0.1';
  const log = pino({ name: 'quhao-simulator', level: options.logLevel ?? 'error' }, process.stderr);
  const report = (id: string, error: unknown): void => log.error({ id, err: error }, 'internal error');
  const random = new SystemRandom();
  const { authority, gatewayKeyPem, platformKeyPem } = await openDataFolder(options.dataDir, random);
  const gatewayKeys = new GatewayKeys({ gatewayPem: gatewayKeyPem, platformPem: platformKeyPem });
  const worlds = new Worlds({ store: new MemoryStore(), gatewayKeys }, options);
  await worlds.default.plant();
  const gateway = new Gateway({ worlds, report });
  const controlToken = hexText(random, 16);
  const rootPem = authority.root.certificatePem;
  const control = controlApp({ worlds, gatewayKeys, rootPem, token: controlToken, report });
  const context = serverContext(authority);
  let connections = 0;
  const listeners = LISTENERS.map(({ plane, isProxied, isTls }) => {
    return new Listener({
      plane,
      isProxied,
      secureContext: isTls ? (): SecureContext => context : null,
      nextConnectionId: () => ++connections,
      admit: (connection) => gateway.admit(connection),
      serve: plane === 'control' ? control : planeListener(plane, gateway, rootPem),
    });
  });
  const close = async (): Promise<void> => {
    worlds.close();
    await Promise.all(listeners.map((listener) => listener.close()));
  };
  const ports = await listenAll(listeners, host, options, close);
  const { keyid, spkiPem } = gatewayKeys.current;
  return {
    host,
    ports,
    urls: urlsOf(host, ports),
    controlToken,
    rootPem,
    gatewayKey: { keyid, spkiPem },
    platformSpkiPem: gatewayKeys.platform.spkiPem,
    defaultScope: new LiveScope(worlds.default, worlds),
    createScope: async (seed: ScopeSeed = {}): Promise<Scope> => new LiveScope(await worlds.create(seed), worlds),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The hot operations go straight to the gateway: Express's layers would cost more than the operations themselves. */
function planeListener(plane: Plane, gateway: Gateway, rootPem: string): RequestListener {
  const app = planeApp(plane, gateway, rootPem);
  return (request: IncomingMessage, response) => {
    const route = gateway.routeOf(plane, request);
    if (route === undefined) {
      app(request, response);
    } else {
      gateway.serve(plane, route, request, response);
    }
  };
}

/** All ports or none: where one is taken, those already open are closed. */
async function listenAll(
  listeners: readonly Listener[],
  host: string,
  { ports = {} }: SimulatorOptions,
  close: () => Promise<void>,
): Promise<SimulatorPorts> {
  const opened: [string, number][] = [];
  try {
    for (const [index, { name }] of LISTENERS.entries()) {
      opened.push([name, (await listeners[index]?.listen(ports[name] ?? 0, host)) ?? 0]);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return Object.fromEntries(opened) as unknown as SimulatorPorts;
}

function urlsOf(host: string, ports: SimulatorPorts): Simulator['urls'] {
  const shown = host.includes(':') ? `[${host}]` : host;
  const urls = LISTENERS.map(({ name, isTls }) => [name, `${isTls ? 'https' : 'http'}://${shown}:${ports[name]}`]);
  return Object.fromEntries(urls) as Simulator['urls'];
}
