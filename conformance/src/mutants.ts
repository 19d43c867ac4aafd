import type { Check, Kill, UncoveredMutant } from './check.ts';
import type { Outcome, Verdict } from './verdict.ts';

/** One check that must kill one mutant. */
export interface MutantRun {
  readonly mutant: string;
  readonly check: Check;
  /** The expectations of that check by which it may die. */
  readonly by: readonly string[];
}

/** killed: for the named reason · survived · undecided: the bench failed, or the measurement was too coarse · open: no check can yet. */
export type Fate = 'killed' | 'survived' | 'undecided' | 'open';

/** What became of a mutant at one check. */
export interface MutantResult {
  readonly mutant: string;
  readonly text: string;
  readonly check: string | null;
  readonly fate: Fate;
  /** The check's verdict on the mutant; null where no check ran. */
  readonly verdict: Verdict | null;
  /** Killed: what was seen, under the expectation's name. Survived: why that is no kill. */
  readonly reason: string;
}

/** All pairs of a mutant that the probe lists and a check that names it, mutant by mutant. */
export function mutantRunsOf(checks: readonly Check[], mutants: readonly { readonly id: string }[]): readonly MutantRun[] {
  return mutants.flatMap(({ id }) =>
    checks.flatMap((check) => {
      const by = check.kills.filter((kill: Kill) => kill.mutant === id).map((kill) => kill.by);
      return by.length === 0 ? [] : [{ mutant: id, check, by }];
    }),
  );
}

/** Told by exit codes of their own. */
const UNDECIDED: readonly Verdict[] = ['env-error', 'suite-error', 'inconclusive'];

/** A mutant is killed when the check says fail or warn for the reason that the row names; any other end is none. */
export function mutantResultOf(mutantRun: MutantRun, text: string, outcome: Outcome): MutantResult {
  const base = { mutant: mutantRun.mutant, text, check: mutantRun.check.id, verdict: outcome.verdict };
  if (UNDECIDED.includes(outcome.verdict)) {
    return { ...base, fate: 'undecided', reason: `${outcome.verdict}: ${outcome.headline}` };
  }
  if (outcome.verdict !== 'fail' && outcome.verdict !== 'warn') {
    return { ...base, fate: 'survived', reason: `${outcome.verdict}: ${outcome.headline}` };
  }
  const named = outcome.findings.find(
    (finding) => (finding.status === 'wrong' || finding.status === 'warn') && mutantRun.by.includes(finding.name),
  );
  if (named !== undefined) {
    return { ...base, fate: 'killed', reason: `${named.name}: ${named.observed}` };
  }
  return { ...base, fate: 'survived', reason: `failed, but not by ${mutantRun.by.join(' or ')}: ${outcome.headline}` };
}

/** Mutants that were not hunted: one that no check names survives by that alone, unless the table says what is missing. */
export function uncovered(
  mutants: readonly Mutant[],
  mutantRuns: readonly MutantRun[],
  catalogue: Catalogue,
): readonly MutantResult[] {
  return mutants
    .filter(({ id }) => !mutantRuns.some((mutantRun) => mutantRun.mutant === id))
    .map(({ id, text }) => {
      const excuse = excuseFor(id, catalogue);
      const reason = excuse ?? 'no check names this mutant';
      return { mutant: id, text, check: null, fate: excuse === null ? 'survived' : 'open', verdict: null, reason };
    });
}

export interface Mutant {
  readonly id: string;
  readonly text: string;
}

export interface Catalogue {
  readonly checks: readonly Check[];
  readonly uncovered: readonly UncoveredMutant[];
}

function excuseFor(id: string, catalogue: Catalogue): string | null {
  if (catalogue.checks.some((check) => check.kills.some((kill) => kill.mutant === id))) {
    return 'its checks were not run here';
  }
  const row = catalogue.uncovered.find(({ mutant }) => mutant === id);
  return row === undefined ? null : `no check yet: ${row.reason}`;
}
