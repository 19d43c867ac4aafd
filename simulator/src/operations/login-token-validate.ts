import type { Explanation } from '../model/explanation.ts';
import { Refusal } from '../model/refusal.ts';
import { rsaKeys } from '../protocol/app-keys.ts';
import { sealPkcs1 } from '../protocol/ciphers.ts';
import { TOKEN_LIFE_MS } from '../protocol/credentials.ts';
import { WOULD_PASS } from '../protocol/fields.ts';
import { hexText } from '../random.ts';
import { whitelistOf } from '../scope/documents.ts';
import { billingOf } from '../scope/quota.ts';
import { type Answer, withAnswer } from '../store/answer.ts';
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
import type { LoginPayload, LoginReader, LoginRequest } from './requests.ts';
import {
  describeAppKnown,
  describeBody,
  describeCapability,
  describeFields,
  describeFreshness,
  describeSignature,
  describeToken,
  describeWhitelist,
  showCaller,
} from './shared-explanations.ts';
import {
  judgeAppKnown,
  judgeFreshness,
  judgeSignature,
  judgeSignatureLater,
  judgeTokenForm,
  unknownToken,
} from './shared-rules.ts';

export interface LoginContext extends OperationContext<LoginRequest> {
  readonly reader: LoginReader;
  /** The caller's address. */
  readonly address: string;
  token: TokenRecord | undefined;
  /** How many exchanges of the app were counted, where they are counted. */
  calls: number | undefined;
}

type LoginRetained = Retained<LoginRequest> & Pick<LoginContext, 'reader' | 'address' | 'token' | 'calls'>;
type LoginExplanationInput = LoginRetained & ReadAgain<LoginRequest>;

/** wire.md §6, column loginTokenValidate. */
export const LOGIN_TOKEN_VALIDATE: OperationDefinition<LoginContext, LoginRetained, LoginPayload> = {
  operation: 'login-token-validate',
  rules: [
    { step: 2, name: 'body', refuses: ['INVALID_REQUEST', 'BAD_MESSAGE'], run: judgeBody, explain: describeBody },
    { step: 3, name: 'fields', refuses: ['EMPTY_TOKEN', 'BAD_PARAMETER'], run: judgeRequest, explain: describeFields },
    {
      step: 3,
      name: 'time and replay',
      refuses: ['BAD_PARAMETER'],
      run: (context) => judgeFreshness(context, { refusal: 'BAD_PARAMETER', host: 'exchange' }),
      explain: describeFreshness,
    },
    { step: 4, name: 'app', refuses: ['UNKNOWN_APP'], run: judgeAppKnown, explain: describeAppKnown },
    {
      step: 5,
      name: 'method',
      refuses: ['INVALID_REQUEST', 'BAD_SIGNATURE'],
      run: judgeMethod,
      explain: describeMethod,
      judgeLater: judgeMethod,
    },
    {
      step: 6,
      name: 'signature',
      refuses: ['BAD_SIGNATURE'],
      run: judgeSignature,
      explain: describeSignature,
      judgeLater: judgeMadeSignature,
    },
    {
      step: 7,
      name: 'whitelist',
      refuses: ['SERVER_ADDRESS_REFUSED'],
      run: judgeWhitelist,
      explain: describeAddress,
      judgeLater: judgeWhitelist,
    },
    {
      step: 8,
      name: 'capability',
      refuses: ['CAPABILITY_MISSING'],
      run: judgeCapability,
      judgeLater: judgeCapability,
      explain: (input) => describeCapability(input, 'login'),
    },
    {
      step: 9,
      name: 'token',
      refuses: ['TOKEN_INVALID', 'OTHER_APP'],
      run: lookUpToken,
      judgeLater: judgeTokenLater,
      explain: (input) => describeToken(input, null),
    },
    { step: 10, name: 'token kind', refuses: ['TOKEN_RIGHTS'], run: judgeKind, explain: describeKind },
    { step: 11, name: 'quota', refuses: ['QUOTA_EXHAUSTED'], run: judgeQuota, explain: describeQuota },
  ],
  effect: exchange,
  retain: ({ now, settings, app, reader, reading, scope, address, token, calls }) => {
    return { now, settings, app, reader, keys: scope.directory.keys, wrongType: reading.wrongType, address, token, calls };
  },
};

function judgeBody(context: LoginContext): void {
  const { refusal, wrongType } = context.reading;
  if (refusal !== null) {
    throw refusal;
  }
  if (wrongType === null || (wrongType.passesInField && strictnessOf(context) === 'field')) {
    return;
  }
  const hint = wrongType.passesInField ? ` (${WOULD_PASS})` : '';
  throw new Refusal('BAD_MESSAGE', `${wrongType.refusal.explain()}${hint}`);
}

function judgeRequest(context: LoginContext): void {
  context.request = context.reader.read(context.reading, strictnessOf(context));
  context.presented = context.request.token;
}

function judgeMethod({ app, request }: Pick<LoginContext, 'app' | 'request'>): void {
  const { method } = required(request, 'request');
  const registered = required(app, 'app');
  if (method === 'RSA' && rsaKeys(registered) === null) {
    throw new Refusal('INVALID_REQUEST', 'the request asks for RSA, the app has registered no keys');
  }
  if ((registered.keyMethod === 'RSA') !== (method === 'RSA')) {
    throw new Refusal('BAD_SIGNATURE', `the app's setting is ${registered.keyMethod}, the request is signed with ${method}`);
  }
}

/** A signature by another method than the app's is wrong whatever it is. */
function judgeMadeSignature(input: LoginExplanationInput): void {
  const isRsa = required(input.app, 'app').keyMethod === 'RSA';
  if (isRsa === (required(input.request, 'request').method === 'RSA')) {
    judgeSignatureLater(input);
  }
}

function describeMethod({ app, reader, reading }: LoginExplanationInput): Explanation {
  const { keyMethod, verifyKeyPem } = required(app, 'app');
  const keys = keyMethod === 'RSA' && verifyKeyPem === null ? ', and it has registered no keys' : '';
  const method = keyMethod === 'RSA' ? 'RSA' : 'MD5';
  return { expected: `${method}: the app’s setting is ${keyMethod}${keys}`, got: reader.describeMethod(reading) };
}

/** The caller may ask for the whitelist with strictcheck, whatever the app's setting. */
function isWhitelistEnforced({ app, request }: Pick<LoginContext, 'app' | 'request'>): boolean {
  return required(request, 'request').isStrict || required(app, 'app').enforceWhitelist;
}

function judgeWhitelist(context: Pick<LoginContext, 'app' | 'request' | 'address'>): void {
  const { address } = context;
  const registered = required(context.app, 'app');
  if (isWhitelistEnforced(context) && !whitelistOf(registered).has(address)) {
    throw new Refusal(
      'SERVER_ADDRESS_REFUSED',
      `${showCaller(address)} is not on the app's whitelist: ${registered.whitelist === '' ? 'it is empty' : registered.whitelist.slice(0, 200)}`,
    );
  }
}

function describeAddress(input: LoginExplanationInput): Explanation {
  const exemption = isWhitelistEnforced(input) ? null : 'strictcheck is "0" and the app does not enforce its whitelist';
  return describeWhitelist(required(input.app, 'app'), input.address, exemption);
}

function judgeCapability({ app }: Pick<LoginContext, 'app'>): void {
  if (!required(app, 'app').capabilities.includes('login')) {
    throw new Refusal('CAPABILITY_MISSING', 'the app does not have the capability login');
  }
}

function lookUpToken(context: LoginContext): void | Promise<void> {
  const { scope, epoch } = context;
  const { token } = required(context.request, 'request');
  return withAnswer(scope.store.readToken(epoch, token), (record) => judgeToken(context, record));
}

function judgeToken(context: LoginContext, token: TokenRecord | undefined): void {
  const { now } = context;
  const { token: text, appid } = required(context.request, 'request');
  if (token === undefined) {
    throw unknownToken('TOKEN_INVALID', text);
  }
  context.token = token;
  context.msisdn = token.msisdn;
  // The same text from the store: the request's copy of it need not outlive the request.
  context.presented = token.token;
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

/** Judges a token by its form, which takes no look into the store. */
function judgeTokenLater({ request }: LoginExplanationInput): void {
  judgeTokenForm('TOKEN_INVALID', required(request, 'request').token);
}

function judgeKind({ token }: LoginContext): void {
  if (required(token, 'token').capability !== 'login') {
    throw new Refusal('TOKEN_RIGHTS', 'a number-check token cannot retrieve the number');
  }
}

function describeKind({ token }: LoginExplanationInput): Explanation {
  return { expected: 'a login token', got: `a ${required(token, 'token').capability} token` };
}

function judgeQuota(context: LoginContext): void | Promise<void> {
  const { app, settings, now } = context;
  const billing = billingOf(required(app, 'app'), settings, now);
  return billing === null ? undefined : judgeCalls(context, billing.limit);
}

function judgeCalls(context: LoginContext, limit: number): void | Promise<void> {
  const { scope, epoch, app } = context;
  return withAnswer(scope.store.readCalls(epoch, required(app, 'app').appid), (calls) => {
    context.calls = calls;
    if (calls >= limit) {
      throw quotaExhausted(limit);
    }
  });
}

function describeQuota({ app, settings, now, calls }: LoginExplanationInput): Explanation {
  const registered = required(app, 'app');
  const billing = billingOf(registered, settings, now);
  if (billing === null) {
    const why = registered.trialEndsAt === null ? 'no calls were bought and no trial is set' : 'the trial runs';
    return { expected: `any number of calls: ${why}`, got: 'no limit' };
  }
  return { expected: `fewer than ${billing.limit} calls made`, got: `${calls ?? 'not known how many'} made` };
}

function exchange(context: LoginContext): Answer<LoginPayload> {
  const { app, token, scope, epoch, settings, now, claim } = context;
  const billing = billingOf(required(app, 'app'), settings, now);
  const order = { token: required(token, 'token').token, now, billing, msgid: claim?.use };
  return withAnswer(scope.store.exchange(epoch, order), (exchanged) => {
    if (exchanged === 'replayed') {
      throw replayed(context);
    }
    if (exchanged === 'token-gone') {
      throw new Refusal('TOKEN_INVALID', 'the token was used by another request at the same time');
    }
    if (exchanged === 'calls-spent') {
      throw quotaExhausted(billing?.limit ?? 0);
    }
    return payloadOf(context);
  });
}

function payloadOf({ app, request, token, scope }: LoginContext): LoginPayload {
  const registered = required(app, 'app');
  const { msisdn } = required(token, 'token');
  const taskId = hexText(scope.random, 16);
  const keys = required(request, 'request').method === 'RSA' ? rsaKeys(registered) : null;
  return { msisdn: keys === null ? msisdn : sealPkcs1(Buffer.from(msisdn), keys.encrypt).toString('hex').toUpperCase(), taskId };
}

function quotaExhausted(limit: number): Refusal {
  return new Refusal('QUOTA_EXHAUSTED', `the app's ${limit} calls are used up`);
}
