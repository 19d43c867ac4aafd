import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** `ok\n` or `no\n`. */
const ANSWER_BYTES = 3;

/**
 * Connects to a listener inside an app's network namespace (handset/PROTOCOL.md §2): `tcp:PORT` or `localabstract:NAME`. Resolves with null
 * when nothing listens there.
 */
export function dialExposed(path: string, target: string): Promise<Duplex | null> {
  return new Promise((resolve) => {
    const socket = connect({ path, allowHalfOpen: true });
    const refuse = (): void => {
      socket.destroy();
      resolve(null);
    };
    socket.once('error', refuse);
    socket.once('end', refuse);
    socket.once('connect', () => socket.write(`${target}\n`));
    const onReadable = (): void => {
      const answer = socket.read(ANSWER_BYTES) as Buffer | null;
      if (answer === null) {
        return;
      }
      socket.off('readable', onReadable);
      if (answer.toString() !== 'ok\n') {
        refuse();
        return;
      }
      socket.off('error', refuse);
      socket.off('end', refuse);
      resolve(closeOnError(socket));
    };
    socket.on('readable', onReadable);
  });
}

/** Turns errors into `close`, because an error event without a listener would end the handset. */
function closeOnError(socket: Socket): Duplex {
  socket.on('error', () => socket.destroy());
  return socket;
}
