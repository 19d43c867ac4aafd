import { beforeEach } from 'vitest';
import type { App } from '../../src/model/documents.ts';
import type { JournalEntry, TraceStep } from '../../src/model/journal.ts';
import type { ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { getToken, PATHS, send } from './http-client.ts';
import { developerSpki } from './rsa.ts';
import { READY_APP } from './sdk.ts';

/** The requests' own time is 20261123120000000. */
export const NOON = Date.UTC(2026, 10, 23, 4);

/** A simulator for all tests of the file. For each its scope is as new, and its clock stands still at noon, so that ages are exact. */
export class StillScope {
  /** Leased to the phone. */
  readonly bearer = '127.0.0.7';
  readonly phone = '15400000001';
  #simulator: Simulator | null = null;

  constructor() {
    const sessions = [{ address: this.bearer, msisdn: this.phone }];
    const test = base.extend('simulatorOptions', { scope: 'worker' }, { sessions });
    test.beforeAll(({ simulator }) => {
      this.#simulator = simulator;
    });
    beforeEach(async () => {
      await this.scope.reset();
      await this.scope.setClock({ now: NOON, rate: 0 });
    });
  }

  get simulator(): Simulator {
    if (this.#simulator === null) {
      throw new Error('a simulator is there in a test only');
    }
    return this.#simulator;
  }

  get scope(): ScopeHandle {
    return this.simulator.defaultScope;
  }

  putApp(change: Partial<App>): Promise<App> {
    return this.scope.putApp({ appid: READY_APP.appid, ...change });
  }

  putRsaApp(): Promise<App> {
    return this.putApp({ keyMethod: 'RSA', verifyKeyPem: developerSpki });
  }

  login(body: unknown, headers: Record<string, string> = {}): Promise<unknown> {
    return send(this.simulator, 'exchange', { path: PATHS.login, body, headers });
  }

  check(body: unknown): Promise<unknown> {
    return send(this.simulator, 'exchange', { path: PATHS.check, body });
  }

  loginToken(): Promise<string> {
    return getToken(this.simulator, this.bearer);
  }

  checkToken(): Promise<string> {
    return getToken(this.simulator, this.bearer, { ...READY_APP, capability: 'check' });
  }

  async lastEntry(): Promise<JournalEntry> {
    const entry = (await this.scope.journal()).at(-1);
    if (entry === undefined) {
      throw new Error('the journal is empty');
    }
    return entry;
  }

  async lastStep(name: string): Promise<TraceStep | undefined> {
    return (await this.lastEntry()).trace.find((step) => step.name === name);
  }

  /** What the trace of the last entry says of the step that failed; ids and Chinese words of the mistakes that it names. */
  async failedStep(): Promise<FailedStep> {
    const { trace } = await this.lastEntry();
    const { detail = '', mistakes = [], got = '' } = trace.find(({ outcome }) => outcome === 'failed') ?? {};
    return { detail, got, mistakes: mistakes.map(({ id }) => id), zh: mistakes.map(({ zh }) => zh).join() };
  }
}

interface FailedStep {
  readonly detail: string;
  readonly got: string;
  readonly mistakes: readonly string[];
  readonly zh: string;
}
