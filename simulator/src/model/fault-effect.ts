import { z } from 'zod';

export const milliseconds = z.number().min(0);

/** All that a fault rule can do, in the order of the stages. The descriptions are what docs/faults.md, OpenAPI and the config file's schema tell. */
export const effectSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('connection'), fault: z.enum(['REFUSE', 'RESET', 'CLOSE', 'STALL']) })
    .describe(
      'REFUSE closes the plane’s listening ports while the rule is due, so that the system itself refuses: of the scope’s own listeners, from the default scope also of the shared ones. Open connections stay; `when` is a window at most, `times` is refused, `hits` counts how often the ports were closed. RESET, CLOSE and STALL act on a connection that was accepted, before a byte is read: a real RST, an end without a byte, no answer ever.',
    ),
  z
    .strictObject({
      kind: z.literal('tls'),
      fault: z.enum([
        'EXPIRED',
        'NOT_YET_VALID',
        'WRONG_HOST',
        'UNKNOWN_CA',
        'MISSING_INTERMEDIATE',
        'ABORT_AFTER_CLIENT_HELLO',
        'OLD_PROTOCOL_ONLY',
      ]),
    })
    .describe(
      'A certificate with that one thing wrong, the end after the client’s first bytes, or nothing newer than TLS 1.1. What the client makes of it goes on by itself: a client that does not verify is served.',
    ),
  z
    .strictObject({
      kind: z.literal('state'),
      change: z.enum(['REVOKE_SCRIPS', 'EXPIRE_TOKENS', 'SWAP_SIM', 'ROTATE_KEYS', 'RESTART', 'RESTART_WITHOUT_STATE']),
    })
    .describe(
      'Happens before the checks of the request that meets it. Scrips and SIM are those of the request’s subscriber; a restart ends every connection, this one too, and without state forgets scrips, tokens and counters.',
    ),
  z
    .strictObject({
      kind: z.literal('code'),
      // Codes outside section 5 too: what an SDK makes of them is a clause of its own (DEV-18).
      code: z.string().regex(/^\d{3}(?:\d{3})?$/, 'is no result code: six digits, or three of tokenValidate'),
    })
    .describe(
      'The answer’s resultCode is this one, any code at all; the request changes nothing (what a rule with `afterStep` answers has already happened).',
    ),
  z
    .strictObject({ kind: z.literal('status'), status: z.int().min(200).max(599) })
    .describe('A plain text with this HTTP status in the answer’s place.'),
  z
    .strictObject({
      kind: z.literal('contentType'),
      contentType: z.string().regex(/^[\x20-\x7e]+$/, 'is no header value'),
    })
    .describe('The right body under another content type.'),
  z
    .strictObject({ kind: z.literal('redirect'), location: z.string().regex(/^[\x21-\x7e]+$/, 'is no URL') })
    .describe('302 to this place in the answer’s place.'),
  z
    .strictObject({ kind: z.literal('html'), page: z.enum(['arrears', 'captive']) })
    .describe('200 and a page, as a bearer in arrears or a captive portal answers.'),
  z
    .strictObject({ kind: z.literal('body'), fault: z.enum(['TRUNCATED', 'TRAILING', 'DUPLICATE']) })
    .describe('Half of the JSON, bytes after it, or the JSON twice; Content-Length is right.'),
  z
    .strictObject({
      kind: z.literal('field'),
      field: z.string().min(1),
      change: z.enum(['missing', 'number', 'null', 'set']),
      value: z.string().optional(),
    })
    .describe('Takes a field out, makes it a number or null, or gives it `value` (of a field that is there, or one more).'),
  z.strictObject({ kind: z.literal('delay'), ms: milliseconds }).describe('Keeps the answer back, on the scope’s clock.'),
  z
    .strictObject({ kind: z.literal('delayUniform'), minMs: milliseconds, maxMs: milliseconds })
    .describe('The same, each time drawn between the two.'),
  z
    .strictObject({ kind: z.literal('delayLognormal'), medianMs: milliseconds, sigma: z.number().min(0).max(10) })
    .describe('The same, drawn about a median with a long tail; sigma is of the natural logarithm.'),
  z.strictObject({ kind: z.literal('hold') }).describe('Keeps the answer back until `release`; no clock lets it go.'),
  z
    .strictObject({
      kind: z.literal('socket'),
      fault: z.enum(['EMPTY_RESPONSE', 'MALFORMED_RESPONSE_CHUNK', 'RANDOM_DATA_THEN_CLOSE', 'CONNECTION_RESET_BY_PEER']),
    })
    .describe(
      'In the answer’s place: an end without a byte, 200 and garbage for chunks, garbage alone, a real RST. The names are WireMock’s.',
    ),
  z
    .strictObject({ kind: z.literal('cut'), afterBytes: z.int().min(0), end: z.enum(['close', 'reset', 'stall']) })
    .describe('The first bytes of the whole HTTP answer, head included, then the end.'),
  z
    .strictObject({ kind: z.literal('dribble'), chunkBytes: z.int().min(1), everyMs: milliseconds })
    .describe('The whole HTTP answer in pieces, each next one on the scope’s clock.'),
]);
