import { createHash } from 'node:crypto';
import type { Session, Subscriber } from '../model/documents.ts';
import type { Explanation } from '../model/explanation.ts';
import { OPERATORS, type Operator, operatorRow } from '../model/operators.ts';
import { Refusal } from '../model/refusal.ts';
import { maskNumber } from '../protocol/numbers.ts';
import { operatorTime, shanghaiDay } from '../protocol/times.ts';
import type { Bearer } from '../scope/scope-directory.ts';
import {
  type OperationContext,
  type OperationDefinition,
  type ReadAgain,
  type Retained,
  replayed,
  required,
  strictnessOf,
} from './operation.ts';
import type { DeviceIdentity, OpenedPrefetch, PrefetchPayload, PrefetchReader, PrefetchRequest } from './requests.ts';
import {
  describeAppKnown,
  describeBody,
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

export interface PrefetchContext extends OperationContext<PrefetchRequest> {
  readonly reader: PrefetchReader;
  /** The bearer's address; null where the connection names none. */
  readonly address: string | null;
  /** The operator whose number request was sent. */
  readonly host: Operator;
  /** The URL of another operator's number request, in the form of this one. */
  redirectTo(operator: Operator): string;
  /** The bearer as it was when the request came, where its session is this scope's; undefined: it must be looked up. */
  readonly bearer: Bearer | undefined;
  opened: OpenedPrefetch | undefined;
  session: Session | undefined;
  subscriber: Subscriber | undefined;
  /** How many the app has made on this day, where they are limited. */
  retrievals: number | undefined;
}

interface PrefetchRetained
  extends Retained<PrefetchRequest>,
    Pick<PrefetchContext, 'address' | 'host' | 'session' | 'subscriber' | 'retrievals'> {
  readonly reader: PrefetchReader;
  /** The identity in the sealed part, without its key. */
  readonly identity: DeviceIdentity | undefined;
  /** Distinguishes one session key from the next, and is of no use to open anything. */
  readonly keyDigest: string | undefined;
  readonly remark: string | undefined;
}

type PrefetchExplanationInput = PrefetchRetained & ReadAgain<PrefetchRequest>;

/** wire.md §6, column prefetch. */
export const PREFETCH: OperationDefinition<PrefetchContext, PrefetchRetained, PrefetchPayload> = {
  operation: 'prefetch',
  rules: [
    { step: 2, name: 'body', refuses: ['INVALID_REQUEST', 'BAD_MESSAGE'], run: judgeSdkBody, explain: describeBody },
    { step: 3, name: 'fields', refuses: ['BAD_PARAMETER'], run: judgeRequest, explain: describeFields },
    {
      step: 3,
      name: 'time and replay',
      refuses: ['BAD_PARAMETER'],
      run: (context) => judgeFreshness(context, { refusal: 'BAD_PARAMETER', host: context.host }),
      explain: describeFreshness,
    },
    { step: 4, name: 'app', refuses: ['UNKNOWN_APP'], run: judgeAppKnown, explain: describeAppKnown },
    {
      step: 5,
      name: 'admitted',
      refuses: ['APP_NOT_ADMITTED'],
      run: judgeAdmitted,
      explain: describeAdmitted,
      judgeLater: judgeAdmitted,
    },
    {
      step: 6,
      name: 'signature',
      refuses: ['BAD_SIGNATURE'],
      run: judgeSignature,
      explain: describeSignature,
      judgeLater: judgeSignatureLater,
    },
    { step: 6, name: 'sealed data', refuses: ['BAD_SIGNATURE', 'BAD_PARAMETER'], run: openRequest, explain: describeOpening },
    { step: 7, name: 'package', refuses: ['PACKAGE_MISMATCH'], run: judgePackage, explain: describePackage },
    { step: 8, name: 'bearer session', refuses: ['NOT_A_BEARER_ADDRESS'], run: lookUpSession, explain: describeSession },
    {
      step: 9,
      name: 'operator',
      refuses: ['TELECOM_NOT_SUPPORTED', 'UNICOM_NOT_SUPPORTED', 'OTHER_OPERATOR', 'NOT_A_BEARER_ADDRESS'],
      run: judgeOperator,
      explain: describeOperator,
    },
    {
      step: 10,
      name: 'subscriber',
      refuses: ['UNICOM_FAILED', 'MOBILE_FAILED', 'TELECOM_FAILED'],
      run: judgeSubscriber,
      explain: describeSubscriber,
    },
    { step: 11, name: 'daily limit', refuses: ['DAILY_LIMIT'], run: judgeDailyLimit, explain: describeDailyLimit },
  ],
  effect: issueScrip,
  retain: ({ now, settings, app, reader, reading, scope, address, host, opened, session, subscriber, retrievals }) => {
    const identity =
      opened === undefined ? undefined : { packageName: opened.packageName, certificateMd5: opened.certificateMd5 };
    return {
      now,
      settings,
      app,
      reader,
      keys: scope.directory.keys,
      wrongType: reading.wrongType,
      address,
      host,
      identity,
      keyDigest: opened === undefined ? undefined : digestOf(opened.sessionKey),
      remark: opened?.remark,
      session,
      subscriber,
      retrievals,
    };
  },
};

function judgeRequest(context: PrefetchContext): void {
  context.request = context.reader.read(context.reading, strictnessOf(context));
}

function judgeAdmitted({ app }: Pick<PrefetchContext, 'app'>): void {
  if (!required(app, 'app').admitted) {
    throw new Refusal('APP_NOT_ADMITTED', 'the app is registered, but not on the admission list');
  }
}

function describeAdmitted({ app }: PrefetchExplanationInput): Explanation {
  return {
    expected: 'an app on the admission list',
    got: required(app, 'app').admitted ? 'on the list' : 'registered, not on the list',
  };
}

function openRequest(context: PrefetchContext): void {
  const { keyRing } = context.scope;
  context.opened = required(context.request, 'request').open((keyid) => keyRing.find(keyid));
}

function describeOpening({ reader, reading, keyDigest, remark, refusal }: PrefetchExplanationInput): Explanation {
  const { expected, got } = reader.describeSealed(reading);
  const inside = remark === undefined ? '' : `, ${remark} inside`;
  const opened = `all of it opens${inside}, with the session key of sha256 ${keyDigest}`;
  return { expected, got: `${got}: ${keyDigest === undefined ? (refusal?.explain() ?? 'not opened') : opened}` };
}

/** The first 32 bits: as many as the journal shows of a scrip. */
function digestOf(sessionKey: Buffer): string {
  return createHash('sha256').update(sessionKey).digest('hex').slice(0, 8);
}

function judgePackage({ app, opened }: PrefetchContext): void {
  judgeIdentity(required(app, 'app'), required(opened, 'sealed data'));
}

function describePackage({ app, identity }: PrefetchExplanationInput): Explanation {
  return describeIdentity(required(app, 'app'), required(identity, 'sealed data'));
}

async function lookUpSession(context: PrefetchContext): Promise<void> {
  const { address, scope, settings } = context;
  if (address === null) {
    throw new Refusal('NOT_A_BEARER_ADDRESS', 'the PROXY header names no source address');
  }
  const bearer = context.bearer ?? (await scope.directory.bearer(address));
  context.session = bearer?.session;
  context.msisdn = bearer?.session.msisdn;
  context.subscriber = bearer?.subscriber;
  context.latencyMs = context.subscriber?.latencyMs ?? 0;
  if (context.subscriber === undefined) {
    throw new Refusal('NOT_A_BEARER_ADDRESS', await whyNoSession(context, address));
  }
  if (context.subscriber.state === 'roaming' && settings.roaming === 'refused') {
    throw new Refusal('NOT_A_BEARER_ADDRESS', 'the subscriber is roaming, and this scope refuses foreign addresses');
  }
}

async function whyNoSession({ scope, session }: PrefetchContext, address: string): Promise<string> {
  if (session !== undefined) {
    return `the session of ${address} is of a number that this scope no longer has`;
  }
  const owner = await scope.store.owner('address', address);
  return owner === undefined || owner === scope.id
    ? `no bearer session holds ${address}`
    : `${address} is leased in scope ${owner}, the app is in scope ${scope.id}`;
}

function describeSession({ address, session, subscriber, settings }: PrefetchExplanationInput): Explanation {
  const roaming = settings.roaming === 'refused' ? ', not roaming (this scope refuses foreign addresses)' : '';
  const expected = `an address that a bearer session of this scope holds, its subscriber known${roaming}`;
  if (address === null || session === undefined) {
    return { expected, got: address === null ? 'no source address' : `${address}, held by no session of this scope` };
  }
  const state = subscriber === undefined ? ', which is not registered' : ` in state ${subscriber.state}`;
  return { expected, got: `${address}, held by ${maskNumber(session.msisdn)}${state}` };
}

function judgeOperator(context: PrefetchContext): void {
  const { app, subscriber, host } = context;
  const { operator } = required(subscriber, 'subscriber');
  const row = operatorRow(operator);
  if (row.unsupported !== null && !required(app, 'app').operators.includes(operator)) {
    throw new Refusal(row.unsupported, `the app has no right to ${operator} subscribers`);
  }
  if (operator === host) {
    return;
  }
  if (host === 'mobile') {
    throw new Refusal('OTHER_OPERATOR', `a ${operator} subscriber at the mobile host`, {
      redirect: context.redirectTo(operator),
    });
  }
  throw new Refusal('NOT_A_BEARER_ADDRESS', `a ${operator} subscriber asked the ${host} host directly`);
}

function describeOperator({ app, host, subscriber, refusal }: PrefetchExplanationInput): Explanation {
  const { operator } = required(subscriber, 'subscriber');
  const allowed = OPERATORS.filter((row) => row.unsupported === null || required(app, 'app').operators.includes(row.operator));
  const redirect = refusal?.extra['redirect'];
  return {
    expected: `a subscriber of the ${host} host, which was asked, and of an operator that the app may use: ${allowed.map((row) => row.operator).join(', ')}`,
    got: `a ${operator} subscriber${redirect === undefined ? '' : `, sent on to ${redirect}`}`,
  };
}

function judgeSubscriber({ subscriber }: PrefetchContext): void {
  const { state, operator } = required(subscriber, 'subscriber');
  if (state === 'iot' || state === 'dataOnly' || state === 'operatorFailure') {
    throw new Refusal(operatorRow(operator).failure, `the subscriber is in state ${state} at ${operator}`);
  }
}

function describeSubscriber({ subscriber }: PrefetchExplanationInput): Explanation {
  const { state, operator } = required(subscriber, 'subscriber');
  return {
    expected: `a subscriber that ${operator} can serve: not in state iot, dataOnly or operatorFailure`,
    got: `one in state ${state}`,
  };
}

function judgeDailyLimit(context: PrefetchContext): void | Promise<void> {
  const { dailyLimit } = required(context.app, 'app');
  return dailyLimit === null ? undefined : judgeCount(context, dailyLimit);
}

async function judgeCount(context: PrefetchContext, dailyLimit: number): Promise<void> {
  const { scope, epoch, app, now } = context;
  context.retrievals = await scope.store.readRetrievals(epoch, required(app, 'app').appid, shanghaiDay(now));
  if (context.retrievals >= dailyLimit) {
    throw dailyLimitReached(dailyLimit);
  }
}

function describeDailyLimit({ app, retrievals, now }: PrefetchExplanationInput): Explanation {
  const { dailyLimit } = required(app, 'app');
  if (dailyLimit === null) {
    return { expected: 'any number of retrievals: the app has no daily limit', got: 'no limit' };
  }
  const day = operatorTime(now).slice(0, 8);
  return {
    expected: `fewer than ${dailyLimit} retrievals on ${day} (China Standard Time)`,
    got: `${retrievals ?? 'not counted'}`,
  };
}

async function issueScrip(context: PrefetchContext): Promise<PrefetchPayload> {
  const { app, opened, subscriber, scope, epoch, settings, now, claim } = context;
  const { appid, certificateMd5, dailyLimit } = required(app, 'app');
  const { msisdn, sim, operator } = required(subscriber, 'subscriber');
  const { scripLifeMs } = settings;
  const scrip = scope.makeScrip();
  const issued = await scope.store.issueScrip(epoch, {
    record: { scrip, appid, certificateMd5, msisdn, sim, issuedAt: now, expiresAt: now + scripLifeMs },
    day: { number: shanghaiDay(now), limit: dailyLimit },
    msgid: claim?.use,
  });
  if (issued === 'replayed') {
    throw replayed(context);
  }
  if (issued === 'day-spent') {
    throw dailyLimitReached(dailyLimit ?? 0);
  }
  context.issued = scrip;
  return {
    scrip,
    maskedNumber: maskNumber(msisdn),
    operatorDigit: operatorRow(operator).digit,
    expiresInSeconds: Math.floor(scripLifeMs / 1000),
    sessionKey: required(opened, 'sealed data').sessionKey,
  };
}

function dailyLimitReached(limit: number): Refusal {
  return new Refusal('DAILY_LIMIT', `the app's ${limit} retrievals of this day (China Standard Time) are used up`);
}
