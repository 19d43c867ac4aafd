import { z } from 'zod';
import type { ArmedFault, FaultEffect, FaultRule, Operation, Plane } from '../api.ts';
import { read } from './documents.ts';
import { Problem } from './problem.ts';

const effectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('delay'), ms: z.number().min(0) }),
  z.strictObject({ kind: z.literal('hold') }),
  z.strictObject({ kind: z.literal('socket'), fault: z.enum(['EMPTY_RESPONSE', 'CONNECTION_RESET_BY_PEER']) }),
  z.strictObject({ kind: z.literal('html'), page: z.enum(['arrears', 'captive']) }),
  z.strictObject({
    kind: z.literal('code'),
    // Codes outside section 5 too: what an SDK makes of them is a clause of its own (DEV-18).
    code: z.string().regex(/^\d{3}(?:\d{3})?$/, 'is no result code: six digits, or three of tokenValidate'),
  }),
]);

export const faultSchema = z.strictObject({
  plane: z.enum(['bearer', 'token', 'exchange']),
  operation: z.enum(['prefetch', 'get-token', 'login-token-validate', 'token-validate']).optional(),
  match: z.record(z.string().min(1), z.string()).optional(),
  times: z.int().min(1).optional(),
  effect: effectSchema,
});

/** Which operations a plane has: a rule for another would never fire. */
export const PLANE_OPERATIONS: Readonly<Record<Plane, readonly Operation[]>> = {
  bearer: ['prefetch'],
  token: ['get-token'],
  exchange: ['login-token-validate', 'token-validate'],
};

interface Armed {
  readonly id: string;
  readonly rule: FaultRule;
  hits: number;
}

export interface FaultBookState {
  readonly made: number;
  readonly rules: readonly Armed[];
}

export interface FaultHit {
  readonly id: string;
  readonly effect: FaultEffect;
}

export interface FaultQuestion {
  readonly plane: Plane;
  readonly operation: Operation | null;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A scope's fault rules. The oldest rule that matches fires, alone. */
export class FaultBook {
  readonly #rules = new Map<string, Armed>();
  #made = 0;

  put(input: unknown): ArmedFault {
    const rule = readRule(input);
    this.#made += 1;
    const armed: Armed = { id: `fault-${this.#made}`, rule, hits: 0 };
    this.#rules.set(armed.id, armed);
    return tell(armed);
  }

  list(): readonly ArmedFault[] {
    return [...this.#rules.values()].map(tell);
  }

  remove(id: string): boolean {
    return this.#rules.delete(id);
  }

  clear(): void {
    this.#rules.clear();
  }

  get state(): FaultBookState {
    return { made: this.#made, rules: [...this.#rules.values()].map((armed) => ({ ...armed })) };
  }

  restore({ made, rules }: FaultBookState): void {
    this.#made = made;
    this.#rules.clear();
    for (const armed of rules) {
      this.#rules.set(armed.id, { ...armed });
    }
  }

  /** Picks the rule for a request and counts the hit. */
  take(question: FaultQuestion): FaultHit | null {
    for (const armed of this.#rules.values()) {
      if (matches(armed, question)) {
        armed.hits += 1;
        return { id: armed.id, effect: armed.rule.effect };
      }
    }
    return null;
  }
}

function readRule(input: unknown): FaultRule {
  const { operation, match, times, ...rest } = read(faultSchema, 'fault rule', input);
  if (operation !== undefined && !PLANE_OPERATIONS[rest.plane].includes(operation)) {
    const message = `is not served on the ${rest.plane} plane, which has ${PLANE_OPERATIONS[rest.plane].join(' and ')}`;
    throw new Problem('invalid', `the fault rule is not valid: /operation ${message}`, [{ pointer: '/operation', message }]);
  }
  return {
    ...rest,
    ...(operation === undefined ? {} : { operation }),
    ...(match === undefined ? {} : { match }),
    ...(times === undefined ? {} : { times }),
  };
}

function matches({ rule, hits }: Armed, { plane, operation, fields }: FaultQuestion): boolean {
  return (
    rule.plane === plane &&
    (rule.operation === undefined || rule.operation === operation) &&
    (rule.times === undefined || hits < rule.times) &&
    Object.entries(rule.match ?? {}).every(([name, value]) => fields[name] === value)
  );
}

function tell({ id, rule, hits }: Armed): ArmedFault {
  return { ...rule, id, hits };
}
