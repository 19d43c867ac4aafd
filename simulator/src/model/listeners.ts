import type { Plane } from './operations.ts';

/** The listeners of a simulator: their ports and names. */

/** Plain HTTP for the number request, TLS for the token. */
export interface BearerPorts {
  readonly bearer: number;
  readonly token: number;
}

export interface SimulatorPorts {
  readonly bearer: number;
  /** As bearer, but a PROXY header (v1 or v2) is required. */
  readonly bearerProxy: number;
  /** TLS. */
  readonly token: number;
  /** TLS, a PROXY header before the handshake is required. */
  readonly tokenProxy: number;
  readonly exchange: number;
  /** As exchange, but a PROXY header is required: its source is the caller's address. */
  readonly exchangeProxy: number;
  /** TLS. */
  readonly exchangeTls: number;
  readonly control: number;
}

export const LISTENERS = [
  { name: 'bearer', plane: 'bearer', isProxied: false, isTls: false },
  { name: 'bearerProxy', plane: 'bearer', isProxied: true, isTls: false },
  { name: 'token', plane: 'token', isProxied: false, isTls: true },
  { name: 'tokenProxy', plane: 'token', isProxied: true, isTls: true },
  { name: 'exchange', plane: 'exchange', isProxied: false, isTls: false },
  { name: 'exchangeProxy', plane: 'exchange', isProxied: true, isTls: false },
  { name: 'exchangeTls', plane: 'exchange', isProxied: false, isTls: true },
  { name: 'control', plane: 'control', isProxied: false, isTls: false },
] as const satisfies readonly {
  readonly name: keyof SimulatorPorts;
  readonly plane: Plane | 'control';
  readonly isProxied: boolean;
  readonly isTls: boolean;
}[];

export type ListenerRow = (typeof LISTENERS)[number];

export type ScopePorts = Omit<SimulatorPorts, 'control'>;

/** The names by which an SDK reaches the gateway (wire.md §1). */
export const GATEWAY_NAMES = {
  mobile: 'cm.gateway.test',
  unicom: 'cu.gateway.test',
  telecom: 'ct.gateway.test',
  token: 'token.gateway.test',
  exchange: 'exchange.gateway.test',
} as const;
