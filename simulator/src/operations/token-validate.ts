import type { Subscriber } from '../api.ts';
import { maskNumber } from '../protocol/numbers.ts';
import { Refusal } from '../model/refusal.ts';
import type { Told } from '../model/explanation.ts';
import { hexText } from '../random.ts';
import { whitelistOf } from '../scope/documents.ts';
import { billingOf } from '../scope/quota.ts';
import type { TokenRecord } from '../store/store.ts';
import { type Attempt, type Flow, found, type Kept, keepCommon, type Recalled, strictnessOf } from './operation.ts';
import type { CheckPayload, CheckReader, CheckRequest } from './requests.ts';
import { judgeFreshness } from './shared-rules.ts';
import {
  tellAppKnown,
  tellCapability,
  tellFields,
  tellFreshness,
  tellSignature,
  tellToken,
  tellWhitelist,
} from './shared-explanations.ts';

export interface CheckAttempt extends Attempt<CheckRequest> {
  readonly reader: CheckReader;
  /** The caller's address. */
  readonly address: string;
  token: TokenRecord | undefined;
  isOwn: boolean | undefined;
  subscriber: Subscriber | undefined;
}

type CheckKept = Kept<CheckRequest> & Pick<CheckAttempt, 'reader' | 'address' | 'token' | 'isOwn' | 'subscriber'>;
type CheckTelling = CheckKept & Recalled<CheckRequest>;

/** wire.md §6, column tokenValidate. */
export const CHECK_FLOW: Flow<CheckAttempt, CheckKept, CheckPayload> = {
  operation: 'token-validate',
  checks: [
    { step: 2, name: 'body', refuses: ['PARSE_ERROR'], run: judgeBody, tells: tellBody },
    { step: 3, name: 'fields', refuses: ['PARAMETER_INVALID'], run: judgeRequest, tells: tellFields },
    { step: 3, name: 'time and replay', refuses: ['PARAMETER_INVALID'], run: judgeSent, tells: tellFreshness },
    { step: 4, name: 'app', refuses: ['PARAMETER_INVALID'], run: judgeApp, tells: tellAppKnown },
    { step: 6, name: 'signature', refuses: ['SIGNATURE_WRONG'], run: judgeSignature, tells: tellSignature },
    { step: 7, name: 'whitelist', refuses: ['ADDRESS_REFUSED'], run: judgeWhitelist, tells: tellAddress },
    {
      step: 8,
      name: 'capability',
      refuses: ['CHECK_CAPABILITY_MISSING'],
      run: judgeCapability,
      tells: (telling) => tellCapability(telling, 'check'),
    },
    { step: 9, name: 'token', refuses: ['TOKEN_CHECK_FAILED'], run: findToken, tells: (telling) => tellToken(telling, 'check') },
    { step: 10, name: 'number', refuses: ['PHONE_NUMBER_WRONG', 'RETRIEVAL_FAILED'], run: judgeNumber, tells: tellNumber },
  ],
  effect: consume,
  keep: (attempt, kept) => {
    keepCommon(attempt, kept);
    kept.reader = attempt.reader;
    kept.address = attempt.address;
    kept.token = attempt.token;
    kept.isOwn = attempt.isOwn;
    kept.subscriber = attempt.subscriber;
  },
};

function judgeBody({ reading }: CheckAttempt): void {
  if (reading.refusal !== null) {
    throw reading.refusal;
  }
}

function tellBody({ reading, refusal }: CheckTelling): Told {
  const got = `${Object.keys(reading.fields).length} fields in both`;
  return { expected: 'a JSON object with the objects header and body, whatever its label', got: refusal?.explain() ?? got };
}

function judgeRequest(attempt: CheckAttempt): void {
  attempt.request = attempt.reader.read(attempt.reading, strictnessOf(attempt));
  attempt.presented = attempt.request.token;
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

function tellAddress({ app, address }: CheckTelling): Told {
  const registered = found(app, 'app');
  return tellWhitelist(registered, address, registered.enforceWhitelist ? null : 'the app does not enforce its whitelist');
}

function judgeCapability({ app }: CheckAttempt): void {
  if (!found(app, 'app').capabilities.includes('check')) {
    throw new Refusal('CHECK_CAPABILITY_MISSING', 'the app does not have the capability check');
  }
}

async function findToken(attempt: CheckAttempt): Promise<void> {
  const { world, now } = attempt;
  const { token: text, appid } = found(attempt.request, 'request');
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
  attempt.isOwn = found(request, 'request').isAbout(found(token, 'token').msisdn, found(app, 'app'), world.platformKey);
  attempt.subscriber = await world.registry.subscriber(found(token, 'token').msisdn);
  if (attempt.subscriber === undefined || attempt.subscriber.state === 'operatorFailure') {
    throw new Refusal('RETRIEVAL_FAILED', 'the operator fails to retrieve this number');
  }
}

function tellNumber({ reader, reading, token, isOwn, subscriber, refusal }: CheckTelling): Told {
  const { msisdn } = found(token, 'token');
  const expected = `${reader.tellNumber(reading)}; an operator that can retrieve the token’s number`;
  if (isOwn === undefined) {
    return { expected, got: refusal?.explain() ?? 'not compared' };
  }
  const made = isOwn
    ? `made of the token’s number, ${maskNumber(msisdn)}`
    : `not made of the token’s number, ${maskNumber(msisdn)}`;
  return {
    expected,
    got: `${made}, which ${subscriber === undefined ? 'is no longer there' : `is in state ${subscriber.state}`}`,
  };
}

/** Served and billed whatever the balance: there is no quota code here. */
async function consume({ app, token, isOwn, world, settings, now }: CheckAttempt): Promise<CheckPayload> {
  const billing = billingOf(found(app, 'app'), settings, now) === null ? null : { limit: null };
  const redeemed = await world.store.redeem(world.id, { token: found(token, 'token').token, now, billing });
  if (redeemed !== 'redeemed') {
    throw new Refusal('TOKEN_CHECK_FAILED', 'the token was used by another request at the same time');
  }
  return { isOwn: found(isOwn, 'comparison'), taskId: hexText(world.random, 16) };
}
