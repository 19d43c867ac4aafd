import { z } from 'zod';
import { effectSchema, milliseconds } from '../model/fault-effect.ts';
import type { FaultRule } from '../model/faults.ts';
import type { Operation, Plane } from '../model/operations.ts';

/** Rules are judged when they are written: what could never fire is refused, with the place named. */

export const whenSchema = z.union(
  [
    z.strictObject({ nth: z.int().min(1) }).describe('The nth request that matches, alone.'),
    z.strictObject({ first: z.int().min(1) }).describe('The first n that match.'),
    z.strictObject({ every: z.int().min(1) }).describe('Every kth that matches.'),
    z
      .strictObject({ fromMs: milliseconds, toMs: milliseconds })
      .describe('A window on the scope’s clock, from the rule’s arming.'),
    z
      .strictObject({ afterStep: z.int().min(1).max(11) })
      .describe('Only a request that has passed this step of the order of checks.'),
    z
      .strictObject({ probability: z.number().gt(0).max(1), seed: z.string().min(1) })
      .describe('By chance, the same for the same seed. For soak runs only: a test with chance in it proves nothing.'),
  ],
  'is none of nth, first, every, fromMs with toMs, afterStep, probability with seed, or more than one of them',
);

/** Which operations a plane has: a rule for another would never fire. */
const PLANE_OPERATIONS: Readonly<Record<Plane, readonly Operation[]>> = {
  bearer: ['prefetch'],
  token: ['get-token'],
  exchange: ['login-token-validate', 'token-validate'],
};

/** The last check's number in wire.md §6: a request that passed a later one there is not. */
export const LAST_STEPS: Readonly<Record<Operation, number>> = {
  prefetch: 11,
  'get-token': 10,
  'login-token-validate': 11,
  'token-validate': 10,
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

function contradictions({ plane, operation, match, when, times, ttlMs, effect }: FaultRule): readonly Contradiction[] {
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
  const lastStep = Math.max(...(operation === undefined ? PLANE_OPERATIONS[plane] : [operation]).map((name) => LAST_STEPS[name]));
  if (when !== undefined && 'afterStep' in when && when.afterStep > lastStep) {
    found.push({ path: ['when', 'afterStep'], message: `is after the last check there, ${lastStep}` });
  }
  if (when !== undefined && 'fromMs' in when && ttlMs !== undefined && when.fromMs >= ttlMs) {
    found.push({ path: ['when', 'fromMs'], message: `is not before the rule’s end, ttlMs ${ttlMs}` });
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
