import type { Subscriber } from '../model/documents.ts';
import type { Explanation } from '../model/explanation.ts';
import { Refusal } from '../model/refusal.ts';
import { maskNumber } from '../protocol/numbers.ts';
import { hexText } from '../random.ts';
import { whitelistOf } from '../scope/documents.ts';
import { billingOf } from '../scope/quota.ts';
import type { TokenRecord } from '../store/records.ts';
import {
  type OperationContext,
  type OperationDefinition,
  type ReadAgain,
  type Retained,
  replayed,
  required,
  strictnessOf,
} from './operation.ts';
import type { CheckPayload, CheckReader, CheckRequest } from './requests.ts';
import {
  describeAppKnown,
  describeCapability,
  describeFields,
  describeFreshness,
  describeSignature,
  describeToken,
  describeWhitelist,
  showCaller,
} from './shared-explanations.ts';
import { judgeFreshness, judgeSignature, judgeSignatureLater, judgeTokenForm, unknownToken } from './shared-rules.ts';

export interface CheckContext extends OperationContext<CheckRequest> {
  readonly reader: CheckReader;
  /** The caller's address. */
  readonly address: string;
  token: TokenRecord | undefined;
  isOwn: boolean | undefined;
  /** Why phoneNum is not made of the token's number; undefined where it is. */
  doubt: Refusal | undefined;
  subscriber: Subscriber | undefined;
}

type CheckRetained = Retained<CheckRequest> &
  Pick<CheckContext, 'reader' | 'address' | 'token' | 'isOwn' | 'doubt' | 'subscriber'>;
type CheckExplanationInput = CheckRetained & ReadAgain<CheckRequest>;

/** wire.md §6, column tokenValidate. */
export const TOKEN_VALIDATE: OperationDefinition<CheckContext, CheckRetained, CheckPayload> = {
  operation: 'token-validate',
  rules: [
    { step: 2, name: 'body', refuses: ['PARSE_ERROR'], run: judgeBody, explain: describeBody },
    { step: 3, name: 'fields', refuses: ['PARAMETER_INVALID'], run: judgeRequest, explain: describeFields },
    {
      step: 3,
      name: 'time and replay',
      refuses: ['PARAMETER_INVALID'],
      run: (context) => judgeFreshness(context, { refusal: 'PARAMETER_INVALID', host: 'exchange' }),
      explain: describeFreshness,
    },
    { step: 4, name: 'app', refuses: ['PARAMETER_INVALID'], run: judgeApp, explain: describeAppKnown },
    {
      step: 6,
      name: 'signature',
      refuses: ['SIGNATURE_WRONG'],
      run: judgeSignature,
      explain: describeSignature,
      judgeLater: judgeSignatureLater,
    },
    {
      step: 7,
      name: 'whitelist',
      refuses: ['ADDRESS_REFUSED'],
      run: judgeWhitelist,
      explain: describeAddress,
      judgeLater: judgeWhitelist,
    },
    {
      step: 8,
      name: 'capability',
      refuses: ['CHECK_CAPABILITY_MISSING'],
      run: judgeCapability,
      judgeLater: judgeCapability,
      explain: (input) => describeCapability(input, 'check'),
    },
    {
      step: 9,
      name: 'token',
      refuses: ['TOKEN_CHECK_FAILED'],
      run: lookUpToken,
      judgeLater: judgeTokenLater,
      explain: (input) => describeToken(input, 'check'),
    },
    { step: 10, name: 'number', refuses: ['PHONE_NUMBER_WRONG', 'RETRIEVAL_FAILED'], run: judgeNumber, explain: describeNumber },
  ],
  effect: consume,
  retain: ({ now, settings, app, reader, reading, scope, address, token, isOwn, doubt, subscriber }) => {
    return {
      now,
      settings,
      app,
      reader,
      keys: scope.directory.keys,
      wrongType: reading.wrongType,
      address,
      token,
      isOwn,
      doubt,
      subscriber,
    };
  },
};

function judgeBody({ reading }: CheckContext): void {
  if (reading.refusal !== null) {
    throw reading.refusal;
  }
}

function describeBody({ reading, refusal }: CheckExplanationInput): Explanation {
  const got = `${Object.keys(reading.fields).length} fields in both`;
  return { expected: 'a JSON object with the objects header and body, whatever its label', got: refusal?.explain() ?? got };
}

function judgeRequest(context: CheckContext): void {
  context.request = context.reader.read(context.reading, strictnessOf(context));
  context.presented = context.request.token;
}

function judgeApp({ app }: CheckContext): void {
  if (app === undefined) {
    throw new Refusal('PARAMETER_INVALID', 'no app has this appId');
  }
}

function judgeWhitelist({ app, address }: Pick<CheckContext, 'app' | 'address'>): void {
  const registered = required(app, 'app');
  if (registered.enforceWhitelist && !whitelistOf(registered).has(address)) {
    throw new Refusal('ADDRESS_REFUSED', `${showCaller(address)} is not on the app's whitelist`);
  }
}

function describeAddress({ app, address }: CheckExplanationInput): Explanation {
  const registered = required(app, 'app');
  return describeWhitelist(registered, address, registered.enforceWhitelist ? null : 'the app does not enforce its whitelist');
}

function judgeCapability({ app }: Pick<CheckContext, 'app'>): void {
  if (!required(app, 'app').capabilities.includes('check')) {
    throw new Refusal('CHECK_CAPABILITY_MISSING', 'the app does not have the capability check');
  }
}

async function lookUpToken(context: CheckContext): Promise<void> {
  const { scope, epoch, now } = context;
  const { token: text, appid } = required(context.request, 'request');
  const token = await scope.store.readToken(epoch, text);
  if (token === undefined) {
    throw unknownToken('TOKEN_CHECK_FAILED', text);
  }
  context.token = token;
  context.msisdn = token.msisdn;
  const why = whyUnfit(token, appid, now);
  if (why !== null) {
    throw new Refusal('TOKEN_CHECK_FAILED', why);
  }
}

/** Judges a token by its form, which takes no look into the store. */
function judgeTokenLater({ request }: CheckExplanationInput): void {
  judgeTokenForm('TOKEN_CHECK_FAILED', required(request, 'request').token);
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

async function judgeNumber(context: CheckContext): Promise<void> {
  const { request, token, scope, reader, reading } = context;
  const app = required(context.app, 'app');
  const { msisdn } = required(token, 'token');
  context.isOwn = required(request, 'request').isAbout(msisdn, app, scope.platformKey);
  if (!context.isOwn) {
    context.doubt = reader.diagnoseNumber(reading, { msisdn, app, keys: scope.directory.keys }) ?? undefined;
  }
  context.subscriber = await scope.directory.subscriber(required(token, 'token').msisdn);
  if (context.subscriber === undefined || context.subscriber.state === 'operatorFailure') {
    throw new Refusal('RETRIEVAL_FAILED', 'the operator fails to retrieve this number');
  }
}

function describeNumber({ reader, reading, token, isOwn, doubt, subscriber, refusal }: CheckExplanationInput): Explanation {
  const { msisdn } = required(token, 'token');
  const expected = `${reader.describeNumber(reading)}; an operator that can retrieve the token’s number`;
  if (isOwn === undefined) {
    return { expected, got: refusal?.explain() ?? 'not compared' };
  }
  const made = isOwn
    ? `made of the token’s number, ${maskNumber(msisdn)}`
    : `not made of the token’s number, ${maskNumber(msisdn)} (${doubt?.explain() ?? 'of another one'})`;
  return {
    expected,
    got: `${made}, which ${subscriber === undefined ? 'is no longer there' : `is in state ${subscriber.state}`}`,
    ...(doubt === undefined ? {} : { mistakes: doubt.mistakes }),
  };
}

/** Serves and bills the call whatever the balance: this operation has no quota code. */
async function consume(context: CheckContext): Promise<CheckPayload> {
  const { app, token, isOwn, scope, epoch, settings, now, claim } = context;
  const billing = billingOf(required(app, 'app'), settings, now) === null ? null : { limit: null };
  const order = { token: required(token, 'token').token, now, billing, msgid: claim?.use };
  const exchanged = await scope.store.exchange(epoch, order);
  if (exchanged === 'replayed') {
    throw replayed(context);
  }
  if (exchanged !== 'exchanged') {
    throw new Refusal('TOKEN_CHECK_FAILED', 'the token was used by another request at the same time');
  }
  return { isOwn: required(isOwn, 'comparison'), taskId: hexText(scope.random, 16) };
}
