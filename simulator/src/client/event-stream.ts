import { EventSourceParserStream } from 'eventsource-parser/stream';
import { type EventsQuery, type JournalEntry, LAST_ENTRY_HEADER } from '../model/journal.ts';
import { controlError } from './control-error.ts';
import type { RemoteOptions } from './control-request.ts';

/** Iterates over a scope's journal over HTTP; an entry whose answer is settled later comes again. After a lost connection it connects again and continues after the last entry that was read. */
export async function* remoteEvents(
  { url, token }: RemoteOptions,
  scope: string,
  { after, signal }: EventsQuery,
): AsyncGenerator<JournalEntry, void> {
  const path = `/v1/journal/events?scope=${encodeURIComponent(scope)}`;
  let last = after;
  while (!isAborted(signal)) {
    try {
      const response = await fetch(`${url}${path}`, {
        headers: { authorization: `Bearer ${token}`, ...(last === undefined ? {} : { 'last-event-id': String(last) }) },
        ...(signal === undefined ? {} : { signal }),
      });
      if (!response.ok || response.body === null) {
        throw controlError(`GET ${path}`, response.status, await response.text());
      }
      last = last ?? Number(response.headers.get(LAST_ENTRY_HEADER));
      const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
      for await (const { event, data } of events) {
        if (event === 'problem') {
          throw controlError(`GET ${path}`, statusOf(data), data);
        }
        const entry = JSON.parse(data) as JournalEntry;
        last = Math.max(last, entry.id);
        yield entry;
      }
    } catch (error) {
      if (isAborted(signal)) {
        return;
      }
      if (!isLostConnection(error)) {
        throw error;
      }
    }
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** undici says "terminated" if an answer broke off, and "fetch failed" if none began. Only the first is tried again. */
function isLostConnection(error: unknown): boolean {
  return error instanceof TypeError && error.message === 'terminated';
}

function statusOf(problem: string): number {
  return Number((JSON.parse(problem) as { readonly status?: number }).status);
}
