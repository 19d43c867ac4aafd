import type { Clause } from '../clauses.ts';
import { shuffled } from './selection.ts';

/** Which clauses would be missed: what the judge demands for one is switched off, and every mutant must not die all the same. */

/** What a wrong SDK was seen to break, and whose demand that is. */
export interface Wrong {
  /** `CHECK (EXPECTATION)`, or a law. */
  readonly by: string;
  readonly clause: string;
}

/** A mutant with all that its rows showed of it. */
export interface MutantEvidence {
  readonly mutant: string;
  readonly wrongs: readonly Wrong[];
}

interface ClauseGuard {
  readonly clause: Clause;
  /** Mutants that would live if nothing were demanded for this clause. */
  readonly missed: readonly string[];
}

export interface GuardReport {
  readonly guards: readonly ClauseGuard[];
  /** Clauses for which a row or law demands something, and no mutant would live without it. */
  readonly unguarded: readonly Clause[];
  /** Clauses for which no mutant was seen to break anything. */
  readonly unbroken: readonly Clause[];
  /** Sets of ten clauses that were switched off together, and those of them that nobody would have missed. */
  readonly sets: { readonly count: number; readonly unnoticed: readonly (readonly string[])[] };
}

const SETS = 100;
const SET_SIZE = 10;
const JUDGED: readonly string[] = ['sdk', 'page'];

/** Pure: the same evidence and seed give the same report. */
export function guardReport(evidence: readonly MutantEvidence[], clauses: readonly Clause[], seed: number): GuardReport {
  const dead = evidence.filter(({ wrongs }) => wrongs.length > 0);
  const judged = clauses.filter(({ level, subject }) => level !== 'INFO' && JUDGED.includes(subject));
  const guards = judged.map((clause): ClauseGuard => ({ clause, missed: livesWithout(dead, new Set([clause.id])) }));
  const broken = new Set(dead.flatMap(({ wrongs }) => wrongs.map(({ clause }) => clause)));
  const isBroken = ({ id }: Clause): boolean => broken.has(id);
  const sets = setsOf(
    judged.filter(isBroken).map(({ id }) => id),
    seed,
  );
  return {
    guards,
    unguarded: guards.filter(({ clause, missed }) => isBroken(clause) && missed.length === 0).map(({ clause }) => clause),
    unbroken: judged.filter((clause) => !isBroken(clause)),
    sets: { count: sets.length, unnoticed: sets.filter((set) => livesWithout(dead, new Set(set)).length === 0) },
  };
}

function livesWithout(dead: readonly MutantEvidence[], off: ReadonlySet<string>): readonly string[] {
  return dead.filter(({ wrongs }) => wrongs.every(({ clause }) => off.has(clause))).map(({ mutant }) => mutant);
}

function setsOf(ids: readonly string[], seed: number): readonly (readonly string[])[] {
  return Array.from({ length: SETS }, (_, index) => shuffled(ids, seed * SETS + index + 1).slice(0, SET_SIZE));
}
