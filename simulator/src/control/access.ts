import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { canonicalAddress } from '../protocol/addresses.ts';
import { ProblemError } from '../protocol/problem-error.ts';

/**
 * A page in a browser can reach loopback, also by a name of its own that it lets point there: so neither another page's origin nor another host's name is
 * ours, whatever the two say of each other.
 */
export function refuseForeignPages(listensOn: string): RequestHandler {
  return (request, _response, next) => {
    const host = request.get('host');
    if (host !== undefined && !isOwnHost(host, request, listensOn)) {
      throw new ProblemError(
        'foreign-origin',
        `host ${host.slice(0, 100)} is neither a loopback name nor the address that this listener is reached at`,
      );
    }
    const origin = request.get('origin');
    if (origin !== undefined && origin.toLowerCase() !== `http://${host?.toLowerCase()}`) {
      throw new ProblemError('foreign-origin', `origin ${origin.slice(0, 100)} is not this listener's own`);
    }
    next();
  };
}

const LOOPBACK_6 = canonicalAddress('::1');

function isOwnHost(host: string, { socket }: Request, listensOn: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const address = canonicalAddress(name.replace(/^\[(.*)\]$/, '$1'));
  if (address === null) {
    return name === 'localhost' || name === listensOn.toLowerCase();
  }
  return address === LOOPBACK_6 || address.startsWith('127.') || address === canonicalAddress(socket.localAddress ?? '');
}

export function requireToken(token: string): RequestHandler {
  const expected = Buffer.from(token);
  return (request, _response, next) => {
    // The scheme's letter case is free (RFC 9110 §11.1).
    const [, credentials = ''] = /^bearer +(.*)$/i.exec(request.get('authorization') ?? '') ?? [];
    const given = Buffer.from(credentials);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new ProblemError('unauthorised', 'send the control token: Authorization: Bearer …');
    }
    next();
  };
}
