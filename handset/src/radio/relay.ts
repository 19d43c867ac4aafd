import { createServer, type Server } from 'node:net';
import { RelayConnection, type RelayContext } from './relay-connection.ts';

export interface Relay {
  close(): Promise<void>;
}

/** Opens the unix socket behind which all sockets of an app end. It speaks the frames of handset/PROTOCOL.md §2. */
export async function openRelay(path: string, context: RelayContext): Promise<Relay> {
  const connections = new Set<RelayConnection>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const connection = new RelayConnection(socket, context);
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
  });
  const unsubscribe = context.radio.onBearerLost((bearer) => {
    for (const connection of connections) {
      connection.bearerLost(bearer);
    }
  });
  await listen(server, path);
  return {
    close: () => {
      unsubscribe();
      for (const connection of connections) {
        connection.close();
      }
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
