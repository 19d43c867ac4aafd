import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/src/simulator.ts';
import { exchange, getToken } from '../../simulator/test/support/http-client.ts';
import { type Ended, runQuhao } from './run-quhao.ts';

/** A real server on free ports for all tests of a file, and the command line that finds it. Before each test its default scope is as new. */
export class ServedCommands {
  #folder = '';
  #simulator: Simulator | null = null;

  constructor() {
    beforeAll(async () => {
      this.#folder = await mkdtemp(join(tmpdir(), 'quhao-commands-'));
      this.#simulator = await startSimulator({ preset: 'personas' });
    });
    afterAll(async () => {
      await this.#simulator?.close();
      await rm(this.#folder, { recursive: true, force: true });
    });
    beforeEach(() => this.simulator.defaultScope.reset());
  }

  get simulator(): Simulator {
    if (this.#simulator === null) {
      throw new Error('a simulator is there in a test only');
    }
    return this.#simulator;
  }

  /** The home of the user. */
  get folder(): string {
    return this.#folder;
  }

  get env(): Readonly<Record<string, string>> {
    const { urls, controlToken } = this.simulator;
    return { QUHAO_URL: `${urls.control}/v1`, QUHAO_TOKEN: controlToken, HOME: this.#folder };
  }

  readonly quhao = (...args: readonly string[]): Promise<Ended> => runQuhao(args, { env: this.env });

  readonly json = async <T>(...args: readonly string[]): Promise<T> => {
    const { code, stdout, stderr } = await this.quhao(...args, '--json');
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout) as T;
  };

  readonly mint = async (): Promise<string> => (await this.quhao('token', 'mint')).stdout.trim();

  /** A whole login of the healthy persona, from its bearer's address. */
  readonly login = async (): Promise<string> => {
    const token = await getToken(this.simulator, '127.154.0.1');
    await exchange(this.simulator, token);
    return token;
  };
}
