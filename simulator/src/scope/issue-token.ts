import { TOKEN_LIFE_MS, UNUSED_TOKENS_LIMIT, UNUSED_TOKENS_WINDOW_MS } from '../protocol/credentials.ts';
import type { TokenIssued, TokenRecord } from '../store/store.ts';
import type { World } from './scope.ts';

export interface TokenOrder extends Pick<TokenRecord, 'appid' | 'msisdn' | 'capability'> {
  readonly now: number;
  /** Good for this one token. */
  readonly scrip?: string | undefined;
}

type Ordered = { readonly kind: 'issued'; readonly token: string } | { readonly kind: Exclude<TokenIssued, 'issued' | 'taken'> };

/** Issues the next token of the queue, or a new one, unless the number has too many unused ones or the scrip is gone. */
export async function issueNextToken(world: World, order: TokenOrder): Promise<Ordered> {
  for (;;) {
    const queued = world.takeQueuedToken();
    const token = queued ?? world.makeToken();
    const kind = await issue(world, order, token);
    if (kind === 'issued') {
      return { kind, token };
    }
    if (kind !== 'taken') {
      if (queued !== undefined) {
        world.putTokenBack(queued);
      }
      return { kind };
    }
    // Another scope with the same seed made the same one, or has it in its queue. The next has another number.
  }
}

function issue(world: World, { now, appid, msisdn, capability, scrip }: TokenOrder, token: string): Promise<TokenIssued> {
  return world.store.issueToken(world.id, {
    record: { token, appid, msisdn, capability, issuedAt: now, expiresAt: now + TOKEN_LIFE_MS, usedAt: null },
    limit: UNUSED_TOKENS_LIMIT,
    windowMs: UNUSED_TOKENS_WINDOW_MS,
    scrip,
  });
}
