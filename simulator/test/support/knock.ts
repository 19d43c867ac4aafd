import { once } from 'node:events';
import { connect } from 'node:net';

/** What a bare socket meets at a port: `open`, or the error's code. */
export async function knock(port: number): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1' });
  try {
    await once(socket, 'connect');
    return 'open';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  } finally {
    socket.destroy();
  }
}
