/** What the users of a store have seen, and what of it cannot be. Knows no store. */

/** One call as its caller saw it. Begin and end are counted over all callers. */
export interface SeenCall {
  readonly instance: number;
  readonly op: 'take' | 'exchange';
  /** The token; of a token that was not issued, ''. */
  readonly token: string;
  readonly begin: number;
  /** null: the caller never learnt what came of it. */
  readonly end: number | null;
  readonly outcome: string | null;
}

/** What stands in the store when everything is over. */
export interface FinalState {
  readonly issued: ReadonlySet<string>;
  readonly used: ReadonlySet<string>;
  /** The counted exchanges. */
  readonly calls: number;
  /** The calls that were bought. */
  readonly limit: number;
}

/** Everything in the history that no right store does; empty for a right one. */
export function judgeHistory(calls: readonly SeenCall[], final: FinalState): readonly string[] {
  const tokens = new Set(calls.map(({ token }) => token).filter((token) => token !== ''));
  const exchanges = calls.filter(({ op }) => op === 'exchange');
  return [
    ...[...tokens].flatMap((token) =>
      judgeToken(
        token,
        calls.filter((call) => call.token === token),
        final,
      ),
    ),
    ...judgeQuota(exchanges, final),
  ];
}

function judgeToken(token: string, calls: readonly SeenCall[], final: FinalState): readonly string[] {
  const taken = calls.filter(({ op }) => op === 'take');
  const exchanges = calls.filter(({ op }) => op === 'exchange');
  const won = exchanges.filter(({ outcome }) => outcome === 'exchanged');
  const breaches: string[] = [];
  if (taken.length > 1) {
    breaches.push(`token ${token} was issued ${taken.length} times`);
  }
  if (won.length > 1) {
    breaches.push(`token ${token} was exchanged ${won.length} times`);
  }
  if (won.length > 0 && !final.used.has(token)) {
    breaches.push(`token ${token} was exchanged, and the store has forgotten it`);
  }
  if (taken.length > 0 && !final.issued.has(token)) {
    breaches.push(`token ${token} was issued, and the store has forgotten it`);
  }
  const firstWon = Math.min(...won.map(({ end }) => end ?? Number.POSITIVE_INFINITY));
  for (const { begin, end, outcome } of exchanges) {
    if (begin > firstWon && outcome !== null && outcome !== 'token-gone') {
      breaches.push(`token ${token}: ${outcome} was answered after the token was exchanged`);
    }
    // Somebody must have used the token by then, whether it was learnt or not.
    const users = exchanges.filter(
      (other) => other.begin < (end ?? 0) && (other.outcome === 'exchanged' || other.outcome === null),
    );
    if (outcome === 'token-gone' && users.length === 0) {
      breaches.push(`token ${token} was refused as gone, and nobody had exchanged it`);
    }
  }
  return breaches;
}

function judgeQuota(exchanges: readonly SeenCall[], { calls, limit }: FinalState): readonly string[] {
  const won = exchanges.filter(({ outcome }) => outcome === 'exchanged').length;
  const unknown = exchanges.filter(({ outcome }) => outcome === null).length;
  const breaches: string[] = [];
  if (won > limit || calls > limit) {
    breaches.push(`${Math.max(won, calls)} calls were served of ${limit}`);
  }
  if (calls < won || calls > won + unknown) {
    breaches.push(`${calls} calls are counted; ${won} were served, and of ${unknown} nobody knows`);
  }
  for (const { end, outcome } of exchanges) {
    const before = exchanges.filter(
      (other) => other.begin < (end ?? 0) && (other.outcome === 'exchanged' || other.outcome === null),
    );
    if (outcome === 'calls-spent' && before.length < limit) {
      breaches.push(`a call was refused as spent when at most ${before.length} of ${limit} were served`);
    }
  }
  return breaches;
}
