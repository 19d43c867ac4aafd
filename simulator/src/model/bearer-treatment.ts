import type { SessionState } from './documents.ts';
import { type BearerPlane, isReachedByBearer, type Plane } from './operations.ts';

/** `page`: connections are accepted, and the operator's top-up page answers their requests. */
export type BearerTreatment = 'serve' | 'page' | 'reset' | 'stall';

/** What a bearer session in each state does to connections and requests that come over it (wire.md §1). */
const TREATMENTS: Readonly<Record<SessionState, Readonly<Record<BearerPlane, BearerTreatment>>>> = {
  ok: { bearer: 'serve', token: 'serve' },
  arrears: { bearer: 'page', token: 'reset' },
  stalled: { bearer: 'stall', token: 'stall' },
  noData: { bearer: 'reset', token: 'reset' },
};

export function bearerTreatment(state: SessionState, plane: Plane): BearerTreatment {
  return isReachedByBearer(plane) ? TREATMENTS[state][plane] : 'serve';
}
