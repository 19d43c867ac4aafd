import { z } from 'zod';
import type { FaultRule, Operation, Plane } from '../api.ts';

/** Rules are judged when they are written: what could never fire is refused, with the place named. */

const milliseconds = z.number().min(0);

export const effectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('connection'), fault: z.enum(['REFUSE', 'RESET', 'CLOSE', 'STALL']) }),
  z.strictObject({
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
  }),
  z.strictObject({
    kind: z.literal('state'),
    change: z.enum(['REVOKE_SCRIPS', 'EXPIRE_TOKENS', 'SWAP_SIM', 'ROTATE_KEYS', 'RESTART', 'RESTART_WITHOUT_STATE']),
  }),
  z.strictObject({
    kind: z.literal('code'),
    // Codes outside section 5 too: what an SDK makes of them is a clause of its own (DEV-18).
    code: z.string().regex(/^\d{3}(?:\d{3})?$/, 'is no result code: six digits, or three of tokenValidate'),
  }),
  z.strictObject({ kind: z.literal('status'), status: z.int().min(200).max(599) }),
  z.strictObject({ kind: z.literal('contentType'), contentType: z.string().regex(/^[\x20-\x7e]+$/, 'is no header value') }),
  z.strictObject({ kind: z.literal('redirect'), location: z.string().regex(/^[\x21-\x7e]+$/, 'is no URL') }),
  z.strictObject({ kind: z.literal('html'), page: z.enum(['arrears', 'captive']) }),
  z.strictObject({ kind: z.literal('body'), fault: z.enum(['TRUNCATED', 'TRAILING', 'DUPLICATE']) }),
  z.strictObject({
    kind: z.literal('field'),
    field: z.string().min(1),
    change: z.enum(['missing', 'number', 'null', 'set']),
    value: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('delay'), ms: milliseconds }),
  z.strictObject({ kind: z.literal('delayUniform'), minMs: milliseconds, maxMs: milliseconds }),
  z.strictObject({ kind: z.literal('delayLognormal'), medianMs: milliseconds, sigma: z.number().min(0).max(10) }),
  z.strictObject({ kind: z.literal('hold') }),
  z.strictObject({
    kind: z.literal('socket'),
    fault: z.enum(['EMPTY_RESPONSE', 'MALFORMED_RESPONSE_CHUNK', 'RANDOM_DATA_THEN_CLOSE', 'CONNECTION_RESET_BY_PEER']),
  }),
  z.strictObject({ kind: z.literal('cut'), afterBytes: z.int().min(0), end: z.enum(['close', 'reset', 'stall']) }),
  z.strictObject({ kind: z.literal('dribble'), chunkBytes: z.int().min(1), everyMs: milliseconds }),
]);

const whenSchema = z.union([
  z.strictObject({ nth: z.int().min(1) }),
  z.strictObject({ first: z.int().min(1) }),
  z.strictObject({ every: z.int().min(1) }),
  z.strictObject({ fromMs: milliseconds, toMs: milliseconds }),
  z.strictObject({ afterStep: z.int().min(1).max(11) }),
  z.strictObject({ probability: z.number().min(0).max(1), seed: z.string().min(1) }),
]);

/** Which operations a plane has: a rule for another would never fire. */
const PLANE_OPERATIONS: Readonly<Record<Plane, readonly Operation[]>> = {
  bearer: ['prefetch'],
  token: ['get-token'],
  exchange: ['login-token-validate', 'token-validate'],
};

export const faultSchema = z
  .strictObject({
    plane: z.enum(['bearer', 'token', 'exchange']),
    operation: z.enum(['prefetch', 'get-token', 'login-token-validate', 'token-validate']).optional(),
    match: z.record(z.string().min(1), z.string()).optional(),
    when: whenSchema.optional(),
    times: z.int().min(1).optional(),
    ttlMs: z.number().min(1).optional(),
    effect: effectSchema,
  })
  .check((context) => {
    for (const { path, message } of contradictions(context.value as FaultRule)) {
      context.issues.push({ code: 'custom', path: [...path], message, input: context.value });
    }
  });

interface Contradiction {
  readonly path: readonly string[];
  readonly message: string;
}

function contradictions({ plane, operation, match, when, times, effect }: FaultRule): readonly Contradiction[] {
  const found: Contradiction[] = [];
  if (operation !== undefined && !PLANE_OPERATIONS[plane].includes(operation)) {
    found.push({
      path: ['operation'],
      message: `is not served on the ${plane} plane, which has ${PLANE_OPERATIONS[plane].join(' and ')}`,
    });
  }
  const isEarly = effect.kind === 'connection' || effect.kind === 'tls';
  if (isEarly && operation !== undefined) {
    found.push({ path: ['operation'], message: `is not known yet when a ${effect.kind} fault acts` });
  }
  if (isEarly && match !== undefined) {
    found.push({ path: ['match'], message: `no field is known yet when a ${effect.kind} fault acts` });
  }
  if ((isEarly || effect.kind === 'state') && when !== undefined && 'afterStep' in when) {
    found.push({ path: ['when', 'afterStep'], message: `a ${effect.kind} fault acts before the checks` });
  }
  if (effect.kind === 'tls' && plane === 'bearer') {
    found.push({ path: ['effect', 'kind'], message: 'the bearer plane has no TLS' });
  }
  found.push(...unseenByRefusal(effect, when, times));
  if (when !== undefined && 'fromMs' in when && when.fromMs >= when.toMs) {
    found.push({ path: ['when', 'toMs'], message: 'is not after fromMs' });
  }
  if (effect.kind === 'delayUniform' && effect.minMs > effect.maxMs) {
    found.push({ path: ['effect', 'maxMs'], message: 'is less than minMs' });
  }
  if (effect.kind === 'field' && effect.change === 'set' && effect.value === undefined) {
    found.push({ path: ['effect', 'value'], message: 'is needed to set a field' });
  }
  return found;
}

/** A refused connection never reaches the process: it cannot be counted. */
function unseenByRefusal(
  effect: FaultRule['effect'],
  when: FaultRule['when'],
  times: number | undefined,
): readonly Contradiction[] {
  if (effect.kind !== 'connection' || effect.fault !== 'REFUSE') {
    return [];
  }
  const why = 'a refused connection is never seen, so it cannot be counted';
  const [name] = Object.keys(when ?? {}).filter((key) => key !== 'fromMs' && key !== 'toMs');
  return [
    ...(name === undefined || name === 'afterStep'
      ? []
      : [{ path: ['when', name], message: `${why}; give a window, fromMs and toMs` }]),
    ...(times === undefined ? [] : [{ path: ['times'], message: `${why}; give ttlMs` }]),
  ];
}
