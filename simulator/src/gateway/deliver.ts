import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { shapeAnswer } from '../faults/shape-answer.ts';
import { delayOf } from '../faults/timing.ts';
import { transmit } from '../faults/transport.ts';
import type { Hits } from '../model/fault-stages.ts';
import type { HttpAnswer } from '../protocol/http-answer.ts';
import type { Scope } from '../scope/scope.ts';
import type { Connection } from '../transport/connection.ts';
import { writeAnswer } from '../transport/write-answer.ts';

export interface Delivery {
  readonly scope: Scope;
  readonly connection: Connection;
  readonly hits: Hits;
  readonly answer: HttpAnswer;
  /** What the operator takes by itself. */
  readonly latencyMs: number;
}

/** What the journal says was answered: null where no whole answer is sent, or not yet. */
export function toldAnswer(
  { hits, answer }: Pick<Delivery, 'hits' | 'answer'>,
  code: string | null,
): { status: number; resultCode: string | null } | null {
  const isWhole = hits.transport === undefined || hits.transport.effect.kind === 'dribble';
  if (!isWhole || hits.timing?.effect.kind === 'hold') {
    return null;
  }
  const kind = hits.body?.effect.kind;
  const isReplaced = kind === 'html' || kind === 'status' || kind === 'redirect';
  return { status: answer.status, resultCode: isReplaced ? null : code };
}

export function shaped(answer: HttpAnswer, hits: Hits): HttpAnswer {
  return hits.body === undefined ? answer : shapeAnswer(answer, hits.body.effect);
}

/** The answer's way out: kept back by timing, then written, or spoilt by the transport. */
export function deliver({ scope, connection, hits, answer, latencyMs }: Delivery, response: ServerResponse): void {
  const delayMs = hits.timing === undefined ? 0 : delayOf(hits.timing.effect, scope.random);
  const waitMs = delayMs === null ? null : delayMs + latencyMs;
  const write = (): void => {
    if (hits.transport === undefined) {
      writeAnswer(response, answer);
      return;
    }
    const socket: Socket = response.socket ?? connection.raw;
    const { clock, random, held } = scope;
    transmit(answer, hits.transport.effect, {
      socket,
      raw: connection.raw,
      clock,
      random,
      keepRest: (finish) => held.keepRest(finish),
    });
  };
  if (waitMs === 0) {
    write();
    return;
  }
  const kept = scope.held.keep({
    ms: waitMs,
    deliver: () => writtenOut(response, write, hits.transport),
    goes: hits.transport?.effect.kind === 'dribble' ? 'piecewise' : 'at once',
  });
  response.once('close', () => kept.cancel());
}

/** Resolves when the answer was written or the client had gone; a spoilt answer may never be whole, and is not waited for. */
function writtenOut(response: ServerResponse, write: () => void, transport: Hits['transport']): Promise<void> {
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
