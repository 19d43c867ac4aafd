import type { TraceStep } from '../model/journal.ts';
import type { SeenBefore } from './journal.ts';

/** Names, in the failed step, the entry that has used the token up, and what became of its answer. */
export function nameSpender(step: TraceStep, { id, sent }: NonNullable<SeenBefore['spentBy']>): TraceStep {
  return step.outcome === 'failed'
    ? { ...step, detail: `${step.detail}; entry ${id} used it, and of that: ${sent.detail}` }
    : step;
}
