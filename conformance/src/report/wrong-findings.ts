import type { Finding, Outcome } from '../verdict.ts';

/** Findings that make an outcome other than a pass. */
export function wrongFindings({ findings }: Outcome): readonly Finding[] {
  return findings.filter(({ status }) => status !== 'ok' && status !== 'info');
}

/** The clause of the first wrong finding; the check's first clause where there is none. */
export function clauseOf(outcome: Outcome): string {
  return wrongFindings(outcome)[0]?.clause ?? outcome.clause[0] ?? '';
}
