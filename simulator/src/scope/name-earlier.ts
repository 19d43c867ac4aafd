import type { TraceStep } from '../model/journal.ts';
import { nameMistake } from '../protocol/mistake.ts';
import type { SeenBefore } from './journal.ts';

/** A signature that was made once and sent with other requests too. */
export const SIGN_OF_EARLIER = {
  id: 'sign-of-earlier',
  en: 'sent the signature of an earlier request again, entry {0}, where each request is signed anew',
  zh: '重复使用了之前请求（条目 {0}）的签名，每次请求都应重新签名',
} as const;

/** Names, in the failed step, the entry that has used the token up and what became of its answer, or the one whose signature was sent again. */
export function nameEarlier(step: TraceStep, { spentBy, signedBy }: SeenBefore): TraceStep {
  if (step.outcome !== 'failed') {
    return step;
  }
  if (spentBy !== null) {
    return { ...step, detail: `${step.detail}; entry ${spentBy.id} used it, and of that: ${spentBy.sent.detail}` };
  }
  if (step.name !== 'signature' || signedBy === null) {
    return step;
  }
  const mistake = nameMistake(SIGN_OF_EARLIER, { subjects: [String(signedBy)] });
  return {
    ...step,
    detail: `${step.detail}; entry ${signedBy} came with the same signature`,
    mistakes: [mistake, ...(step.mistakes ?? [])],
  };
}
