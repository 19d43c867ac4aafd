import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { systemClock } from '../clock.ts';
import type { ListenerRow } from '../model/listeners.ts';
import { type AddressList, addressOfSocket } from '../protocol/addresses.ts';
import { parseProxyHeader } from '../protocol/proxy-header.ts';
import type { SendingAnswer } from './sent-answer.ts';

/** The facts of a connection before any byte of HTTP: they decide who is calling (wire.md §1). */
export interface Connection {
  readonly id: number;
  readonly plane: ListenerRow['plane'];
  /** The peer's address, canonical. */
  readonly remoteAddress: string;
  /** Address and port of the peer. */
  readonly remote: string;
  /** Our end, as a client would write it in a URL. */
  readonly localAuthority: string;
  /** The bearer's or caller's address: of the bearer whose own port it is, else of the PROXY header, else the peer's; null where the header names none. */
  readonly address: string | null;
  /** Whether it came to a listener that requires a PROXY header. */
  readonly isProxied: boolean;
  /** The TCP socket, also below TLS: only this one can be reset. */
  readonly raw: Socket;
  /** The id of the scope whose own listener accepted it; null: a listener that all scopes share. */
  readonly scope: string | null;
  /** How many requests it has brought. */
  requests: number;
  /** The id of the scope that its last request belonged to. */
  servedBy: string | null;
  /** The response of the last request whose body may still be incomplete. */
  awaited: ServerResponse | null;
  /** How many sweeps of the listener that request has been incomplete for. */
  awaitedSweeps: number;
  /** The answers that are being sent; null: none was ever longer than a turn. */
  sending: Set<SendingAnswer> | null;
  /** The last answer that left whole, until another request shows that the client has read on. */
  lastSent: SendingAnswer | null;
  /** When the client ended its side, in real time: it is half-closed or gone. */
  clientEndedAt: number | null;
  /** Whether the client reset the connection. */
  wasReset: boolean;
  /** Why this side ends the connection; null: it does not. */
  endedBy: string | null;
  /** The response of a request whose body was late or that HTTP cannot frame: it is answered and entered without its body. */
  abandonedResponse: ServerResponse | null;
}

const connections = new WeakMap<Socket, Connection>();

export function connectionOf(socket: Socket): Connection {
  const connection = connections.get(socket);
  if (connection === undefined) {
    throw new Error('a request came over a socket that no listener of ours accepted');
  }
  return connection;
}

/** A TLS socket on top of the TCP socket carries the same connection. */
export function rememberConnection(socket: Socket | TLSSocket, connection: Connection): void {
  connections.set(socket, connection);
}

export interface AcceptOptions {
  readonly id: number;
  readonly plane: ListenerRow['plane'];
  readonly isProxied: boolean;
  readonly scope: string | null;
  /** The address of the session that every connection has here; null: the address is the PROXY header's or the peer's. */
  readonly session: string | null;
  /** The peers whose PROXY headers are believed. */
  readonly trustedPeers: AddressList;
}

const PROXY_HEADER_DEADLINE_MS = 2000;

export interface Accepted {
  readonly connection: Connection;
  /** `wrong`: the connection must be closed, and why; `gone`: the peer left without a byte. */
  readonly header: { readonly state: 'right' } | { readonly state: 'wrong'; readonly why: string } | { readonly state: 'gone' };
}

/** Reads the PROXY header where one is required. */
export async function acceptConnection(raw: Socket, options: AcceptOptions): Promise<Accepted> {
  const { id, plane, isProxied, scope, session, trustedPeers } = options;
  const remoteAddress = addressOfSocket(raw.remoteAddress ?? '') ?? '';
  const facts = {
    id,
    plane,
    remoteAddress,
    remote: `${remoteAddress}:${raw.remotePort ?? 0}`,
    localAuthority: authority(raw.localAddress ?? '127.0.0.1', raw.localPort ?? 0),
    isProxied,
    raw,
    scope,
    requests: 0,
    servedBy: null,
    awaited: null,
    awaitedSweeps: 0,
    sending: null,
    lastSent: null,
    clientEndedAt: null,
    wasReset: false,
    endedBy: null,
    abandonedResponse: null,
  };
  if (!isProxied) {
    return { connection: { ...facts, address: session ?? remoteAddress }, header: { state: 'right' } };
  }
  if (!trustedPeers.has(remoteAddress)) {
    const why = `${remoteAddress} is no trusted peer`;
    return { connection: { ...facts, address: null }, header: { state: 'wrong', why } };
  }
  const header = await readProxyHeader(raw);
  return { connection: { ...facts, address: header.state === 'right' ? header.source : null }, header };
}

function authority(address: string, port: number): string {
  const plain = address.replace(/^::ffff:(?=[0-9.]+$)/, '');
  return plain.includes(':') ? `[${plain}]:${port}` : `${plain}:${port}`;
}

type ReadHeader = { readonly state: 'right'; readonly source: string | null } | Exclude<Accepted['header'], { state: 'right' }>;

function readProxyHeader(raw: Socket): Promise<ReadHeader> {
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    const finish = (header: ReadHeader): void => {
      deadline.cancel();
      raw.off('readable', read);
      raw.off('end', leave);
      raw.off('close', leave);
      resolve(header);
    };
    const leave = (): void =>
      finish(bytes.length === 0 ? { state: 'gone' } : { state: 'wrong', why: `the peer left after ${bytes.length} bytes of it` });
    const read = (): void => {
      const chunk: Buffer | null = raw.read();
      if (chunk === null) {
        return;
      }
      bytes = Buffer.concat([bytes, chunk]);
      const header = parseProxyHeader(bytes);
      if (header.state === 'broken') {
        finish({ state: 'wrong', why: header.why });
      } else if (header.state === 'complete') {
        if (bytes.length > header.length) {
          raw.unshift(bytes.subarray(header.length));
        }
        finish({ state: 'right', source: header.source });
      }
    };
    const deadline = systemClock.after(PROXY_HEADER_DEADLINE_MS, () =>
      finish({ state: 'wrong', why: `${bytes.length} bytes of it came within ${PROXY_HEADER_DEADLINE_MS} ms, and no more` }),
    );
    raw.on('readable', read);
    raw.on('end', leave);
    raw.on('close', leave);
  });
}
