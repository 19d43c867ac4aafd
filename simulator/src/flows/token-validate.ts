import type { Strictness } from '../api.ts';
import { Refusal } from '../protocol/refusal.ts';
import { hexText } from '../random.ts';
import { whitelistOf } from '../state/documents.ts';
import type { TokenRecord } from '../store/store.ts';
import { type Attempt, type Flow, found } from './flow.ts';
import type { CheckPayload, CheckRequest, Reading } from './requests.ts';
import { judgeFreshness, strictnessOf } from './shared-checks.ts';

export interface CheckAttempt extends Attempt {
  /** The caller's address. */
  readonly address: string;
  readonly readRequest: (reading: Reading, strictness: Strictness) => CheckRequest;
  request: CheckRequest | undefined;
  token: TokenRecord | undefined;
  isOwn: boolean | undefined;
}

/** wire.md §6, column tokenValidate. */
export const CHECK_FLOW: Flow<CheckAttempt, CheckPayload> = {
  operation: 'token-validate',
  checks: [
    { step: 2, name: 'body', refuses: ['PARSE_ERROR'], run: judgeBody },
    { step: 3, name: 'fields', refuses: ['PARAMETER_INVALID'], run: judgeRequest },
    { step: 3, name: 'time and replay', refuses: ['PARAMETER_INVALID'], run: judgeSent },
    { step: 4, name: 'app', refuses: ['PARAMETER_INVALID'], run: judgeApp },
    { step: 6, name: 'signature', refuses: ['SIGNATURE_WRONG'], run: judgeSignature },
    { step: 7, name: 'whitelist', refuses: ['ADDRESS_REFUSED'], run: judgeWhitelist },
    { step: 8, name: 'capability', refuses: ['CHECK_CAPABILITY_MISSING'], run: judgeCapability },
    { step: 9, name: 'token', refuses: ['TOKEN_CHECK_FAILED'], run: findToken },
    { step: 10, name: 'number', refuses: ['PHONE_NUMBER_WRONG', 'RETRIEVAL_FAILED'], run: judgeNumber },
  ],
  effect: consume,
};

function judgeBody({ reading }: CheckAttempt): void {
  if (reading.refusal !== null) {
    throw reading.refusal;
  }
}

function judgeRequest(attempt: CheckAttempt): void {
  attempt.request = attempt.readRequest(attempt.reading, strictnessOf(attempt));
}

function judgeSent(attempt: CheckAttempt): void | Promise<void> {
  return judgeFreshness(attempt, found(attempt.request, 'request'), { refusal: 'PARAMETER_INVALID', host: 'exchange' });
}

function judgeApp({ app }: CheckAttempt): void {
  if (app === undefined) {
    throw new Refusal('PARAMETER_INVALID', 'no app has this appId');
  }
}

function judgeSignature({ app, request }: CheckAttempt): void {
  found(request, 'request').verify(found(app, 'app'));
}

function judgeWhitelist({ app, address }: CheckAttempt): void {
  const registered = found(app, 'app');
  if (registered.enforceWhitelist && !whitelistOf(registered).has(address)) {
    throw new Refusal('ADDRESS_REFUSED', `${address} is not on the app's whitelist`);
  }
}

function judgeCapability({ app }: CheckAttempt): void {
  if (!found(app, 'app').capabilities.includes('check')) {
    throw new Refusal('CHECK_CAPABILITY_MISSING', 'the app does not have the capability check');
  }
}

async function findToken(attempt: CheckAttempt): Promise<void> {
  const { world, now } = attempt;
  const { token: text, appid } = found(attempt.request, 'request');
  attempt.presented = text;
  const token = await world.store.readToken(world.id, text);
  if (token === undefined) {
    throw new Refusal('TOKEN_CHECK_FAILED', 'no such token was issued in this scope');
  }
  attempt.token = token;
  attempt.msisdn = token.msisdn;
  const why = whyUnfit(token, appid, now);
  if (why !== null) {
    throw new Refusal('TOKEN_CHECK_FAILED', why);
  }
}

function whyUnfit(token: TokenRecord, appid: string, now: number): string | null {
  if (token.usedAt !== null) {
    return `the token was used ${now - token.usedAt} ms ago`;
  }
  if (token.expiresAt <= now) {
    return `the token expired ${now - token.expiresAt} ms ago`;
  }
  if (token.capability !== 'check') {
    return 'a login token cannot check a number';
  }
  return token.appid === appid ? null : `the token was made for app ${token.appid}`;
}

async function judgeNumber(attempt: CheckAttempt): Promise<void> {
  const { app, request, token, world } = attempt;
  attempt.isOwn = found(request, 'request').isAbout(
    found(token, 'token').msisdn,
    found(app, 'app'),
    world.gatewayKeys.platform.privateKey,
  );
  const subscriber = await world.registry.subscriber(found(token, 'token').msisdn);
  if (subscriber === undefined || subscriber.state === 'operatorFailure') {
    throw new Refusal('RETRIEVAL_FAILED', 'the operator fails to retrieve this number');
  }
}

/** Served and billed whatever the balance: there is no quota code here. */
async function consume({ token, isOwn, world, now }: CheckAttempt): Promise<CheckPayload> {
  const redeemed = await world.store.redeem(world.id, { token: found(token, 'token').token, now, callLimit: null });
  if (redeemed !== 'redeemed') {
    throw new Refusal('TOKEN_CHECK_FAILED', 'the token was used by another request at the same time');
  }
  return { isOwn: found(isOwn, 'comparison'), taskId: hexText(world.random, 16) };
}
