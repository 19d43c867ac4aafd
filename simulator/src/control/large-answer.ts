import { once } from 'node:events';
import type { Response } from 'express';
import { isObject } from '../protocol/json.ts';
import { eachWithPauses, inSlices } from '../scope/slices.ts';

/** From as many items on a list is written piece by piece: a full journal has 13 MB of JSON, which takes a quarter of a second to make at once. */
const LARGE = 200;

/** Items in a piece. */
const PIECE = 50;

/** Writes an answer as JSON; one with a long list in pieces, between which everybody else has a turn. */
export async function writeJson(response: Response, answer: unknown): Promise<void> {
  const long = isObject(answer)
    ? Object.entries(answer).find(([, value]) => Array.isArray(value) && value.length > LARGE)
    : undefined;
  if (long === undefined || !isObject(answer)) {
    response.json(answer);
    return;
  }
  const [name, items] = long as [string, readonly unknown[]];
  const { [name]: _, ...rest } = answer;
  const head = JSON.stringify(rest);
  const pieces = await inSlices(piecesOf(items));
  response.type('json');
  response.write(`${head.slice(0, -1)}${head === '{}' ? '' : ','}${JSON.stringify(name)}:[`);
  // To a client that reads as fast as it is written to, nothing drains: without pauses the whole answer would leave in one turn.
  await eachWithPauses(pieces, async (piece) => {
    if (!response.write(piece) && !response.destroyed) {
      await drained(response);
    }
  });
  response.end(']}');
}

function* piecesOf(items: readonly unknown[]): Generator<void, readonly Buffer[]> {
  const pieces: Buffer[] = [];
  for (let at = 0; at < items.length; at += PIECE) {
    const texts = items.slice(at, at + PIECE).map((item) => JSON.stringify(item));
    pieces.push(Buffer.from(`${at === 0 ? '' : ','}${texts.join(',')}`));
    yield;
  }
  return pieces;
}

/** Resolves when the client has read, or is gone. Whichever comes second is not waited for any more. */
export async function drained(response: Response): Promise<void> {
  const settled = new AbortController();
  const { signal } = settled;
  try {
    await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })].map(ignoreAbort));
  } finally {
    settled.abort();
  }
}

async function ignoreAbort(waiting: Promise<unknown>): Promise<void> {
  try {
    await waiting;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'AbortError')) {
      throw error;
    }
  }
}
