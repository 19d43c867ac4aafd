import type { Strictness } from '../api.ts';
import { rsaKeys } from '../protocol/app-keys.ts';
import { sealPkcs1 } from '../protocol/ciphers.ts';
import { isToken, TOKEN_LIFE_MS } from '../protocol/credentials.ts';
import { WOULD_PASS } from '../protocol/fields.ts';
import { Refusal } from '../protocol/refusal.ts';
import { hexText } from '../random.ts';
import { whitelistOf } from '../state/documents.ts';
import { callLimit } from '../state/quota.ts';
import type { World } from '../state/world.ts';
import type { TokenRecord } from '../store/store.ts';
import { type Attempt, type Flow, found } from './flow.ts';
import type { LoginPayload, LoginRequest, Reading } from './requests.ts';
import { judgeAppKnown, judgeFreshness, strictnessOf } from './shared-checks.ts';

export interface LoginAttempt extends Attempt {
  /** The caller's address. */
  readonly address: string;
  readonly readRequest: (reading: Reading, strictness: Strictness) => LoginRequest;
  request: LoginRequest | undefined;
  token: TokenRecord | undefined;
}

/** wire.md §6, column loginTokenValidate. */
export const LOGIN_FLOW: Flow<LoginAttempt, LoginPayload> = {
  operation: 'login-token-validate',
  checks: [
    { step: 2, name: 'body', refuses: ['INVALID_REQUEST', 'BAD_MESSAGE'], run: judgeBody },
    { step: 3, name: 'fields', refuses: ['EMPTY_TOKEN', 'BAD_PARAMETER'], run: judgeRequest },
    { step: 3, name: 'time and replay', refuses: ['BAD_PARAMETER'], run: judgeSent },
    { step: 4, name: 'app', refuses: ['UNKNOWN_APP'], run: judgeAppKnown },
    { step: 5, name: 'method', refuses: ['INVALID_REQUEST', 'BAD_SIGNATURE'], run: judgeMethod },
    { step: 6, name: 'signature', refuses: ['BAD_SIGNATURE'], run: judgeSignature },
    { step: 7, name: 'whitelist', refuses: ['SERVER_ADDRESS_REFUSED'], run: judgeWhitelist },
    { step: 8, name: 'capability', refuses: ['CAPABILITY_MISSING'], run: judgeCapability },
    { step: 9, name: 'token', refuses: ['TOKEN_INVALID', 'OTHER_APP'], run: findToken },
    { step: 10, name: 'token kind', refuses: ['TOKEN_RIGHTS'], run: judgeKind },
    { step: 11, name: 'quota', refuses: ['QUOTA_EXHAUSTED'], run: judgeQuota },
  ],
  effect: exchange,
};

function judgeBody(attempt: LoginAttempt): void {
  const { refusal, wrongType } = attempt.reading;
  if (refusal !== null) {
    throw refusal;
  }
  if (wrongType === null || (wrongType.passesInField && strictnessOf(attempt) === 'field')) {
    return;
  }
  const hint = wrongType.passesInField ? ` (${WOULD_PASS})` : '';
  throw new Refusal('BAD_MESSAGE', `${wrongType.refusal.explain()}${hint}`);
}

function judgeRequest(attempt: LoginAttempt): void {
  attempt.request = attempt.readRequest(attempt.reading, strictnessOf(attempt));
}

function judgeSent(attempt: LoginAttempt): void | Promise<void> {
  return judgeFreshness(attempt, found(attempt.request, 'request'), { refusal: 'BAD_PARAMETER', host: 'exchange' });
}

function judgeMethod({ app, request }: LoginAttempt): void {
  const { method } = found(request, 'request');
  const registered = found(app, 'app');
  if (method === 'RSA' && rsaKeys(registered) === null) {
    throw new Refusal('INVALID_REQUEST', 'the request asks for RSA, the app has registered no keys');
  }
  if ((registered.keyMethod === 'RSA') !== (method === 'RSA')) {
    throw new Refusal('BAD_SIGNATURE', `the app's setting is ${registered.keyMethod}, the request is signed with ${method}`);
  }
}

function judgeSignature({ app, request }: LoginAttempt): void {
  found(request, 'request').verify(found(app, 'app'));
}

function judgeWhitelist({ app, request, address }: LoginAttempt): void {
  const registered = found(app, 'app');
  const holds = found(request, 'request').isStrict || registered.enforceWhitelist;
  if (holds && !whitelistOf(registered).has(address)) {
    throw new Refusal(
      'SERVER_ADDRESS_REFUSED',
      `${address} is not on the app's whitelist: ${registered.whitelist === '' ? 'it is empty' : registered.whitelist.slice(0, 200)}`,
    );
  }
}

function judgeCapability({ app }: LoginAttempt): void {
  if (!found(app, 'app').capabilities.includes('login')) {
    throw new Refusal('CAPABILITY_MISSING', 'the app does not have the capability login');
  }
}

async function findToken(attempt: LoginAttempt): Promise<void> {
  const { world, now } = attempt;
  const { token: text, appid } = found(attempt.request, 'request');
  attempt.presented = text;
  const token = isToken(text) ? await world.store.readToken(world.id, text) : undefined;
  if (token === undefined) {
    const why = isToken(text) ? 'no such token was issued in this scope' : 'the token is not of the form that is issued here';
    throw new Refusal('TOKEN_INVALID', why);
  }
  attempt.token = token;
  attempt.msisdn = token.msisdn;
  if (token.usedAt !== null) {
    throw new Refusal('TOKEN_INVALID', `the token was used ${now - token.usedAt} ms ago`);
  }
  if (token.expiresAt <= now) {
    throw new Refusal('TOKEN_INVALID', `the token is ${now - token.issuedAt} ms old, it lives ${TOKEN_LIFE_MS} ms`);
  }
  if (token.appid !== appid) {
    throw new Refusal('OTHER_APP', `the token was made for app ${token.appid}`);
  }
}

function judgeKind({ token }: LoginAttempt): void {
  if (found(token, 'token').capability !== 'login') {
    throw new Refusal('TOKEN_RIGHTS', 'a number-check token cannot retrieve the number');
  }
}

function judgeQuota({ app, world, now }: LoginAttempt): void | Promise<void> {
  const registered = found(app, 'app');
  const limit = callLimit(registered, world.settings, now);
  return limit === null ? undefined : judgeCalls(world, registered.appid, limit);
}

async function judgeCalls(world: World, appid: string, limit: number): Promise<void> {
  if ((await world.store.readCalls(world.id, appid)) >= limit) {
    throw quotaExhausted(limit);
  }
}

async function exchange({ app, request, token, world, now }: LoginAttempt): Promise<LoginPayload> {
  const registered = found(app, 'app');
  const { msisdn, token: text } = found(token, 'token');
  const limit = callLimit(registered, world.settings, now);
  const redeemed = await world.store.redeem(world.id, { token: text, now, callLimit: limit });
  if (redeemed === 'token-gone') {
    throw new Refusal('TOKEN_INVALID', 'the token was used by another request at the same time');
  }
  if (redeemed === 'calls-spent') {
    throw quotaExhausted(limit ?? 0);
  }
  const taskId = hexText(world.random, 16);
  const keys = found(request, 'request').method === 'RSA' ? rsaKeys(registered) : null;
  return { msisdn: keys === null ? msisdn : sealPkcs1(Buffer.from(msisdn), keys.encrypt).toString('hex').toUpperCase(), taskId };
}

function quotaExhausted(limit: number): Refusal {
  return new Refusal('QUOTA_EXHAUSTED', `the app's ${limit} calls are used up`);
}
