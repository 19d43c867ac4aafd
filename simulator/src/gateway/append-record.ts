import { type AnswerPlan, SendingAnswer } from '../transport/sent-answer.ts';
import { type HandledRequest, RequestRecord } from './request-record.ts';

/** Appends the journal entry of a request before its answer leaves. Whoever sends the answer completes what is returned. */
export function appendRecord(handled: HandledRequest, plan: AnswerPlan): SendingAnswer {
  const { clock, journal } = handled.resolved.scope;
  const sending = new SendingAnswer(plan, clock, { at: handled.at, realAt: handled.inbound.realAt });
  const id = journal.append(new RequestRecord(handled, sending));
  sending.announceTo(journal, id);
  return sending;
}

/** Appends the journal entry of a request that is not answered, and why. */
export function appendUnanswered(handled: HandledRequest, why: string): void {
  const { clock, journal } = handled.resolved.scope;
  const sending = new SendingAnswer(null, clock, { at: handled.at, realAt: handled.inbound.realAt });
  sending.ends('nothing', `nothing was sent: ${why}`);
  journal.append(new RequestRecord(handled, sending));
}
