import { appendEntry } from '../scope/append-entry.ts';
import type { KeptRequest } from '../scope/journal.ts';
import { type Answer, withAnswer } from '../store/answer.ts';
import { type AnswerPlan, SendingAnswer } from '../transport/sent-answer.ts';
import { type HandledRequest, RequestRecord } from './request-record.ts';

/** Appends the journal entry of a request before its answer leaves. Whoever sends the answer completes what is returned. `isQuick`: the answer leaves at once. */
export function appendRecord(handled: HandledRequest, plan: AnswerPlan, isQuick = true): Answer<SendingAnswer> {
  const { scope } = handled.resolved;
  const sending = new SendingAnswer(plan, scope.clock, { at: handled.at, realAt: handled.inbound.realAt });
  const facts = { raw: keptRequest(handled), isQuick, sending };
  return withAnswer(appendEntry(scope, new RequestRecord(handled, sending), facts), () => sending);
}

/** Appends the journal entry of a request that is not answered, and why. */
export async function appendUnanswered(handled: HandledRequest, why: string): Promise<void> {
  const { scope } = handled.resolved;
  const sending = new SendingAnswer(null, scope.clock, { at: handled.at, realAt: handled.inbound.realAt });
  sending.ends('nothing', `nothing was sent: ${why}`);
  await appendEntry(scope, new RequestRecord(handled, sending), { raw: keptRequest(handled), isQuick: true });
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
