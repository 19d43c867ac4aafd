import type { Law } from '../src/law.ts';
import type { CallView, RowView } from '../src/row-view.ts';

/** How far behind the limit a callback may come: the main thread's turn. */
const GRACE_MS = 350;
/**
 * The system opens the page once the SDK has the number, which is not the SDK's time. Call and page together took 2,275 ms once on an
 * otherwise idle machine of two cores; the rest is room, and hides an SDK that is late by less (docs/limits.md).
 */
const PAGE_GRACE_MS = 4_000;
/** A machine under load is later than that without the SDK's doing: up to here the row does not decide. */
const UNSURE_MS = 2_000;

interface OwnTime {
  readonly ms: number;
  readonly graceMs: number;
  /** What happened then: of a login that shows a page, the page and not the end. */
  readonly what: 'the page' | 'an end';
}

/** Time that the SDK itself had: the user's time on the page is not counted, so a login is judged up to its page only. */
function ownTime({ api, startedNanos, results }: CallView, { seen }: RowView): OwnTime | null {
  const msUntil = (nanos: string | bigint): number => Number(BigInt(nanos) - BigInt(startedNanos)) / 1e6;
  const page = seen.events.find((event) => event.type === 'pageIn' && BigInt(event.atNanos) >= BigInt(startedNanos));
  if (api === 'loginAuth' && page !== undefined) {
    return { ms: msUntil(page.atNanos), graceMs: PAGE_GRACE_MS, what: 'the page' };
  }
  const end = results[0]?.atNanos;
  return end === undefined ? null : { ms: msUntil(end), graceMs: GRACE_MS, what: 'an end' };
}

export const timeLaws: readonly Law[] = [
  {
    id: 'law-time-call-ends-within-limit',
    clause: ['AUX-04', 'AUX-05', 'AUX-06'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'the limit that the app has set bounds every call, whatever the call meets',
    judge: (row) =>
      row.calls.flatMap((call) => {
        const own = ownTime(call, row);
        const late = own === null ? 0 : own.ms - call.limitMs - own.graceMs;
        if (own === null || late <= 0) {
          return [];
        }
        const status = late > UNSURE_MS ? ('wrong' as const) : ('unsure' as const);
        const did = own.what === 'the page' ? 'brought its page' : 'ended';
        return [
          {
            status,
            expected: `${own.what} within ${call.limitMs} ms`,
            observed: `${call.api} ${did} after ${Math.round(own.ms)} ms`,
          },
        ];
      }),
    kills: [],
    since: '0.2.0',
  },
];
