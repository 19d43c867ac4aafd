import type { Operator, Session, Subscriber } from '../api.ts';
import { maskNumber, operatorRow } from '../protocol/numbers.ts';
import { Refusal } from '../protocol/refusal.ts';
import { shanghaiDay } from '../protocol/times.ts';
import type { World } from '../state/world.ts';
import { type Attempt, type Flow, found } from './flow.ts';
import type { OpenedPrefetch, PrefetchPayload, PrefetchRequest, Reading } from './requests.ts';
import { judgeAppKnown, judgeFreshness, judgeIdentity } from './shared-checks.ts';

export interface PrefetchAttempt extends Attempt {
  /** The bearer's address, or null where the connection tells none. */
  readonly address: string | null;
  /** Whose number-request base was asked. */
  readonly host: Operator;
  /** Where another operator's number request is, in the form in which this one came. */
  readonly redirectTo: (operator: Operator) => string;
  readonly readRequest: (reading: Reading) => PrefetchRequest;
  request: PrefetchRequest | undefined;
  opened: OpenedPrefetch | undefined;
  session: Session | undefined;
  subscriber: Subscriber | undefined;
}

/** wire.md §6, column prefetch. */
export const PREFETCH_FLOW: Flow<PrefetchAttempt, PrefetchPayload> = {
  operation: 'prefetch',
  checks: [
    { step: 2, name: 'body', refuses: ['INVALID_REQUEST', 'BAD_MESSAGE'], run: judgeBody },
    { step: 3, name: 'fields', refuses: ['BAD_PARAMETER'], run: judgeRequest },
    { step: 3, name: 'time and replay', refuses: ['BAD_PARAMETER'], run: judgeSent },
    { step: 4, name: 'app', refuses: ['UNKNOWN_APP'], run: judgeAppKnown },
    { step: 5, name: 'admitted', refuses: ['APP_NOT_ADMITTED'], run: judgeAdmitted },
    { step: 6, name: 'signature', refuses: ['BAD_SIGNATURE'], run: judgeSignature },
    { step: 6, name: 'sealed data', refuses: ['BAD_SIGNATURE', 'BAD_PARAMETER'], run: openRequest },
    { step: 7, name: 'package', refuses: ['PACKAGE_MISMATCH'], run: judgePackage },
    { step: 8, name: 'bearer session', refuses: ['NOT_A_BEARER_ADDRESS'], run: findSession },
    {
      step: 9,
      name: 'operator',
      refuses: ['TELECOM_NOT_SUPPORTED', 'UNICOM_NOT_SUPPORTED', 'OTHER_OPERATOR', 'NOT_A_BEARER_ADDRESS'],
      run: judgeOperator,
    },
    { step: 10, name: 'subscriber', refuses: ['UNICOM_FAILED', 'MOBILE_FAILED', 'TELECOM_FAILED'], run: judgeSubscriber },
    { step: 11, name: 'daily limit', refuses: ['DAILY_LIMIT'], run: judgeDailyLimit },
  ],
  effect: issueScrip,
};

function judgeBody({ reading }: PrefetchAttempt): void {
  const refusal = reading.refusal ?? reading.wrongType?.refusal;
  if (refusal !== undefined) {
    throw refusal;
  }
}

function judgeRequest(attempt: PrefetchAttempt): void {
  attempt.request = attempt.readRequest(attempt.reading);
}

function judgeSent(attempt: PrefetchAttempt): void | Promise<void> {
  return judgeFreshness(attempt, found(attempt.request, 'request'), { refusal: 'BAD_PARAMETER', host: attempt.host });
}

function judgeAdmitted({ app }: PrefetchAttempt): void {
  if (!found(app, 'app').admitted) {
    throw new Refusal('APP_NOT_ADMITTED', 'the app is registered, but not on the admission list');
  }
}

function judgeSignature({ app, request }: PrefetchAttempt): void {
  found(request, 'request').verify(found(app, 'app'));
}

function openRequest(attempt: PrefetchAttempt): void {
  const { keyRing } = attempt.world;
  attempt.opened = found(attempt.request, 'request').open((keyid) => keyRing.find(keyid));
}

function judgePackage({ app, opened }: PrefetchAttempt): void {
  judgeIdentity(found(app, 'app'), found(opened, 'sealed data'));
}

async function findSession(attempt: PrefetchAttempt): Promise<void> {
  const { address, world } = attempt;
  if (address === null) {
    throw new Refusal('NOT_A_BEARER_ADDRESS', 'the PROXY header names no source address');
  }
  attempt.session = await world.registry.session(address);
  attempt.msisdn = attempt.session?.msisdn;
  attempt.subscriber = attempt.session === undefined ? undefined : await world.registry.subscriber(attempt.session.msisdn);
  if (attempt.subscriber === undefined) {
    throw new Refusal('NOT_A_BEARER_ADDRESS', await whyNoSession(attempt, address));
  }
  if (attempt.subscriber.state === 'roaming' && world.settings.roaming === 'refused') {
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

function judgeOperator({ app, subscriber, host, redirectTo }: PrefetchAttempt): void {
  const { operator } = found(subscriber, 'subscriber');
  const row = operatorRow(operator);
  if (row.unsupported !== null && !found(app, 'app').operators.includes(operator)) {
    throw new Refusal(row.unsupported, `the app has no right to ${operator} subscribers`);
  }
  if (operator === host) {
    return;
  }
  if (host === 'mobile') {
    throw new Refusal('OTHER_OPERATOR', `a ${operator} subscriber at the mobile host`, { redirect: redirectTo(operator) });
  }
  throw new Refusal('NOT_A_BEARER_ADDRESS', `a ${operator} subscriber asked the ${host} host directly`);
}

function judgeSubscriber({ subscriber }: PrefetchAttempt): void {
  const { state, operator } = found(subscriber, 'subscriber');
  if (state === 'iot' || state === 'dataOnly' || state === 'operatorFailure') {
    throw new Refusal(operatorRow(operator).failure, `the subscriber is in state ${state} at ${operator}`);
  }
}

function judgeDailyLimit({ app, world, now }: PrefetchAttempt): void | Promise<void> {
  const { appid, dailyLimit } = found(app, 'app');
  return dailyLimit === null ? undefined : judgeCount(world, dailyCounter(appid, now), dailyLimit);
}

async function judgeCount(world: World, counter: string, dailyLimit: number): Promise<void> {
  if ((await world.store.readCounter(world.id, counter)) >= dailyLimit) {
    throw dailyLimitReached(dailyLimit);
  }
}

async function issueScrip(attempt: PrefetchAttempt): Promise<PrefetchPayload> {
  const { app, opened, subscriber, world, now } = attempt;
  const { appid, certificateMd5, dailyLimit } = found(app, 'app');
  const { msisdn, sim, operator } = found(subscriber, 'subscriber');
  if (!(await world.store.increment(world.id, dailyCounter(appid, now), dailyLimit))) {
    throw dailyLimitReached(dailyLimit ?? 0);
  }
  const { scripLifeMs } = world.settings;
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
