import type { Level, SubjectKind } from './check.ts';

/** Verdict words of docs/conformance.md §2, in the order in which a summary lists them. */
export const VERDICTS = [
  'pass',
  'fail',
  'warn',
  'inconclusive',
  'unimplemented',
  'not-claimed',
  'skipped',
  'not-reached',
  'env-error',
  'suite-error',
] as const;

export type Verdict = (typeof VERDICTS)[number];

/** The verdict on a wrong subject, by the clause's level. An INFO clause records a reading; it cannot fail. */
export const WRONG_VERDICT: Readonly<Record<Level, Verdict>> = { MUST: 'fail', SHOULD: 'warn', INFO: 'pass' };

/** The result of one expectation. `unsure`: inside the measuring error. `info`: outside the readings of an INFO clause, reported without judgement. */
export interface Finding {
  readonly name: string;
  readonly status: 'ok' | 'info' | 'warn' | 'wrong' | 'unsure';
  readonly expected: string;
  readonly observed: string;
  readonly meaning: string;
  /** Present where it is not the check's first clause. */
  readonly clause?: string | undefined;
}

/** What the judge says of one check. */
export interface Judgement {
  readonly verdict: Verdict;
  /** What was observed, in one line. */
  readonly headline: string;
  readonly findings: readonly Finding[];
}

/** A judgement with everything that a report shows of the check. Serialisable. */
export interface Outcome extends Judgement {
  readonly id: string;
  readonly clause: readonly string[];
  readonly level: Level;
  readonly subject: SubjectKind;
  /** How long the check took; never a time that was judged. */
  readonly durationMs: number;
  /** Folder of the evidence relative to the run; null where nothing was collected. */
  readonly evidence: string | null;
  /** Screenshots in that folder. */
  readonly screenshots: readonly string[];
  /** The mutant that was the subject; null for the subject itself. */
  readonly mutant: string | null;
  /** Laws that were broken while the check ran. */
  readonly breaches: readonly LawBreach[];
  /** Why the check was run a second time; absent where the first run counts. */
  readonly retried?: string | undefined;
  /** The waiver of an expected failure, which does not count; absent where there is none. */
  readonly waived?: string | undefined;
}

/** One breach of a law, as a report shows it. */
export interface LawBreach {
  readonly law: string;
  readonly status: 'wrong' | 'unsure';
  readonly expected: string;
  readonly observed: string;
  /** The clause of the law that is broken, where it is not the first. */
  readonly clause?: string | undefined;
}

export type Summary = Readonly<Record<Verdict, number>>;

export function summarize(outcomes: readonly { readonly verdict: Verdict }[]): Summary {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const outcome of outcomes) {
    counts[outcome.verdict] += 1;
  }
  return counts;
}

/** Verdicts that judge the subject. */
const JUDGED: readonly Verdict[] = ['pass', 'fail', 'warn'];

/** False where no check came to a verdict on the subject. A law that holds in rows that were not judged proves nothing. */
export function isAnythingJudged(outcomes: readonly Pick<Outcome, 'id' | 'verdict'>[]): boolean {
  return outcomes.some(({ id, verdict }) => JUDGED.includes(verdict) && (verdict !== 'pass' || !id.startsWith('law-')));
}

export interface ExitRules {
  /** Mutants that no check killed. */
  readonly survivors: number;
  /** A warn fails the run. */
  readonly isStrict: boolean;
  readonly isAnythingJudged: boolean;
}

/** docs/conformance.md §2: where several hold, 4, then 1, 3, 2. Code 64 belongs to the command line. */
export function exitCode(summary: Summary, { survivors, isStrict, isAnythingJudged: isJudged }: ExitRules): 0 | 1 | 2 | 3 | 4 {
  if (summary['suite-error'] > 0) {
    return 4;
  }
  if (summary.fail > 0 || survivors > 0 || (isStrict && summary.warn > 0)) {
    return 1;
  }
  if (summary['env-error'] > 0) {
    return 3;
  }
  return summary.inconclusive > 0 || !isJudged ? 2 : 0;
}
