/** What the clients of several instances have seen, and what of it one right gateway would never show. Knows no gateway and no store. */

/** One request as its client saw it. Begin and end are counted over all clients. */
export interface SeenRequest {
  readonly operation: 'prefetch' | 'get-token' | 'login-token-validate';
  readonly msgid: string;
  /** The token of the answer, or the one that was exchanged; '' where there is none. */
  readonly token: string;
  readonly begin: number;
  readonly end: number;
  /** null: the client has no answer, or 503: nobody knows whether it happened. */
  readonly code: string | null;
}

/** An entry of the journal. */
export interface SeenEntry {
  readonly operation: string | null;
  readonly msgid: string;
  /** null: the instance ended before it could say what left. */
  readonly code: string | null;
}

export const CODES = { success: '103000', used: '104201', spent: '105312' } as const;

export interface Seen {
  readonly requests: readonly SeenRequest[];
  readonly entries: readonly SeenEntry[];
  /** The exchanges that the app has bought. */
  readonly limit: number;
}

/** Every breach in words; none for a right gateway. */
export function judgeRequests({ requests, entries, limit }: Seen): readonly string[] {
  const exchanges = requests.filter(({ operation }) => operation === 'login-token-validate');
  return [
    ...judgeSingleUse(exchanges),
    ...judgeIssue(requests.filter(({ operation }) => operation === 'get-token')),
    ...judgeQuota(exchanges, limit),
    ...judgeJournal(requests, entries),
  ];
}

/** A token is exchanged once, and refused as used only if somebody may have used it by then. */
function judgeSingleUse(exchanges: readonly SeenRequest[]): readonly string[] {
  const breaches: string[] = [];
  for (const [token, uses] of groupBy(exchanges, ({ token }) => token)) {
    const won = uses.filter(({ code }) => code === CODES.success);
    if (won.length > 1) {
      breaches.push(`single use: token ${token} was exchanged ${won.length} times`);
    }
    for (const use of uses.filter(({ code }) => code === CODES.used)) {
      const may = uses.some((other) => other.begin < use.end && (other.code === CODES.success || other.code === null));
      if (!may) {
        breaches.push(`order: token ${token} was refused as used before anybody can have used it`);
      }
    }
    const firstWon = Math.min(...won.map(({ end }) => end));
    const gone: readonly (string | null)[] = [null, CODES.used, CODES.spent];
    for (const late of uses.filter(({ begin, code }) => begin > firstWon && !gone.includes(code))) {
      breaches.push(`order: token ${token} was answered ${late.code} after it had been exchanged`);
    }
  }
  return breaches;
}

function judgeIssue(issues: readonly SeenRequest[]): readonly string[] {
  const issued = groupBy(
    issues.filter(({ code }) => code === CODES.success),
    ({ token }) => token,
  );
  return [...issued].flatMap(([token, { length }]) => (length === 1 ? [] : [`issue: token ${token} was issued ${length} times`]));
}

/** No more calls are served than were bought, and none is refused as spent while some must be left. */
function judgeQuota(exchanges: readonly SeenRequest[], limit: number): readonly string[] {
  const served = exchanges.filter(({ code }) => code === CODES.success);
  const mayCount = exchanges.filter(({ code }) => code === CODES.success || code === null);
  const breaches = served.length > limit ? [`quota: ${served.length} calls were served of ${limit}`] : [];
  for (const { end } of exchanges.filter(({ code }) => code === CODES.spent)) {
    const before = mayCount.filter(({ begin }) => begin < end).length;
    if (before < limit) {
      breaches.push(`quota: a call was refused as spent when at most ${before} of ${limit} can have been served`);
    }
  }
  return breaches;
}

/** What was answered is in the journal once, with its code unless the instance ended before it could say. */
function judgeJournal(requests: readonly SeenRequest[], entries: readonly SeenEntry[]): readonly string[] {
  const byMsgid = groupBy(entries, ({ operation, msgid }) => `${operation} ${msgid}`);
  return requests
    .filter(({ code }) => code !== null)
    .flatMap(({ operation, msgid, code }) => {
      const name = `${operation} ${msgid}`;
      const own = byMsgid.get(name) ?? [];
      if (own.length !== 1) {
        return [`journal: ${name} was answered ${code} and has ${own.length} entries`];
      }
      const [entry] = own;
      return entry?.code === code || entry?.code === null
        ? []
        : [`journal: ${name} was answered ${code}, and its entry says ${entry?.code}`];
    });
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}
