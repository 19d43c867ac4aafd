import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import type { RedisClient } from '../../src/store/redis-client.ts';

/** Another server that speaks Redis' protocol can be named, as Valkey's. */
const SERVER = process.env['QUHAO_REDIS_SERVER'] ?? 'redis-server';

type Durability = 'in memory' | 'on disk';

/** A connection that a test can cut. */
interface CuttableClient extends RedisClient {
  /** As the death of its process would: nothing more is sent, and nobody learns what came of what was. */
  cut(): void;
}

/** A Redis server for a test: on a socket in a folder of its own, so that it needs no port. On disk, it answers when what it has done is written. */
export class RedisServer {
  #process: ChildProcess;
  readonly #folder: string;
  readonly #durability: Durability;
  readonly #closings: (() => void)[] = [];

  private constructor(process: ChildProcess, folder: string, durability: Durability) {
    this.#process = process;
    this.#folder = folder;
    this.#durability = durability;
  }

  static isInstalled(): boolean {
    return spawnSync(SERVER, ['--version']).status === 0;
  }

  static async start(durability: Durability = 'in memory'): Promise<RedisServer> {
    const folder = await mkdtemp(join(tmpdir(), 'quhao-redis-'));
    return new RedisServer(await startIn(folder, durability), folder, durability);
  }

  /** The place of a store on this server, as `--store` says it. */
  storeUrl(prefix: string): string {
    return `redis+unix://${this.#folder}/socket?prefix=${prefix}`;
  }

  /** The server answers nothing, and keeps all connections. */
  pause(): void {
    this.#process.kill('SIGSTOP');
  }

  resume(): void {
    this.#process.kill('SIGCONT');
  }

  /** Ends the server as a crash does, and starts it again on what it has written. */
  async crash(): Promise<void> {
    await this.#kill();
    this.#process = await startIn(this.#folder, this.#durability);
  }

  async connect(): Promise<CuttableClient> {
    const client = createClient({
      socket: { path: join(this.#folder, 'socket'), tls: false },
      commandOptions: { timeout: 60_000 },
    });
    // The client connects again by itself; what was asked meanwhile rejects or waits.
    client.on('error', () => undefined);
    await client.connect();
    const close = (): void => {
      if (client.isOpen) {
        client.destroy();
      }
    };
    this.#closings.push(close);
    return { command: (words) => client.sendCommand([...words]), cut: close };
  }

  async stop(): Promise<void> {
    for (const close of this.#closings) {
      close();
    }
    await this.#kill();
    await rm(this.#folder, { recursive: true, force: true });
  }
  async #kill(): Promise<void> {
    const ended = new Promise((resolve) => {
      this.#process.once('exit', resolve);
    });
    this.#process.kill('SIGKILL');
    await ended;
  }
}

async function startIn(folder: string, durability: Durability): Promise<ChildProcess> {
  const written = durability === 'on disk' ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no'];
  const place = ['--port', '0', '--unixsocket', join(folder, 'socket'), '--dir', folder];
  const server = spawn(SERVER, [...place, '--save', '', ...written], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`${SERVER} has ended with ${code} before it was ready`)));
    let printed = '';
    server.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (/ready to accept connections/i.test(printed)) {
        resolve();
      }
    });
  });
  return server;
}
