import { TOKEN_LIFE_MS, UNUSED_TOKENS_LIMIT, UNUSED_TOKENS_WINDOW_MS } from '../protocol/credentials.ts';
import type { TokenIssued, TokenRecord } from '../store/store.ts';
import type { Scope } from './scope.ts';

export interface TokenOrder extends Pick<TokenRecord, 'appid' | 'msisdn' | 'capability'> {
  readonly now: number;
  /** The scrip that is used up by this token. */
  readonly scrip?: string | undefined;
  /** Whether a test asks for the token, beyond the number's limit too. */
  readonly isMinted?: boolean;
}

type Ordered = { readonly kind: 'issued'; readonly token: string } | { readonly kind: Exclude<TokenIssued, 'issued' | 'taken'> };

/** Issues the next token of the queue or a new one, unless the number has too many unused tokens or the scrip is gone. */
export async function issueNextToken(scope: Scope, order: TokenOrder): Promise<Ordered> {
  for (;;) {
    const queued = scope.tokens.takeQueued();
    const token = queued ?? scope.tokens.make();
    const kind = await issue(scope, order, token);
    if (kind === 'issued') {
      return { kind, token };
    }
    if (kind !== 'taken') {
      if (queued !== undefined) {
        scope.tokens.requeue(queued);
      }
      return { kind };
    }
    // Another scope with the same seed has issued this token or has it in its queue. The next token has another number.
  }
}

function issue(
  scope: Scope,
  { now, appid, msisdn, capability, scrip, isMinted = false }: TokenOrder,
  token: string,
): Promise<TokenIssued> {
  return scope.store.issueToken(scope.id, {
    record: { token, appid, msisdn, capability, issuedAt: now, expiresAt: now + TOKEN_LIFE_MS, usedAt: null },
    limit: isMinted ? Number.POSITIVE_INFINITY : UNUSED_TOKENS_LIMIT,
    windowMs: UNUSED_TOKENS_WINDOW_MS,
    scrip,
  });
}
