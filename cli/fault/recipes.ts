import type { FaultEffect } from '../../simulator/src/model/faults.ts';
import type { Plane } from '../../simulator/src/model/operations.ts';

/** Named faults: what a person calls the trouble, and the rule that makes it. `quhao fault recipes` and docs/cli.md print the rows. */
export interface Recipe {
  readonly name: string;
  /** Where it can be armed; without --plane the first. */
  readonly planes: readonly [Plane, ...Plane[]];
  readonly effect: FaultEffect;
  /** What a client meets. */
  readonly sees: string;
}

const ANY = ['exchange', 'bearer', 'token'] as const;
const SDK = ['bearer', 'token', 'exchange'] as const;
const TLS = ['exchange', 'token'] as const;
const SLOW_MS = 3000;

export const RECIPES = [
  {
    name: 'timeout',
    planes: ANY,
    effect: { kind: 'hold' },
    sees: 'no answer until `fault release`: an SDK ends with 200023, a back end with its read time-out',
  },
  { name: 'slow', planes: ANY, effect: { kind: 'delay', ms: SLOW_MS }, sees: lateWords(SLOW_MS) },
  {
    name: 'trickle',
    planes: ANY,
    effect: { kind: 'dribble', chunkBytes: 16, everyMs: 200 },
    sees: 'the answer in pieces of 16 bytes, one every 200 ms',
  },
  {
    name: 'refused',
    planes: ANY,
    effect: { kind: 'connection', fault: 'REFUSE' },
    sees: 'connection refused: the port is closed until `fault clear`',
  },
  {
    name: 'reset',
    planes: ANY,
    effect: { kind: 'connection', fault: 'RESET' },
    sees: 'a reset before a byte is read: 102102 or 200028',
  },
  {
    name: 'closed',
    planes: ANY,
    effect: { kind: 'connection', fault: 'CLOSE' },
    sees: 'an end of the connection without a byte: 200050',
  },
  {
    name: 'stalled',
    planes: ANY,
    effect: { kind: 'connection', fault: 'STALL' },
    sees: 'a connection that is accepted and never answered',
  },
  {
    name: 'no-answer',
    planes: ANY,
    effect: { kind: 'socket', fault: 'EMPTY_RESPONSE' },
    sees: 'an end without a byte after the request was read: it may have been carried out',
  },
  {
    name: 'broken-off',
    planes: ANY,
    effect: { kind: 'cut', afterBytes: 100, end: 'reset' },
    sees: '100 bytes of the answer, then a reset',
  },
  { name: 'garbage', planes: ANY, effect: { kind: 'socket', fault: 'RANDOM_DATA_THEN_CLOSE' }, sees: 'bytes that are no HTTP' },
  {
    name: 'half-json',
    planes: ANY,
    effect: { kind: 'body', fault: 'TRUNCATED' },
    sees: 'half of the JSON with the right length: 200021',
  },
  { name: 'empty-body', planes: ANY, effect: { kind: 'text', text: '' }, sees: '200 with a body of no bytes' },
  {
    name: 'html',
    planes: ANY,
    effect: { kind: 'html', page: 'captive' },
    sees: '200 with a web page, as a captive portal answers',
  },
  {
    name: 'arrears',
    planes: SDK,
    effect: { kind: 'html', page: 'arrears' },
    sees: 'the top-up page of an operator: 102223 or 200021',
  },
  {
    name: 'redirect',
    planes: SDK,
    effect: { kind: 'redirect', location: 'http://portal.example.test/' },
    sees: '302 to another host',
  },
  { name: 'http-500', planes: ANY, effect: { kind: 'status', status: 500 }, sees: 'HTTP 500 with a plain text' },
  { name: 'http-503', planes: ANY, effect: { kind: 'status', status: 503 }, sees: 'HTTP 503 with a plain text: 200082' },
  { name: 'http-429', planes: ANY, effect: { kind: 'status', status: 429 }, sees: 'HTTP 429 with a plain text' },
  { name: 'tls-expired', planes: TLS, effect: { kind: 'tls', fault: 'EXPIRED' }, sees: 'a certificate that has expired' },
  { name: 'tls-not-yet-valid', planes: TLS, effect: { kind: 'tls', fault: 'NOT_YET_VALID' }, sees: 'a certificate of tomorrow' },
  { name: 'tls-wrong-host', planes: TLS, effect: { kind: 'tls', fault: 'WRONG_HOST' }, sees: 'a certificate for another name' },
  {
    name: 'tls-unknown-ca',
    planes: TLS,
    effect: { kind: 'tls', fault: 'UNKNOWN_CA' },
    sees: 'a certificate of an authority that nobody trusts',
  },
  {
    name: 'tls-no-intermediate',
    planes: TLS,
    effect: { kind: 'tls', fault: 'MISSING_INTERMEDIATE' },
    sees: 'a chain with a gap',
  },
  {
    name: 'tls-aborted',
    planes: TLS,
    effect: { kind: 'tls', fault: 'ABORT_AFTER_CLIENT_HELLO' },
    sees: 'the end after the first bytes of the handshake',
  },
  { name: 'tls-old', planes: TLS, effect: { kind: 'tls', fault: 'OLD_PROTOCOL_ONLY' }, sees: 'nothing newer than TLS 1.1' },
  {
    name: 'token-expired',
    planes: ['exchange'],
    effect: { kind: 'state', change: 'EXPIRE_TOKENS' },
    sees: 'all tokens have expired when the next exchange comes: 104201',
  },
  {
    name: 'scrip-revoked',
    planes: SDK,
    effect: { kind: 'state', change: 'REVOKE_SCRIPS' },
    sees: 'the subscriber’s scrips no longer count',
  },
  {
    name: 'sim-swapped',
    planes: ['bearer', 'token'],
    effect: { kind: 'state', change: 'SWAP_SIM' },
    sees: 'the number is on another SIM',
  },
  {
    name: 'keys-rotated',
    planes: SDK,
    effect: { kind: 'state', change: 'ROTATE_KEYS' },
    sees: 'the gateway has a new key; the old one still opens',
  },
  {
    name: 'restart',
    planes: ANY,
    effect: { kind: 'state', change: 'RESTART' },
    sees: 'all connections end; scrips and tokens stay',
  },
  {
    name: 'restart-empty',
    planes: ANY,
    effect: { kind: 'state', change: 'RESTART_WITHOUT_STATE' },
    sees: 'all connections end; scrips, tokens and counters are gone',
  },
] as const satisfies readonly Recipe[];

/** What a client meets of an answer that is late. */
export function lateWords(ms: number): string {
  return `the right answer ${ms / 1000} s late, on the scope’s clock`;
}

export function findRecipe(name: string): Recipe | undefined {
  return RECIPES.find((row) => row.name === name);
}
