import { ProblemError } from '../protocol/problem-error.ts';

/** Where the store is, as `--store` says it. */
export interface RedisPlace {
  /** As the client takes it, with the password and without the prefix; or the path of a socket of this machine. */
  readonly server: { readonly url: string } | { readonly socketPath: string };
  /** What all keys begin with, so that several simulators can share a server. */
  readonly prefix: string;
  /** For messages: without the password. */
  readonly shown: string;
}

const DEFAULT_PREFIX = 'quhao:';
const PREFIX = /^[0-9A-Za-z:._-]{1,60}$/;

/** Reads `redis://host:port/0?prefix=…`, `rediss://` for TLS, or `redis+unix:///path`. A ProblemError says what is wrong with it. */
export function readRedisUrl(text: string): RedisPlace {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSocket = url?.protocol === 'redis+unix:' && url.pathname.length > 1;
  if (url === null || !(isSocket || (['redis:', 'rediss:'].includes(url.protocol) && url.hostname !== ''))) {
    throw invalid('is not redis://host:port/0?prefix=…, rediss://host:port/0?prefix=… or redis+unix:///path?prefix=…');
  }
  if (!isSocket && !/^\/?\d{0,4}$/.test(url.pathname)) {
    throw invalid('has a path that is not the number of a database, such as /0');
  }
  const unknown = [...url.searchParams.keys()].filter((name) => name !== 'prefix');
  if (unknown.length > 0 || url.hash !== '') {
    throw invalid(`has ${unknown[0] ?? 'a fragment'}: the only option of a store is ?prefix=…`);
  }
  const prefix = url.searchParams.get('prefix') ?? DEFAULT_PREFIX;
  if (!PREFIX.test(prefix)) {
    throw invalid('has a prefix that is not 1 to 60 letters, digits, dots, dashes, underscores and colons');
  }
  url.search = '';
  const { protocol, host, pathname } = url;
  const server = isSocket ? { socketPath: decodeURIComponent(pathname) } : { url: url.href };
  return { server, prefix, shown: `${protocol}//${host}${pathname}?prefix=${prefix}` };
}

function invalid(what: string): ProblemError {
  return new ProblemError('invalid', `the store ${what}`, [{ pointer: '/store', message: what }]);
}
