import type { Check, Kill } from './check.ts';
import type { Outcome, Verdict } from './verdict.ts';

/** One check that must kill one mutant. */
export interface Hunt {
  readonly mutant: string;
  readonly check: Check;
  /** The expectations of that check by which it may die. */
  readonly by: readonly string[];
}

/** What became of a mutant at one check. */
export interface Kills {
  readonly mutant: string;
  readonly text: string;
  readonly check: string | null;
  readonly killed: boolean;
  /** The check's verdict on the mutant; null where no check ran. */
  readonly verdict: Verdict | null;
  /** Killed: what was seen, under the expectation's name. Survived: why that is no kill. */
  readonly reason: string;
}

/** All pairs of a mutant that the probe lists and a check that names it, mutant by mutant. */
export function huntsOf(checks: readonly Check[], mutants: readonly { readonly id: string }[]): readonly Hunt[] {
  return mutants.flatMap(({ id }) =>
    checks.flatMap((check) => {
      const by = check.kills.filter((kill: Kill) => kill.mutant === id).map((kill) => kill.by);
      return by.length === 0 ? [] : [{ mutant: id, check, by }];
    }),
  );
}

/** A mutant is killed when the check says fail or warn for the reason that the row names; any other end is none. */
export function killOf(hunt: Hunt, text: string, outcome: Outcome): Kills {
  const base = { mutant: hunt.mutant, text, check: hunt.check.id, verdict: outcome.verdict };
  if (outcome.verdict !== 'fail' && outcome.verdict !== 'warn') {
    return { ...base, killed: false, reason: `${outcome.verdict}: ${outcome.headline}` };
  }
  const named = outcome.findings.find((finding) => finding.status === 'wrong' && hunt.by.includes(finding.name));
  if (named !== undefined) return { ...base, killed: true, reason: `${named.name}: ${named.observed}` };
  return { ...base, killed: false, reason: `failed, but not by ${hunt.by.join(' or ')}: ${outcome.headline}` };
}

/** A mutant that no check names survives by that alone. */
export function unhunted(
  mutants: readonly { readonly id: string; readonly text: string }[],
  hunts: readonly Hunt[],
): readonly Kills[] {
  return mutants
    .filter(({ id }) => !hunts.some((hunt) => hunt.mutant === id))
    .map(({ id, text }) => ({
      mutant: id,
      text,
      check: null,
      killed: false,
      verdict: null,
      reason: 'no check names this mutant',
    }));
}

/** Neither kill nor survival: the bench failed, or the measurement was too coarse. Told by exit codes of their own. */
const UNDECIDED: readonly (Verdict | null)[] = ['env-error', 'suite-error', 'inconclusive'];

export function isUndecided(kill: Kills): boolean {
  return UNDECIDED.includes(kill.verdict);
}
