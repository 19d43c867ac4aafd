import { z } from 'zod';
import type { FlowQuery, JournalQuery } from '../model/journal.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { entryAnswer, flowAnswer, rawRequestAnswer } from './answers.ts';
import type { EventStream } from './event-writer.ts';
import { type ControlCall, type ControlRoute, withoutAbsent } from './route.ts';
import { countFlowsSchema, countRequestsSchema, eventHeadersSchema, eventsSchema, flowSchema, journalSchema } from './schemas.ts';

const countAnswer = z.strictObject({ count: z.int() });

export const JOURNAL_ROUTES: readonly ControlRoute[] = [
  {
    method: 'get',
    path: '/journal',
    summary: 'Requests, or with waitMs the first that matches; a problem if a dropped entry could have matched',
    isScoped: true,
    query: journalSchema,
    status: 200,
    answer: z.strictObject({ droppedUpTo: z.int(), entries: z.array(entryAnswer) }),
    run: queryJournal,
  },
  {
    method: 'delete',
    path: '/journal',
    summary: 'Forgets all entries; numbering goes on',
    isScoped: true,
    status: 204,
    run: ({ scope }) => scope.clearJournal(),
  },
  {
    method: 'get',
    path: '/journal/count',
    summary: 'How many requests match; a problem if dropped entries could have matched',
    isScoped: true,
    query: countRequestsSchema,
    status: 200,
    answer: countAnswer,
    run: async ({ scope, query }) => ({ count: await scope.countRequests(withoutAbsent(query as JournalQuery)) }),
  },
  {
    method: 'get',
    path: '/journal/{entry}/request',
    summary:
      'The request of an entry as it came, with its secrets, to be sent again: of the last 1,000 entries, kept in memory only',
    isScoped: true,
    status: 200,
    answer: rawRequestAnswer,
    run: ({ scope, params }) => scope.rawRequest(entryOf(params)),
  },
  {
    method: 'get',
    path: '/journal/events',
    summary:
      'Entries as they are appended: an event has the entry’s number as id and the entry as data. Last-Event-ID continues after an entry, and so does the query’s after, which it overrides. An entry whose answer was pending follows again as an event named sent. An event named problem ends the stream',
    isScoped: true,
    query: eventsSchema,
    headers: eventHeadersSchema,
    status: 200,
    answer: z.string(),
    media: 'text/event-stream',
    run: followJournal,
  },
  {
    method: 'get',
    path: '/flows',
    summary: 'Flows (logins, joined over connections); with waitMs the first that matches, with expect=one the only one',
    isScoped: true,
    query: flowSchema,
    status: 200,
    answer: z.array(flowAnswer),
    run: queryFlows,
  },
  {
    method: 'get',
    path: '/flows/count',
    summary: 'How many flows match; a problem if dropped entries could have matched',
    isScoped: true,
    query: countFlowsSchema,
    status: 200,
    answer: countAnswer,
    run: async ({ scope, query }) => ({ count: await scope.countFlows(withoutAbsent(query as FlowQuery)) }),
  },
];

/** Numbers are written in digits alone: 1e3 and 0x10 are none. */
function entryOf({ entry = '' }: ControlCall['params']): number {
  if (!/^\d{1,15}$/.test(entry)) {
    throw new ProblemError('invalid', `${JSON.stringify(entry.slice(0, 60))} is not the number of an entry`);
  }
  return Number(entry);
}

async function queryJournal({ scope, query }: ControlCall): Promise<unknown> {
  const { waitMs: wait, ...question } = withoutAbsent(query as z.output<typeof journalSchema>);
  const entries =
    wait === undefined
      ? await scope.journal(question as JournalQuery)
      : [await scope.waitForRequest(question as JournalQuery, wait)];
  const { journal } = await scope.report();
  return { droppedUpTo: journal.droppedUpTo, entries };
}

async function queryFlows({ scope, query }: ControlCall): Promise<unknown> {
  const { waitMs: wait, expect, ...question } = withoutAbsent(query as z.output<typeof flowSchema>);
  if (wait !== undefined && expect === 'one') {
    throw new ProblemError('invalid', 'waitMs takes the first flow that matches, expect=one the only one: ask for one of them');
  }
  if (wait !== undefined) {
    return [await scope.waitForFlow(question as FlowQuery, wait)];
  }
  return expect === 'one' ? [await scope.expectFlow(question as FlowQuery)] : scope.flows(question as FlowQuery);
}

async function followJournal({ scope, headers, query, signal }: ControlCall): Promise<EventStream> {
  // An EventSource that connects again sends the URL that it began with, and the entry that it has come to.
  const last =
    (headers as z.output<typeof eventHeadersSchema>)['last-event-id'] ?? (query as z.output<typeof eventsSchema>).after;
  // Refuses before the first byte is written, while a refusal can still have a status.
  const after = await scope.events(last === undefined ? {} : { after: last }).start();
  return { after, entries: scope.events({ after, signal }) };
}
