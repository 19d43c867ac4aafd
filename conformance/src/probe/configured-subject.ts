import type { BuildChoice, GatewayConfig } from './messages.ts';
import type { ProbeSession } from './probe-session.ts';
import { UNTRUSTED_ROOT_PEM } from './untrusted-root.ts';

export interface SubjectSetup extends BuildChoice {
  readonly trust: 'gateway-root' | 'another-root';
}

/** Configures the SDK, and only when the setup differs from the last one. */
export class ConfiguredSubject {
  readonly #session: ProbeSession;
  readonly #config: GatewayConfig;
  #current: SubjectSetup | null = null;
  #isOutdated = false;

  constructor(session: ProbeSession, config: GatewayConfig) {
    this.#session = session;
    this.#config = config;
  }

  /** To be called when the process is new: it has no configuration. */
  forget(): void {
    this.#current = null;
  }

  /** Configures a new process as the one before it was. */
  async configureAgain(): Promise<void> {
    const setup = this.#current;
    this.forget();
    if (setup !== null) {
      await this.configure(setup);
    }
  }

  /** To be called when the code that reads the configuration is another: it is sent again. */
  outdate(): void {
    this.#isOutdated = true;
  }

  /** The SDK has not been configured with another root in this process: what it made of that one may stay in its memory. */
  canTrust(trust: SubjectSetup['trust']): boolean {
    return this.#current === null || this.#current.trust === trust;
  }

  async configure(setup: SubjectSetup): Promise<void> {
    const current = this.#current;
    const isSame = current?.mutant === setup.mutant && current.variant === setup.variant && current.trust === setup.trust;
    if (!this.#isOutdated && isSame) {
      return;
    }
    const rootPem = setup.trust === 'gateway-root' ? this.#config.rootPem : UNTRUSTED_ROOT_PEM;
    await this.#session.probe.configure({ ...this.#config, rootPem }, setup);
    this.#current = setup;
    this.#isOutdated = false;
  }
}
