import { rsaKeys } from '../protocol/app-keys.ts';
import { sealPkcs1 } from '../protocol/ciphers.ts';
import { isToken, TOKEN_LIFE_MS } from '../protocol/credentials.ts';
import { WOULD_PASS } from '../protocol/fields.ts';
import { Refusal } from '../model/refusal.ts';
import type { Told } from '../model/explanation.ts';
import { hexText } from '../random.ts';
import { whitelistOf } from '../scope/documents.ts';
import { billingOf } from '../scope/quota.ts';
import { type Answer, withAnswer } from '../store/answer.ts';
import type { TokenRecord } from '../store/store.ts';
import { type Attempt, type Flow, found, type Kept, keepCommon, type Recalled, strictnessOf } from './operation.ts';
import type { LoginPayload, LoginReader, LoginRequest } from './requests.ts';
import { judgeAppKnown, judgeFreshness } from './shared-rules.ts';
import {
  tellAppKnown,
  tellBody,
  tellCapability,
  tellFields,
  tellFreshness,
  tellSignature,
  tellToken,
  tellWhitelist,
} from './shared-explanations.ts';

export interface LoginAttempt extends Attempt<LoginRequest> {
  readonly reader: LoginReader;
  /** The caller's address. */
  readonly address: string;
  token: TokenRecord | undefined;
  /** Exchanges of the app so far, where they are counted. */
  calls: number | undefined;
}

type LoginKept = Kept<LoginRequest> & Pick<LoginAttempt, 'reader' | 'address' | 'token' | 'calls'>;
type LoginTelling = LoginKept & Recalled<LoginRequest>;

/** wire.md §6, column loginTokenValidate. */
export const LOGIN_FLOW: Flow<LoginAttempt, LoginKept, LoginPayload> = {
  operation: 'login-token-validate',
  checks: [
    { step: 2, name: 'body', refuses: ['INVALID_REQUEST', 'BAD_MESSAGE'], run: judgeBody, tells: tellBody },
    { step: 3, name: 'fields', refuses: ['EMPTY_TOKEN', 'BAD_PARAMETER'], run: judgeRequest, tells: tellFields },
    { step: 3, name: 'time and replay', refuses: ['BAD_PARAMETER'], run: judgeSent, tells: tellFreshness },
    { step: 4, name: 'app', refuses: ['UNKNOWN_APP'], run: judgeAppKnown, tells: tellAppKnown },
    { step: 5, name: 'method', refuses: ['INVALID_REQUEST', 'BAD_SIGNATURE'], run: judgeMethod, tells: tellMethod },
    { step: 6, name: 'signature', refuses: ['BAD_SIGNATURE'], run: judgeSignature, tells: tellSignature },
    { step: 7, name: 'whitelist', refuses: ['SERVER_ADDRESS_REFUSED'], run: judgeWhitelist, tells: tellAddress },
    {
      step: 8,
      name: 'capability',
      refuses: ['CAPABILITY_MISSING'],
      run: judgeCapability,
      tells: (telling) => tellCapability(telling, 'login'),
    },
    {
      step: 9,
      name: 'token',
      refuses: ['TOKEN_INVALID', 'OTHER_APP'],
      run: findToken,
      tells: (telling) => tellToken(telling, null),
    },
    { step: 10, name: 'token kind', refuses: ['TOKEN_RIGHTS'], run: judgeKind, tells: tellKind },
    { step: 11, name: 'quota', refuses: ['QUOTA_EXHAUSTED'], run: judgeQuota, tells: tellQuota },
  ],
  effect: exchange,
  keep: (attempt, kept) => {
    keepCommon(attempt, kept);
    kept.reader = attempt.reader;
    kept.address = attempt.address;
    kept.token = attempt.token;
    kept.calls = attempt.calls;
  },
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
  attempt.request = attempt.reader.read(attempt.reading, strictnessOf(attempt));
  attempt.presented = attempt.request.token;
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

function tellMethod({ app, reader, reading }: LoginTelling): Told {
  const { keyMethod, verifyKeyPem } = found(app, 'app');
  const keys = keyMethod === 'RSA' && verifyKeyPem === null ? ', and it has registered no keys' : '';
  const method = keyMethod === 'RSA' ? 'RSA' : 'MD5';
  return { expected: `${method}: the app’s setting is ${keyMethod}${keys}`, got: reader.tellMethod(reading) };
}

function judgeSignature({ app, request }: LoginAttempt): void {
  found(request, 'request').verify(found(app, 'app'));
}

/** The caller may ask for it, whatever the app's setting. */
function isWhitelistHeld({ app, request }: Pick<LoginAttempt, 'app' | 'request'>): boolean {
  return found(request, 'request').isStrict || found(app, 'app').enforceWhitelist;
}

function judgeWhitelist(attempt: LoginAttempt): void {
  const { address } = attempt;
  const registered = found(attempt.app, 'app');
  if (isWhitelistHeld(attempt) && !whitelistOf(registered).has(address)) {
    throw new Refusal(
      'SERVER_ADDRESS_REFUSED',
      `${address} is not on the app's whitelist: ${registered.whitelist === '' ? 'it is empty' : registered.whitelist.slice(0, 200)}`,
    );
  }
}

function tellAddress(telling: LoginTelling): Told {
  const unheld = isWhitelistHeld(telling) ? null : 'strictcheck is "0" and the app does not enforce its whitelist';
  return tellWhitelist(found(telling.app, 'app'), telling.address, unheld);
}

function judgeCapability({ app }: LoginAttempt): void {
  if (!found(app, 'app').capabilities.includes('login')) {
    throw new Refusal('CAPABILITY_MISSING', 'the app does not have the capability login');
  }
}

function findToken(attempt: LoginAttempt): void | Promise<void> {
  const { world } = attempt;
  const { token } = found(attempt.request, 'request');
  return withAnswer(world.store.readToken(world.id, token), (record) => judgeToken(attempt, record));
}

function judgeToken(attempt: LoginAttempt, token: TokenRecord | undefined): void {
  const { now } = attempt;
  const { token: text, appid } = found(attempt.request, 'request');
  if (token === undefined) {
    const why = isToken(text) ? 'no such token was issued in this scope' : 'the token is not of the form that is issued here';
    throw new Refusal('TOKEN_INVALID', why);
  }
  attempt.token = token;
  attempt.msisdn = token.msisdn;
  // The same text, and the store's own: the request's copy of it need not outlive the request.
  attempt.presented = token.token;
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

function tellKind({ token }: LoginTelling): Told {
  return { expected: 'a login token', got: `a ${found(token, 'token').capability} token` };
}

function judgeQuota(attempt: LoginAttempt): void | Promise<void> {
  const { app, settings, now } = attempt;
  const billing = billingOf(found(app, 'app'), settings, now);
  return billing === null ? undefined : judgeCalls(attempt, billing.limit);
}

function judgeCalls(attempt: LoginAttempt, limit: number): void | Promise<void> {
  const { world, app } = attempt;
  return withAnswer(world.store.readCalls(world.id, found(app, 'app').appid), (calls) => {
    attempt.calls = calls;
    if (calls >= limit) {
      throw quotaExhausted(limit);
    }
  });
}

function tellQuota({ app, settings, now, calls }: LoginTelling): Told {
  const registered = found(app, 'app');
  const billing = billingOf(registered, settings, now);
  if (billing === null) {
    const why = registered.trialEndsAt === null ? 'no calls were bought and no trial is set' : 'the trial runs';
    return { expected: `any number of calls: ${why}`, got: 'not counted against' };
  }
  return { expected: `fewer than ${billing.limit} calls made`, got: `${calls ?? 'not known how many'} made` };
}

function exchange(attempt: LoginAttempt): Answer<LoginPayload> {
  const { app, token, world, settings, now } = attempt;
  const billing = billingOf(found(app, 'app'), settings, now);
  return withAnswer(world.store.redeem(world.id, { token: found(token, 'token').token, now, billing }), (redeemed) => {
    if (redeemed === 'token-gone') {
      throw new Refusal('TOKEN_INVALID', 'the token was used by another request at the same time');
    }
    if (redeemed === 'calls-spent') {
      throw quotaExhausted(billing?.limit ?? 0);
    }
    return payloadOf(attempt);
  });
}

function payloadOf({ app, request, token, world }: LoginAttempt): LoginPayload {
  const registered = found(app, 'app');
  const { msisdn } = found(token, 'token');
  const taskId = hexText(world.random, 16);
  const keys = found(request, 'request').method === 'RSA' ? rsaKeys(registered) : null;
  return { msisdn: keys === null ? msisdn : sealPkcs1(Buffer.from(msisdn), keys.encrypt).toString('hex').toUpperCase(), taskId };
}

function quotaExhausted(limit: number): Refusal {
  return new Refusal('QUOTA_EXHAUSTED', `the app's ${limit} calls are used up`);
}
