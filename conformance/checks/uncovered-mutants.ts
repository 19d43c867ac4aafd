import type { UncoveredMutant } from '../src/check.ts';

/** Mutants of the reference SDK that no check kills yet, and what a check would need. */
export const UNCOVERED_MUTANTS: readonly UncoveredMutant[] = [
  { mutant: 'wall-clock-life', reason: 'needs a device whose wall clock can be set' },
  { mutant: 'first-slot', reason: 'needs a device whose TelephonyManager distinguishes its SIMs' },
  {
    mutant: 'del-scrip-memory-only',
    reason: "needs a step that restarts the app's process: delScrip() is then judged by what the next process reads",
  },
  { mutant: 'socket-denied-as-network-error', reason: 'needs a device that denies mobile data to one app' },
  { mutant: 'null-listener-crashes', reason: 'needs a probe that calls with a null listener' },
  { mutant: 'null-listener-sends', reason: 'needs a probe that calls with a null listener' },
];
