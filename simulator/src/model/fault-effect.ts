import { z } from 'zod';

/** The effects of fault rules. */

/** In the order in which a client meets them. At `port`, ports are closed, so that no connection is accepted. */
export const STAGES = ['port', 'connection', 'tls', 'state', 'outcome', 'body', 'timing', 'transport'] as const;

export type Stage = (typeof STAGES)[number];

export const milliseconds = z.number().min(0);

/** The most characters of a text that replaces an answer. */
const TEXT_LIMIT = 65_536;

/**
 * A row for each kind of effect, in the order of the stages. Types, schemas, OpenAPI, the config file's schema and docs/faults.md are made of these rows.
 * Each kind acts at one stage; of `connection`, REFUSE acts at `port` and the others at `connection`.
 */
export const EFFECTS = [
  {
    kind: 'connection',
    stages: ['port', 'connection'],
    keys: { fault: z.enum(['REFUSE', 'RESET', 'CLOSE', 'STALL']) },
    happens:
      'REFUSE closes the plane’s listening ports while the rule is due, so that the system itself refuses: of the scope’s own listeners, from the default scope also of the shared ones. Open connections stay; `when` is a window at most, `times` is refused, `hits` counts how often the ports were closed. RESET, CLOSE and STALL act on a connection that was accepted, before a byte is read: a real RST, an end without a byte, no answer ever.',
  },
  {
    kind: 'tls',
    stages: ['tls'],
    keys: {
      fault: z.enum([
        'EXPIRED',
        'NOT_YET_VALID',
        'WRONG_HOST',
        'UNKNOWN_CA',
        'MISSING_INTERMEDIATE',
        'ABORT_AFTER_CLIENT_HELLO',
        'OLD_PROTOCOL_ONLY',
      ]),
    },
    happens:
      'A certificate with that one thing wrong, the end after the client’s first bytes, or nothing newer than TLS 1.1. What the client makes of it goes on by itself: a client that does not verify is served.',
  },
  {
    kind: 'state',
    stages: ['state'],
    keys: {
      change: z.enum(['REVOKE_SCRIPS', 'EXPIRE_TOKENS', 'SWAP_SIM', 'ROTATE_KEYS', 'RESTART', 'RESTART_WITHOUT_STATE']),
    },
    happens:
      'Happens before the checks of the request that meets it. Scrips and SIM are those of the request’s subscriber; a restart ends every connection, this one too, and without state forgets scrips, tokens and counters.',
  },
  {
    kind: 'code',
    stages: ['outcome'],
    // Codes outside section 5 too: what an SDK makes of them is a clause of its own (DEV-18).
    keys: { code: z.string().regex(/^\d{3}(?:\d{3})?$/, 'is no result code: six digits, or three of tokenValidate') },
    happens:
      'The answer’s resultCode is this one, any code at all; the request changes nothing (with `afterStep`, what happened before that step stays).',
  },
  {
    kind: 'status',
    stages: ['body'],
    keys: { status: z.int().min(200).max(599) },
    happens: 'A plain text with this HTTP status in the answer’s place.',
  },
  {
    kind: 'contentType',
    stages: ['body'],
    keys: { contentType: z.string().regex(/^[\x20-\x7e]+$/, 'is no header value') },
    happens: 'The right body under another content type.',
  },
  {
    kind: 'redirect',
    stages: ['body'],
    keys: { location: z.string().regex(/^[\x21-\x7e]+$/, 'is no URL') },
    happens: '302 to this place in the answer’s place.',
  },
  {
    kind: 'html',
    stages: ['body'],
    keys: { page: z.enum(['arrears', 'captive']) },
    happens: '200 and a page, as a bearer in arrears or a captive portal answers.',
  },
  {
    kind: 'text',
    stages: ['body'],
    keys: { text: z.string().max(TEXT_LIMIT) },
    happens: '200 and exactly this text under the content type of the answer that it replaces; empty: a body of no bytes.',
  },
  {
    kind: 'body',
    stages: ['body'],
    keys: { fault: z.enum(['TRUNCATED', 'TRAILING', 'DUPLICATE']) },
    happens: 'Half of the JSON, bytes after it, or the JSON twice; Content-Length is right.',
  },
  {
    kind: 'form',
    stages: ['body'],
    keys: { form: z.enum(['ESCAPED', 'REVERSED', 'SPACED']) },
    happens:
      'The same JSON, written otherwise: every letter of its texts as `\\uXXXX`, its fields in the opposite order, or each on a line of its own (CR LF) with blanks.',
  },
  {
    kind: 'field',
    stages: ['body'],
    keys: { field: z.string().min(1), change: z.enum(['missing', 'number', 'null', 'set']), value: z.string().optional() },
    happens: 'Takes a field out, makes it a number or null, or gives it `value` (of a field that is there, or one more).',
  },
  { kind: 'delay', stages: ['timing'], keys: { ms: milliseconds }, happens: 'Holds the answer, on the scope’s clock.' },
  {
    kind: 'delayUniform',
    stages: ['timing'],
    keys: { minMs: milliseconds, maxMs: milliseconds },
    happens: 'The same, each time drawn between the two.',
  },
  {
    kind: 'delayLognormal',
    stages: ['timing'],
    keys: { medianMs: milliseconds, sigma: z.number().min(0).max(10) },
    happens: 'The same, drawn about a median with a long tail; sigma is of the natural logarithm.',
  },
  { kind: 'hold', stages: ['timing'], keys: {}, happens: 'Holds the answer until `release`; no clock releases it.' },
  {
    kind: 'socket',
    stages: ['transport'],
    keys: {
      fault: z.enum(['EMPTY_RESPONSE', 'MALFORMED_RESPONSE_CHUNK', 'RANDOM_DATA_THEN_CLOSE', 'CONNECTION_RESET_BY_PEER']),
    },
    happens:
      'In the answer’s place: an end without a byte, 200 and garbage for chunks, garbage alone, a real RST. The names are WireMock’s.',
  },
  {
    kind: 'cut',
    stages: ['transport'],
    keys: { afterBytes: z.int().min(0), end: z.enum(['close', 'reset', 'stall']) },
    happens: 'The first bytes of the whole HTTP answer, head included, then the end.',
  },
  {
    kind: 'head',
    stages: ['transport'],
    keys: {
      head: z.string().max(TEXT_LIMIT),
      tail: z.string().max(TEXT_LIMIT).default(''),
      end: z.enum(['close', 'stall']).default('close'),
    },
    happens:
      'The answer’s body behind exactly this text in place of its HTTP head, with CR and LF as they stand in it; `{length}` is the body’s length in bytes, `{hex}` the same in hexadecimal. Then `tail`, and the end, or (stall) a connection that stays open.',
  },
  {
    kind: 'dribble',
    stages: ['transport'],
    keys: { chunkBytes: z.int().min(1), everyMs: milliseconds, headFirst: z.boolean().optional() },
    happens:
      'The whole HTTP answer in pieces, each next one on the scope’s clock; with `headFirst` the first piece is the head alone.',
  },
] as const satisfies readonly {
  readonly kind: string;
  readonly stages: readonly Stage[];
  readonly keys: z.ZodRawShape;
  readonly happens: string;
}[];

export type EffectRow = (typeof EFFECTS)[number];

export const effectKindSchema = z.enum(EFFECTS.map(({ kind }) => kind));

type EffectSchema<R extends EffectRow> = R extends { readonly keys: infer K extends z.ZodRawShape }
  ? z.ZodObject<{ readonly kind: z.ZodLiteral<R['kind']> } & K, z.core.$strict>
  : never;

type EffectSchemas<T extends readonly EffectRow[]> = { readonly [I in keyof T]: EffectSchema<T[I]> };

const schemas = EFFECTS.map(({ kind, keys, happens }) => z.strictObject({ kind: z.literal(kind), ...keys }).describe(happens));

export const effectSchema = z.discriminatedUnion('kind', schemas as unknown as EffectSchemas<typeof EFFECTS>);
