import { createHmac } from 'node:crypto';
import {
  type ClientDialect,
  type Explanation,
  quhao1,
  type RawBody,
  type Reading,
  Refusal,
  type WholeAnswer,
} from '../../src/simulator.ts';

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
  readAgain: (text) => readingOf(JSON.parse(text)),
  prefetch: {
    read: (reading) => ({
      ...sender(reading, NUMBER_FIELDS),
      open: () => ({ packageName: field(reading, 'pkg'), certificateMd5: field(reading, 'cert'), sessionKey: Buffer.alloc(0) }),
    }),
    describeFields: (reading) => describeFields(reading, NUMBER_FIELDS),
    describeSignature,
    describeSealed: () => ({ expected: 'nothing sealed', got: 'nothing sealed' }),
  },
  token: {
    read: (reading) => ({
      ...sender(reading, TICKET_FIELDS),
      scrip: field(reading, 'handle'),
      capability: 'login',
      packageName: field(reading, 'pkg'),
      certificateMd5: field(reading, 'cert'),
    }),
    describeFields: (reading) => describeFields(reading, TICKET_FIELDS),
    describeSignature,
  },
  prefetchAnswer: (_frame, { scrip, maskedNumber }) => ({ handle: scrip, shown: maskedNumber }),
  tokenAnswer: ({ token }) => ({ ticket: token }),
  writeAnswer,
};

const NUMBER_FIELDS = ['app', 'nonce', 'time', 'pkg', 'cert', 'mac'];
const TICKET_FIELDS = [...NUMBER_FIELDS, 'handle'];

function read({ body, contentType }: RawBody): Reading {
  if (contentType !== 'application/x-www-form-urlencoded') {
    return { ...quhao1.read({ body: Buffer.from('{}'), contentType: 'application/json' }), refusal: notForm(contentType) };
  }
  return readingOf(Object.fromEntries(new URLSearchParams(body.toString())));
}

/** The journal tells a request's fields from `text`, which is JSON whatever came over the wire. */
function readingOf(fields: Readonly<Record<string, string>>): Reading {
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

/** What the journal says of the fields and of the signature, whether they were right or not. */
function describeFields(reading: Reading, names: readonly string[]): Explanation {
  return { expected: `${names.join(', ')}, none empty`, got: names.filter((name) => field(reading, name) !== '').join(', ') };
}

function describeSignature({ fields }: Reading): Explanation {
  return { expected: `HMAC-SHA256 by the appKey over ${signedText(fields)}`, got: `mac ${String(fields['mac']).slice(0, 6)}…` };
}

function field({ fields }: Reading, name: string): string {
  return String(fields[name] ?? '');
}

export function mac(fields: Readonly<Record<string, unknown>>, appKey: string): string {
  return createHmac('sha256', appKey).update(signedText(fields)).digest('hex');
}

function signedText(fields: Readonly<Record<string, unknown>>): string {
  const signed = Object.entries(fields).filter(([name]) => name !== 'mac');
  return signed
    .map(([name, value]) => `${name}=${String(value)}`)
    .sort()
    .join('&');
}

function writeAnswer({ inresponseto, systemtime: _, resultCode, desc, ...rest }: WholeAnswer) {
  const answer = { nonce: inresponseto, status: resultCode, why: desc, ...rest };
  return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(answer).toString() };
}
