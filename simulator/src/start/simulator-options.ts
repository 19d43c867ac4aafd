import type { ClientDialect } from '../dialects/quhao-1.ts';
import type { SimulatorPorts } from '../model/listeners.ts';
import type { ScopeSeed, StartScope } from '../model/scope-handle.ts';

/** The seed is the default scope's, which has its id and does not end. */
export interface SimulatorOptions extends Omit<ScopeSeed, 'id' | 'ttlMs'> {
  /** Address of every listener but control's; default 127.0.0.1. */
  readonly host?: string;
  /** Address of the control listener, whatever `host` says; default 127.0.0.1. */
  readonly controlHost?: string;
  /** Who may name another address in a PROXY header: addresses, CIDR or a-b ranges, comma-separated; default loopback (127.0.0.0/8,::1). */
  readonly trustedPeers?: string;
  /** Names and addresses that the TLS certificates are for, besides the gateway's names, localhost and this machine's addresses. */
  readonly certificateHosts?: readonly string[];
  /** How the client SDK speaks; default quhao-1. */
  readonly dialect?: ClientDialect;
  /** Scopes besides the default one. */
  readonly scopes?: readonly StartScope[];
  /** Where CA, gateway keys and the control token (`control-token`) are kept; without it they live in memory only. */
  readonly dataDir?: string;
  /** 0 (the default) lets the system choose. */
  readonly ports?: Partial<Readonly<Record<keyof SimulatorPorts, number>>>;
  /** What goes to stderr; default `error`. */
  readonly logLevel?: 'silent' | 'error' | 'info' | 'debug';
}
