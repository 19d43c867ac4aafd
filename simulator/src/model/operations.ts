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

type PlaneRow = (typeof PLANES)[number];

export type Plane = PlaneRow['name'];

export type BearerPlane = Extract<PlaneRow, { isReachedByBearer: true }>['name'];

export const bearerPlanes: ReadonlySet<Plane> = new Set(PLANES.filter((row) => row.isReachedByBearer).map(({ name }) => name));

export function isReachedByBearer(plane: Plane | 'control'): plane is BearerPlane {
  return plane !== 'control' && bearerPlanes.has(plane);
}

/** An object with one value for each plane. */
export function byPlane<T>(value: T): Record<Plane, T> {
  return Object.fromEntries(PLANES.map(({ name }) => [name, value])) as Record<Plane, T>;
}

export const planeSchema = z.enum(PLANES.map(({ name }) => name));

export const OPERATIONS = [
  { name: 'prefetch', plane: 'bearer', caller: 'sdk', lastStep: 11 },
  { name: 'get-token', plane: 'token', caller: 'sdk', lastStep: 10 },
  { name: 'login-token-validate', plane: 'exchange', caller: 'server', lastStep: 11 },
  { name: 'token-validate', plane: 'exchange', caller: 'server', lastStep: 10 },
] as const satisfies readonly {
  readonly name: string;
  readonly plane: Plane;
  /** A dialect decides how an SDK calls; the operator documents how the app's server calls. */
  readonly caller: 'sdk' | 'server';
  /** The number of the operation's last rule in the order of checks (wire.md §6). */
  readonly lastStep: number;
}[];

type OperationRow = (typeof OPERATIONS)[number];

export type Operation = OperationRow['name'];

export type SdkOperation = Extract<OperationRow, { caller: 'sdk' }>['name'];

export type ServerOperation = Extract<OperationRow, { caller: 'server' }>['name'];

export const operationSchema = z.enum(OPERATIONS.map(({ name }) => name));
