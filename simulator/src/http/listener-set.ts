import type { RequestListener } from 'node:http';
import type { Plane, SimulatorPorts } from '../api.ts';
import type { AddressList } from '../protocol/addresses.ts';
import { errorCode, StartError } from '../start-error.ts';
import type { Gateway } from './gateway.ts';
import { Listener } from './listener.ts';
import { planeListener } from './planes.ts';

export const LISTENERS = [
  { name: 'bearer', plane: 'bearer', isProxied: false, isTls: false },
  { name: 'bearerProxy', plane: 'bearer', isProxied: true, isTls: false },
  { name: 'token', plane: 'token', isProxied: false, isTls: true },
  { name: 'tokenProxy', plane: 'token', isProxied: true, isTls: true },
  { name: 'exchange', plane: 'exchange', isProxied: false, isTls: false },
  { name: 'exchangeProxy', plane: 'exchange', isProxied: true, isTls: false },
  { name: 'exchangeTls', plane: 'exchange', isProxied: false, isTls: true },
  { name: 'control', plane: 'control', isProxied: false, isTls: false },
] as const satisfies readonly {
  readonly name: keyof SimulatorPorts;
  readonly plane: Plane | 'control';
  readonly isProxied: boolean;
  readonly isTls: boolean;
}[];

export interface ListenerSetParts {
  /** A scope's own set has no control listener; null is the set that serves all. */
  readonly scope: string | null;
  readonly host: string;
  readonly controlHost: string;
  readonly trustedPeers: AddressList;
  readonly ports: Partial<Readonly<Record<keyof SimulatorPorts, number>>>;
  readonly gateway: Gateway;
  readonly control: RequestListener;
  readonly rootPem: string;
}

/** One listener for each way in. */
export class ListenerSet {
  readonly #listeners: readonly Listener[];
  readonly ports: SimulatorPorts;

  private constructor(listeners: readonly Listener[], ports: SimulatorPorts) {
    this.#listeners = listeners;
    this.ports = ports;
  }

  /** All ports or none: where one is taken, those already open are closed. */
  static async open(parts: ListenerSetParts): Promise<ListenerSet> {
    const rows = LISTENERS.filter(({ plane }) => plane !== 'control' || parts.scope === null);
    const listeners = rows.map((row) => makeListener(row, parts));
    const ports: Partial<Record<keyof SimulatorPorts, number>> = {};
    try {
      for (const [index, row] of rows.entries()) {
        ports[row.name] = (await openPort(listeners[index], row, parts)) ?? 0;
      }
    } catch (error) {
      await closeAll(listeners);
      throw error;
    }
    return new ListenerSet(listeners, ports as SimulatorPorts);
  }

  dropConnections(): void {
    for (const listener of this.#listeners) {
      listener.dropConnections();
    }
  }

  close(): Promise<void> {
    return closeAll(this.#listeners);
  }
}

async function openPort(
  listener: Listener | undefined,
  { name, plane }: (typeof LISTENERS)[number],
  parts: ListenerSetParts,
): Promise<number | undefined> {
  const port = parts.ports[name] ?? 0;
  const host = plane === 'control' ? parts.controlHost : parts.host;
  try {
    return await listener?.listen(port, host);
  } catch (error) {
    throw cannotListen({ name, plane, host, port }, error);
  }
}

interface WantedPort {
  readonly name: keyof SimulatorPorts;
  readonly plane: Plane | 'control';
  readonly host: string;
  readonly port: number;
}

function cannotListen({ name, plane, host, port }: WantedPort, error: unknown): StartError {
  const code = errorCode(error);
  const what = `the ${name} listener (${plane === 'control' ? 'control API' : `${plane} plane`})`;
  if (code === 'EADDRINUSE') {
    return new StartError('port-taken', `port ${port} on ${host}, wanted for ${what}, is taken`, {
      listener: name,
      cause: error,
    });
  }
  return new StartError('address-unusable', `${what} cannot listen on ${host}, port ${port}: ${code}`, {
    listener: name,
    cause: error,
  });
}

async function closeAll(listeners: readonly Listener[]): Promise<void> {
  await Promise.all(listeners.map((listener) => listener.close()));
}

function makeListener(
  { plane, isProxied, isTls }: (typeof LISTENERS)[number],
  { scope, trustedPeers, gateway, control, rootPem }: ListenerSetParts,
): Listener {
  return new Listener({
    plane,
    isProxied,
    trustedPeers,
    scope,
    secureContext: isTls ? (connection) => gateway.secureContext(connection) : null,
    nextConnectionId: () => gateway.nextConnectionId(),
    admit: (connection) => gateway.admit(connection),
    report: (error) => gateway.report(error),
    serve: plane === 'control' ? control : planeListener(plane, gateway, rootPem),
  });
}
