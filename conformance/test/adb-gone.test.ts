import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { Adb } from '@devicefarmer/adbkit';
import { afterEach, expect, test } from 'vitest';
import { AdbDevice } from '../src/adb/adb-device.ts';

let server: Server | null = null;
afterEach(() => server?.close());

/** A server that answers the first request of a connection and closes at the second. */
async function serverThatDies(): Promise<number> {
  server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => {
      socket.write('OKAY');
      socket.once('data', () => socket.destroy());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as { readonly port: number }).port;
}

test('an adb server that dies in the middle of a request is a fault of the bench', async () => {
  const client = Adb.createClient({ host: '127.0.0.1', port: await serverThatDies(), bin: '/nonexistent/adb' });
  const device = new AdbDevice(client, 'quhao-1');
  await expect(device.run('true')).rejects.toMatchObject({ name: 'AdbError', code: 'SERVER' });
});
