import { isIP } from 'node:net';
import type { Route } from '../device.ts';
import { HandsetError } from '../errors.ts';

export type RouteAnswer =
  | { readonly kind: 'route'; readonly route: Route }
  /** The name has routes, but none for the port. */
  | { readonly kind: 'no-port' }
  | { readonly kind: 'unknown' };

/** Routes from names to targets. All targets are loopback addresses, so that no traffic leaves the machine. */
export class RouteTable {
  readonly #routes = new Map<string, Route>();

  set(route: Route): void {
    const name = route.name.toLowerCase();
    if (!/^[a-z0-9_.-]+(:\d{1,5})?$/.test(name)) {
      throw new HandsetError(
        'BAD_ROUTE',
        `route name "${route.name}" is no NAME or NAME:PORT; use letters, digits, dots and dashes`,
      );
    }
    if (!isLoopbackHost(route.host)) {
      throw new HandsetError(
        'BAD_ROUTE',
        `route ${name} must not lead to ${route.host}:${route.port}, because no traffic may leave this machine: give a loopback address (127.0.0.1, ::1, localhost)`,
      );
    }
    if (!Number.isInteger(route.port) || route.port < 1 || route.port > 65535) {
      throw new HandsetError('BAD_ROUTE', `route ${name}: ${route.port} is no port; give 1 to 65535`);
    }
    this.#routes.set(name, { ...route, name });
  }

  list(): readonly Route[] {
    return [...this.#routes.values()];
  }

  clear(): void {
    this.#routes.clear();
  }

  knows(name: string): boolean {
    const key = name.toLowerCase();
    return this.list().some((route) => route.name === key || route.name.startsWith(`${key}:`));
  }

  find(name: string, port: number): RouteAnswer {
    const key = name.toLowerCase();
    const route = this.#routes.get(`${key}:${port}`) ?? this.#routes.get(key);
    if (route !== undefined) {
      return { kind: 'route', route };
    }
    return this.knows(key) ? { kind: 'no-port' } : { kind: 'unknown' };
  }
}

export function isLoopbackHost(host: string): boolean {
  const key = host.toLowerCase();
  if (key === 'localhost' || key === '::1') {
    return true;
  }
  return isIP(key) === 4 && key.startsWith('127.');
}
