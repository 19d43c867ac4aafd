import { readResultCode, shapeAnswer } from '../faults/shape-answer.ts';
import { delayOf } from '../faults/timing.ts';
import { transmit } from '../faults/transport.ts';
import type { Hits } from '../model/fault-stages.ts';
import type { HttpAnswer } from '../protocol/http-answer.ts';
import type { Scope } from '../scope/scope.ts';
import { ENDED_BY_RULE, trackSending } from '../transport/connection-end.ts';
import { sendReset } from '../transport/send-reset.ts';
import type { AnswerPlan, SendingAnswer } from '../transport/sent-answer.ts';
import { writeAnswer, writeBytes } from '../transport/write-answer.ts';
import type { InboundRequest } from './inbound-request.ts';

export interface Delivery {
  readonly scope: Scope;
  readonly inbound: InboundRequest;
  readonly hits: Hits;
  readonly answer: HttpAnswer;
  readonly sending: SendingAnswer;
  /** How long the operator takes to answer. */
  readonly latencyMs: number;
}

/** The answer that the journal shows if all of it leaves: with the code that a client reads in it. A page or a status of a fault rule has none. */
export function answerPlan(
  { hits, answer }: Pick<Delivery, 'hits' | 'answer'>,
  made: { readonly body: string; readonly code: string | null },
): AnswerPlan {
  const { status } = answer;
  switch (hits.body?.effect.kind) {
    case 'html':
    case 'text':
    case 'status':
    case 'redirect':
      return { status, resultCode: null, replacedCode: made.code };
    case 'field':
    case 'body':
      // A dialect's own form has no fields to change, so that its answer leaves as it was made.
      return answer.body === made.body
        ? { status, resultCode: made.code }
        : { status, resultCode: readResultCode(answer.body), replacedCode: made.code };
    default:
      return { status, resultCode: made.code };
  }
}

/** The answer as a fault rule of stage `body` changes it. */
export function shaped(answer: HttpAnswer, hits: Hits): HttpAnswer {
  return hits.body === undefined ? answer : shapeAnswer(answer, hits.body.effect);
}

/** Sends an answer: delayed by timing, then written whole or as a fault rule of stage `transport` says. */
export function deliver(delivery: Delivery): void {
  const { scope, inbound, hits, latencyMs, sending } = delivery;
  const { connection } = inbound;
  const delayMs = hits.timing === undefined ? 0 : delayOf(hits.timing.effect, scope.random);
  const waitMs = delayMs === null ? null : delayMs + latencyMs;
  trackSending(connection, sending);
  if (waitMs === 0) {
    write(delivery);
    return;
  }
  sending.waits(waitMs === null ? 'held until it is released' : waitWords(waitMs, scope));
  const heldAnswer = scope.held.keep({
    ms: waitMs,
    deliver: () => written(delivery),
    goes: hits.transport?.effect.kind === 'dribble' ? 'piecewise' : 'at once',
  });
  sending.whenSettled(() => heldAnswer.cancel());
}

/** A stopped clock lets no answer go by itself. */
function waitWords(ms: number, { clock }: Scope): string {
  const words = `held for ${Math.round(ms)} ms of the scope’s clock`;
  return clock.state.rate === 0 ? `${words}, which is stopped: advance it, or release` : words;
}

/** Resolves when the answer was written or the client had left. An answer that a fault rule spoils may never be whole, and is not waited for. */
function written(delivery: Delivery): Promise<void> {
  write(delivery);
  return delivery.hits.transport === undefined
    ? new Promise((resolve) => delivery.sending.whenSettled(resolve))
    : Promise.resolve();
}

function write({ scope, inbound, hits, answer, sending }: Delivery): void {
  const { response, connection } = inbound;
  const { transport } = hits;
  if (transport === undefined) {
    writeAnswer({ response, connection, sending }, answer);
    return;
  }
  const { raw } = connection;
  const { clock, random, held } = scope;
  const { socket } = response.req;
  const spoil = (): void =>
    transmit(answer, transport.effect, {
      socket,
      raw,
      clock,
      random,
      sending,
      sendReset: () => sendReset(raw),
      endsConnection: () => {
        connection.endedBy ??= ENDED_BY_RULE;
      },
      holdRest: (finish) => held.keepRest(finish),
      write: (bytes, done) => writeBytes(socket, bytes, { connection, done }),
    });
  // A pipelined request waits for the answers before its own.
  if (response.socket === null && !socket.destroyed) {
    response.once('socket', spoil);
  } else {
    spoil();
  }
}
