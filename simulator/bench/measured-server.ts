import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Order } from './server.ts';

export interface ServerFacts {
  readonly ports: { readonly bearer: number; readonly token: number; readonly exchange: number };
  readonly rootPem: string;
  readonly gatewayKey: { readonly keyid: string; readonly spkiPem: string };
  readonly bare: number;
}

/** The measured process, pinned to a core of its own. */
export class MeasuredServer {
  readonly #process: ChildProcess;
  readonly facts: ServerFacts;

  private constructor(process: ChildProcess, facts: ServerFacts) {
    this.#process = process;
    this.facts = facts;
  }

  /** `build`: the folder of another version's compiled bench; absent: this version's. */
  static async start(core: number, build?: string): Promise<MeasuredServer> {
    const own = fileURLToPath(new URL('./server.js', import.meta.url));
    const file = build === undefined ? own : join(build, 'simulator/bench/server.js');
    const child = spawn('taskset', ['-c', String(core), process.execPath, '--expose-gc', file], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const [{ ready }] = await once(child, 'message');
    return new MeasuredServer(child, ready);
  }

  async order(order: Order): Promise<unknown> {
    this.#process.send(order);
    const [{ done }] = await once(this.#process, 'message');
    return done;
  }

  async mint(count: number): Promise<readonly string[]> {
    return (await this.order({ do: 'mint', count })) as string[];
  }

  async stop(): Promise<void> {
    this.#process.disconnect();
    await once(this.#process, 'exit');
  }
}
