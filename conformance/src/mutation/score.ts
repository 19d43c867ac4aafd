import type { Check } from '../check.ts';
import { LAWS } from '../law-table.ts';
import { isAbout } from './concerns.ts';
import {
  type ControlLine,
  type JournalLine,
  latestLines,
  type MutationLine,
  type RowVerdict,
  type TouchLine,
} from './mutation-journal.ts';
import { keyOf, type Mutation } from './mutation-table.ts';
import { USABLE } from './touch-map.ts';

/**
 * killed: a row failed · silent: rows executed it and passed · dead: no row that can fail executes it · inconclusive: a row came to no
 * verdict · equivalent: there is an argument · pending: not judged yet.
 */
export const FATES = ['killed', 'silent', 'dead', 'inconclusive', 'equivalent', 'pending'] as const;

export type MutationFate = (typeof FATES)[number];

export interface JudgedMutation {
  readonly mutation: Mutation;
  readonly fate: MutationFate;
  /** The row that failed. */
  readonly killer: RowVerdict | null;
  /** The row that failed has a clause that the mutated class is for. */
  readonly isAbout: boolean;
  /** Rows that ran. */
  readonly rows: readonly RowVerdict[];
  /** Rows that warned; a merge gate lets a warning through. */
  readonly warned: readonly string[];
  /** Why it is no kill, or why it is equivalent. */
  readonly reason: string;
}

export interface MutationScore {
  readonly counts: Readonly<Record<MutationFate, number>>;
  readonly killedAbout: number;
  /** Killed, of a hundred that were judged and are not equivalent. */
  readonly percent: number;
  /** Rows for which no mutation is known that fails them. */
  readonly blindRows: readonly string[];
  /** Rows that do not pass on the SDK as it is, and were left out. */
  readonly unusableRows: readonly string[];
  readonly judged: readonly JudgedMutation[];
}

export interface ScoreInput {
  readonly mutations: readonly Mutation[];
  readonly equivalents: ReadonlyMap<string, string>;
  readonly lines: readonly JournalLine[];
  readonly checks: readonly Check[];
}

/** Pure: the same journal gives the same score. */
export function scoreOf({ mutations, equivalents, lines, checks }: ScoreInput): MutationScore {
  const runs = latestLines(lines);
  const sighted = sightedRows(lines);
  const clauses = new Map([...checks, ...LAWS].map(({ id, clause }) => [id as string, clause]));
  const judged = mutations.map((mutation): JudgedMutation => {
    const argument = equivalents.get(keyOf(mutation));
    if (argument !== undefined) {
      return { mutation, fate: 'equivalent', killer: null, isAbout: false, rows: [], warned: [], reason: argument };
    }
    const run = runs.get(keyOf(mutation));
    const killer = run?.isKilled === true ? (run.rows.at(-1) ?? null) : null;
    const about =
      killer !== null &&
      isAbout(
        mutation,
        [killer.row, ...killer.wrong].flatMap((id) => clauses.get(id) ?? []),
      );
    return { mutation, killer, isAbout: about, ...fateOf(run, sighted) };
  });
  const counts = Object.fromEntries(FATES.map((fate) => [fate, judged.filter((one) => one.fate === fate).length])) as Record<
    MutationFate,
    number
  >;
  const total = counts.killed + counts.silent + counts.dead + counts.inconclusive;
  const traced = lines.filter((line) => line.kind === 'touch');
  const isUsable = ({ verdict }: TouchLine): boolean => USABLE.includes(verdict);
  return {
    counts,
    killedAbout: judged.filter((one) => one.isAbout).length,
    percent: total === 0 ? 0 : (100 * counts.killed) / total,
    blindRows: traced.filter((line) => isUsable(line) && !sighted.has(line.row)).map(({ row }) => row),
    unusableRows: traced.filter((line) => !isUsable(line)).map(({ row }) => row),
    judged,
  };
}

/** Rows that failed at least once on a mutation: only their passes say something. */
export function sightedRows(lines: readonly JournalLine[]): ReadonlySet<string> {
  return new Set(
    lines.flatMap((line) => {
      if (line.kind === 'mutation') {
        return line.isKilled ? line.rows.slice(-1).map(({ row }) => row) : [];
      }
      return line.kind === 'control' && isKill(line) ? [line.row] : [];
    }),
  );
}

function isKill({ verdict }: ControlLine): boolean {
  return verdict.verdict === 'fail';
}

type Fate = Pick<JudgedMutation, 'fate' | 'rows' | 'warned' | 'reason'>;

function fateOf(run: MutationLine | undefined, sighted: ReadonlySet<string>): Fate {
  const rows = run?.rows ?? [];
  const warned = rows.filter(({ verdict }) => verdict === 'warn').map(({ row }) => row);
  const base = { rows, warned };
  if (run === undefined || run.left.length > 0) {
    return { ...base, fate: 'pending', reason: run === undefined ? 'not judged yet' : `${run.left.length} rows are left to run` };
  }
  if (run.isKilled) {
    const killer = rows.at(-1);
    return { ...base, fate: 'killed', reason: `${killer?.wrong.join(', ')}: ${killer?.headline}` };
  }
  if (rows.length === 0) {
    return { ...base, fate: 'dead', reason: 'no row executes it' };
  }
  const undecided = rows.find(({ verdict }) => verdict !== 'pass' && verdict !== 'warn');
  if (undecided !== undefined) {
    return { ...base, fate: 'inconclusive', reason: `${undecided.row}: ${undecided.verdict}: ${undecided.headline}` };
  }
  const passed = rows.filter(({ row }) => sighted.has(row)).map(({ row }) => row);
  if (passed.length === 0) {
    return { ...base, fate: 'dead', reason: `only rows that never failed execute it: ${rows.map(({ row }) => row).join(', ')}` };
  }
  const names = passed.length > 4 ? `${passed.slice(0, 4).join(', ')} and ${passed.length - 4} more` : passed.join(', ');
  return { ...base, fate: 'silent', reason: `passed: ${names}` };
}
