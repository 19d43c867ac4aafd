import type { Socket } from 'node:net';

/** Sends a TCP RST. The one place that does; only the TCP socket below TLS can be reset. */
export function sendReset(raw: Socket): void {
  raw.resetAndDestroy();
}
