import type { ServerResponse } from 'node:http';
import { shapeAnswer } from '../faults/shape-answer.ts';
import { delayOf } from '../faults/timing.ts';
import { transmit } from '../faults/transport.ts';
import type { Hits } from '../model/fault-stages.ts';
import type { HttpAnswer } from '../protocol/http-answer.ts';
import type { Scope } from '../scope/scope.ts';
import { sendReset } from '../transport/send-reset.ts';
import { writeAnswer } from '../transport/write-answer.ts';
import type { InboundRequest } from './inbound-request.ts';
import type { RecordedAnswer } from './request-record.ts';

export interface Delivery {
  readonly scope: Scope;
  readonly inbound: InboundRequest;
  readonly hits: Hits;
  readonly answer: HttpAnswer;
  /** How long the operator takes to answer. */
  readonly latencyMs: number;
}

/** The answer that the journal shows: null where no whole answer is sent, or not yet. */
export function recordedAnswer({ hits, answer }: Pick<Delivery, 'hits' | 'answer'>, code: string | null): RecordedAnswer {
  const isWhole = hits.transport === undefined || hits.transport.effect.kind === 'dribble';
  if (!isWhole || hits.timing?.effect.kind === 'hold') {
    return null;
  }
  const kind = hits.body?.effect.kind;
  const isReplaced = kind === 'html' || kind === 'status' || kind === 'redirect';
  return { status: answer.status, resultCode: isReplaced ? null : code };
}

/** The answer as a fault rule of stage `body` changes it. */
export function shaped(answer: HttpAnswer, hits: Hits): HttpAnswer {
  return hits.body === undefined ? answer : shapeAnswer(answer, hits.body.effect);
}

/** Sends an answer: delayed by timing, then written whole or as a fault rule of stage `transport` says. */
export function deliver({ scope, inbound, hits, answer, latencyMs }: Delivery): void {
  const { response, connection } = inbound;
  const delayMs = hits.timing === undefined ? 0 : delayOf(hits.timing.effect, scope.random);
  const waitMs = delayMs === null ? null : delayMs + latencyMs;
  const write = (): void => {
    if (hits.transport === undefined) {
      writeAnswer(response, answer);
      return;
    }
    const { raw } = connection;
    const { clock, random, held } = scope;
    transmit(answer, hits.transport.effect, {
      socket: response.socket ?? raw,
      raw,
      clock,
      random,
      sendReset: () => sendReset(raw),
      holdRest: (finish) => held.keepRest(finish),
    });
  };
  if (waitMs === 0) {
    write();
    return;
  }
  const heldAnswer = scope.held.keep({
    ms: waitMs,
    deliver: () => written(response, write, hits.transport),
    goes: hits.transport?.effect.kind === 'dribble' ? 'piecewise' : 'at once',
  });
  response.once('close', () => heldAnswer.cancel());
}

/** Resolves when the answer was written or the client had left. An answer that a fault rule spoils may never be whole, and is not waited for. */
function written(response: ServerResponse, write: () => void, transport: Hits['transport']): Promise<void> {
  if (transport !== undefined) {
    write();
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    response.once('close', resolve);
    response.once('finish', resolve);
    write();
  });
}
