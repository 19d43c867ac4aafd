import { TOKEN_LIFE_MS, UNUSED_TOKENS_LIMIT, UNUSED_TOKENS_WINDOW_MS } from '../protocol/credentials.ts';
import type { TokenRecord } from '../store/store.ts';
import type { World } from './world.ts';

export type TokenOrder = Pick<TokenRecord, 'appid' | 'msisdn' | 'capability'> & { readonly now: number };

/** Issues the next token of the queue, or a new one; null where the number has too many unused ones. */
export async function issueNextToken(world: World, order: TokenOrder): Promise<string | null> {
  for (;;) {
    const queued = world.takeQueuedToken();
    const token = queued ?? world.makeToken();
    const issued = await issue(world, order, token);
    if (issued === 'issued') {
      return token;
    }
    if (issued === 'too-many') {
      if (queued !== undefined) {
        world.putTokenBack(queued);
      }
      return null;
    }
    // Taken: another scope with the same seed made the same one, or has it in its queue. The next has another number.
  }
}

function issue(
  world: World,
  { now, appid, msisdn, capability }: TokenOrder,
  token: string,
): Promise<'issued' | 'taken' | 'too-many'> {
  return world.store.issueToken(world.id, {
    record: { token, appid, msisdn, capability, issuedAt: now, expiresAt: now + TOKEN_LIFE_MS, usedAt: null },
    limit: UNUSED_TOKENS_LIMIT,
    windowMs: UNUSED_TOKENS_WINDOW_MS,
  });
}
