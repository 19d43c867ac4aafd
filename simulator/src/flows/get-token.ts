import { isScrip, TOKEN_LIFE_MS, UNUSED_TOKENS_LIMIT, UNUSED_TOKENS_WINDOW_MS } from '../protocol/credentials.ts';
import { Refusal } from '../protocol/refusal.ts';
import { issueNextToken } from '../state/issue-token.ts';
import type { ScripRecord } from '../store/store.ts';
import { type Attempt, type Flow, found } from './flow.ts';
import type { Reading, TokenPayload, TokenRequest } from './requests.ts';
import { judgeAppKnown, judgeFreshness, judgeIdentity } from './shared-checks.ts';

export interface TokenAttempt extends Attempt {
  readonly readRequest: (reading: Reading) => TokenRequest;
  request: TokenRequest | undefined;
  scrip: ScripRecord | undefined;
}

/** wire.md §6, column token. */
export const TOKEN_FLOW: Flow<TokenAttempt, TokenPayload> = {
  operation: 'get-token',
  checks: [
    { step: 2, name: 'body', refuses: ['INVALID_REQUEST', 'BAD_MESSAGE'], run: judgeBody },
    { step: 3, name: 'fields', refuses: ['BAD_PARAMETER'], run: judgeRequest },
    { step: 3, name: 'time and replay', refuses: ['BAD_PARAMETER'], run: judgeSent },
    { step: 4, name: 'app', refuses: ['UNKNOWN_APP'], run: judgeAppKnown },
    { step: 6, name: 'signature', refuses: ['BAD_SIGNATURE'], run: judgeSignature },
    { step: 7, name: 'package', refuses: ['PACKAGE_MISMATCH'], run: judgePackage },
    { step: 8, name: 'scrip', refuses: ['SCRIP_INVALID'], run: findScrip },
    { step: 9, name: 'capability', refuses: ['CAPABILITY_MISSING'], run: judgeCapability },
    { step: 10, name: 'unused tokens', refuses: ['TOO_MANY_TOKENS'], run: judgeUnusedTokens },
  ],
  effect: issueToken,
};

function judgeBody({ reading }: TokenAttempt): void {
  const refusal = reading.refusal ?? reading.wrongType?.refusal;
  if (refusal !== undefined) {
    throw refusal;
  }
}

function judgeRequest(attempt: TokenAttempt): void {
  attempt.request = attempt.readRequest(attempt.reading);
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

async function findScrip(attempt: TokenAttempt): Promise<void> {
  const { world, now } = attempt;
  const { scrip: text, appid, certificateMd5 } = found(attempt.request, 'request');
  if (!isScrip(text)) {
    throw new Refusal('SCRIP_INVALID', `a scrip is 40 letters and digits; this has ${text.length} characters`);
  }
  attempt.presented = text;
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
  if ((await world.registry.subscriber(scrip.msisdn))?.sim !== scrip.sim) {
    throw new Refusal('SCRIP_INVALID', 'the scrip is from before a SIM swap');
  }
}

function judgeCapability({ app, request }: TokenAttempt): void {
  const { capability } = found(request, 'request');
  if (!found(app, 'app').capabilities.includes(capability)) {
    throw new Refusal('CAPABILITY_MISSING', `the app does not have the capability ${capability}`);
  }
}

async function judgeUnusedTokens({ world, scrip, now }: TokenAttempt): Promise<void> {
  const { msisdn } = found(scrip, 'scrip');
  if ((await world.store.countUnusedTokens(world.id, msisdn, now - UNUSED_TOKENS_WINDOW_MS)) >= UNUSED_TOKENS_LIMIT) {
    throw tooManyTokens();
  }
}

async function issueToken(attempt: TokenAttempt): Promise<TokenPayload> {
  const { app, request, scrip, world, now } = attempt;
  const { msisdn, scrip: text } = found(scrip, 'scrip');
  if (world.settings.scripUse === 'once' && (await world.store.consumeScrip(world.id, text)) === undefined) {
    throw new Refusal('SCRIP_INVALID', 'the scrip was used by another request at the same time');
  }
  const { capability } = found(request, 'request');
  const token = await issueNextToken(world, { appid: found(app, 'app').appid, msisdn, capability, now });
  if (token === null) {
    throw tooManyTokens();
  }
  attempt.issued = token;
  return { token, expiresInSeconds: TOKEN_LIFE_MS / 1000 };
}

function tooManyTokens(): Refusal {
  return new Refusal(
    'TOO_MANY_TOKENS',
    `the number has ${UNUSED_TOKENS_LIMIT} unused tokens of the last ten minutes, over all its apps`,
  );
}
