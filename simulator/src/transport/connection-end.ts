import type { Socket } from 'node:net';
import { systemClock } from '../clock.ts';
import type { Connection } from './connection.ts';
import type { SendingAnswer } from './sent-answer.ts';

/** What a connection's end means for the answers that are being sent over it. */

/** Why a connection ended that a fault rule has broken off or closed behind an answer. */
export const ENDED_BY_RULE = 'a fault rule ended the connection';

/** Adds an answer that has not left within its turn. */
export function trackSending(connection: Connection, sending: SendingAnswer): void {
  if (!sending.isPending) {
    return;
  }
  const all = connection.sending ?? new Set();
  connection.sending = all;
  all.add(sending);
  if (connection.clientEndedAt !== null) {
    sending.clientEnded(connection.clientEndedAt);
  }
  sending.whenSettled(() => {
    all.delete(sending);
    connection.lastSent = sending;
  });
  if (connection.raw.destroyed) {
    sending.closed({ cause: connection.endedBy, wasReset: connection.wasReset });
  }
}

/** Watches for the end of the client's side on the socket that HTTP runs over. */
export function watchClientEnd(socket: Socket, connection: Connection): void {
  socket.once('end', () => {
    const at = systemClock.now();
    connection.clientEndedAt = at;
    for (const sending of connection.sending ?? []) {
      sending.clientEnded(at);
    }
  });
}

const RESET_CODES: readonly unknown[] = ['ECONNRESET', 'EPIPE'];

/** Notes an error of the connection: whether the client has reset it. */
export function noteError(connection: Connection, error: Error): void {
  connection.wasReset ||= 'code' in error && RESET_CODES.includes(error.code);
}

/** Settles the answers that can no longer be sent. */
export function settleClosed(connection: Connection): void {
  const { sending, lastSent, endedBy, wasReset } = connection;
  for (const answer of sending ?? []) {
    answer.closed({ cause: endedBy, wasReset });
  }
  // A client may reset a connection that a rule has only closed behind the answer.
  if (wasReset && (endedBy === null || endedBy === ENDED_BY_RULE)) {
    lastSent?.resetAfter();
  }
}
