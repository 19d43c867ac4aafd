import { createHmac } from 'node:crypto';
import { type ClientDialect, quhao1, type RawBody, type Reading, Refusal, type WholeAnswer } from '../src/simulator.ts';

/**
 * An example of a dialect: the words of another SDK for the same two requests. Forms instead of JSON, paths and names of its own, nothing sealed, one
 * signature over the sorted fields. CONTRIBUTING's recipe points here.
 */
export const formDialect: ClientDialect = {
  name: 'form',
  paths: [
    { operation: 'prefetch', path: '/v9/number' },
    { operation: 'get-token', path: '/v9/ticket' },
  ],
  read,
  prefetch: (reading) => ({
    ...sender(reading, ['app', 'nonce', 'time', 'pkg', 'cert', 'mac']),
    open: () => ({ packageName: field(reading, 'pkg'), certificateMd5: field(reading, 'cert'), sessionKey: Buffer.alloc(0) }),
  }),
  token: (reading) => ({
    ...sender(reading, ['app', 'nonce', 'time', 'pkg', 'cert', 'handle', 'mac']),
    scrip: field(reading, 'handle'),
    capability: 'login',
    packageName: field(reading, 'pkg'),
    certificateMd5: field(reading, 'cert'),
  }),
  prefetchAnswer: (_frame, { scrip, maskedNumber }) => ({ handle: scrip, shown: maskedNumber }),
  tokenAnswer: ({ token }) => ({ ticket: token }),
  writeAnswer,
};

/** The journal tells a request's fields from `text`, which is JSON whatever came over the wire. */
function read({ body, contentType }: RawBody): Reading {
  if (contentType !== 'application/x-www-form-urlencoded') {
    return { ...quhao1.read({ body: Buffer.from('{}'), contentType: 'application/json' }), refusal: notForm(contentType) };
  }
  const fields = Object.fromEntries(new URLSearchParams(body.toString()));
  const { app = null, nonce = null } = fields;
  const text = JSON.stringify(fields);
  return { refusal: null, wrongType: null, fields, echo: nonce ?? '', appid: app, msgid: nonce, text };
}

function notForm(contentType: string | undefined): Refusal {
  return new Refusal('BAD_MESSAGE', `a form is asked for, the request has ${contentType ?? 'no content type'}`);
}

/** What both requests have; throws what is missing. */
function sender(reading: Reading, names: readonly string[]) {
  const missing = names.find((name) => field(reading, name) === '');
  if (missing !== undefined) {
    throw new Refusal('BAD_PARAMETER', `${missing} is missing`);
  }
  return {
    appid: field(reading, 'app'),
    msgid: field(reading, 'nonce'),
    sentAt: field(reading, 'time'),
    verify: ({ appKey }: { readonly appKey: string }) => {
      if (mac(reading.fields, appKey) !== field(reading, 'mac')) {
        throw new Refusal('BAD_SIGNATURE', 'mac is not HMAC-SHA256 by the appKey over the sorted fields');
      }
    },
  };
}

function field({ fields }: Reading, name: string): string {
  return String(fields[name] ?? '');
}

export function mac(fields: Readonly<Record<string, unknown>>, appKey: string): string {
  const signed = Object.entries(fields).filter(([name]) => name !== 'mac');
  const text = signed.map(([name, value]) => `${name}=${String(value)}`).sort();
  return createHmac('sha256', appKey).update(text.join('&')).digest('hex');
}

function writeAnswer({ inresponseto, systemtime: _, resultCode, desc, ...rest }: WholeAnswer) {
  const answer = { nonce: inresponseto, status: resultCode, why: desc, ...rest };
  return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(answer).toString() };
}
