import type { ScopeReport } from './documents.ts';
import type { SimulatorPorts } from './listeners.ts';
import type { ScopeHandle, ScopeSeed } from './scope-handle.ts';

/** The handle of a running simulator. */

/** What a simulator says of itself, over the control API too. */
export type SimulatorDescription = Pick<
  Simulator,
  'host' | 'ports' | 'urls' | 'rootPem' | 'gatewayKey' | 'platformSpkiPem' | 'losses'
>;

export interface Simulator extends AsyncDisposable {
  readonly host: string;
  readonly ports: SimulatorPorts;
  /** `http://127.0.0.1:41077`, without a trailing slash. */
  readonly urls: Readonly<Record<keyof SimulatorPorts, string>>;
  /** Bearer token of the control API: 32 hex, the same at every start on one data folder. */
  readonly controlToken: string;
  readonly rootPem: string;
  /** The first key of every scope; after a ROTATE_KEYS ask the scope (`keys`). */
  readonly gatewayKey: { readonly keyid: string; readonly spkiPem: string };
  /** The public key that numbers for tokenValidate are encrypted with under keyType 1. */
  readonly platformSpkiPem: string;
  readonly defaultScope: ScopeHandle;
  /** The scopes of `SimulatorOptions.scopes`, in their order. */
  readonly startScopes: readonly ScopeHandle[];
  /** What was missing in the data folder and was created again, and who will notice: a sentence each; mostly none. */
  readonly losses: readonly string[];
  createScope(seed?: ScopeSeed): Promise<ScopeHandle>;
  /** An existing scope by its id, such as one of the config file or of another test. */
  scope(id: string): ScopeHandle;
  /** Reports on all scopes, the default one first. */
  scopes(): Promise<readonly ScopeReport[]>;
  close(): Promise<void>;
}
