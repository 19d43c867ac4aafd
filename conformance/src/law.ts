export { isOfProbe } from './probe/probe-classes.ts';

import type { Level, SubjectKind } from './check.ts';
import type { RowView } from './row-view.ts';

/**
 * A law holds in every check for every call, whatever the check is about (docs/conformance.md §1a). It is judged over what a check has
 * seen, and broken laws are findings of their own. A check excepts itself from a law by its `except`, with a reason.
 */
export interface Law {
  /** `law-subject-rule`; never renamed, never reused. */
  readonly id: `law-${string}`;
  /** The first clause gives the level. */
  readonly clause: readonly [string, ...string[]];
  readonly level: Level;
  readonly subject: SubjectKind;
  /** What it means for the subject when the law is broken, in our words. */
  readonly meaning: string;
  /** What it is judged by. A device that keeps no log of its connections shows nothing of it. */
  readonly needs?: 'connections';
  /** Every breach in a row; none where the law holds or has nothing to judge. */
  readonly judge: (row: RowView) => readonly Breach[];
  readonly kills: readonly LawKill[];
  /** Version of quhao that brought the law. */
  readonly since: string;
}

/** One breach of a law in one row. `unsure`: the evidence is too coarse to say. */
export interface Breach {
  readonly status: 'wrong' | 'unsure';
  readonly expected: string;
  readonly observed: string;
  /** The clause of the law that is broken, where it is not the first. */
  readonly clause?: string;
}

/** A mutant that breaks the law, and the row in which it does. */
interface LawKill {
  readonly mutant: string;
  /** Id of the check. */
  readonly in: string;
}

export function wrong(expected: string, observed: string): Breach {
  return { status: 'wrong', expected, observed };
}
