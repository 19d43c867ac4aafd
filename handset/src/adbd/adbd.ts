import { createServer, type Server, type Socket } from 'node:net';
import type { Device } from '../device.ts';
import type { FileTree } from '../files/file-tree.ts';
import type { Identity } from '../identity.ts';
import type { Shell } from '../shell/shell-io.ts';
import { forwardServices } from './forward.ts';
import { framebufferServices } from './framebuffer.ts';
import { type ReverseListeners, reverseServices } from './reverse.ts';
import { shellServices } from './shell-service.ts';
import { syncServices } from './sync-service.ts';
import { Transport } from './transport.ts';

export interface AdbdOptions {
  /** Keep to 127.0.0.1: whoever reaches the port drives the handset. */
  readonly host: string;
  /** 0 lets the system choose. From 5555 to 5585 an adb server finds the handset by itself, and then twice. */
  readonly port: number;
  readonly identity: Identity;
  readonly shell: Shell;
  readonly files: FileTree;
  /** The same object that is the device's `reverse`. */
  readonly reverse: ReverseListeners;
  /** Told of faults that end a stream or a connection, never the handset. */
  readonly onFault?: (fault: unknown) => void;
}

export interface Adbd {
  readonly port: number;
  /** Ends every connection; resolves when the port is free. */
  close(): Promise<void>;
}

/** The device's end of adb on a TCP port, for any number of adb servers at once. */
export async function startAdbd(device: Device, options: AdbdOptions): Promise<Adbd> {
  const services = [
    ...shellServices(options.shell),
    ...syncServices(options.files),
    ...reverseServices(options.reverse),
    ...forwardServices(device.apps),
    ...framebufferServices(options.shell),
  ];
  const transports = new Set<Transport>();
  const server = createServer((socket: Socket) => {
    const transport = new Transport(socket, {
      identity: options.identity,
      services,
      onFault: options.onFault ?? (() => undefined),
      onGone: () => {
        transports.delete(transport);
        options.reverse.forget(transport);
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
