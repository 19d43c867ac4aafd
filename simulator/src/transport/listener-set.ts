import type { RequestListener } from 'node:http';
import { LISTENERS, type ListenerRow, type SimulatorPorts } from '../model/listeners.ts';
import type { Plane } from '../model/operations.ts';
import { errorCode, StartError } from '../model/start-error.ts';
import type { AddressList } from '../protocol/addresses.ts';
import type { Connection } from './connection.ts';
import type { ConnectionPolicy } from './connection-policy.ts';
import { Listener, type ServeRequest } from './listener.ts';
import type { MalformedHttp } from './malformed-http.ts';

export interface ListenerSetParts {
  /** The scope whose own set this is, without a control listener; null for the set that all scopes share. */
  readonly scope: string | null;
  /** The address of the session whose two ports these are; null for every other set. */
  readonly session: string | null;
  readonly host: string;
  readonly controlHost: string;
  readonly trustedPeers: AddressList;
  /** The listeners of the SDK's planes speak TLS or plain HTTP, as each client begins. */
  readonly sniffs: boolean;
  readonly ports: Partial<Readonly<Record<keyof SimulatorPorts, number>>>;
  readonly policy: ConnectionPolicy;
  readonly malformedHttp: MalformedHttp;
  /** Connections are numbered over all sets: the number stands in the journal. */
  readonly nextConnectionId: () => number;
  /** Serves the requests of a plane. */
  readonly serve: (plane: Plane) => ServeRequest;
  readonly control: RequestListener;
  /** Reports an internal error. */
  readonly report: (error: unknown) => void;
  /** Called once the set has been closed. */
  readonly closed: (set: ListenerSet) => void;
}

interface PlaneListener {
  readonly plane: ListenerRow['plane'];
  readonly listener: Listener;
}

/** The open listeners of the simulator, of a scope or of a bearer. */
export class ListenerSet {
  readonly #listeners: readonly PlaneListener[];
  readonly #closed: ListenerSetParts['closed'];
  readonly ports: SimulatorPorts;

  private constructor(listeners: readonly PlaneListener[], ports: SimulatorPorts, closed: ListenerSetParts['closed']) {
    this.#listeners = listeners;
    this.#closed = closed;
    this.ports = ports;
  }

  /** Opens all ports or none: where one cannot be opened, those already open are closed. */
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

  /** Closes the ports of these planes, so that the system refuses connections, and opens all others. */
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

interface WantedPort extends Pick<ListenerRow, 'name' | 'plane'> {
  readonly host: string;
  readonly port: number;
}

function cannotListen({ name, plane, host, port }: WantedPort, cause: unknown): StartError {
  const code = errorCode(cause);
  // The other family of a loopback address may be what is taken.
  const address = cause instanceof Error && 'address' in cause ? String(cause.address) : host;
  const listener = `the ${name} listener (${plane === 'control' ? 'control API' : `${plane} plane`})`;
  return code === 'EADDRINUSE'
    ? new StartError('port-taken', `port ${port} on ${address}, wanted for ${listener}, is taken`, { listener: name, cause })
    : new StartError('address-unusable', `${listener} cannot listen on ${address}, port ${port}: ${code}`, {
        listener: name,
        cause,
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

function makeListener({ plane, isProxied, isTls }: ListenerRow, parts: ListenerSetParts): Listener {
  const { scope, session, trustedPeers, sniffs, policy, malformedHttp, nextConnectionId, report, serve, control } = parts;
  return new Listener({
    plane,
    isProxied,
    trustedPeers,
    scope,
    session,
    isTls,
    sniffs: sniffs && (plane === 'bearer' || plane === 'token'),
    nextConnectionId,
    policy,
    malformedHttp,
    report,
    serve: plane === 'control' ? control : serve(plane),
  });
}
