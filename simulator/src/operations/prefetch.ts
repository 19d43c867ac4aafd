import type { Operator, Session, Subscriber } from '../api.ts';
import { maskNumber, OPERATORS, operatorRow } from '../protocol/numbers.ts';
import { Refusal } from '../model/refusal.ts';
import { operatorTime, shanghaiDay } from '../protocol/times.ts';
import type { Told } from '../model/explanation.ts';
import { type Attempt, type Flow, found, type Kept, keepCommon, type Recalled, strictnessOf } from './operation.ts';
import type { DeviceIdentity, OpenedPrefetch, PrefetchPayload, PrefetchReader, PrefetchRequest } from './requests.ts';
import { judgeAppKnown, judgeFreshness, judgeIdentity } from './shared-rules.ts';
import { tellAppKnown, tellBody, tellFields, tellFreshness, tellIdentity, tellSignature } from './shared-explanations.ts';

export interface PrefetchAttempt extends Attempt<PrefetchRequest> {
  readonly reader: PrefetchReader;
  /** The bearer's address, or null where the connection tells none. */
  readonly address: string | null;
  /** Whose number-request base was asked. */
  readonly host: Operator;
  /** Where another operator's number request is, in the form in which this one came. */
  redirectTo(operator: Operator): string;
  opened: OpenedPrefetch | undefined;
  session: Session | undefined;
  subscriber: Subscriber | undefined;
  /** The app's of this day so far, where they are limited. */
  retrievals: number | undefined;
}

interface PrefetchKept
  extends Kept<PrefetchRequest>,
    Pick<PrefetchAttempt, 'address' | 'host' | 'session' | 'subscriber' | 'retrievals'> {
  readonly reader: PrefetchReader;
  /** What the sealed part said, without its key. */
  readonly identity: DeviceIdentity | undefined;
}

type PrefetchTelling = PrefetchKept & Recalled<PrefetchRequest>;

/** wire.md §6, column prefetch. */
export const PREFETCH_FLOW: Flow<PrefetchAttempt, PrefetchKept, PrefetchPayload> = {
  operation: 'prefetch',
  checks: [
    { step: 2, name: 'body', refuses: ['INVALID_REQUEST', 'BAD_MESSAGE'], run: judgeBody, tells: tellBody },
    { step: 3, name: 'fields', refuses: ['BAD_PARAMETER'], run: judgeRequest, tells: tellFields },
    { step: 3, name: 'time and replay', refuses: ['BAD_PARAMETER'], run: judgeSent, tells: tellFreshness },
    { step: 4, name: 'app', refuses: ['UNKNOWN_APP'], run: judgeAppKnown, tells: tellAppKnown },
    { step: 5, name: 'admitted', refuses: ['APP_NOT_ADMITTED'], run: judgeAdmitted, tells: tellAdmitted },
    { step: 6, name: 'signature', refuses: ['BAD_SIGNATURE'], run: judgeSignature, tells: tellSignature },
    { step: 6, name: 'sealed data', refuses: ['BAD_SIGNATURE', 'BAD_PARAMETER'], run: openRequest, tells: tellOpening },
    { step: 7, name: 'package', refuses: ['PACKAGE_MISMATCH'], run: judgePackage, tells: tellPackage },
    { step: 8, name: 'bearer session', refuses: ['NOT_A_BEARER_ADDRESS'], run: findSession, tells: tellSession },
    {
      step: 9,
      name: 'operator',
      refuses: ['TELECOM_NOT_SUPPORTED', 'UNICOM_NOT_SUPPORTED', 'OTHER_OPERATOR', 'NOT_A_BEARER_ADDRESS'],
      run: judgeOperator,
      tells: tellOperator,
    },
    {
      step: 10,
      name: 'subscriber',
      refuses: ['UNICOM_FAILED', 'MOBILE_FAILED', 'TELECOM_FAILED'],
      run: judgeSubscriber,
      tells: tellSubscriber,
    },
    { step: 11, name: 'daily limit', refuses: ['DAILY_LIMIT'], run: judgeDailyLimit, tells: tellDailyLimit },
  ],
  effect: issueScrip,
  keep: (attempt, kept) => {
    keepCommon(attempt, kept);
    kept.reader = attempt.reader;
    const { opened } = attempt;
    kept.address = attempt.address;
    kept.host = attempt.host;
    kept.identity = opened === undefined ? undefined : { packageName: opened.packageName, certificateMd5: opened.certificateMd5 };
    kept.session = attempt.session;
    kept.subscriber = attempt.subscriber;
    kept.retrievals = attempt.retrievals;
  },
};

function judgeBody({ reading }: PrefetchAttempt): void {
  const refusal = reading.refusal ?? reading.wrongType?.refusal;
  if (refusal !== undefined) {
    throw refusal;
  }
}

function judgeRequest(attempt: PrefetchAttempt): void {
  attempt.request = attempt.reader.read(attempt.reading, strictnessOf(attempt));
}

function judgeSent(attempt: PrefetchAttempt): void | Promise<void> {
  return judgeFreshness(attempt, found(attempt.request, 'request'), { refusal: 'BAD_PARAMETER', host: attempt.host });
}

function judgeAdmitted({ app }: PrefetchAttempt): void {
  if (!found(app, 'app').admitted) {
    throw new Refusal('APP_NOT_ADMITTED', 'the app is registered, but not on the admission list');
  }
}

function tellAdmitted({ app }: PrefetchTelling): Told {
  return {
    expected: 'an app on the admission list',
    got: found(app, 'app').admitted ? 'on the list' : 'registered, not on the list',
  };
}

function judgeSignature({ app, request }: PrefetchAttempt): void {
  found(request, 'request').verify(found(app, 'app'));
}

function openRequest(attempt: PrefetchAttempt): void {
  const { keyRing } = attempt.world;
  attempt.opened = found(attempt.request, 'request').open((keyid) => keyRing.find(keyid));
}

function tellOpening({ reader, reading, identity, refusal }: PrefetchTelling): Told {
  const { expected, got } = reader.tellSealed(reading);
  return { expected, got: `${got}: ${identity === undefined ? (refusal?.explain() ?? 'not opened') : 'all of it opens'}` };
}

function judgePackage({ app, opened }: PrefetchAttempt): void {
  judgeIdentity(found(app, 'app'), found(opened, 'sealed data'));
}

function tellPackage({ app, identity }: PrefetchTelling): Told {
  return tellIdentity(found(app, 'app'), found(identity, 'sealed data'));
}

async function findSession(attempt: PrefetchAttempt): Promise<void> {
  const { address, world, settings } = attempt;
  if (address === null) {
    throw new Refusal('NOT_A_BEARER_ADDRESS', 'the PROXY header names no source address');
  }
  attempt.session = await world.registry.session(address);
  attempt.msisdn = attempt.session?.msisdn;
  attempt.subscriber = attempt.session === undefined ? undefined : await world.registry.subscriber(attempt.session.msisdn);
  if (attempt.subscriber === undefined) {
    throw new Refusal('NOT_A_BEARER_ADDRESS', await whyNoSession(attempt, address));
  }
  if (attempt.subscriber.state === 'roaming' && settings.roaming === 'refused') {
    throw new Refusal('NOT_A_BEARER_ADDRESS', 'the subscriber is roaming, and this scope refuses foreign addresses');
  }
}

async function whyNoSession({ world, session }: PrefetchAttempt, address: string): Promise<string> {
  if (session !== undefined) {
    return `the session of ${address} is of a number that this scope no longer has`;
  }
  const owner = await world.store.owner('address', address);
  return owner === undefined || owner === world.id
    ? `no bearer session holds ${address}`
    : `${address} is leased in scope ${owner}, the app is in scope ${world.id}`;
}

function tellSession({ address, session, subscriber, settings }: PrefetchTelling): Told {
  const roaming = settings.roaming === 'refused' ? ', not roaming (this scope refuses foreign addresses)' : '';
  const expected = `an address that a bearer session of this scope holds, its subscriber known${roaming}`;
  if (address === null || session === undefined) {
    return { expected, got: address === null ? 'no source address' : `${address}, held by no session of this scope` };
  }
  const state = subscriber === undefined ? 'who is not there' : `in state ${subscriber.state}`;
  return { expected, got: `${address}, held by ${maskNumber(session.msisdn)} ${state}` };
}

function judgeOperator(attempt: PrefetchAttempt): void {
  const { app, subscriber, host } = attempt;
  const { operator } = found(subscriber, 'subscriber');
  const row = operatorRow(operator);
  if (row.unsupported !== null && !found(app, 'app').operators.includes(operator)) {
    throw new Refusal(row.unsupported, `the app has no right to ${operator} subscribers`);
  }
  if (operator === host) {
    return;
  }
  if (host === 'mobile') {
    throw new Refusal('OTHER_OPERATOR', `a ${operator} subscriber at the mobile host`, {
      redirect: attempt.redirectTo(operator),
    });
  }
  throw new Refusal('NOT_A_BEARER_ADDRESS', `a ${operator} subscriber asked the ${host} host directly`);
}

function tellOperator({ app, host, subscriber, refusal }: PrefetchTelling): Told {
  const { operator } = found(subscriber, 'subscriber');
  const allowed = OPERATORS.filter((row) => row.unsupported === null || found(app, 'app').operators.includes(row.operator));
  const redirect = refusal?.extra['redirect'];
  return {
    expected: `a subscriber of the ${host} host, which was asked, and of an operator that the app may use: ${allowed.map((row) => row.operator).join(', ')}`,
    got: `a ${operator} subscriber${redirect === undefined ? '' : `, sent on to ${redirect}`}`,
  };
}

function judgeSubscriber({ subscriber }: PrefetchAttempt): void {
  const { state, operator } = found(subscriber, 'subscriber');
  if (state === 'iot' || state === 'dataOnly' || state === 'operatorFailure') {
    throw new Refusal(operatorRow(operator).failure, `the subscriber is in state ${state} at ${operator}`);
  }
}

function tellSubscriber({ subscriber }: PrefetchTelling): Told {
  const { state, operator } = found(subscriber, 'subscriber');
  return {
    expected: `a subscriber that ${operator} can serve: not in state iot, dataOnly or operatorFailure`,
    got: `one in state ${state}`,
  };
}

function judgeDailyLimit(attempt: PrefetchAttempt): void | Promise<void> {
  const { dailyLimit } = found(attempt.app, 'app');
  return dailyLimit === null ? undefined : judgeCount(attempt, dailyLimit);
}

async function judgeCount(attempt: PrefetchAttempt, dailyLimit: number): Promise<void> {
  const { world, app, now } = attempt;
  attempt.retrievals = await world.store.readCounter(world.id, dailyCounter(found(app, 'app').appid, now));
  if (attempt.retrievals >= dailyLimit) {
    throw dailyLimitReached(dailyLimit);
  }
}

function tellDailyLimit({ app, retrievals, now }: PrefetchTelling): Told {
  const { dailyLimit } = found(app, 'app');
  if (dailyLimit === null) {
    return { expected: 'any number of retrievals: the app has no daily limit', got: 'not counted against' };
  }
  const day = operatorTime(now).slice(0, 8);
  return {
    expected: `fewer than ${dailyLimit} retrievals on ${day} (China Standard Time)`,
    got: `${retrievals ?? 'not counted'}`,
  };
}

async function issueScrip(attempt: PrefetchAttempt): Promise<PrefetchPayload> {
  const { app, opened, subscriber, world, settings, now } = attempt;
  const { appid, certificateMd5, dailyLimit } = found(app, 'app');
  const { msisdn, sim, operator } = found(subscriber, 'subscriber');
  if (!(await world.store.increment(world.id, dailyCounter(appid, now), dailyLimit))) {
    throw dailyLimitReached(dailyLimit ?? 0);
  }
  const { scripLifeMs } = settings;
  const scrip = world.makeScrip();
  attempt.issued = scrip;
  await world.store.putScrip(world.id, {
    scrip,
    appid,
    certificateMd5,
    msisdn,
    sim,
    issuedAt: now,
    expiresAt: now + scripLifeMs,
  });
  return {
    scrip,
    maskedNumber: maskNumber(msisdn),
    operatorDigit: operatorRow(operator).digit,
    expiresInSeconds: Math.floor(scripLifeMs / 1000),
    sessionKey: found(opened, 'sealed data').sessionKey,
  };
}

function dailyLimitReached(limit: number): Refusal {
  return new Refusal('DAILY_LIMIT', `the app's ${limit} retrievals of this day (China Standard Time) are used up`);
}

function dailyCounter(appid: string, now: number): string {
  return `retrievals/${appid}/${shanghaiDay(now)}`;
}
