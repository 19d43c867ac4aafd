import type { CallFacts, RowFacts } from './build-facts.ts';
import type { Change, ChangeKind } from './comparison.ts';
import { isOtherSize, isOtherTime } from './tolerance.ts';

/** A row as both builds have run it. */
export interface RowPair {
  readonly id: string;
  readonly before: RowFacts;
  readonly after: RowFacts;
}

interface CallPair {
  readonly id: string;
  readonly former: CallFacts;
  readonly latter: CallFacts;
  readonly errorMs: number;
}

interface Difference {
  readonly kind: ChangeKind;
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** What differs in the rows. The same difference in several rows is one change; a time stands for itself. */
export function rowChanges(pairs: readonly RowPair[]): readonly Change[] {
  const perRow = pairs.flatMap((pair) =>
    [...callPairs(pair).flatMap(callDifferences), ...placeDifferences(pair)].map((difference) => ({
      id: pair.id,
      ...difference,
    })),
  );
  const changes = new Map<string, Change & { rows: string[] }>();
  for (const { id, ...difference } of perRow) {
    const { kind, what, before, after } = difference;
    const key = JSON.stringify([kind, what, before, after]);
    const known = changes.get(key) ?? { ...difference, trend: 'other', rows: [] };
    changes.set(key, { ...known, rows: [...new Set([...known.rows, id])] });
  }
  return [...changes.values(), ...byteChanges(pairs)];
}

function callPairs({ id, before, after }: RowPair): readonly CallPair[] {
  return before.calls.flatMap((former) => {
    const latter = after.calls.find(({ name }) => name === former.name);
    return latter === undefined ? [] : [{ id, former, latter, errorMs: before.errorMs + after.errorMs }];
  });
}

function callDifferences({ former, latter, errorMs }: CallPair): readonly Difference[] {
  const operations = [...new Set([...former.requests.keys(), ...latter.requests.keys()])];
  const requests = operations.map((operation) => ({
    kind: 'requests' as const,
    what: `${operation} requests of ${former.name}`,
    before: String(former.requests.get(operation) ?? 0),
    after: String(latter.requests.get(operation) ?? 0),
  }));
  const differences: readonly Difference[] = [
    { kind: 'code', what: `code of ${former.name}`, before: listed(former.codes), after: listed(latter.codes) },
    { kind: 'callback', what: `thread of ${former.name}`, before: listed(former.threads), after: listed(latter.threads) },
    ...requests,
  ];
  return [...differences.filter(({ before, after }) => before !== after), ...timeDifferences({ former, latter, errorMs })];
}

function timeDifferences({ former, latter, errorMs }: Omit<CallPair, 'id'>): readonly Difference[] {
  const [before, after] = [former.tookMs, latter.tookMs];
  // No callback is told by the codes already.
  if (before === null || after === null || !isOtherTime(before, after, errorMs)) {
    return [];
  }
  const inMs = (ms: number): string => `${Math.round(ms)} ms`;
  return [{ kind: 'time', what: `callback of ${former.name}`, before: inMs(before), after: inMs(after) }];
}

function placeDifferences({ before, after }: RowPair): readonly Difference[] {
  const [formerPlaces, latterPlaces] = [before.places, after.places];
  if (formerPlaces === null || latterPlaces === null) {
    return [];
  }
  return [...new Set([...formerPlaces.keys(), ...latterPlaces.keys()])].flatMap((place): readonly Difference[] => {
    const former = formerPlaces.get(place)?.connections ?? 0;
    const latter = latterPlaces.get(place)?.connections ?? 0;
    if (former === latter) {
      return [];
    }
    return former === 0 || latter === 0
      ? [{ kind: 'host', what: place, before: asked(former), after: asked(latter) }]
      : [{ kind: 'connections', what: `connections to ${place}`, before: String(former), after: String(latter) }];
  });
}

/** How much a connection to a place carries in the middle, over all rows that both builds have run and in which both connected to it. */
function byteChanges(pairs: readonly RowPair[]): readonly Change[] {
  const places = new Set(pairs.flatMap(({ before }) => [...(before.places?.keys() ?? [])]));
  return [...places].flatMap((place) =>
    (['bytesOut', 'bytesIn'] as const).flatMap((direction) => {
      const shared = pairs.filter(({ before, after }) => before.places?.has(place) && after.places?.has(place));
      const before = middle(shared.map((pair) => eachBytes(pair.before, place, direction)));
      const after = middle(shared.map((pair) => eachBytes(pair.after, place, direction)));
      if (shared.length === 0 || !isOtherSize(before, after)) {
        return [];
      }
      const what = `${direction === 'bytesOut' ? 'sent' : 'received'} by a connection to ${place}`;
      const change: Change = { kind: 'bytes', what, before: `${before} B`, after: `${after} B`, trend: 'other', rows: [] };
      return [change];
    }),
  );
}

function eachBytes({ places }: RowFacts, place: string, direction: 'bytesOut' | 'bytesIn'): number {
  const facts = places?.get(place);
  return facts === undefined ? 0 : Math.round(facts[direction] / facts.connections);
}

/** The value in the middle; 0 of nothing. */
function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

function listed(values: readonly string[]): string {
  return values.length === 0 ? 'none' : values.join(', ');
}

export function asked(count: number): string {
  return count === 0 ? 'not asked' : 'asked';
}
