import type { Outcome } from './verdict.ts';

type Named = Pick<Outcome, 'id' | 'verdict' | 'headline'>;
type Known = Pick<Outcome, 'clause' | 'level' | 'subject' | 'durationMs' | 'findings'>;

/** Headlines of rows that a run leaves out after it began. */
export const LEFT_OUT = { byStop: 'the run was stopped', byBail: 'left out by --bail' } as const;

/** The row was selected, and the run ended before it. */
export function isLeftOut({ verdict, headline }: Pick<Outcome, 'verdict' | 'headline'>): boolean {
  return verdict === 'skipped' && Object.values(LEFT_OUT).some((text) => headline.startsWith(text));
}

/** An outcome without evidence: of a check that was not run, or of the bench or the suite itself, to which no check belongs. */
export function unrunOutcome(known: Named & Partial<Known>): Outcome {
  return {
    clause: [],
    level: 'INFO',
    subject: 'sdk',
    findings: [],
    durationMs: 0,
    ...known,
    evidence: null,
    screenshots: [],
    mutant: null,
    breaches: [],
  };
}
