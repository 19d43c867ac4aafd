import type { Condition } from './condition.ts';
import { DEVICE_STATES } from './device-conditions.ts';
import { MALFORMED_ANSWERS } from './malformed-conditions.ts';
import { NUMBER_REQUEST_FAULTS, NUMBER_REQUEST_REFUSALS } from './number-conditions.ts';
import { REDIRECTS } from './redirect-conditions.ts';
import { TOKEN_REQUEST_FAULTS, TOKEN_REQUEST_REFUSALS } from './token-conditions.ts';

export const CONDITIONS: readonly Condition[] = [
  ...DEVICE_STATES,
  ...NUMBER_REQUEST_FAULTS,
  ...NUMBER_REQUEST_REFUSALS,
  ...REDIRECTS,
  ...TOKEN_REQUEST_FAULTS,
  ...TOKEN_REQUEST_REFUSALS,
  ...MALFORMED_ANSWERS,
];
