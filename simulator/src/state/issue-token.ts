import { TOKEN_LIFE_MS, UNUSED_TOKENS_LIMIT, UNUSED_TOKENS_WINDOW_MS } from '../protocol/credentials.ts';
import type { TokenRecord } from '../store/store.ts';
import type { World } from './world.ts';

export type TokenOrder = Pick<TokenRecord, 'appid' | 'msisdn' | 'capability'> & { readonly now: number };

/** Makes and keeps a token; null where the number has too many unused ones. */
export async function issueNextToken(world: World, { now, appid, msisdn, capability }: TokenOrder): Promise<string | null> {
  for (;;) {
    const token = world.makeToken();
    const issued = await world.store.issueToken(world.id, {
      record: { token, appid, msisdn, capability, issuedAt: now, expiresAt: now + TOKEN_LIFE_MS, usedAt: null },
      limit: UNUSED_TOKENS_LIMIT,
      windowMs: UNUSED_TOKENS_WINDOW_MS,
    });
    if (issued !== 'taken') {
      return issued === 'issued' ? token : null;
    }
    // Taken: another scope with the same seed made the same one. The next has another number.
  }
}
