import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** `ok\n` or `no\n`. */
const ANSWER_BYTES = 3;

/** Connects to a listener inside the app's namespace (handset/PROTOCOL.md §2): `tcp:PORT` or `localabstract:NAME`; null when nobody listens. */
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
      resolve(withFaultsAsClose(socket));
    };
    socket.on('readable', onReadable);
  });
}

/** Whoever takes the stream sees `close`; a fault with nobody listening must not end the handset. */
function withFaultsAsClose(socket: Socket): Duplex {
  socket.on('error', () => socket.destroy());
  return socket;
}
