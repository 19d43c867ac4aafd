import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Plane } from '../api.ts';
import { systemClock } from '../clock.ts';
import { type AddressList, canonicalAddress } from '../protocol/addresses.ts';
import { parseProxyHeader } from '../protocol/proxy-header.ts';

/** What the connection alone tells, before any byte of HTTP: it decides who is calling (wire.md §1). */
export interface Connection {
  readonly id: number;
  readonly plane: Plane | 'control';
  /** The peer's address, canonical. */
  readonly remoteAddress: string;
  /** Address and port of the peer. */
  readonly remote: string;
  /** Our end, as a client would write it in a URL. */
  readonly localAuthority: string;
  /** The bearer's or caller's address: the PROXY header's, else the peer's; null where the header names none. */
  readonly address: string | null;
  /** The TCP socket, also below TLS: only here can a connection be reset. */
  readonly raw: Socket;
  /** The scope whose own listener it came to. */
  readonly scope: string | null;
  /** Requests so far. */
  requests: number;
}

const connections = new WeakMap<Socket, Connection>();

export function connectionOf(socket: Socket): Connection {
  const connection = connections.get(socket);
  if (connection === undefined) {
    throw new Error('a request came over a socket that no listener of ours accepted');
  }
  return connection;
}

/** The TLS socket on top carries the same connection. */
export function rememberConnection(socket: Socket | TLSSocket, connection: Connection): void {
  connections.set(socket, connection);
}

export interface AcceptOptions {
  readonly id: number;
  readonly plane: Plane | 'control';
  readonly isProxied: boolean;
  readonly scope: string | null;
  /** Whose PROXY headers are believed. */
  readonly trustedPeers: AddressList;
}

const PROXY_HEADER_DEADLINE_MS = 2000;

/** Reads the PROXY header where one is required; null where the connection was closed for want of a right one. */
export async function acceptConnection(raw: Socket, options: AcceptOptions): Promise<Connection | null> {
  const { id, plane, isProxied, scope, trustedPeers } = options;
  const remoteAddress = canonicalAddress(raw.remoteAddress ?? '') ?? '';
  const facts = {
    id,
    plane,
    remoteAddress,
    remote: `${remoteAddress}:${raw.remotePort ?? 0}`,
    localAuthority: authority(raw.localAddress ?? '127.0.0.1', raw.localPort ?? 0),
    raw,
    scope,
    requests: 0,
  };
  if (!isProxied) {
    return { ...facts, address: remoteAddress };
  }
  const source = trustedPeers.has(remoteAddress) ? await readProxySource(raw) : undefined;
  if (source === undefined) {
    raw.destroy();
    return null;
  }
  return { ...facts, address: source };
}

function authority(address: string, port: number): string {
  const plain = address.replace(/^::ffff:(?=[0-9.]+$)/, '');
  return plain.includes(':') ? `[${plain}]:${port}` : `${plain}:${port}`;
}

/** The address that the header names, null where it names none, undefined where the header is wrong, late or cut off. */
function readProxySource(raw: Socket): Promise<string | null | undefined> {
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    const finish = (source: string | null | undefined): void => {
      deadline.cancel();
      raw.off('readable', read);
      raw.off('end', giveUp);
      raw.off('close', giveUp);
      resolve(source);
    };
    const giveUp = (): void => finish(undefined);
    const read = (): void => {
      const chunk: Buffer | null = raw.read();
      if (chunk === null) {
        return;
      }
      bytes = Buffer.concat([bytes, chunk]);
      const header = parseProxyHeader(bytes);
      if (header.state === 'broken') {
        giveUp();
      } else if (header.state === 'complete') {
        if (bytes.length > header.length) {
          raw.unshift(bytes.subarray(header.length));
        }
        finish(header.source);
      }
    };
    const deadline = systemClock.after(PROXY_HEADER_DEADLINE_MS, giveUp);
    raw.on('readable', read);
    raw.on('end', giveUp);
    raw.on('close', giveUp);
  });
}
