import type { UncoveredMutant } from '../src/check.ts';

/** Mutants of the reference SDK that no check kills yet, and what a check would need. */
export const UNCOVERED_MUTANTS: readonly UncoveredMutant[] = [];
