import type { KeptRequest } from '../scope/journal.ts';
import { type AnswerPlan, SendingAnswer } from '../transport/sent-answer.ts';
import { type HandledRequest, RequestRecord } from './request-record.ts';

/** Appends the journal entry of a request before its answer leaves. Whoever sends the answer completes what is returned. */
export function appendRecord(handled: HandledRequest, plan: AnswerPlan): SendingAnswer {
  const { clock, journal } = handled.resolved.scope;
  const sending = new SendingAnswer(plan, clock, { at: handled.at, realAt: handled.inbound.realAt });
  const id = journal.append(new RequestRecord(handled, sending), keptRequest(handled));
  sending.announceTo(journal, id);
  return sending;
}

/** Appends the journal entry of a request that is not answered, and why. */
export function appendUnanswered(handled: HandledRequest, why: string): void {
  const { clock, journal } = handled.resolved.scope;
  const sending = new SendingAnswer(null, clock, { at: handled.at, realAt: handled.inbound.realAt });
  sending.ends('nothing', `nothing was sent: ${why}`);
  journal.append(new RequestRecord(handled, sending), keptRequest(handled));
}

/** A copy of the body: the request's own bytes are part of a larger block that would live as long. */
function keptRequest({ inbound, operation }: HandledRequest): KeptRequest {
  const { plane, method, target, host = null, contentType = null, body, connection } = inbound;
  return { plane, operation, method, target, host, contentType, body: Buffer.from(body), session: connection.address ?? '' };
}
