import { connect, type Socket } from 'node:net';
import type { ConnectionEnd } from './connection-log.ts';
import { type Endpoint, proxyHeader } from './proxy-header.ts';

export type FailureCode = 'UNREACHABLE' | 'REFUSED' | 'TIMEOUT' | 'UNKNOWN_HOST' | 'RESET' | 'DENIED';

/** Why a CONNECT got no connection: what the app is told, and what the log keeps. */
export class ConnectError extends Error {
  readonly code: FailureCode;
  readonly end: ConnectionEnd;
  constructor(code: FailureCode, message: string, end?: ConnectionEnd) {
    super(message);
    this.name = 'ConnectError';
    this.code = code;
    this.end = end ?? END_OF_CODE[code];
  }
}

const END_OF_CODE = {
  UNREACHABLE: 'unreachable',
  REFUSED: 'refused',
  TIMEOUT: 'timeout',
  UNKNOWN_HOST: 'unknown-host',
  RESET: 'reset',
  DENIED: 'refused',
} as const satisfies Record<FailureCode, ConnectionEnd>;

const CODE_OF_ERRNO: Readonly<Record<string, FailureCode>> = {
  ECONNREFUSED: 'REFUSED',
  ECONNRESET: 'RESET',
  ETIMEDOUT: 'TIMEOUT',
};

export interface Dial {
  readonly target: { readonly host: string; readonly port: number };
  /** The bearer's address, sent in a PROXY header; null sends none. */
  readonly session: string | null;
  /** Aborted with a ConnectError. */
  readonly signal: AbortSignal;
}

/** Opens the real TCP connection behind a bearer; rejects with ConnectError. Comes back paused. */
export function dialUpstream({ target, session, signal }: Dial): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: target.host, port: target.port, allowHalfOpen: true, noDelay: true });
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
