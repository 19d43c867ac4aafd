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

export type ScopePorts = Omit<SimulatorPorts, 'control'>;

/** The names by which an SDK reaches the gateway (wire.md §1). */
export const GATEWAY_NAMES = {
  mobile: 'cm.gateway.test',
  unicom: 'cu.gateway.test',
  telecom: 'ct.gateway.test',
  token: 'token.gateway.test',
  exchange: 'exchange.gateway.test',
} as const;
