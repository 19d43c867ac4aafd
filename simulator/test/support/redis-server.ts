import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import type { RedisClient } from '../../src/store/redis-client.ts';

/** A Redis server for a test: on a socket in a folder of its own, so that it needs no port, and without a file of its data. */
export class RedisServer {
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #closings: (() => void)[] = [];

  private constructor(process: ChildProcess, folder: string) {
    this.#process = process;
    this.#folder = folder;
  }

  static isInstalled(): boolean {
    return spawnSync('redis-server', ['--version']).status === 0;
  }

  static async start(): Promise<RedisServer> {
    const folder = await mkdtemp(join(tmpdir(), 'quhao-redis-'));
    const settings = ['--port', '0', '--unixsocket', join(folder, 'socket'), '--dir', folder, '--save', '', '--appendonly', 'no'];
    const server = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.once('exit', (code) => reject(new Error(`redis-server has ended with ${code} before it was ready`)));
      let printed = '';
      server.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        if (printed.includes('ready to accept connections')) {
          resolve();
        }
      });
    });
    return new RedisServer(server, folder);
  }

  async connect(): Promise<RedisClient> {
    const client = createClient({
      socket: { path: join(this.#folder, 'socket'), tls: false },
      commandOptions: { timeout: 60_000 },
    });
    client.on('error', () => undefined);
    await client.connect();
    this.#closings.push(() => client.destroy());
    return { command: (words) => client.sendCommand([...words]) };
  }

  async stop(): Promise<void> {
    for (const close of this.#closings) {
      close();
    }
    const ended = new Promise((resolve) => {
      this.#process.once('exit', resolve);
    });
    this.#process.kill('SIGKILL');
    await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }
}
