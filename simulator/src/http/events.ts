import type { RequestHandler } from 'express';
import type { JournalRecord } from '../state/journal.ts';
import { Problem } from '../state/problem.ts';
import type { World } from '../state/world.ts';

/**
 * The journal as server-sent events, one an entry, its number as the event's id. `Last-Event-ID` resumes after it: what came meanwhile is sent first,
 * and where some of that was dropped the answer is a problem, not a gap.
 */
export function journalEvents(worldOf: (query: unknown) => World): RequestHandler {
  return (request, response) => {
    const { journal } = worldOf(request.query);
    const last = Number(request.get('last-event-id') ?? journal.lastId);
    if (!Number.isInteger(last) || last < journal.droppedUpTo) {
      throw new Problem(
        'dropped',
        `events after ${request.get('last-event-id')} are not all there: ${journal.droppedUpTo} and before were dropped`,
      );
    }
    response.status(200).set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    const write = (id: number, record: JournalRecord): void => {
      response.write(`id: ${id}\ndata: ${JSON.stringify(record.tell(id))}\n\n`);
    };
    response.write(': the journal of a test bench\n\n');
    for (const [id, record] of journal.records()) {
      if (id > last) {
        write(id, record);
      }
    }
    const listening = journal.listen(write);
    response.on('close', () => listening.end());
  };
}
