import type { Arrange } from '../arrange.ts';
import { withDeadHosts } from '../dead-hosts.ts';
import type { BuildChoice, GatewayConfig } from './messages.ts';
import type { ProbeSession } from './probe-session.ts';
import { UNTRUSTED_ROOT_PEM } from './untrusted-root.ts';

export interface SubjectSetup extends BuildChoice, GatewaySetup {}

/** What an SDK is configured with, where it is not the gateway as it is. */
export interface GatewaySetup {
  readonly trust?: Arrange['trust'] | undefined;
  readonly deadHosts?: Arrange['deadHosts'] | undefined;
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

  /** The SDK has not been configured otherwise in this process: what it made of another root or host may stay in its memory. */
  canBe(setup: GatewaySetup): boolean {
    return this.#current === null || isSameGateway(this.#current, setup);
  }

  async configure(setup: SubjectSetup): Promise<void> {
    const current = this.#current;
    const isSame = current?.mutant === setup.mutant && current.variant === setup.variant && isSameGateway(current, setup);
    if (!this.#isOutdated && isSame) {
      return;
    }
    const { trust, deadHosts, ...build } = setup;
    const rootPem = trust === undefined ? this.#config.rootPem : UNTRUSTED_ROOT_PEM;
    const hosts = withDeadHosts(this.#config.hosts, deadHosts);
    await this.#session.probe.configure({ ...this.#config, rootPem, hosts }, build);
    this.#current = setup;
    this.#isOutdated = false;
  }
}

function isSameGateway(one: GatewaySetup, other: GatewaySetup): boolean {
  return (
    one.trust === other.trust && one.deadHosts?.plane === other.deadHosts?.plane && one.deadHosts?.are === other.deadHosts?.are
  );
}
