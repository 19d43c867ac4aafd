import { connect, type Socket } from 'node:net';
import { HandsetError } from '../errors.ts';
import type { ConnectionEnd } from './connection-log.ts';
import { type Endpoint, proxyHeader } from './proxy-header.ts';

export type FailureCode = 'UNREACHABLE' | 'REFUSED' | 'TIMEOUT' | 'UNKNOWN_HOST' | 'RESET' | 'BLOCKED' | 'DENIED';

const END_OF_CODE = {
  UNREACHABLE: 'unreachable',
  REFUSED: 'refused',
  TIMEOUT: 'timeout',
  UNKNOWN_HOST: 'unknown-host',
  RESET: 'reset',
  BLOCKED: 'refused',
  DENIED: 'refused',
} as const satisfies Record<FailureCode, ConnectionEnd>;

const CODE_OF_ERRNO: Readonly<Record<string, FailureCode>> = {
  ECONNREFUSED: 'REFUSED',
  ECONNRESET: 'RESET',
  ETIMEDOUT: 'TIMEOUT',
};

/** A CONNECT failed. `code` is sent to the app; `end` is written into the log. */
export class ConnectError extends HandsetError<FailureCode> {
  readonly end: ConnectionEnd;
  constructor(code: FailureCode, message: string, end?: ConnectionEnd) {
    super(code, message);
    this.end = end ?? END_OF_CODE[code];
  }
}

export interface Dial {
  readonly target: { readonly host: string; readonly port: number };
  /** The bearer's address, which a PROXY header carries; null sends no header. */
  readonly session: string | null;
  /** The loopback address to connect from. */
  readonly source?: string | undefined;
  /** The reason of its abort is a ConnectError. */
  readonly signal: AbortSignal;
}

/** Opens the TCP connection behind a bearer. Resolves with a paused socket; rejects with ConnectError. */
export function dialUpstream({ target, session, source, signal }: Dial): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: target.host, port: target.port, localAddress: source, allowHalfOpen: true, noDelay: true });
    socket.pause();
    const onAbort = (): void => {
      socket.destroy();
      reject(signal.reason);
    };
    const onError = (error: NodeJS.ErrnoException): void => {
      signal.removeEventListener('abort', onAbort);
      const code = CODE_OF_ERRNO[error.code ?? ''] ?? 'UNREACHABLE';
      reject(new ConnectError(code, `connect to ${target.host}:${target.port}: ${error.message}`));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('error', onError);
    socket.once('connect', () => {
      signal.removeEventListener('abort', onAbort);
      socket.off('error', onError);
      if (session !== null) {
        socket.write(proxyHeader({ address: session, port: socket.localPort ?? 0 }, endpointOf(socket)));
      }
      resolve(socket);
    });
  });
}

function endpointOf(socket: Socket): Endpoint {
  return { address: socket.remoteAddress ?? '127.0.0.1', port: socket.remotePort ?? 0 };
}
