import type { UncoveredMutant } from '../src/check.ts';

/** Mutants of the reference SDK that no row kills yet, and what a row would need. */
export const UNCOVERED_MUTANTS: readonly UncoveredMutant[] = [
  { mutant: 'cache-by-operator-only', reason: 'needs a device in which another card of the same operator can be put' },
  { mutant: 'wall-clock-life', reason: 'needs a device whose wall clock can be set' },
  { mutant: 'plain-at-rest', reason: 'needs a gateway that tells the suite which scrip it gave' },
  { mutant: 'first-slot', reason: 'needs a device whose TelephonyManager tells its SIMs apart' },
];
