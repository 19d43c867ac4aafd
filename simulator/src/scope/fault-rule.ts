import { z } from 'zod';
import { effectSchema } from '../model/fault-effect.ts';
import { whenSchema } from '../model/fault-when.ts';
import type { FaultRule } from '../model/faults.ts';
import { OPERATIONS, operationSchema, PLANES, planeSchema } from '../model/operations.ts';

/** The schema of fault rules. A rule that could never fire is refused, with the place named. */

export const faultSchema = z
  .strictObject({
    plane: planeSchema,
    operation: operationSchema.optional(),
    match: z
      .record(z.string().min(1), z.string())
      .describe(
        'Values that fields of the request must have, exactly. A field has one name over all operations: appid, msgid, systemtime, token, … (tokenValidate’s appId, msgId and timestamp mean the same). A name that no request of the rule has is refused',
      )
      .optional(),
    when: whenSchema.optional(),
    times: z.int().min(1).optional(),
    ttlMs: z.number().min(1).optional(),
    effect: effectSchema,
  })
  .check((context) => {
    for (const { path, message } of contradictionsIn(context.value as FaultRule)) {
      context.issues.push({ code: 'custom', path: [...path], message, input: context.value });
    }
  });

interface Contradiction {
  readonly path: readonly string[];
  readonly message: string;
}

function contradictionsIn(rule: FaultRule): readonly Contradiction[] {
  return [
    ...wrongOperation(rule),
    ...knownTooLate(rule),
    ...wrongStep(rule),
    ...wrongTls(rule),
    ...unseenByRefusal(rule),
    ...emptyWindow(rule),
    ...wrongValues(rule.effect),
  ];
}

/** A rule for an operation that its plane does not serve would never fire. */
function wrongOperation({ plane, operation }: FaultRule): readonly Contradiction[] {
  const served = OPERATIONS.filter((row) => row.plane === plane).map(({ name }) => name);
  if (operation === undefined || served.some((name) => name === operation)) {
    return [];
  }
  return [{ path: ['operation'], message: `is not served on the ${plane} plane, which has ${served.join(' and ')}` }];
}

/** A rule that asks for something which is not known yet when it acts. */
function knownTooLate({ operation, match, when, effect: { kind } }: FaultRule): readonly Contradiction[] {
  const isEarly = kind === 'connection' || kind === 'tls';
  const contradictions: Contradiction[] = [];
  if (isEarly && operation !== undefined) {
    contradictions.push({ path: ['operation'], message: `is not known yet when a ${kind} fault acts` });
  }
  if (isEarly && match !== undefined) {
    contradictions.push({ path: ['match'], message: `no field is known yet when a ${kind} fault acts` });
  }
  if ((isEarly || kind === 'state') && when !== undefined && 'afterStep' in when) {
    contradictions.push({ path: ['when', 'afterStep'], message: `a ${kind} fault acts before the checks` });
  }
  return contradictions;
}

/** A step after the operation's last one: no request passes it. */
function wrongStep({ plane, operation, when }: FaultRule): readonly Contradiction[] {
  const rows = OPERATIONS.filter((row) => (operation === undefined ? row.plane === plane : row.name === operation));
  const lastStep = Math.max(...rows.map((row) => row.lastStep));
  return when !== undefined && 'afterStep' in when && when.afterStep > lastStep
    ? [{ path: ['when', 'afterStep'], message: `is after the last check there, ${lastStep}` }]
    : [];
}

function wrongTls({ plane, effect }: FaultRule): readonly Contradiction[] {
  const hasTls = PLANES.some(({ name, hasTls }) => name === plane && hasTls);
  return effect.kind === 'tls' && !hasTls ? [{ path: ['effect', 'kind'], message: `the ${plane} plane has no TLS` }] : [];
}

function emptyWindow({ when, ttlMs }: FaultRule): readonly Contradiction[] {
  if (when === undefined || !('fromMs' in when)) {
    return [];
  }
  const contradictions: Contradiction[] = [];
  if (ttlMs !== undefined && when.fromMs >= ttlMs) {
    contradictions.push({ path: ['when', 'fromMs'], message: `is not before the rule’s end, ttlMs ${ttlMs}` });
  }
  if (when.fromMs >= when.toMs) {
    contradictions.push({ path: ['when', 'toMs'], message: 'is not after fromMs' });
  }
  return contradictions;
}

function wrongValues(effect: FaultRule['effect']): readonly Contradiction[] {
  if (effect.kind === 'delayUniform' && effect.minMs > effect.maxMs) {
    return [{ path: ['effect', 'maxMs'], message: 'is less than minMs' }];
  }
  if (effect.kind === 'field' && effect.change === 'set' && effect.value === undefined) {
    return [{ path: ['effect', 'value'], message: 'is needed to set a field' }];
  }
  if (effect.kind === 'field' && effect.change !== 'set' && effect.value !== undefined) {
    return [{ path: ['effect', 'value'], message: `is not used where change is "${effect.change}"; change "set" writes it` }];
  }
  return [];
}

/** Connections that the system refuses cannot be counted. */
function unseenByRefusal({ effect, when, times }: FaultRule): readonly Contradiction[] {
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
