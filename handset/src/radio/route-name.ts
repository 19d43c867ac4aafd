import { isIP } from 'node:net';

/** What a route leads: connections to a host on one port or on all of them. */
export interface RouteName {
  /** A name or an address in its shortest form; `*`: every name and every address. */
  readonly host: string;
  /** null: every port that has no route of its own. */
  readonly port: number | null;
}

export const ANY_HOST = '*';

/** Reads `NAME`, `NAME:80`, `203.0.113.9:80`, `[2001:db8::1]:443`, `2001:db8::1`, `*:80`, `*`; null where the text is none of them. */
export function parseRouteName(text: string): RouteName | null {
  const [, bracketed, bracketedPort] = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text) ?? [];
  if (bracketed !== undefined) {
    return isIP(bracketed) === 6 ? routeName(bracketed, bracketedPort) : null;
  }
  if (isIP(text) === 6) {
    return routeName(text, undefined);
  }
  const [, host, port] = /^(\*|[A-Za-z0-9_.-]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  return host === undefined ? null : routeName(host, port);
}

function routeName(host: string, port: string | undefined): RouteName | null {
  const number = port === undefined ? null : Number(port);
  return number !== null && (number < 1 || number > 65_535) ? null : { host: plainHost(host), port: number };
}

export function writeRouteName({ host, port }: RouteName): string {
  const plain = isIP(host) === 6 ? `[${host}]` : host;
  return port === null ? plain : `${plain}:${port}`;
}

/** A name in lower case, an IPv6 address in its shortest form, without a zone. */
export function plainHost(host: string): string {
  const address = host.split('%')[0] ?? host;
  return isIP(address) === 6 ? new URL(`http://[${address}]/`).hostname.slice(1, -1) : host.toLowerCase();
}
