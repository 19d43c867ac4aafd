import { z } from 'zod';

/** The planes of the gateway and the operations that each serves (wire.md §0). */

export const PLANES = [
  { name: 'bearer', isReachedByBearer: true, hasTls: false },
  { name: 'token', isReachedByBearer: true, hasTls: true },
  { name: 'exchange', isReachedByBearer: false, hasTls: true },
] as const satisfies readonly {
  readonly name: string;
  /** Whether the address of a connection is a bearer's. */
  readonly isReachedByBearer: boolean;
  readonly hasTls: boolean;
}[];

export type Plane = (typeof PLANES)[number]['name'];

/** An object with one value for each plane. */
export function byPlane<T>(value: T): Record<Plane, T> {
  return Object.fromEntries(PLANES.map(({ name }) => [name, value])) as Record<Plane, T>;
}

export const planeSchema = z.enum(PLANES.map(({ name }) => name));

/** `lastStep` is the number of the operation's last rule in the order of checks (wire.md §6). */
export const OPERATIONS = [
  { name: 'prefetch', plane: 'bearer', lastStep: 11 },
  { name: 'get-token', plane: 'token', lastStep: 10 },
  { name: 'login-token-validate', plane: 'exchange', lastStep: 11 },
  { name: 'token-validate', plane: 'exchange', lastStep: 10 },
] as const satisfies readonly { readonly name: string; readonly plane: Plane; readonly lastStep: number }[];

export type Operation = (typeof OPERATIONS)[number]['name'];

export const operationSchema = z.enum(OPERATIONS.map(({ name }) => name));
