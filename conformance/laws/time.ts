import type { Law } from '../src/law.ts';
import type { CallView, RowView } from '../src/row-view.ts';

/** How far behind the limit a callback may come: the main thread's turn. */
const GRACE_MS = 350;
/** A machine under load is later than that without the SDK's doing: up to here the row does not decide. */
const UNSURE_MS = 2_000;

/** Time that the SDK itself had: the user's time on the page is not counted, so a login is judged up to its page only. */
function ownMs({ api, startedNanos, results }: CallView, { seen }: RowView): number | null {
  const page = seen.events.find((event) => event.type === 'pageIn' && BigInt(event.atNanos) >= BigInt(startedNanos));
  const end = api === 'loginAuth' && page !== undefined ? BigInt(page.atNanos) : results[0]?.atNanos;
  return end === undefined ? null : Number(end - BigInt(startedNanos)) / 1e6;
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
        const took = ownMs(call, row);
        const late = took === null ? 0 : took - call.limitMs - GRACE_MS;
        if (took === null || late <= 0) {
          return [];
        }
        const status = late > UNSURE_MS ? ('wrong' as const) : ('unsure' as const);
        return [
          { status, expected: `an end within ${call.limitMs} ms`, observed: `${call.api} ended after ${Math.round(took)} ms` },
        ];
      }),
    kills: [],
    since: '0.2.0',
  },
];
