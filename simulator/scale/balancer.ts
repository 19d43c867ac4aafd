import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';

/** The listeners that take PROXY headers, behind one socket each. */
const BALANCED = ['bearerProxy', 'tokenProxy', 'exchangeProxy'] as const;

export interface Balancer {
  readonly name: string;
  /** The socket in the folder that leads to a listener of any instance. */
  socketOf(listener: (typeof BALANCED)[number]): string;
  close(): Promise<void>;
}

type Ports = Readonly<Record<string, number>>;

/** A plain TCP balancer over the instances: haproxy where it is installed, else one of our own, which says so. */
export async function openBalancer(folder: string, instances: readonly Ports[]): Promise<Balancer> {
  return spawnSync('haproxy', ['-v']).status === 0 ? openHaproxy(folder, instances) : openOwn(folder, instances);
}

function socketIn(folder: string): Balancer['socketOf'] {
  return (listener) => join(folder, `${listener}.socket`);
}

/** Clients say their address in a PROXY header, since they come over a socket of this machine; the instances get it in one of version 2. */
async function openHaproxy(folder: string, instances: readonly Ports[]): Promise<Balancer> {
  const socketOf = socketIn(folder);
  const sections = BALANCED.map((listener) => {
    const servers = instances.map((ports, index) => `  server instance${index} 127.0.0.1:${ports[listener]} send-proxy-v2`);
    return [`listen ${listener}`, `  bind ${socketOf(listener)} accept-proxy`, '  balance roundrobin', ...servers].join('\n');
  });
  const defaults = [
    'defaults',
    '  mode tcp',
    '  timeout connect 2s',
    '  timeout client 60s',
    '  timeout server 60s',
    '  retries 3',
    '  option redispatch 1',
  ];
  const file = join(folder, 'haproxy.cfg');
  await writeFile(file, `${['global', '  maxconn 2000', ...defaults].join('\n')}\n${sections.join('\n')}\n`);
  const child: ChildProcess = spawn('haproxy', ['-db', '-f', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  await untilThere(BALANCED.map(socketOf), child);
  return {
    name: 'haproxy',
    socketOf,
    close: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function untilThere(sockets: readonly string[], child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    if (child.exitCode !== null) {
      throw new Error(`haproxy has ended with ${child.exitCode}`);
    }
    if (sockets.every((socket) => existsSync(socket))) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('haproxy has opened no sockets');
}

/** Passes the client's own PROXY header on. */
async function openOwn(folder: string, instances: readonly Ports[]): Promise<Balancer> {
  const socketOf = socketIn(folder);
  let next = 0;
  const servers: Server[] = [];
  for (const listener of BALANCED) {
    const server = createServer((client) => {
      client.pause();
      const tryNext = (left: number): void => {
        const ports = instances[next % instances.length];
        next += 1;
        const upstream = connect(ports?.[listener] ?? 0, '127.0.0.1');
        upstream.once('error', () => (left > 0 ? tryNext(left - 1) : client.destroy()));
        upstream.once('connect', () => {
          upstream.on('error', () => client.destroy());
          client.on('error', () => upstream.destroy());
          client.on('close', () => upstream.destroy());
          upstream.on('close', () => client.destroy());
          client.pipe(upstream).pipe(client);
        });
      };
      tryNext(instances.length * 2);
    });
    server.listen(socketOf(listener));
    await once(server, 'listening');
    servers.push(server);
  }
  return {
    name: 'our own TCP balancer (haproxy is not installed)',
    socketOf,
    close: async () => {
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}
