import { isIP } from 'node:net';
import type { Route } from '../device.ts';
import { HandsetError } from '../errors.ts';
import { ANY_HOST, parseRouteName, plainHost, type RouteName, writeRouteName } from './route-name.ts';

export type RouteAnswer =
  | { readonly kind: 'route'; readonly route: Route }
  /** The host has routes, but none for the port. */
  | { readonly kind: 'no-port' }
  | { readonly kind: 'unknown' };

/** Routes from hosts to targets. All targets are loopback addresses, so that no traffic leaves the machine. */
export class RouteTable {
  readonly #routes = new Map<string, Route>();

  set(route: Route): void {
    const name = requireRouteName(route.name);
    const text = writeRouteName(name);
    if (!isLoopbackHost(route.host)) {
      throw new HandsetError(
        'BAD_ROUTE',
        `route ${text} must not lead to ${route.host}:${route.port}, because no traffic may leave this machine: give a loopback address (127.0.0.1, ::1, localhost)`,
      );
    }
    if (!Number.isInteger(route.port) || route.port < 1 || route.port > 65535) {
      throw new HandsetError('BAD_ROUTE', `route ${text}: ${route.port} is no port; give 1 to 65535`);
    }
    this.#routes.set(text, { ...route, name: text });
  }

  list(): readonly Route[] {
    return [...this.#routes.values()];
  }

  /** Removes one route. Throws where there is none of that name. */
  remove(name: string): void {
    const text = writeRouteName(requireRouteName(name));
    if (!this.#routes.delete(text)) {
      throw new HandsetError('BAD_ROUTE', `there is no route ${text}; cmd quhao route list prints them all`);
    }
  }

  clear(): void {
    this.#routes.clear();
  }

  /** Whether the host has a route for some port, its own or the one for every host. */
  knows(host: string): boolean {
    const key = plainHost(host);
    return this.list().some(({ name }) => {
      const known = parseRouteName(name)?.host;
      return known === key || known === ANY_HOST;
    });
  }

  /** The route of the host and port; routes of a host go before those of every host, routes of a port before those of every port. */
  find(host: string, port: number): RouteAnswer {
    const key = plainHost(host);
    const candidates = [key, ANY_HOST].flatMap((one) => [
      { host: one, port },
      { host: one, port: null },
    ]);
    for (const candidate of candidates) {
      const route = this.#routes.get(writeRouteName(candidate));
      if (route !== undefined) {
        return { kind: 'route', route };
      }
    }
    return this.knows(key) ? { kind: 'no-port' } : { kind: 'unknown' };
  }
}

function requireRouteName(text: string): RouteName {
  const name = parseRouteName(text);
  if (name === null) {
    throw new HandsetError(
      'BAD_ROUTE',
      `route name "${text}" is no HOST or HOST:PORT; a host is a name, an address ([2001:db8::1]:443) or * for every one`,
    );
  }
  return name;
}

export function isLoopbackHost(host: string): boolean {
  const key = host.toLowerCase();
  if (key === 'localhost' || key === '::1') {
    return true;
  }
  return isIP(key) === 4 && key.startsWith('127.');
}
