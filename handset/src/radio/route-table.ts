import { isIP } from 'node:net';
import type { Route } from '../device.ts';
import { HandsetError } from '../errors.ts';

export type RouteAnswer =
  | { readonly kind: 'route'; readonly route: Route }
  /** The name is known, this port of it leads nowhere. */
  | { readonly kind: 'no-port' }
  | { readonly kind: 'unknown' };

/** Where names lead. Nothing ever leaves the machine: every target is a loopback address. */
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
        `route ${name} was to lead to ${route.host}:${route.port}, but nothing leaves this machine: name a loopback address (127.0.0.1, ::1, localhost)`,
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
    const wanted = name.toLowerCase();
    return this.list().some((route) => route.name === wanted || route.name.startsWith(`${wanted}:`));
  }

  find(name: string, port: number): RouteAnswer {
    const wanted = name.toLowerCase();
    const route = this.#routes.get(`${wanted}:${port}`) ?? this.#routes.get(wanted);
    if (route !== undefined) {
      return { kind: 'route', route };
    }
    return this.knows(wanted) ? { kind: 'no-port' } : { kind: 'unknown' };
  }
}

export function isLoopbackHost(host: string): boolean {
  const wanted = host.toLowerCase();
  if (wanted === 'localhost' || wanted === '::1') {
    return true;
  }
  return isIP(wanted) === 4 && wanted.startsWith('127.');
}
