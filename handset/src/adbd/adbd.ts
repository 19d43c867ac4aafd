import { createServer, type Server, type Socket } from 'node:net';
import type { Device } from '../device.ts';
import type { FileTree } from '../files/file-tree.ts';
import type { Identity } from '../identity.ts';
import type { Shell } from '../shell/shell-io.ts';
import { DEVICE_SERVICES } from './device-services.ts';
import { forwardServices } from './forward.ts';
import { framebufferServices } from './framebuffer.ts';
import { type ReverseListeners, reverseServices } from './reverse.ts';
import { shellServices } from './shell-service.ts';
import { syncServices } from './sync-service.ts';
import { Transport } from './transport.ts';

export interface AdbdOptions {
  /** Should be 127.0.0.1: anyone who can connect to the port controls the handset. */
  readonly host: string;
  /** 0 lets the system choose. An adb server scans ports 5555 to 5585 and would list the handset twice. */
  readonly port: number;
  readonly identity: Identity;
  readonly shell: Shell;
  readonly files: FileTree;
  /** The object that is also the device's `reverse`. */
  readonly reverse: ReverseListeners;
  /** Receives errors that end a stream or a connection. The handset goes on. */
  readonly onError?: (error: unknown) => void;
}

export interface Adbd {
  readonly port: number;
  /** Ends all connections. Resolves when the port is free. */
  close(): Promise<void>;
}

/** Starts the device's end of adb on a TCP port. Any number of adb servers may connect at once. */
export async function startAdbd(device: Device, options: AdbdOptions): Promise<Adbd> {
  const services = [
    ...shellServices(options.shell),
    ...syncServices(options.files),
    ...reverseServices(options.reverse),
    ...forwardServices(device.apps, options.reverse),
    ...framebufferServices(options.shell),
    ...DEVICE_SERVICES,
  ];
  const transports = new Set<Transport>();
  const server = createServer((socket: Socket) => {
    const transport = new Transport(socket, {
      identity: options.identity,
      services,
      onError: options.onError ?? (() => undefined),
      onClose: () => {
        transports.delete(transport);
        options.reverse.remove(transport);
      },
    });
    transports.add(transport);
  });
  const port = await listen(server, options);
  return {
    port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const transport of transports) {
        transport.close();
      }
      await closed;
    },
  };
}

async function listen(server: Server, { host, port }: AdbdOptions): Promise<number> {
  return await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
