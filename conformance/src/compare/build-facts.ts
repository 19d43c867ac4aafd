import { BEARER_NAMES } from '../observations.ts';
import type { Portrait } from '../portrait/portrait.ts';
import { rowView } from '../row-view.ts';
import { openStoredRun, type StoredRow } from '../stored-run.ts';
import type { Outcome } from '../verdict.ts';
import type { ComparedSide } from './comparison.ts';

/** A call of a row, as far as two builds can be compared by it. */
export interface CallFacts {
  /** Its name in the row and the method. */
  readonly name: string;
  readonly codes: readonly string[];
  readonly threads: readonly string[];
  /** From the call to its first callback; null where none came. */
  readonly tookMs: number | null;
  /** Requests that reached the gateway, by operation. */
  readonly requests: ReadonlyMap<string, number>;
}

/** The connections of a row to one place over one bearer. */
interface PlaceFacts {
  readonly connections: number;
  readonly bytesOut: number;
  readonly bytesIn: number;
}

export interface RowFacts {
  readonly calls: readonly CallFacts[];
  /** By place and bearer in words; null where the device keeps no log of them. */
  readonly places: ReadonlyMap<string, PlaceFacts> | null;
  /** How far a time of the row may be off: the clock's error, and how long the bench stood still. */
  readonly errorMs: number;
}

/** What a run has shown of one build. */
export interface BuildFacts {
  readonly side: ComparedSide;
  readonly outcomes: readonly Outcome[];
  readonly exitCode: 0 | 1 | 2 | 3 | 4;
  /** Rows that were judged from observations, by id. */
  readonly rows: ReadonlyMap<string, RowFacts>;
  /** Null where the run took none. */
  readonly portrait: Portrait | null;
}

/** Reads a run from its folder. Throws UsageError where it is none or a file of it is damaged. */
export async function readBuildFacts(runDir: string, label: string): Promise<BuildFacts> {
  const run = await openStoredRun(runDir);
  const { report } = run;
  const rows = new Map<string, RowFacts>();
  for (const { id, evidence } of report.checks) {
    // A law's evidence is that of the row that broke it.
    const stored = evidence === null || id.startsWith('law-') ? null : await run.row(evidence);
    if (stored !== null) {
      rows.set(id, rowFacts(stored));
    }
  }
  return {
    side: { label, name: report.subject?.name ?? 'no subject', version: report.subject?.version ?? '', run: run.runDir },
    outcomes: report.checks,
    exitCode: report.exitCode,
    rows,
    portrait: report.portrait ?? null,
  };
}

function rowFacts({ check, observations }: StoredRow): RowFacts {
  const { calls, connections } = rowView(check, observations);
  return {
    calls: calls.map(({ name, api, results, requests, startedNanos, threw }) => {
      const [first] = results;
      return {
        name: `${api} “${name}”`,
        codes: threw === null ? results.map(({ code }) => String(code ?? 'absent')) : [`threw ${threw.split(/[:\n]/)[0]}`],
        threads: [...new Set(results.map(({ thread }) => thread))],
        tookMs: first === undefined ? null : Number(first.atNanos - BigInt(startedNanos)) / 1e6,
        requests: counts(requests.map(({ operation }) => operation ?? 'unknown')),
      };
    }),
    places: connections === null ? null : placesOf(connections),
    errorMs: (observations.clock?.errorMs ?? 0) + (observations.bench?.stillMs ?? 0),
  };
}

type Connections = NonNullable<ReturnType<typeof rowView>['connections']>;

function placesOf(connections: Connections): ReadonlyMap<string, PlaceFacts> {
  const places = new Map<string, PlaceFacts>();
  for (const { host, port, bearer, bytesOut, bytesIn } of connections) {
    const place = `${host}:${port} over ${BEARER_NAMES[bearer]}`;
    const known = places.get(place) ?? { connections: 0, bytesOut: 0, bytesIn: 0 };
    places.set(place, {
      connections: known.connections + 1,
      bytesOut: known.bytesOut + bytesOut,
      bytesIn: known.bytesIn + bytesIn,
    });
  }
  return places;
}

function counts(names: readonly string[]): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  for (const name of names) {
    counted.set(name, (counted.get(name) ?? 0) + 1);
  }
  return counted;
}
