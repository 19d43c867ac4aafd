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

function keptRequest({ inbound, operation, run, reading }: HandledRequest): KeptRequest {
  const { plane, method, target, host = null, contentType = null, connection } = inbound;
  const body = keptBody(inbound.body, run?.context.reading.text ?? reading?.text);
  return { plane, operation, method, target, host, contentType, body, session: connection.address ?? '' };
}

/** The text that the record has, where its bytes are those of the body; else a copy, since the bytes are part of a larger block that would live as long. */
function keptBody(body: Buffer, text: string | undefined): string | Buffer {
  return text !== undefined && Buffer.byteLength(text) === body.length ? text : Buffer.from(body);
}
