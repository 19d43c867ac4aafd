import type { GatewayConfig } from './messages.ts';
import type { ProbeSession } from './probe-session.ts';
import { UNTRUSTED_ROOT_PEM } from './untrusted-root.ts';

export interface SubjectSetup {
  /** The one way in which the SDK is wrong; null: as it is. */
  readonly mutant: string | null;
  readonly trust: 'gateway-root' | 'another-root';
}

/** The SDK as it was last configured; told again only when something is to differ. */
export class ConfiguredSubject {
  readonly #session: ProbeSession;
  readonly #config: GatewayConfig;
  #now: SubjectSetup | null = null;

  constructor(session: ProbeSession, config: GatewayConfig) {
    this.#session = session;
    this.#config = config;
  }

  /** A new process knows nothing. */
  forget(): void {
    this.#now = null;
  }

  async configure(setup: SubjectSetup): Promise<void> {
    if (this.#now?.mutant === setup.mutant && this.#now.trust === setup.trust) {
      return;
    }
    const rootPem = setup.trust === 'gateway-root' ? this.#config.rootPem : UNTRUSTED_ROOT_PEM;
    await this.#session.probe.configure({ ...this.#config, rootPem }, setup.mutant);
    this.#now = setup;
  }
}
