import type { Canary, Kill } from '../src/check.ts';
import { type Condition, type Effect, NETWORK_ERROR, UNPARSABLE } from './condition.ts';
import { GATEWAY_ANSWERS } from './defaults.ts';
import { numberRequestFault, numberRequestMeets, tokenRequestFault } from './steps.ts';

type RawCanary = Extract<Canary, { readonly canary: 'raw' }>;

/** Answers that are HTTP in a rare way, or no HTTP: proxies, portals and load balancers send all of them. */
interface MalformedAnswer {
  readonly name: string;
  readonly effect: Effect;
  readonly accept: readonly string[];
  readonly warn?: readonly string[];
  readonly meaning: string;
  readonly limitMs?: number;
  /** What the probe's own request on the number plane makes of it. */
  readonly meets: readonly [outcome: RawCanary['meets'], status?: number];
  /** Mutants that the row on the number request is for. */
  readonly kills: readonly string[];
}

const OK = 'HTTP/1.1 200 OK\r\n';
const JSON_TYPE = 'Content-Type: application/json; charset=utf-8\r\n';
const LENGTH = 'Content-Length: {length}\r\n';
const SUCCESS = ['103000'] as const;
/** HTTP clients tell a broken head as a broken connection, or as one that ended. */
const BROKEN = [...UNPARSABLE, ...NETWORK_ERROR, '200050'] as const;

function head(text: string, more: { readonly tail?: string; readonly end?: 'stall' } = {}): Effect {
  return { kind: 'head', head: `${text}\r\n`, tail: '', end: 'close', ...more };
}

const ANSWERS: readonly MalformedAnswer[] = [
  {
    name: 'interim-answer-first-succeeds',
    effect: head(`HTTP/1.1 100 Continue\r\n\r\n${OK}${JSON_TYPE}${LENGTH}`),
    accept: SUCCESS,
    meaning: 'an interim answer (1xx) comes before the answer and is none',
    meets: ['answer', 100],
    kills: ['interim-answer-taken'],
  },
  {
    name: 'status-without-reason-succeeds',
    effect: head(`HTTP/1.1 200 \r\n${JSON_TYPE}${LENGTH}`),
    accept: SUCCESS,
    meaning: 'the words behind a status are optional (RFC 9112 §4): the number decides',
    meets: ['answer', 200],
    kills: ['reason-required'],
  },
  {
    name: 'header-in-other-case-succeeds',
    effect: head(`${OK}content-type: application/json\r\nCONTENT-LENGTH:{length}\r\n`),
    accept: SUCCESS,
    meaning: 'names of headers are the same in any case, and the space behind the colon is optional (RFC 9112 §5)',
    meets: ['answer', 200],
    kills: ['header-case-kept'],
  },
  {
    name: 'chunked-answer-succeeds',
    effect: head(`${OK}${JSON_TYPE}Transfer-Encoding: chunked\r\n\r\n{hex}`, { tail: '\r\n0\r\n\r\n' }),
    accept: SUCCESS,
    meaning: 'every HTTP/1.1 client must read chunks (RFC 9112 §7.1)',
    meets: ['answer', 200],
    kills: ['chunks-unread'],
  },
  {
    name: 'chunk-with-extension-succeeds',
    effect: head(`${OK}${JSON_TYPE}Transfer-Encoding: chunked\r\n\r\n{hex};part="1"`, { tail: '\r\n0\r\n\r\n' }),
    accept: SUCCESS,
    meaning: 'what stands behind the size of a chunk is skipped by who does not know it (RFC 9112 §7.1.1)',
    meets: ['answer', 200],
    kills: ['chunks-unread'],
  },
  {
    name: 'answer-in-pieces-succeeds',
    effect: { kind: 'dribble', chunkBytes: 120, everyMs: 40 },
    accept: SUCCESS,
    meaning: 'a connection brings an answer in as many pieces as it likes: one read is not all of it',
    meets: ['answer', 200],
    kills: ['first-piece-of-answer-only'],
  },
  {
    name: 'body-after-a-pause-succeeds',
    effect: { kind: 'dribble', chunkBytes: 4_096, everyMs: 200, headFirst: true },
    accept: SUCCESS,
    meaning: 'head and body may come in segments of their own: what has come with the head is not all of the body',
    meets: ['answer', 200],
    kills: ['first-piece-of-answer-only'],
  },
  ...(
    [
      ['escapes', 'ESCAPED', 'a text may be written in escapes (RFC 8259 §7): \\u0031 is 1'],
      ['fields-in-other-order', 'REVERSED', 'the fields of an object have no order (RFC 8259 §4)'],
      ['blanks-and-lines', 'SPACED', 'blanks and line breaks between the parts of an object mean nothing (RFC 8259 §2)'],
    ] as const
  ).map(
    ([name, form, meaning]): MalformedAnswer => ({
      name: `answer-with-${name}-succeeds`,
      effect: { kind: 'form', form },
      accept: SUCCESS,
      meaning,
      meets: ['answer', 200],
      kills: [],
    }),
  ),
  {
    name: 'charset-gbk-succeeds',
    effect: head(`${OK}Content-Type: application/json;charset=GBK\r\n${LENGTH}`),
    accept: SUCCESS,
    meaning: 'an answer of plain letters reads the same in GBK',
    meets: ['answer', 200],
    kills: ['charset-refused'],
  },
  {
    name: 'header-line-without-colon',
    effect: head(`${OK}Via proxy\r\n${JSON_TYPE}${LENGTH}`),
    accept: [...SUCCESS, ...BROKEN],
    meaning: 'a line of the head without a colon is skipped, or makes the answer one that cannot be parsed',
    meets: ['answer', 200],
    kills: ['header-without-colon-as-other'],
  },
  {
    name: 'end-inside-head',
    effect: { kind: 'cut', afterBytes: 30, end: 'close' },
    accept: BROKEN,
    meaning: 'an answer that ends inside its head is no answer',
    meets: ['error'],
    kills: ['cut-head-as-time-out'],
  },
  {
    name: 'body-shorter-than-announced',
    effect: head(`${OK}${JSON_TYPE}Content-Length: 100000\r\n`),
    accept: [...SUCCESS, ...BROKEN],
    meaning: 'an answer that ends before its length is read as far as it goes, or is none',
    meets: ['answer', 200],
    kills: ['short-body-as-other'],
  },
  {
    name: 'body-longer-than-announced',
    effect: head(`${OK}${JSON_TYPE}Content-Length: 20\r\n`),
    accept: BROKEN,
    warn: SUCCESS,
    meaning: 'bytes behind the length are no part of the answer, and its first 20 bytes are none',
    meets: ['answer', 200],
    kills: ['length-ignored'],
  },
  {
    name: 'broken-chunks',
    effect: head(`${OK}${JSON_TYPE}Transfer-Encoding: chunked\r\n`),
    accept: BROKEN,
    warn: SUCCESS,
    meaning: 'an answer that announces chunks and has none cannot be parsed',
    meets: ['eof'],
    kills: ['length-ignored', 'chunk-size-as-other'],
  },
  {
    name: 'answer-without-head',
    effect: { kind: 'head', head: '', tail: '', end: 'close' },
    accept: BROKEN,
    warn: SUCCESS,
    meaning: 'an answer without a status (HTTP/0.9) says nothing of success',
    meets: ['error'],
    kills: ['length-ignored'],
  },
  {
    name: 'head-too-long',
    effect: head(`${OK}X-Filler: ${'f'.repeat(60_000)}\r\n${JSON_TYPE}${LENGTH}`),
    accept: [...SUCCESS, ...BROKEN],
    meaning: 'a header of 60,000 letters is read, or makes the answer one that cannot be parsed',
    meets: ['answer', 200],
    kills: ['everything-as-other'],
  },
  {
    name: 'gzip-that-is-none',
    effect: head(`${OK}${JSON_TYPE}Content-Encoding: gzip\r\n${LENGTH}`),
    accept: [...SUCCESS, ...BROKEN],
    meaning: 'an answer that is said to be compressed, unasked, and is not, is read as it is or cannot be parsed',
    meets: ['answer', 200],
    kills: ['gzip-believed'],
  },
  {
    name: 'byte-order-mark-before-answer',
    effect: { kind: 'head', head: `${OK}${JSON_TYPE}Connection: close\r\n\r\n\uFEFF`, tail: '', end: 'close' },
    accept: [...SUCCESS, ...BROKEN],
    meaning: 'a byte-order mark before the object is skipped, or makes the answer one that cannot be parsed',
    meets: ['answer', 200],
    kills: ['everything-as-other'],
  },
  {
    name: 'body-never-ends-is-time-out',
    effect: head(`${OK}${JSON_TYPE}Content-Length: 100000\r\n`, { end: 'stall' }),
    accept: ['200023'],
    meaning: 'an answer that does not end must end in the time-out code within the limit that was set',
    limitMs: 1_500,
    meets: ['timeout'],
    kills: [],
  },
];

/** A head that is broken is told as an answer, as a connection or as an end, as the HTTP client sees it. */
const CLAUSE = ['DEV-04', 'DEV-02', 'DEV-10'] as const;

function onPlane(
  { name, effect, kills, limitMs, meets: [outcome, status], ...rest }: MalformedAnswer,
  plane: 'number' | 'token',
): Condition {
  const isNumber = plane === 'number';
  return {
    ...rest,
    name: isNumber ? name : `token-${name}`,
    at: isNumber ? 'number-request' : 'token-request',
    clause: limitMs === undefined ? CLAUSE : ['DEV-07', 'AUX-05'],
    level: 'MUST',
    arrange: { fault: isNumber ? numberRequestFault(effect) : tokenRequestFault(effect) },
    canary: [isNumber ? numberRequestMeets(outcome, status === undefined ? {} : { status }) : GATEWAY_ANSWERS],
    calls: [isNumber ? '' : '-mobile-auth'],
    ...(limitMs === undefined ? {} : { limitMs }),
  };
}

export const MALFORMED_ANSWERS: readonly Condition[] = ANSWERS.flatMap((answer) => [
  onPlane(answer, 'number'),
  onPlane(answer, 'token'),
]);

/** The mutants read the answers of both planes wrongly. */
export const MALFORMED_KILLS: Readonly<Record<string, readonly Kill[]>> = Object.fromEntries(
  ANSWERS.flatMap(({ name, kills }) => [
    [`mapping-${name}`, kills.map((mutant): Kill => ({ mutant, by: 'result' }))],
    [`mapping-token-${name}-mobile-auth`, kills.map((mutant): Kill => ({ mutant, by: 'result', isControl: true }))],
  ]),
);
