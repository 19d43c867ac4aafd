import { beforeEach, describe, expect } from 'vitest';
import { z } from 'zod';
import { effectSchema } from '../../src/model/fault-effect.ts';
import type { FaultEffect } from '../../src/model/faults.ts';
import type { ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { ANSWER_PROOFS } from './proofs/answer.ts';
import { CONNECTION_PROOFS } from './proofs/connection.ts';
import type { Bench, FaultProof } from './proofs/fault-proof.ts';
import { STATE_PROOFS } from './proofs/state.ts';
import { TIMING_PROOFS } from './proofs/timing.ts';
import { TLS_PROOFS } from './proofs/tls.ts';
import { TRANSPORT_PROOFS } from './proofs/transport.ts';

/** Every effect that a rule can have, on a bare socket and with Node's HTTP client. */

let simulator: Simulator;
let scope: ScopeHandle;
const FROM = '127.0.0.7';

const test = base.extend(
  'simulatorOptions',
  { scope: 'worker' },
  { seed: 'proofs', sessions: [{ address: FROM, msisdn: '15400000001' }] },
);

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

beforeEach(() => scope.reset());

const PROOFS = {
  connection: CONNECTION_PROOFS,
  tls: TLS_PROOFS,
  state: STATE_PROOFS,
  answer: ANSWER_PROOFS,
  timing: TIMING_PROOFS,
  transport: TRANSPORT_PROOFS,
};

for (const [stage, proofs] of Object.entries(PROOFS)) {
  describe(stage, () => {
    test.each(proofs)('$title, on a bare socket', ({ rule, raw }) => meets(rule, raw));
    test.each(proofs)('$title, with Node’s client', ({ rule, node }) => meets(rule, node));
  });
}

async function meets(rule: FaultProof['rule'], prove: (bench: Bench) => Promise<void>): Promise<void> {
  await scope.putFault(rule);
  await prove({ simulator, scope, from: FROM });
}

test('no effect, and no value of one, is without its proofs', () => {
  const proved = Object.values(PROOFS).flatMap((proofs) => proofs.flatMap(({ rule }) => namesOf(rule.effect)));
  expect(EFFECTS.length).toBeGreaterThan(40);
  expect(EFFECTS.filter((effect) => !proved.includes(effect))).toEqual([]);
});

/** `kind`, and `kind key=value` for each value of a key that has few, out of the schema that judges rules. */
const EFFECTS: readonly string[] = effectSchema.options.flatMap((option) => {
  const { properties = {} } = z.toJSONSchema(option, { io: 'input' });
  const schemas = Object.entries(properties as Record<string, { const?: string; enum?: readonly string[] }>);
  const kind = schemas.find(([key]) => key === 'kind')?.[1].const ?? '';
  return [kind, ...schemas.flatMap(([key, schema]) => (schema.enum ?? []).map((value) => `${kind} ${key}=${value}`))];
});

function namesOf(effect: FaultEffect): readonly string[] {
  return [effect.kind, ...Object.entries(effect).map(([key, value]) => `${effect.kind} ${key}=${value}`)];
}
