import type { RequestListener } from 'node:http';
import { LISTENERS, type ListenerRow, type SimulatorPorts } from '../model/listeners.ts';
import type { Plane } from '../model/operations.ts';
import { errorCode, StartError } from '../model/start-error.ts';
import type { AddressList } from '../protocol/addresses.ts';
import type { Connection } from '../transport/connection.ts';
import { Listener } from '../transport/listener.ts';
import type { MalformedHttp } from '../transport/malformed-http.ts';
import type { ConnectionPolicy } from './connection-policy.ts';
import type { Gateway } from './gateway.ts';

export interface ListenerSetParts {
  /** A scope's own set has no control listener; null is the set that serves all. */
  readonly scope: string | null;
  /** A bearer's own set has its two ports only; null for all others. */
  readonly session: string | null;
  readonly host: string;
  readonly controlHost: string;
  readonly trustedPeers: AddressList;
  readonly ports: Partial<Readonly<Record<keyof SimulatorPorts, number>>>;
  readonly gateway: Gateway;
  readonly policy: ConnectionPolicy;
  readonly malformedHttp: MalformedHttp;
  readonly control: RequestListener;
  /** Explanation of the set that has been closed. */
  readonly closed: (set: ListenerSet) => void;
}

interface PlaneListener {
  readonly plane: Plane | 'control';
  readonly listener: Listener;
}

/** One listener for each way in. */
export class ListenerSet {
  readonly #listeners: readonly PlaneListener[];
  readonly #closed: ListenerSetParts['closed'];
  readonly ports: SimulatorPorts;

  private constructor(listeners: readonly PlaneListener[], ports: SimulatorPorts, closed: ListenerSetParts['closed']) {
    this.#listeners = listeners;
    this.#closed = closed;
    this.ports = ports;
  }

  /** All ports or none: where one is taken, those already open are closed. */
  static async open(parts: ListenerSetParts): Promise<ListenerSet> {
    const rows = LISTENERS.filter((row) => isPartOf(row, parts));
    const listeners: PlaneListener[] = [];
    const ports: Partial<Record<keyof SimulatorPorts, number>> = {};
    try {
      for (const row of rows) {
        const listener = makeListener(row, parts);
        ports[row.name] = await openPort(listener, row, parts);
        listeners.push({ plane: row.plane, listener });
      }
    } catch (error) {
      await closeAll(listeners);
      throw error;
    }
    return new ListenerSet(listeners, ports as SimulatorPorts, parts.closed);
  }

  connections(): readonly Connection[] {
    return this.#listeners.flatMap(({ listener }) => listener.connections());
  }

  /** The ports of these planes refuse connections, all others take them. */
  async refuse(planes: ReadonlySet<Plane>): Promise<void> {
    await Promise.all(
      this.#listeners.map(({ plane, listener }) =>
        plane !== 'control' && planes.has(plane) ? listener.refuse() : listener.takeConnections(),
      ),
    );
  }

  async close(): Promise<void> {
    await closeAll(this.#listeners);
    this.#closed(this);
  }
}

async function openPort(listener: Listener, { name, plane }: ListenerRow, parts: ListenerSetParts): Promise<number> {
  const port = parts.ports[name] ?? 0;
  const host = plane === 'control' ? parts.controlHost : parts.host;
  try {
    return await listener.listen(port, host);
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

async function closeAll(listeners: readonly PlaneListener[]): Promise<void> {
  await Promise.all(listeners.map(({ listener }) => listener.close()));
}

function isPartOf({ plane, isBearers }: ListenerRow, { scope, session }: ListenerSetParts): boolean {
  if (session !== null) {
    return isBearers;
  }
  return plane !== 'control' || scope === null;
}

function makeListener(
  { plane, isProxied, isTls }: ListenerRow,
  { scope, session, trustedPeers, gateway, policy, malformedHttp, control }: ListenerSetParts,
): Listener {
  return new Listener({
    plane,
    isProxied,
    trustedPeers,
    scope,
    session,
    isTls,
    nextConnectionId: () => gateway.nextConnectionId(),
    policy,
    malformedHttp,
    report: (error) => gateway.report(error),
    serve: (request, response, connection) => {
      if (plane === 'control') {
        control(request, response);
      } else {
        gateway.serve(plane, request, response, connection);
      }
    },
  });
}
