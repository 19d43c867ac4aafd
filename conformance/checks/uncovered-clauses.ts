import type { UncoveredClauses } from '../src/check.ts';

/** MUST and SHOULD clauses that neither a check nor a law covers yet, and why. */
export const UNCOVERED_CLAUSES: readonly UncoveredClauses[] = [
  { clauses: ['API-01'], reason: "needs a probe command that asks for the SDK's entry point twice" },
  { clauses: ['ENV-04', 'ENV-05', 'ENV-06', 'ENV-07'], reason: "a rule for the integrating app's own manifest and build" },
];
