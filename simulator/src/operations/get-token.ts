import type { Subscriber } from '../api.ts';
import { isScrip, TOKEN_LIFE_MS, UNUSED_TOKENS_LIMIT, UNUSED_TOKENS_WINDOW_MS } from '../protocol/credentials.ts';
import { maskNumber } from '../protocol/numbers.ts';
import { Refusal } from '../model/refusal.ts';
import type { Told } from '../model/explanation.ts';
import { issueNextToken } from '../scope/issue-token.ts';
import type { ScripRecord } from '../store/store.ts';
import { type Attempt, type Flow, found, type Kept, keepCommon, type Recalled, strictnessOf } from './operation.ts';
import type { TokenPayload, TokenRequest } from './requests.ts';
import { judgeAppKnown, judgeFreshness, judgeIdentity } from './shared-rules.ts';
import {
  tellAppKnown,
  tellBody,
  tellCapability,
  tellFields,
  tellFreshness,
  tellIdentity,
  tellSignature,
} from './shared-explanations.ts';

export interface TokenAttempt extends Attempt<TokenRequest> {
  scrip: ScripRecord | undefined;
  /** Of the scrip's number. */
  subscriber: Subscriber | undefined;
  unusedTokens: number | undefined;
}

type TokenKept = Kept<TokenRequest> & Pick<TokenAttempt, 'scrip' | 'subscriber' | 'unusedTokens'>;
type TokenTelling = TokenKept & Recalled<TokenRequest>;

/** wire.md §6, column token. */
export const TOKEN_FLOW: Flow<TokenAttempt, TokenKept, TokenPayload> = {
  operation: 'get-token',
  checks: [
    { step: 2, name: 'body', refuses: ['INVALID_REQUEST', 'BAD_MESSAGE'], run: judgeBody, tells: tellBody },
    { step: 3, name: 'fields', refuses: ['BAD_PARAMETER'], run: judgeRequest, tells: tellFields },
    { step: 3, name: 'time and replay', refuses: ['BAD_PARAMETER'], run: judgeSent, tells: tellFreshness },
    { step: 4, name: 'app', refuses: ['UNKNOWN_APP'], run: judgeAppKnown, tells: tellAppKnown },
    { step: 6, name: 'signature', refuses: ['BAD_SIGNATURE'], run: judgeSignature, tells: tellSignature },
    { step: 7, name: 'package', refuses: ['PACKAGE_MISMATCH'], run: judgePackage, tells: tellPackage },
    { step: 8, name: 'scrip', refuses: ['SCRIP_INVALID'], run: findScrip, tells: tellScrip },
    { step: 9, name: 'capability', refuses: ['CAPABILITY_MISSING'], run: judgeCapability, tells: tellRight },
    { step: 10, name: 'unused tokens', refuses: ['TOO_MANY_TOKENS'], run: judgeUnusedTokens, tells: tellUnusedTokens },
  ],
  effect: issueToken,
  keep: (attempt, kept) => {
    keepCommon(attempt, kept);
    kept.reader = attempt.reader;
    kept.scrip = attempt.scrip;
    kept.subscriber = attempt.subscriber;
    kept.unusedTokens = attempt.unusedTokens;
  },
};

function judgeBody({ reading }: TokenAttempt): void {
  const refusal = reading.refusal ?? reading.wrongType?.refusal;
  if (refusal !== undefined) {
    throw refusal;
  }
}

function judgeRequest(attempt: TokenAttempt): void {
  attempt.request = attempt.reader.read(attempt.reading, strictnessOf(attempt));
  attempt.presented = attempt.request.scrip;
}

function judgeSent(attempt: TokenAttempt): void | Promise<void> {
  return judgeFreshness(attempt, found(attempt.request, 'request'), { refusal: 'BAD_PARAMETER', host: 'token' });
}

function judgeSignature({ app, request }: TokenAttempt): void {
  found(request, 'request').verify(found(app, 'app'));
}

function judgePackage({ app, request }: TokenAttempt): void {
  judgeIdentity(found(app, 'app'), found(request, 'request'));
}

function tellPackage({ app, request }: TokenTelling): Told {
  return tellIdentity(found(app, 'app'), found(request, 'request'));
}

async function findScrip(attempt: TokenAttempt): Promise<void> {
  const { world, now } = attempt;
  const { scrip: text, appid, certificateMd5 } = found(attempt.request, 'request');
  if (!isScrip(text)) {
    throw new Refusal('SCRIP_INVALID', `a scrip is 40 letters and digits; this has ${text.length} characters`);
  }
  const scrip = await world.store.readScrip(world.id, text);
  if (scrip === undefined) {
    throw new Refusal('SCRIP_INVALID', 'no such scrip: never issued here, revoked, or used before');
  }
  attempt.scrip = scrip;
  attempt.msisdn = scrip.msisdn;
  if (scrip.expiresAt <= now) {
    throw new Refusal('SCRIP_INVALID', `the scrip expired ${now - scrip.expiresAt} ms ago`);
  }
  if (scrip.appid !== appid || scrip.certificateMd5 !== certificateMd5) {
    throw new Refusal(
      'SCRIP_INVALID',
      `the scrip was made for ${scrip.appid === appid ? 'another certificate' : `app ${scrip.appid}`}`,
    );
  }
  attempt.subscriber = await world.registry.subscriber(scrip.msisdn);
  if (attempt.subscriber?.sim !== scrip.sim) {
    throw new Refusal('SCRIP_INVALID', 'the scrip is from before a SIM swap');
  }
}

function tellScrip({ scrip, subscriber, request, now }: TokenTelling): Told {
  const { scrip: text, appid, certificateMd5 } = found(request, 'request');
  const sim = subscriber === undefined ? '' : `, SIM ${subscriber.sim}`;
  const expected = `a scrip issued in this scope, not over, for app ${appid}, certificate digest ${certificateMd5}${sim}`;
  if (scrip === undefined) {
    return { expected, got: isScrip(text) ? 'a scrip that is not known here' : `${text.length} characters that are no scrip` };
  }
  const left = scrip.expiresAt - now;
  const life = left > 0 ? `good for ${left} ms more` : `over for ${-left} ms`;
  const made = `for app ${scrip.appid}, certificate digest ${scrip.certificateMd5}, SIM ${scrip.sim}`;
  return { expected, got: `one issued ${now - scrip.issuedAt} ms ago to ${maskNumber(scrip.msisdn)}, ${life}, ${made}` };
}

function judgeCapability({ app, request }: TokenAttempt): void {
  const { capability } = found(request, 'request');
  if (!found(app, 'app').capabilities.includes(capability)) {
    throw new Refusal('CAPABILITY_MISSING', `the app does not have the capability ${capability}`);
  }
}

function tellRight(telling: TokenTelling): Told {
  return tellCapability(telling, found(telling.request, 'request').capability);
}

async function judgeUnusedTokens(attempt: TokenAttempt): Promise<void> {
  const { world, scrip, now } = attempt;
  const since = now - UNUSED_TOKENS_WINDOW_MS;
  attempt.unusedTokens = await world.store.countUnusedTokens(world.id, found(scrip, 'scrip').msisdn, since);
  if (attempt.unusedTokens >= UNUSED_TOKENS_LIMIT) {
    throw tooManyTokens();
  }
}

function tellUnusedTokens({ unusedTokens }: TokenTelling): Told {
  return {
    expected: `fewer than ${UNUSED_TOKENS_LIMIT} unused tokens of the number within ${UNUSED_TOKENS_WINDOW_MS} ms, over all its apps`,
    got: `${unusedTokens ?? 'not counted'}`,
  };
}

async function issueToken(attempt: TokenAttempt): Promise<TokenPayload> {
  const { app, request, scrip, world, settings, now } = attempt;
  const { msisdn, scrip: text } = found(scrip, 'scrip');
  const { capability } = found(request, 'request');
  const issued = await issueNextToken(world, {
    appid: found(app, 'app').appid,
    msisdn,
    capability,
    now,
    scrip: settings.scripUse === 'once' ? text : undefined,
  });
  if (issued.kind !== 'issued') {
    throw issued.kind === 'too-many'
      ? tooManyTokens()
      : new Refusal('SCRIP_INVALID', 'the scrip was used by another request at the same time');
  }
  attempt.issued = issued.token;
  return { token: issued.token, expiresInSeconds: TOKEN_LIFE_MS / 1000 };
}

function tooManyTokens(): Refusal {
  return new Refusal(
    'TOO_MANY_TOKENS',
    `the number has ${UNUSED_TOKENS_LIMIT} unused tokens of the last ten minutes, over all its apps`,
  );
}
