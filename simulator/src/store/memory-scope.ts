import { ScopeCounts } from './memory-counts.ts';
import { ScopeTokens, type TokenNames } from './memory-tokens.ts';
import type { DocumentKind, Documents, ScopeMeta, ScripRecord, Versioned } from './records.ts';
import type { Epoch, Span, TokenOrder } from './store.ts';

/** Scrips per scope. The oldest is dropped first, as if it had been revoked (docs/limits.md). */
const SCRIPS_LIMIT = 50_000;

/** The oldest are removed together, once there are a tenth more than the limit: an iteration over a Map passes deleted entries, so one at a time would cost an iteration each. */
const TRIM_SLACK = 1.1;

/** The state of one scope in this process, from one reset to the next. */
export interface ScopeData {
  readonly epoch: Epoch;
  meta: Versioned<ScopeMeta>;
  /** The last version that was given to a document or the meta. */
  version: number;
  readonly documents: { readonly [K in DocumentKind]: Map<string, Versioned<Documents[K]>> };
  /** In the order of their issue. */
  readonly scrips: Map<string, ScripRecord>;
  readonly tokens: ScopeTokens;
  /** Exchanges by appid. */
  readonly calls: Map<string, number>;
  readonly counts: ScopeCounts;
}

export function emptyScope(epoch: Epoch, meta: ScopeMeta, names: TokenNames): ScopeData {
  return {
    epoch,
    meta: { version: 1, value: meta },
    version: 1,
    documents: { app: new Map(), subscriber: new Map(), session: new Map() },
    scrips: new Map(),
    tokens: new ScopeTokens(epoch.scope, names),
    calls: new Map(),
    counts: new ScopeCounts(),
  };
}

export function nextVersion(data: ScopeData): number {
  data.version += 1;
  return data.version;
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

/** Removes the scrips of a number, or all; with `sim`, only those made for that SIM. Returns how many. */
export function removeScrips(scrips: Map<string, ScripRecord>, msisdn: string | null, sim?: string): number {
  const removed = [...scrips.values()].filter(
    (record) => (msisdn === null || record.msisdn === msisdn) && (sim === undefined || record.sim === sim),
  );
  for (const { scrip } of removed) {
    scrips.delete(scrip);
  }
  return removed.length;
}

/** Whether the order's scrip stands, and its subscriber has the SIM that it was made for. */
export function hasScrip({ scrips, documents }: ScopeData, { scrip }: Pick<TokenOrder, 'scrip'>): boolean {
  if (scrip === undefined) {
    return true;
  }
  const record = scrips.get(scrip.scrip);
  return record !== undefined && documents.subscriber.get(record.msisdn)?.value.sim === record.sim;
}

/** Counts those that expired within the span. */
export function countEnded(records: Iterable<{ readonly expiresAt: number }>, { from, to }: Span): number {
  let ended = 0;
  for (const { expiresAt } of records) {
    ended += from < expiresAt && expiresAt <= to ? 1 : 0;
  }
  return ended;
}
