import type { App } from '../model/documents.ts';
import { Refusal, type RefusalName } from '../model/refusal.ts';
import { hintOfAppid } from '../protocol/appid-mistakes.ts';
import { isToken } from '../protocol/credentials.ts';
import { redactStart } from '../protocol/redaction.ts';
import { parseOperatorTime } from '../protocol/times.ts';
import { diagnoseToken } from '../protocol/token-mistakes.ts';
import { MsgidClaim } from './msgid-claim.ts';
import { type OperationContext, type ReadAgain, type Retained, required } from './operation.ts';
import type { DeviceIdentity, Sent, Signed } from './requests.ts';

/** The rules that more than one operation has. */

/** The body of an SDK's request must be a JSON object of strings, labelled application/json in either strictness. */
export function judgeSdkBody({ reading }: OperationContext): void {
  const refusal = reading.refusal ?? reading.wrongType?.refusal;
  if (refusal !== undefined) {
    throw refusal;
  }
}

/** A dialect may verify asynchronously. */
export function judgeSignature({ app, request, scope }: OperationContext<Signed>): void | Promise<void> {
  return required(request, 'request').verify(required(app, 'app'), scope.directory.keys);
}

export function judgeAppKnown({ app, reading }: OperationContext): void {
  if (app !== undefined) {
    return;
  }
  const given = reading.appid ?? '';
  throw new Refusal('UNKNOWN_APP', () => `no app has the id ${JSON.stringify(redactStart(given, 40))}${hintOfAppid(given)}`);
}

export function judgeIdentity(app: App, { packageName, certificateMd5 }: DeviceIdentity): void {
  if (packageName !== app.packageName) {
    throw new Refusal(
      'PACKAGE_MISMATCH',
      `package ${app.packageName} is registered, the request says ${redactStart(packageName, 100)}`,
    );
  }
  if (certificateMd5 !== app.certificateMd5) {
    throw new Refusal(
      'PACKAGE_MISMATCH',
      `certificate digest ${app.certificateMd5} is registered, the request says ${redactStart(certificateMd5, 64)}`,
    );
  }
}

/** Only a dialect of one's own verifies asynchronously, and it says nothing of later faults. */
export function judgeSignatureLater({ app, request, keys }: SignedInput): void {
  const pending = required(request, 'request').verify(required(app, 'app'), keys);
  if (pending instanceof Promise) {
    // The journal does not wait for it, and a rejection that nobody handles would end the process.
    pending.catch(() => undefined);
  }
}

type SignedInput = Pick<Retained<Signed> & ReadAgain<Signed>, 'app' | 'request' | 'keys'>;

/** No such token is known. Its form shows what was sent in its place. */
export function unknownToken(name: RefusalName, text: string): Refusal {
  if (isToken(text)) {
    return new Refusal(name, 'no such token was issued in this scope');
  }
  const mistake = diagnoseToken(text);
  const form = 'the token is not of the form that is issued here';
  return new Refusal(name, mistake === null ? form : { text: `${form}: it is ${mistake.en}`, mistakes: [mistake] });
}

export function judgeTokenForm(name: RefusalName, text: string): void {
  if (text !== '' && !isToken(text)) {
    throw unknownToken(name, text);
  }
}

export interface FreshnessRule {
  readonly refusal: RefusalName;
  /** The host of wire.md §1's table. A msgid is new at each host: after a redirect the same body comes again. */
  readonly host: string;
}

/** Time-stamp window and msgid replay, both off by default (wire.md §7). */
export function judgeFreshness(context: OperationContext<Sent>, rule: FreshnessRule): void | Promise<void> {
  const { timeWindowMs, msgidReplay } = context.settings;
  const sent = required(context.request, 'request');
  if (timeWindowMs !== null) {
    judgeTime(context.now, sent.sentAt, { ...rule, timeWindowMs });
  }
  return msgidReplay === 'refused' ? judgeReplay(context, sent.msgid, rule) : undefined;
}

function judgeTime(
  now: number,
  sentAt: string,
  { timeWindowMs, refusal }: FreshnessRule & { readonly timeWindowMs: number },
): void {
  const sent = parseOperatorTime(sentAt);
  if (sent === null) {
    throw new Refusal(refusal, `the time is no date, and this scope allows ${timeWindowMs} ms of difference`);
  }
  if (Math.abs(now - sent) > timeWindowMs) {
    throw new Refusal(refusal, `the sender's clock is ${sent - now} ms off, this scope allows ${timeWindowMs} ms`);
  }
}

function judgeReplay(context: OperationContext, msgid: string, { host, refusal }: FreshnessRule): Promise<void> {
  const { epoch, now } = context;
  context.claim = new MsgidClaim({ store: context.scope.store, epoch, host, msgid, now, refusal });
  return context.claim.judge();
}
