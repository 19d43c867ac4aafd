import type { Check, UncoveredMutant } from './check.ts';
import { LAWS } from './law-table.ts';
import type { Outcome, Verdict } from './verdict.ts';

export interface Mutant {
  readonly id: string;
  readonly text: string;
}

/** One check that must kill one mutant. */
export interface MutantRun {
  readonly mutant: string;
  readonly check: Check;
  /** The expectations of that check that must fail, or laws that must be broken in it. */
  readonly by: readonly string[];
}

/** killed: for the named reason · survived · undecided: the bench failed, or the measurement was too coarse · open: no check can kill it yet. */
export type Fate = 'killed' | 'survived' | 'undecided' | 'open';

/** The fate of a mutant at one check. */
export interface MutantResult {
  readonly mutant: string;
  readonly text: string;
  readonly check: string | null;
  readonly fate: Fate;
  /** The check's verdict on the mutant; null where no check ran. */
  readonly verdict: Verdict | null;
  /** Killed: the named expectation and what was observed. Otherwise: why that is no kill. */
  readonly reason: string;
}

/** Mutants that the checks name, in the order of the table. */
export function namedMutants(checks: readonly Check[]): readonly string[] {
  const ids = new Set(checks.map(({ id }) => id));
  const byLaw = LAWS.flatMap(({ kills }) => kills.filter((kill) => ids.has(kill.in)).map(({ mutant }) => mutant));
  return [...new Set([...checks.flatMap((check) => check.kills.map((kill) => kill.mutant)), ...byLaw])];
}

/** All pairs of one of these mutants and a check that names it, mutant by mutant; `whole`: controls of rows too. */
export function mutantRunsOf(checks: readonly Check[], mutants: readonly string[], { whole = false } = {}): readonly MutantRun[] {
  return mutants.flatMap((mutant) =>
    checks.flatMap((check) => {
      const laws = LAWS.filter(({ kills }) => kills.some((kill) => kill.mutant === mutant && kill.in === check.id));
      const by = [
        ...check.kills.filter((kill) => kill.mutant === mutant && (whole || kill.isControl !== true)).map((kill) => kill.by),
        ...laws.map(({ id }) => id),
      ];
      return by.length === 0 ? [] : [{ mutant, check, by }];
    }),
  );
}

/** Verdicts that say nothing of the subject. */
const UNDECIDED: readonly Verdict[] = ['env-error', 'suite-error', 'inconclusive'];

/** not-reached keeps its findings: a law names the cause. */
const JUDGED_WRONG: readonly Verdict[] = ['fail', 'warn', 'not-reached'];

/** A mutant is killed when the check fails or warns by an expectation that the row names; any other end is no kill. */
export function mutantResultOf(run: MutantRun, text: string, outcome: Outcome): MutantResult {
  const base = { mutant: run.mutant, text, check: run.check.id, verdict: outcome.verdict };
  if (UNDECIDED.includes(outcome.verdict)) {
    return { ...base, fate: 'undecided', reason: `${outcome.verdict}: ${outcome.headline}` };
  }
  const broken = outcome.breaches.find(({ law, status }) => status === 'wrong' && run.by.includes(law));
  if (broken !== undefined) {
    return { ...base, fate: 'killed', reason: `${broken.law}: ${broken.observed}` };
  }
  if (!JUDGED_WRONG.includes(outcome.verdict)) {
    return { ...base, fate: 'survived', reason: `${outcome.verdict}: ${outcome.headline}` };
  }
  const named = outcome.findings.find(
    (finding) => (finding.status === 'wrong' || finding.status === 'warn') && run.by.includes(finding.name),
  );
  if (named !== undefined) {
    return { ...base, fate: 'killed', reason: `${named.name}: ${named.observed}` };
  }
  return { ...base, fate: 'survived', reason: `failed, but not by ${run.by.join(' or ')}: ${outcome.headline}` };
}

/** The table of checks and its list of mutants that no check can kill yet. */
export interface Catalogue {
  readonly checks: readonly Check[];
  readonly uncovered: readonly UncoveredMutant[];
}

/** Mutants for which no check ran. One that no check names has survived, unless the catalogue gives a reason. */
export function mutantsNotRun(
  mutants: readonly Mutant[],
  runs: readonly MutantRun[],
  catalogue: Catalogue,
): readonly MutantResult[] {
  return mutants
    .filter(({ id }) => !runs.some((run) => run.mutant === id))
    .map(({ id, text }) => {
      const reason = reasonFor(id, catalogue);
      const fate = reason === null ? 'survived' : 'open';
      return { mutant: id, text, check: null, fate, verdict: null, reason: reason ?? 'no check names this mutant' };
    });
}

function reasonFor(id: string, catalogue: Catalogue): string | null {
  if (namedMutants(catalogue.checks).includes(id)) {
    return 'its checks were not run here';
  }
  const row = catalogue.uncovered.find(({ mutant }) => mutant === id);
  return row === undefined ? null : `no check yet: ${row.reason}`;
}
