import type { UncoveredMutant } from '../src/check.ts';

/** Mutants of the reference SDK that no check kills yet, and what a check would need. */
export const UNCOVERED_MUTANTS: readonly UncoveredMutant[] = [
  { mutant: 'cache-by-operator-only', reason: 'needs a device that takes another card of the same operator' },
  { mutant: 'wall-clock-life', reason: 'needs a device whose wall clock can be set' },
  { mutant: 'plain-at-rest', reason: 'needs a gateway that shows the suite which scrip it issued' },
  { mutant: 'first-slot', reason: 'needs a device whose TelephonyManager distinguishes its SIMs' },
];
