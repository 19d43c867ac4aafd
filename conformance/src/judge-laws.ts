import type { Check } from './check.ts';
import type { Law } from './law.ts';
import { LAWS } from './law-table.ts';
import type { Observations } from './observations.ts';
import { rowView } from './row-view.ts';
import type { LawBreach } from './verdict.ts';

/** Judges every law that the row does not except. Pure. */
export function judgeLaws(check: Check, observations: Observations, laws: readonly Law[] = LAWS): readonly LawBreach[] {
  const row = rowView(check, observations);
  const excepted = new Set(check.except?.map(({ law }) => law));
  return laws
    .filter(({ id }) => !excepted.has(id))
    .flatMap((law) => law.judge(row).map((breach) => ({ law: law.id, ...breach })));
}
