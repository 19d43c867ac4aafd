import { once } from 'node:events';
import type { Request, Response } from 'express';
import { type JournalEntry, LAST_ENTRY_HEADER } from '../model/journal.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { problemOf } from './problem-handler.ts';

export interface Following {
  readonly after: number;
  readonly entries: AsyncIterable<JournalEntry>;
}

/**
 * The journal as server-sent events, one an entry, its number as the event's id. A client that does not read holds nothing back: what the journal dropped
 * meanwhile ends the stream with an event named problem, not with a gap.
 */
export async function writeEvents(request: Request, response: Response, { after, entries }: Following): Promise<void> {
  response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', [LAST_ENTRY_HEADER]: String(after) });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  response.write(': the journal of a test bench\n\n');
  try {
    for await (const entry of entries) {
      if (!response.write(`id: ${entry.id}\ndata: ${JSON.stringify(entry)}\n\n`) && !response.destroyed) {
        await Promise.race([once(response, 'drain'), once(response, 'close')]);
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
