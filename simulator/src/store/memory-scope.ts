import { ScopeTokens, type TokenNames } from './memory-tokens.ts';
import type { DocumentKind, Documents, ScripRecord, Span } from './store.ts';

/** Scrips per scope. The oldest is dropped first, as if it had been revoked (docs/limits.md). */
const SCRIPS_LIMIT = 50_000;

/** The oldest are removed together, once there are a tenth more than the limit: an iteration over a Map passes deleted entries, so one at a time would cost an iteration each. */
const TRIM_SLACK = 1.1;

/** The state of one scope in this process. */
export interface ScopeData {
  readonly documents: { readonly [K in DocumentKind]: Map<string, Documents[K]> };
  /** In the order of their issue. */
  readonly scrips: Map<string, ScripRecord>;
  readonly tokens: ScopeTokens;
  /** Exchanges by appid. */
  readonly calls: Map<string, number>;
  readonly counters: Map<string, number>;
}

export function emptyScope(scope: string, names: TokenNames): ScopeData {
  return {
    documents: { app: new Map(), subscriber: new Map(), session: new Map() },
    scrips: new Map(),
    tokens: new ScopeTokens(scope, names),
    calls: new Map(),
    counters: new Map(),
  };
}

/** Counts one up unless that would exceed the limit. */
export function count(counts: Map<string, number>, name: string, limit: number | null): boolean {
  const standing = counts.get(name) ?? 0;
  if (limit !== null && standing >= limit) {
    return false;
  }
  counts.set(name, standing + 1);
  return true;
}

export function trimScrips(scrips: Map<string, ScripRecord>): void {
  if (scrips.size <= SCRIPS_LIMIT * TRIM_SLACK) {
    return;
  }
  for (const scrip of scrips.keys()) {
    if (scrips.size <= SCRIPS_LIMIT) {
      return;
    }
    scrips.delete(scrip);
  }
}

/** Counts those that expired within the span. */
export function countEnded(records: Iterable<{ readonly expiresAt: number }>, { from, to }: Span): number {
  let count = 0;
  for (const { expiresAt } of records) {
    count += from < expiresAt && expiresAt <= to ? 1 : 0;
  }
  return count;
}
