import type { EventsQuery, JournalEntry } from '../model/journal.ts';
import { controlError, LAST_ENTRY_HEADER, type RemoteOptions } from './control-request.ts';

interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

/** A scope's journal over HTTP. A connection that is lost is made again, and goes on after the last entry that was read. */
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
      for await (const { name, data } of serverEvents(response.body)) {
        if (name === 'problem') {
          throw controlError(`GET ${path}`, statusOf(data), data);
        }
        const entry = JSON.parse(data) as JournalEntry;
        last = entry.id;
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

/** How undici says that an answer ended before its end; that none began it says with "fetch failed", and that is not tried again. */
function isLostConnection(error: unknown): boolean {
  return error instanceof TypeError && error.message === 'terminated';
}

function statusOf(problem: string): number {
  return Number((JSON.parse(problem) as { readonly status?: number }).status);
}

/** Of server-sent events as our own control API writes them: a line each for id, name and data, and an empty one behind. */
async function* serverEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent, void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => cut(line)));
      const data = fields.get('data');
      if (data !== undefined) {
        yield { name: fields.get('event') ?? 'message', data };
      }
    }
  }
}

function cut(line: string): [string, string] {
  const at = line.indexOf(': ');
  return [line.slice(0, at), line.slice(at + 2)];
}
