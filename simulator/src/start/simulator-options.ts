import type { ClientDialect } from '../dialects/quhao-1.ts';
import type { SimulatorPorts } from '../model/listeners.ts';
import type { ScopeSeed, StartScope } from '../model/scope-handle.ts';

/** The options have the seed of the default scope too; its id is `default`, and it does not end. */
export interface SimulatorOptions extends Omit<ScopeSeed, 'id' | 'ttlMs'> {
  /** Address of all listeners except the control listener; default 127.0.0.1. */
  readonly host?: string;
  /** Address of the control listener, whatever `host` says; default 127.0.0.1. */
  readonly controlHost?: string;
  /** Peers whose PROXY headers are trusted: addresses, CIDR or a-b ranges, comma-separated; default loopback (127.0.0.0/8,::1). */
  readonly trustedPeers?: string;
  /** Names and addresses that the TLS certificates are for, besides the gateway's names, localhost and this machine's addresses. */
  readonly certificateHosts?: readonly string[];
  /**
   * Clients were led here by a table of routes and know nothing of our names and ports: the listeners of the bearer and token planes speak TLS or plain
   * HTTP, as the client begins, and show a certificate for any name that is asked; default false.
   */
  readonly forRoutedClients?: boolean;
  /** The wire format of the SDK; default quhao-1. */
  readonly dialect?: ClientDialect;
  /** Scopes besides the default one. */
  readonly scopes?: readonly StartScope[];
  /**
   * `redis://host:port/0?prefix=…` or `rediss://…`: the state is on a server that speaks Redis' protocol, and every simulator that names the same place is
   * another instance of this one. Needs the package `redis`. Absent: the state lives in this process.
   */
  readonly store?: string;
  /** Folder of the CA, the gateway's keys and the control token (`control-token`); without it they are created for this run. */
  readonly dataDir?: string;
  /** 0 (the default) lets the system choose. */
  readonly ports?: Partial<Readonly<Record<keyof SimulatorPorts, number>>>;
  /** The level of the log on stderr; default `error`. */
  readonly logLevel?: 'silent' | 'error' | 'info' | 'debug';
}
