import type { Outcome } from './verdict.ts';

type Named = Pick<Outcome, 'id' | 'verdict' | 'headline'>;
type Known = Pick<Outcome, 'clause' | 'level' | 'subject' | 'durationMs' | 'findings'>;

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
