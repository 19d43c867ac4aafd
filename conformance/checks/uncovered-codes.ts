import type { UncoveredCode } from '../src/check.ts';

/** Codes of section 5 that no check provokes through the SDK, and why. */
export const UNCOVERED_CODES: readonly UncoveredCode[] = [
  {
    codes: ['103511', '103811', '105312'],
    reason: "said to the app's back end in the exchange of a token; no SDK hears it",
  },
];
