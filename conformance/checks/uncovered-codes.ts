import type { UncoveredCode } from '../src/check.ts';

/** Codes of section 5 that no check provokes through the SDK, and why. */
export const UNCOVERED_CODES: readonly UncoveredCode[] = [
  {
    codes: ['103111'],
    reason:
      'a right SDK sends the number request over mobile data, where every address has a session: law-network-number-request-on-mobile-data holds that',
  },
  {
    codes: ['103211', '103412', '103414', '105313'],
    reason: 'a right SDK sends well-formed requests to the right paths: the gateway says this to a broken client only',
  },
  {
    codes: ['103511', '103811', '105312'],
    reason: "said to the app's back end in the exchange of a token; no SDK hears it",
  },
];
