import type { Outcome, Verdict } from '../verdict.ts';
import { isAnythingJudged } from '../verdict.ts';
import type { BuildFacts } from './build-facts.ts';
import { portraitChanges } from './compare-portraits.ts';
import { type RowPair, rowChanges } from './compare-rows.ts';
import { CHANGE_KINDS, type Change, type Comparison } from './comparison.ts';

export interface CompareRules {
  /** A new warn fails the comparison. */
  readonly isStrict: boolean;
}

/** Compares what two runs have shown of two builds. Pure: the same runs give the same comparison. */
export function compareBuilds(before: BuildFacts, after: BuildFacts, rules: CompareRules): Comparison {
  const ids = before.outcomes.map(({ id }) => id).filter((id) => after.outcomes.some((outcome) => outcome.id === id));
  const pairs = ids.flatMap((id) => rowPair(id, before, after));
  const { portrait: former } = before;
  const { portrait: latter } = after;
  const changes = [
    ...verdictChanges(before, after),
    ...rowChanges(pairs),
    ...(former === null || latter === null ? [] : portraitChanges(former, latter)),
  ].toSorted((one, other) => CHANGE_KINDS.indexOf(one.kind) - CHANGE_KINDS.indexOf(other.kind));
  return {
    format: 'quhao-comparison-1',
    before: before.side,
    after: after.side,
    exitCode: exitCodeOf(before, after, rules),
    compared: ids.length,
    onlyBefore: missing(before, after),
    onlyAfter: missing(after, before),
    changes,
    notes: notesOf(before, after, pairs),
  };
}

function rowPair(id: string, before: BuildFacts, after: BuildFacts): readonly RowPair[] {
  const [former, latter] = [before.rows.get(id), after.rows.get(id)];
  return former === undefined || latter === undefined ? [] : [{ id, before: former, after: latter }];
}

function missing(here: BuildFacts, there: BuildFacts): readonly string[] {
  const known = new Set(there.outcomes.map(({ id }) => id));
  return here.outcomes.map(({ id }) => id).filter((id) => !known.has(id));
}

function verdictChanges(before: BuildFacts, after: BuildFacts): readonly Change[] {
  return pairedOutcomes(before, after)
    .filter(([former, latter]) => former.verdict !== latter.verdict)
    .map(([former, latter]) => ({
      kind: 'verdict',
      what: latter.id,
      before: `${former.verdict}: ${former.headline}`,
      after: `${latter.verdict}: ${latter.headline}`,
      trend: trendOf(former.verdict, latter.verdict),
      rows: [latter.id],
    }));
}

type OutcomePair = readonly [before: Outcome, after: Outcome];

function pairedOutcomes(before: BuildFacts, after: BuildFacts): readonly OutcomePair[] {
  const known = new Map(before.outcomes.map((outcome) => [outcome.id, outcome]));
  return after.outcomes.flatMap((latter) => {
    const former = known.get(latter.id);
    return former === undefined ? [] : [[former, latter] as const];
  });
}

/** From good to bad; a verdict that is not here says nothing of the SDK. */
const RANKS: readonly Verdict[] = ['pass', 'warn', 'fail'];

function trendOf(before: Verdict, after: Verdict): Change['trend'] {
  const [former, latter] = [RANKS.indexOf(before), RANKS.indexOf(after)];
  if (former < 0 || latter < 0) {
    return after === 'fail' ? 'worse' : 'other';
  }
  return latter > former ? 'worse' : 'better';
}

/**
 * docs/any-sdk.md §7: 4 a defect of quhao, 1 a check fails that did not, 3 the bench, 2 a check that was judged is judged no more or
 * nothing was; what both builds fail is no difference.
 */
function exitCodeOf(before: BuildFacts, after: BuildFacts, { isStrict }: CompareRules): Comparison['exitCode'] {
  const has = (verdict: Verdict): boolean =>
    [...before.outcomes, ...after.outcomes].some((outcome) => outcome.verdict === verdict);
  if (has('suite-error')) {
    return 4;
  }
  const former = new Map(before.outcomes.map(({ id, verdict }) => [id, verdict]));
  const isNew = (bad: Verdict): boolean =>
    after.outcomes.some(({ id, verdict, waived }) => verdict === bad && waived === undefined && former.get(id) !== bad);
  if (isNew('fail') || (isStrict && isNew('warn'))) {
    return 1;
  }
  if (has('env-error')) {
    return 3;
  }
  const isLost = pairedOutcomes(before, after).some(
    ([{ verdict: was }, { verdict: is }]) => RANKS.includes(was) && !RANKS.includes(is),
  );
  return isLost || !isAnythingJudged(before.outcomes) || !isAnythingJudged(after.outcomes) ? 2 : 0;
}

function notesOf(before: BuildFacts, after: BuildFacts, pairs: readonly RowPair[]): readonly string[] {
  const isUnlogged = pairs.some((pair) => pair.before.places === null || pair.after.places === null);
  return [
    ...(before.portrait === null || after.portrait === null
      ? ['no portrait in both runs: log tags, files and network requests were not compared']
      : []),
    ...(isUnlogged ? ['the device keeps no log of its bearers: hosts, bearers and bytes were not compared'] : []),
  ];
}
