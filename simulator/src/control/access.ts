import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { canonicalAddress } from '../protocol/addresses.ts';
import { ProblemError } from '../protocol/problem-error.ts';

/**
 * Refuses requests that a web page sends. A browser connects a foreign page to loopback, also under a host name of the page's own that resolves there. So a
 * foreign `Origin` is refused, and a foreign `Host` too, even if the two agree with each other.
 */
export function refuseForeignPages(listensOn: string): RequestHandler {
  return (request, _response, next) => {
    // An absolute target goes before Host (RFC 9112 §3.2.2).
    const host = /^[a-z]+:\/\/([^/?#]*)/i.exec(request.originalUrl)?.[1] ?? request.get('host');
    if (host !== undefined && !isOwnHost(host, request, listensOn)) {
      throw new ProblemError(
        'foreign-origin',
        `host ${host.slice(0, 100)} is neither a loopback name nor the address of this listener`,
      );
    }
    const origin = request.get('origin');
    if (origin !== undefined && origin.toLowerCase() !== `http://${host?.toLowerCase()}`) {
      throw new ProblemError('foreign-origin', `origin ${origin.slice(0, 100)} is not this listener's own`);
    }
    next();
  };
}

const loopback6 = canonicalAddress('::1');

function isOwnHost(host: string, { socket }: Request, listensOn: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const address = canonicalAddress(name.replace(/^\[(.*)\]$/, '$1'));
  if (address === null) {
    return name === 'localhost' || name === listensOn.toLowerCase();
  }
  return address === loopback6 || address.startsWith('127.') || address === canonicalAddress(socket.localAddress ?? '');
}

export function requireToken(token: string): RequestHandler {
  const expected = Buffer.from(token);
  return (request, _response, next) => {
    // The scheme is case-insensitive (RFC 9110 §11.1).
    const [, credentials = ''] = /^bearer (.*)$/i.exec(request.get('authorization') ?? '') ?? [];
    const given = Buffer.from(credentials.trimStart());
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new ProblemError('unauthorised', 'send the control token: Authorization: Bearer …');
    }
    next();
  };
}
