import { nearestNames } from '../../simulator/src/model/issue-words.ts';
import { UNCOVERED_MUTANTS } from '../checks/uncovered-mutants.ts';
import { CHECKS } from './catalogue.ts';
import { type Check, PROFILES, type UncoveredMutant } from './check.ts';
import { counted } from './counted.ts';
import { UsageError } from './errors.ts';
import { namedMutants } from './mutants.ts';
import { type Selectable, type Selection, selectChecks } from './plan.ts';

/** Checks what was asked for before anything is started; returns the checks that it selects. Throws UsageError. */
export function requireChecks(selection: Selection): readonly Check[] {
  return requireSelection(CHECKS, selection);
}

/** The rows of a table that are selected; throws UsageError where there are none. */
export function requireSelection<T extends Selectable>(table: readonly T[], selection: Selection): readonly T[] {
  const { profile, grep, shard } = selection;
  if (profile !== undefined && !PROFILES.includes(profile)) {
    throw new UsageError(`there is no profile "${profile}"; there are: ${PROFILES.join(', ')}`);
  }
  requirePattern(grep);
  const selected = selectChecks(table, selection);
  if (selected.length > 0) {
    return selected;
  }
  const given = [
    ...(profile === undefined ? [] : [`profile ${profile}`]),
    ...(grep === undefined ? [] : [`pattern /${grep}/`]),
    ...(shard === undefined ? [] : [`shard ${shard.index}/${shard.count}`]),
  ];
  throw new UsageError(
    `${given.join(' and ') || 'this'} selects none of the ${counted(table.length, 'check')}. ${advice(table, selection)}`,
  );
}

/** Mutants that were named must exist, and a check of the selection must be able to kill each. `uncovered` exist and no check kills them. Throws UsageError. */
export function requireMutants(
  mutants: 'all' | readonly string[],
  checks: readonly Check[],
  uncovered: readonly UncoveredMutant[] = UNCOVERED_MUTANTS,
): void {
  if (mutants !== 'all' && mutants.length === 0) {
    return;
  }
  const here = namedMutants(checks);
  if (mutants === 'all') {
    if (here.length === 0) {
      throw new UsageError(
        `none of the ${counted(checks.length, 'selected check')} names a mutant that it kills: nothing can be proved`,
      );
    }
    return;
  }
  const known = [...namedMutants(CHECKS), ...uncovered.map(({ mutant }) => mutant)];
  const unknown = mutants.filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    throw new UsageError(unknown.map((id) => noMutant(id, known)).join('\n'));
  }
  const idle = mutants.filter((id) => !here.includes(id));
  if (idle.length > 0) {
    throw new UsageError(`no selected check kills ${idle.join(', ')}: ${idle.map(whereKilled).join('; ')}`);
  }
}

const NEAREST = 3;

function noMutant(id: string, known: readonly string[]): string {
  const near = nearestNames(id, known).slice(0, NEAREST);
  return `there is no mutant ${quoted(id)}; nearest: ${near.join(', ')}. All ${known.length}: docs/mutants.md`;
}

function requirePattern(grep: string | undefined): void {
  try {
    new RegExp(grep ?? '');
  } catch (error) {
    throw new UsageError(`"${grep}" is no regular expression: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function advice(table: readonly Selectable[], { grep, shard, ...rest }: Selection): string {
  if (shard !== undefined && selectChecks(table, { ...rest, ...(grep === undefined ? {} : { grep }) }).length > 0) {
    return 'Take fewer shards.';
  }
  const areas = [...new Set(table.map(({ id }) => id.split('-')[0] ?? id))];
  return `Ids begin with ${areas.toSorted().join(', ')}; quhao conform --list prints them all.`;
}

function whereKilled(mutant: string): string {
  const killers = CHECKS.filter((check) => namedMutants([check]).includes(mutant)).map(({ id }) => id);
  return killers.length === 0 ? `no check kills ${mutant} yet` : `${mutant} is killed by ${killers.join(', ')}`;
}

function quoted(text: string): string {
  return `"${text}"`;
}
