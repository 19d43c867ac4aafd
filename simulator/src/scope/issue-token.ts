import { isToken, TOKEN_LIFE_MS, UNUSED_TOKENS_LIMIT, UNUSED_TOKENS_WINDOW_MS } from '../protocol/credentials.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { alphanumeric } from '../random.ts';
import type { Epoch, TokenOrder, TokenTaken } from '../store/store.ts';
import type { Scope } from './scope.ts';

export interface NextToken extends Pick<TokenOrder, 'appid' | 'msisdn' | 'capability' | 'scrip' | 'msgid'> {
  /** The epoch in which the request was judged. */
  readonly epoch: Epoch;
  readonly now: number;
  /** Whether a test asks for the token, beyond the number's limit too. */
  readonly isMinted?: boolean;
}

const TAIL_LENGTH = 32;

/** Issues the next token of the queue or a new one, unless the number has too many unused tokens, the scrip is gone or the msgid used up. */
export function issueNextToken(scope: Scope, { epoch, now, isMinted = false, ...order }: NextToken): Promise<TokenTaken> {
  return scope.store.takeToken(epoch, {
    ...order,
    issuedAt: now,
    expiresAt: now + TOKEN_LIFE_MS,
    parts: { epochMs: scope.clock.now(), tail: alphanumeric(scope.random, TAIL_LENGTH) },
    limit: isMinted ? Number.POSITIVE_INFINITY : UNUSED_TOKENS_LIMIT,
    windowMs: UNUSED_TOKENS_WINDOW_MS,
  });
}

/** Queues tokens for the scope to issue next, so that no other scope can issue them. */
export async function queueTokens({ store, epoch }: Pick<Scope, 'store' | 'epoch'>, tokens: readonly string[]): Promise<void> {
  const wrong = tokens.findIndex((token) => !isToken(token));
  if (wrong >= 0) {
    const message = 'is not STsid, 20 digits and 32 letters and digits';
    throw new ProblemError('invalid', `token ${wrong + 1} of the queue ${message}`, [{ pointer: `/${wrong}`, message }]);
  }
  const taken = await store.queueTokens(epoch, tokens);
  if (taken !== null) {
    const message = 'is queued or issued already: a token is in one scope, and once';
    throw new ProblemError('claimed', `token ${taken + 1} of the queue ${message}; none was queued`, [
      { pointer: `/${taken}`, message },
    ]);
  }
}
