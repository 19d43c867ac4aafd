import type { Plane } from '../arrange.ts';
import type { Bearer } from '../check.ts';
import type { ProofName, Strength } from './proof-table.ts';
import type { BearerBytes } from './uid-bytes.ts';

/** A connection to the gateway that a socket table has shown. */
export interface SeenSocket {
  /** Counts from 1 in the order in which they were seen. */
  readonly seq: number;
  readonly plane: Plane;
  /** `other`: its address belongs to neither network. */
  readonly bearer: Bearer | 'other';
  readonly local: string;
  readonly remote: string;
  /** 0 where the system no longer says whose it was. */
  readonly uid: number;
}

/** Who carried a row's connections on a device that keeps no log of them. */
export interface Carriage {
  readonly proofs: readonly ProofName[];
  readonly strength: Strength;
  readonly sockets: readonly SeenSocket[];
  /** The app's bytes since the row began, and since each named step. */
  readonly bytes: Readonly<Record<string, BearerBytes>>;
}

/** The name under which `bytes` has those of the whole row. */
export const WHOLE_ROW = '';

/** Watches who carries a row's connections while it runs. */
export interface ConnectionWatch {
  /** Connections that were seen so far: the position of a step among them. */
  readonly last: number;
  /** A step begins: what was there before does not count for it. */
  mark(step: string): Promise<void>;
  end(): Promise<Carriage>;
  close(): void;
}
