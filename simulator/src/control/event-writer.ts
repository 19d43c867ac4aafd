import type { Request, Response } from 'express';
import { type JournalEntry, LAST_ENTRY_HEADER } from '../model/journal.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { drained } from './large-answer.ts';
import { problemOf } from './problem-handler.ts';

export interface EventStream {
  readonly after: number;
  readonly entries: AsyncIterable<JournalEntry>;
}

/**
 * Writes the journal as server-sent events: an entry is an event, and its number is the event's id. An entry whose answer was settled later follows as an
 * event named `sent`, without an id, so that Last-Event-ID stays where it is. Nothing is buffered for a client that does not read.
 * If the journal dropped an entry that the client has not read, an event named `problem` ends the stream, so that the client never misses an entry unnoticed.
 */
export async function writeEvents(request: Request, response: Response, { after, entries }: EventStream): Promise<void> {
  response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', [LAST_ENTRY_HEADER]: String(after) });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  response.write(': the journal of a test bench\n\n');
  try {
    let last = after;
    for await (const entry of entries) {
      const head = entry.id > last ? `id: ${entry.id}` : 'event: sent';
      last = Math.max(last, entry.id);
      if (!response.write(`${head}\ndata: ${JSON.stringify(entry)}\n\n`) && !response.destroyed) {
        await drained(response);
      }
    }
    response.end();
  } catch (error) {
    if (!(error instanceof ProblemError)) {
      throw error;
    }
    response.end(`event: problem\ndata: ${JSON.stringify(problemOf(error))}\n\n`);
  }
}
