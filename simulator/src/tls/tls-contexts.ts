import type { SecureContext } from 'node:tls';
import { systemClock } from '../clock.ts';
import type { TlsFault } from '../model/faults.ts';
import type { RandomBytes } from '../random.ts';
import { type Authority, contextOf, DAY_MS, issue, ROOT_NAME, serial, serverContext } from './certificates.ts';
import type { Issued } from './issue-certificate.ts';

/** At most so many names have a certificate of their own; a client that invents names fills no memory. */
const MOST_NAMES = 200;

/** The certificate chains that a TLS listener presents: the right one, and the wrong ones of fault rules. A wrong chain is made when it is first needed. */
export class TlsContexts {
  readonly #authority: Authority;
  readonly #random: RandomBytes;
  readonly #right: SecureContext;
  readonly #named = new Map<string, Promise<SecureContext>>();
  readonly #wrong = new Map<TlsFault, Promise<SecureContext>>();

  constructor(authority: Authority, random: RandomBytes) {
    this.#authority = authority;
    this.#random = random;
    this.#right = serverContext(authority);
  }

  get right(): SecureContext {
    return this.#right;
  }

  /** A right chain for a name that no listener was started with, made when a client first asks for it (SNI). */
  rightFor(name: string): Promise<SecureContext> {
    const key = name.toLowerCase();
    const context = this.#named.get(key) ?? this.#makeNamed(key);
    if (this.#named.size < MOST_NAMES) {
      this.#named.set(key, context);
    }
    return context;
  }

  /** null where the handshake is broken off after the client's first bytes. */
  wrong(fault: TlsFault): Promise<SecureContext | null> {
    if (fault === 'ABORT_AFTER_CLIENT_HELLO') {
      return Promise.resolve(null);
    }
    const context = this.#wrong.get(fault) ?? this.#make(fault);
    this.#wrong.set(fault, context);
    return context;
  }

  async #makeNamed(name: string): Promise<SecureContext> {
    const { hosts, intermediate } = this.#authority;
    return hosts.includes(name) ? this.#right : contextOf(await this.#leaf({ name, hosts: [name] }), [intermediate]);
  }

  async #make(fault: Exclude<TlsFault, 'ABORT_AFTER_CLIENT_HELLO'>): Promise<SecureContext> {
    const { leaf, intermediate } = this.#authority;
    const now = systemClock.now();
    switch (fault) {
      case 'EXPIRED':
        return contextOf(await this.#leaf({ from: now - 46 * DAY_MS, to: now - DAY_MS }), [intermediate]);
      case 'NOT_YET_VALID':
        return contextOf(await this.#leaf({ from: now + DAY_MS, to: now + 46 * DAY_MS }), [intermediate]);
      case 'WRONG_HOST':
        return contextOf(await this.#leaf({ hosts: ['elsewhere.gateway.test'] }), [intermediate]);
      case 'UNKNOWN_CA':
        return contextOf(await this.#leaf({ issuer: await this.#unknownRoot() }), []);
      case 'MISSING_INTERMEDIATE':
        return contextOf(leaf, []);
      case 'OLD_PROTOCOL_ONLY':
        // OpenSSL 3 lets TLS 1.1 be spoken at security level 0 only.
        return contextOf(leaf, [intermediate], { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' });
    }
  }

  /** A leaf of the authority except for `change`. It shares the right one's key: making keys is slow, and clients do not notice. */
  #leaf(change: Partial<{ name: string; from: number; to: number; hosts: readonly string[]; issuer: Issued }>): Promise<Issued> {
    const { leaf, intermediate, hosts } = this.#authority;
    const now = systemClock.now();
    return issue({
      name: 'Quhao TEST wrong on purpose',
      privateKeyPem: leaf.privateKeyPem,
      issuer: intermediate,
      serial: serial(this.#random),
      from: now - DAY_MS,
      to: now + 44 * DAY_MS,
      hosts,
      ...change,
    });
  }

  #unknownRoot(): Promise<Issued> {
    const now = systemClock.now();
    return issue({
      name: ROOT_NAME,
      privateKeyPem: this.#authority.leaf.privateKeyPem,
      issuer: null,
      serial: serial(this.#random),
      from: now - DAY_MS,
      to: now + 44 * DAY_MS,
      hosts: null,
    });
  }
}
