import type { IncomingMessage } from 'node:http';

/** A host and perhaps a port (RFC 3986 §3.2.2): no blank, no comma, no path, no user. Empty where the target has no authority. */
const HOST = /^(?:\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z._~%!$&'()*+;=-]*)(?::[0-9]*)?$/;

/** What is wrong with the request line's version in words; null where it is one of HTTP/1. Node's parser lets HTTP/0.9 and HTTP/2.0 pass. */
export function wrongVersion({ httpVersion }: IncomingMessage): string | null {
  if (httpVersion === '1.1' || httpVersion === '1.0') {
    return null;
  }
  const said = httpVersion === '0.9' ? 'no version in the request line' : `HTTP/${httpVersion} in the request line`;
  return `${said}: HTTP/1.0 and HTTP/1.1 are served, and no other version`;
}

/** What is wrong with the request's Host header in words; null where nothing is (RFC 9112 §3.2). */
export function wrongHost({ headers, httpVersion, rawHeaders }: IncomingMessage): string | null {
  const { host } = headers;
  if (host === undefined) {
    return httpVersion === '1.1' ? 'HTTP/1.1 without a Host header' : null;
  }
  if (!HOST.test(host)) {
    return 'a Host header that is no host';
  }
  let hosts = 0;
  // Node has the first of several in `headers`.
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    hosts += name?.length === 4 && name.toLowerCase() === 'host' ? 1 : 0;
  }
  return hosts > 1 ? `${hosts} Host headers` : null;
}
