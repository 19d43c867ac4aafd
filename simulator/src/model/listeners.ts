import type { Plane } from './operations.ts';
import { OPERATORS, type Operator } from './operators.ts';

/** The listeners of a simulator. */

export const LISTENERS = [
  { name: 'bearer', plane: 'bearer', isProxied: false, isTls: false, isBearers: true },
  { name: 'bearerProxy', plane: 'bearer', isProxied: true, isTls: false, isBearers: false },
  { name: 'token', plane: 'token', isProxied: false, isTls: true, isBearers: true },
  { name: 'tokenProxy', plane: 'token', isProxied: true, isTls: true, isBearers: false },
  { name: 'exchange', plane: 'exchange', isProxied: false, isTls: false, isBearers: false },
  { name: 'exchangeProxy', plane: 'exchange', isProxied: true, isTls: false, isBearers: false },
  { name: 'exchangeTls', plane: 'exchange', isProxied: false, isTls: true, isBearers: false },
  { name: 'control', plane: 'control', isProxied: false, isTls: false, isBearers: false },
] as const satisfies readonly {
  readonly name: string;
  readonly plane: Plane | 'control';
  /** A PROXY header (v1 or v2) is required, before the handshake where there is one; its source is the caller's address. */
  readonly isProxied: boolean;
  readonly isTls: boolean;
  /** Whether a bearer with ports of its own has this listener. */
  readonly isBearers: boolean;
}[];

export type ListenerRow = (typeof LISTENERS)[number];

export type ListenerName = ListenerRow['name'];

/** The port of each listener. */
export type SimulatorPorts = Readonly<Record<ListenerName, number>>;

/** A scope's own listeners: all but the control API's. */
export type ScopePorts = Omit<SimulatorPorts, 'control'>;

/** A bearer's own listeners: plain HTTP for the number request, TLS for the token. */
export type BearerPorts = Pick<SimulatorPorts, Extract<ListenerRow, { isBearers: true }>['name']>;

export const scopeListeners = LISTENERS.filter((row) => row.plane !== 'control');

export const bearerListeners = LISTENERS.filter((row) => row.isBearers);

/** An object with the same value for each of the listeners, such as the shape of a schema. */
export function byListener<N extends string, T>(listeners: readonly { readonly name: N }[], value: T): Record<N, T> {
  return Object.fromEntries(listeners.map(({ name }) => [name, value])) as Record<N, T>;
}

/** The host names of the gateway that an SDK uses (wire.md §1). */
export const GATEWAY_NAMES = {
  ...(Object.fromEntries(OPERATORS.map(({ operator, host }) => [operator, host])) as Readonly<Record<Operator, string>>),
  token: 'token.gateway.test',
  exchange: 'exchange.gateway.test',
} as const;
