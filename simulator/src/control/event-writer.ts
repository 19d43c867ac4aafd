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
 * Writes the journal as server-sent events: an entry is an event, and its number is the event's id. Nothing is buffered for a client that does not read.
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
    for await (const entry of entries) {
      if (!response.write(`id: ${entry.id}\ndata: ${JSON.stringify(entry)}\n\n`) && !response.destroyed) {
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
