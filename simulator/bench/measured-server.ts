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

interface MeasuredOptions {
  /** The folder of another version's compiled bench; absent: this version's. */
  readonly build?: string | undefined;
  /** Where the state is; absent: in memory. */
  readonly store?: string | undefined;
}

/** The measured process, pinned to a core of its own. */
export class MeasuredServer {
  readonly #process: ChildProcess;
  readonly facts: ServerFacts;

  private constructor(process: ChildProcess, facts: ServerFacts) {
    this.#process = process;
    this.facts = facts;
  }

  /** On a core, or on several as taskset writes them. */
  static async start(core: number | string, { build, store }: MeasuredOptions = {}): Promise<MeasuredServer> {
    const own = fileURLToPath(new URL('./server.js', import.meta.url));
    const file = build === undefined ? own : join(build, 'simulator/bench/server.js');
    const child = spawn('taskset', ['-c', String(core), process.execPath, '--expose-gc', file], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...(store === undefined ? {} : { QUHAO_BENCH_STORE: store }) },
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
