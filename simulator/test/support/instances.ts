import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator.ts';
import { RedisServer } from './redis-server.ts';

/** Several simulators on one server, with one data folder, as a balancer would have them. */
export class Instances {
  readonly server: RedisServer;
  readonly all: readonly Simulator[];
  readonly #dataDir: string;

  private constructor(server: RedisServer, all: readonly Simulator[], dataDir: string) {
    this.server = server;
    this.all = all;
    this.#dataDir = dataDir;
  }

  static async start(count: number, options: SimulatorOptions = {}): Promise<Instances> {
    const server = await RedisServer.start();
    const dataDir = await mkdtemp(join(tmpdir(), 'quhao-instances-'));
    const all: Simulator[] = [];
    for (let number = 0; number < count; number++) {
      all.push(await startSimulator({ ...options, dataDir, store: server.storeUrl('instances:') }));
    }
    return new Instances(server, all, dataDir);
  }

  /** The instance of a request: they take turns. */
  at(number: number): Simulator {
    const simulator = this.all[number % this.all.length];
    if (simulator === undefined) {
      throw new Error('there is no instance');
    }
    return simulator;
  }

  async stop(): Promise<void> {
    await Promise.all(this.all.map((simulator) => simulator.close()));
    await this.server.stop();
    await rm(this.#dataDir, { recursive: true, force: true });
  }
}
