import type { GatewayArrange, GatewayCapability, OperatorHost, TokenCapability } from './gateway-check.ts';
import type { SealingKey, WireApp } from './wire-requests.ts';

/** A gateway that is judged: where it is, what it knows of us, and what it offers besides answering. */
export interface GatewayTarget extends AsyncDisposable {
  /** For a reader: `our own simulator`, or its URL. */
  readonly name: string;
  readonly app: WireApp;
  readonly urls: GatewayUrls;
  /** Null where the client operations are not judged. */
  readonly sealing: SealingKey | null;
  /** Root certificate of its HTTPS, PEM; null: those of the system. */
  readonly ca: string | null;
  /** The number behind its tokens; null where it is not known. */
  readonly number: string | null;
  /** An address of this machine that no subscriber has; null where there is none. */
  readonly elsewhere: string | null;
  readonly capabilities: ReadonlySet<GatewayCapability>;
  /** Called before each row, and for each step that arranges. A gateway that cannot be arranged is left as it is. */
  arrange(arrange: GatewayArrange): Promise<void>;
  /** Changes the arrangement in the middle of a row. */
  rearrange(arrange: GatewayArrange): Promise<void>;
  advance(ms: number): Promise<void>;
  revokeScrips(): Promise<void>;
  /** A fresh token in the way that the gateway's owner named; null: by the client operations. */
  token(capability: TokenCapability): Promise<string | null>;
}

interface GatewayUrls {
  readonly loginTokenValidate: string;
  readonly tokenValidate: string;
  /** Empty where the client operations are not judged. */
  readonly number: Readonly<Partial<Record<OperatorHost, string>>>;
  readonly token: string | null;
}
