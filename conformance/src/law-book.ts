import { counted } from './counted.ts';
import type { LateCallback } from './late-callbacks.ts';
import type { Law } from './law.ts';
import { LAWS } from './law-table.ts';
import type { LateEnd } from './run-history.ts';
import { isLeftOut, unrunOutcome } from './unrun-outcome.ts';
import { type Finding, type LawBreach, type Outcome, type Verdict, WRONG_VERDICT } from './verdict.ts';

/** A row in which a law was broken. */
interface RowOfLaw {
  readonly row: string;
  readonly evidence: string | null;
  readonly breach: Omit<LawBreach, 'law'>;
}

const ONCE = 'law-callback-exactly-once';
const LIVES_ON = 'law-app-lives-on';
const SHOWN = 4;

/** Verdicts of rows in which the subject was called. */
const SHOWS_LAWS: readonly Verdict[] = ['pass', 'fail', 'warn', 'inconclusive', 'not-reached'];

/** Collects over a run which laws were broken in which rows. A law is one outcome of a run, however many rows it was broken in. */
export class LawBook {
  readonly #broken = new Map<string, RowOfLaw[]>();
  readonly #seesConnections: boolean;
  #rows = 0;
  /** Rows that the run ended before. */
  #leftOut = 0;

  /** `connections`: whether the device keeps a log of them. */
  constructor({ connections }: { readonly connections: boolean } = { connections: true }) {
    this.#seesConnections = connections;
  }

  /** Called for each row. One that the bench or the suite ended shows nothing of a law; one that the run left out is counted. */
  add(outcome: Pick<Outcome, 'id' | 'evidence' | 'breaches' | 'verdict' | 'headline'>): void {
    const { id, evidence, breaches, verdict } = outcome;
    this.#leftOut += isLeftOut(outcome) ? 1 : 0;
    if (!SHOWS_LAWS.includes(verdict)) {
      return;
    }
    this.#rows += 1;
    for (const { law, ...breach } of breaches) {
      this.#broken.set(law, [...(this.#broken.get(law) ?? []), { row: id, evidence, breach }]);
    }
  }

  /** The app's process ended after the row whose calls ended it. */
  addLateEnds(ends: readonly LateEnd[]): void {
    for (const { row, how } of ends) {
      const breach = { status: 'wrong' as const, expected: 'the app lives on', observed: `after the row: ${how}` };
      this.#broken.set(LIVES_ON, [...(this.#broken.get(LIVES_ON) ?? []), { row, evidence: row, breach }]);
    }
  }

  addLate(late: readonly LateCallback[]): void {
    const rows = late.map(({ row, call, code }): RowOfLaw => {
      const breach = {
        status: 'wrong' as const,
        expected: 'exactly one callback',
        observed: `another callback of ${call} after the row: ${code}`,
      };
      return { row, evidence: row, breach };
    });
    this.#broken.set(ONCE, [...(this.#broken.get(ONCE) ?? []), ...rows]);
  }

  /** Null where no row was judged: a law that nothing could break has not been upheld. */
  outcomeOf({ id, clause, level, subject, meaning, needs }: Law): Outcome | null {
    if (this.#rows === 0) {
      return null;
    }
    if (needs === 'connections' && !this.#seesConnections) {
      const headline = 'not available here: a log of the connections of apps';
      return unrunOutcome({ id, clause, level, subject, verdict: 'skipped', headline });
    }
    const broken = this.#broken.get(id) ?? [];
    const wrong = broken.filter(({ breach }) => breach.status === 'wrong');
    const [first = broken[0]] = wrong;
    const unbroken: Verdict = broken.length > 0 ? 'inconclusive' : 'pass';
    const verdict = wrong.length > 0 ? WRONG_VERDICT[level] : unbroken;
    const leftOut = this.#leftOut === 0 ? '' : `; ${counted(this.#leftOut, 'row')} did not run`;
    return {
      ...{ id, clause, level, subject, verdict },
      headline:
        (first === undefined ? `holds in ${counted(this.#rows, 'row')}` : `${first.breach.observed} in ${first.row}`) + leftOut,
      findings: first === undefined ? [] : [findingOf(first, wrong.length > 0 ? wrong : broken, { meaning, level })],
      durationMs: 0,
      evidence: first?.evidence ?? null,
      screenshots: [],
      mutant: null,
      breaches: [],
    };
  }
}

function findingOf(first: RowOfLaw, rows: readonly RowOfLaw[], { meaning, level }: Pick<Law, 'meaning' | 'level'>): Finding {
  const names = [...new Set(rows.map(({ row }) => row))];
  const others = names.slice(0, SHOWN).join(', ') + (names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '');
  const status = level === 'INFO' ? 'info' : first.breach.status;
  return {
    name: 'law',
    status,
    meaning,
    expected: first.breach.expected,
    observed: `${first.breach.observed} (in ${counted(names.length, 'row')}: ${others})`,
  };
}

/** Laws whose breach explains every other fault that the row shows: the row is then not reached, and the law names the cause. */
const CAUSES: ReadonlySet<string> = new Set([ONCE, LIVES_ON, 'law-network-number-request-on-mobile-data', 'law-request-form']);

/** One cause is one fail: a row that fails beside a broken law that explains it points at the law. */
export function pointAtCause<T extends Pick<Outcome, 'verdict' | 'headline' | 'breaches'>>(outcome: T): T {
  const cause = outcome.breaches.find(({ law, status }) => status === 'wrong' && CAUSES.has(law));
  if (cause === undefined || (outcome.verdict !== 'fail' && outcome.verdict !== 'warn')) {
    return outcome;
  }
  return { ...outcome, verdict: 'not-reached', headline: `see ${cause.law}: ${cause.observed}` };
}

/** Laws in the order of the table. */
export function lawsOf(selection: readonly string[] | null): readonly Law[] {
  return LAWS.filter(({ id }) => selection === null || selection.includes(id));
}
