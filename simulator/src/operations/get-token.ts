import type { Subscriber } from '../model/documents.ts';
import type { Explanation } from '../model/explanation.ts';
import { Refusal } from '../model/refusal.ts';
import { isScrip, TOKEN_LIFE_MS, UNUSED_TOKENS_LIMIT, UNUSED_TOKENS_WINDOW_MS } from '../protocol/credentials.ts';
import { maskNumber } from '../protocol/numbers.ts';
import { issueNextToken } from '../scope/issue-token.ts';
import type { ScripRecord } from '../store/records.ts';
import {
  type OperationContext,
  type OperationDefinition,
  type ReadAgain,
  type Retained,
  replayed,
  required,
  strictnessOf,
} from './operation.ts';
import type { TokenPayload, TokenRequest } from './requests.ts';
import {
  describeAppKnown,
  describeBody,
  describeCapability,
  describeFields,
  describeFreshness,
  describeIdentity,
  describeSignature,
} from './shared-explanations.ts';
import {
  judgeAppKnown,
  judgeFreshness,
  judgeIdentity,
  judgeSdkBody,
  judgeSignature,
  judgeSignatureLater,
} from './shared-rules.ts';

export interface TokenContext extends OperationContext<TokenRequest> {
  scrip: ScripRecord | undefined;
  /** The subscriber with the scrip's number. */
  subscriber: Subscriber | undefined;
  unusedTokens: number | undefined;
}

type TokenRetained = Retained<TokenRequest> & Pick<TokenContext, 'scrip' | 'subscriber' | 'unusedTokens'>;
type TokenExplanationInput = TokenRetained & ReadAgain<TokenRequest>;

/** wire.md §6, column token. */
export const GET_TOKEN: OperationDefinition<TokenContext, TokenRetained, TokenPayload> = {
  operation: 'get-token',
  rules: [
    { step: 2, name: 'body', refuses: ['INVALID_REQUEST', 'BAD_MESSAGE'], run: judgeSdkBody, explain: describeBody },
    { step: 3, name: 'fields', refuses: ['BAD_PARAMETER'], run: judgeRequest, explain: describeFields },
    {
      step: 3,
      name: 'time and replay',
      refuses: ['BAD_PARAMETER'],
      run: (context) => judgeFreshness(context, { refusal: 'BAD_PARAMETER', host: 'token' }),
      explain: describeFreshness,
    },
    { step: 4, name: 'app', refuses: ['UNKNOWN_APP'], run: judgeAppKnown, explain: describeAppKnown },
    {
      step: 6,
      name: 'signature',
      refuses: ['BAD_SIGNATURE'],
      run: judgeSignature,
      explain: describeSignature,
      judgeLater: judgeSignatureLater,
    },
    {
      step: 7,
      name: 'package',
      refuses: ['PACKAGE_MISMATCH'],
      run: judgePackage,
      explain: describePackage,
      judgeLater: judgePackage,
    },
    { step: 8, name: 'scrip', refuses: ['SCRIP_INVALID'], run: lookUpScrip, explain: describeScrip },
    {
      step: 9,
      name: 'capability',
      refuses: ['CAPABILITY_MISSING'],
      run: judgeCapability,
      explain: describeRequestedCapability,
      judgeLater: judgeCapability,
    },
    { step: 10, name: 'unused tokens', refuses: ['TOO_MANY_TOKENS'], run: judgeUnusedTokens, explain: describeUnusedTokens },
  ],
  effect: issueToken,
  retain: ({ now, settings, app, reader, reading, scope, scrip, subscriber, unusedTokens }) => {
    return {
      now,
      settings,
      app,
      reader,
      keys: scope.directory.keys,
      wrongType: reading.wrongType,
      scrip,
      subscriber,
      unusedTokens,
    };
  },
};

function judgeRequest(context: TokenContext): void {
  context.request = context.reader.read(context.reading, strictnessOf(context));
  context.presented = context.request.scrip;
}

function judgePackage({ app, request }: Pick<TokenContext, 'app' | 'request'>): void {
  judgeIdentity(required(app, 'app'), required(request, 'request'));
}

function describePackage({ app, request }: TokenExplanationInput): Explanation {
  return describeIdentity(required(app, 'app'), required(request, 'request'));
}

async function lookUpScrip(context: TokenContext): Promise<void> {
  const { scope, epoch, now } = context;
  const { scrip: text, appid, certificateMd5 } = required(context.request, 'request');
  if (!isScrip(text)) {
    throw new Refusal('SCRIP_INVALID', `a scrip is 40 letters and digits; this has ${text.length} characters`);
  }
  const scrip = await scope.store.readScrip(epoch, text);
  if (scrip === undefined) {
    throw new Refusal('SCRIP_INVALID', 'no such scrip: never issued here, revoked, or used before');
  }
  context.scrip = scrip;
  context.msisdn = scrip.msisdn;
  if (scrip.expiresAt <= now) {
    throw new Refusal('SCRIP_INVALID', `the scrip expired ${now - scrip.expiresAt} ms ago`);
  }
  if (scrip.appid !== appid || scrip.certificateMd5 !== certificateMd5) {
    throw new Refusal(
      'SCRIP_INVALID',
      `the scrip was made for ${scrip.appid === appid ? 'another certificate' : `app ${scrip.appid}`}`,
    );
  }
  context.subscriber = await scope.directory.subscriber(scrip.msisdn);
  if (context.subscriber?.sim !== scrip.sim) {
    throw new Refusal('SCRIP_INVALID', 'the scrip is from before a SIM swap');
  }
}

function describeScrip({ scrip, subscriber, request, now }: TokenExplanationInput): Explanation {
  const { scrip: text, appid, certificateMd5 } = required(request, 'request');
  const sim = subscriber === undefined ? '' : `, SIM ${subscriber.sim}`;
  const expected = `a scrip issued in this scope, not over, for app ${appid}, certificate digest ${certificateMd5}${sim}`;
  if (scrip === undefined) {
    return { expected, got: isScrip(text) ? 'a scrip that is not known here' : `${text.length} characters that are no scrip` };
  }
  const left = scrip.expiresAt - now;
  const life = left > 0 ? `good for ${left} ms more` : `expired ${-left} ms ago`;
  const made = `for app ${scrip.appid}, certificate digest ${scrip.certificateMd5}, SIM ${scrip.sim}`;
  return { expected, got: `one issued ${now - scrip.issuedAt} ms ago to ${maskNumber(scrip.msisdn)}, ${life}, ${made}` };
}

function judgeCapability({ app, request }: Pick<TokenContext, 'app' | 'request'>): void {
  const { capability } = required(request, 'request');
  if (!required(app, 'app').capabilities.includes(capability)) {
    throw new Refusal('CAPABILITY_MISSING', `the app does not have the capability ${capability}`);
  }
}

function describeRequestedCapability(input: TokenExplanationInput): Explanation {
  return describeCapability(input, required(input.request, 'request').capability);
}

async function judgeUnusedTokens(context: TokenContext): Promise<void> {
  const { scope, epoch, scrip, now } = context;
  const since = now - UNUSED_TOKENS_WINDOW_MS;
  context.unusedTokens = await scope.store.countUnusedTokens(epoch, required(scrip, 'scrip').msisdn, since);
  if (context.unusedTokens >= UNUSED_TOKENS_LIMIT) {
    throw tooManyTokens();
  }
}

function describeUnusedTokens({ unusedTokens }: TokenExplanationInput): Explanation {
  return {
    expected: `fewer than ${UNUSED_TOKENS_LIMIT} unused tokens of the number within ${UNUSED_TOKENS_WINDOW_MS} ms, over all its apps`,
    got: `${unusedTokens ?? 'not counted'}`,
  };
}

async function issueToken(context: TokenContext): Promise<TokenPayload> {
  const { app, request, scrip, scope, epoch, settings, now, claim } = context;
  const { msisdn, scrip: text } = required(scrip, 'scrip');
  const { capability } = required(request, 'request');
  const issued = await issueNextToken(scope, {
    epoch,
    appid: required(app, 'app').appid,
    msisdn,
    capability,
    now,
    scrip: { scrip: text, isConsumed: settings.scripUse === 'once' },
    msgid: claim?.use,
  });
  if (issued.kind === 'replayed') {
    throw replayed(context);
  }
  if (issued.kind === 'scrip-gone') {
    throw new Refusal('SCRIP_INVALID', 'the scrip was used, or revoked, by another request at the same time');
  }
  if (issued.kind === 'too-many') {
    throw tooManyTokens();
  }
  context.issued = issued.token;
  return { token: issued.token, expiresInSeconds: TOKEN_LIFE_MS / 1000 };
}

/** Code 103911, of the rule and of the effect: another request may issue the last token between them. */
function tooManyTokens(): Refusal {
  return new Refusal(
    'TOO_MANY_TOKENS',
    `the number has ${UNUSED_TOKENS_LIMIT} unused tokens of the last ten minutes, over all its apps`,
  );
}
