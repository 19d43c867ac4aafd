import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface InstanceFacts {
  readonly ports: Readonly<Record<string, number>>;
  readonly urls: { readonly control: string };
  readonly rootPem: string;
  readonly controlToken: string;
  readonly gatewayKey: { readonly keyid: string; readonly spkiPem: string };
}

export interface InstanceOptions {
  readonly store: string;
  readonly data: string;
  readonly config: string;
}

const PORT_FLAGS = {
  bearer: '--bearer',
  token: '--token',
  exchange: '--exchange',
  exchangeTls: '--exchange-tls',
  bearerProxy: '--bearer-proxy',
  tokenProxy: '--token-proxy',
  exchangeProxy: '--exchange-proxy',
  control: '--control',
} as const;

/** A `quhao serve` of its own, as its user starts it. It can be killed, and started again on its ports. */
export class InstanceProcess {
  readonly #options: InstanceOptions;
  #process: ChildProcess;
  facts: InstanceFacts;

  private constructor(options: InstanceOptions, process: ChildProcess, facts: InstanceFacts) {
    this.#options = options;
    this.#process = process;
    this.facts = facts;
  }

  static async start(options: InstanceOptions): Promise<InstanceProcess> {
    const { process, facts } = await startServe(options, {});
    return new InstanceProcess(options, process, facts);
  }

  async kill(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }

  async startAgain(): Promise<void> {
    const { process, facts } = await startServe(this.#options, this.facts.ports);
    this.#process = process;
    this.facts = facts;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = once(this.#process, 'exit');
      this.#process.kill('SIGTERM');
      await ended;
    }
  }
}

async function startServe(
  { store, data, config }: InstanceOptions,
  ports: Readonly<Record<string, number>>,
): Promise<{ readonly process: ChildProcess; readonly facts: InstanceFacts }> {
  // This file is compiled to build/scale/simulator/scale.
  const main = fileURLToPath(new URL('../../../../dist/cli/main.js', import.meta.url));
  const flags = Object.entries(PORT_FLAGS).flatMap(([name, flag]) => [flag, String(ports[name] ?? 0)]);
  const args = [main, 'serve', '--store', store, '--data', data, '--config', config, '--preset', 'none', ...flags, '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`quhao serve has ended with ${code} before it was ready`)));
  });
  return { process: child, facts: JSON.parse(line) as InstanceFacts };
}
