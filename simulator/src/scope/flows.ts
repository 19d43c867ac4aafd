import type { FlowQuery, LoginFlow } from '../model/journal.ts';
import { maskNumber } from '../protocol/numbers.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import type { Journal, JournalRecord } from './journal.ts';

interface Draft {
  readonly id: number;
  readonly first: JournalRecord;
  msisdn: string | null;
  /** Of the token request that was given a token. */
  tokenMsgid: string | null;
  readonly requests: LoginFlow['requests'][number][];
}

/** Refused as a journal's own list is. */
export function loginFlows(journal: Journal, query: FlowQuery = {}): readonly LoginFlow[] {
  if (query.after !== undefined) {
    journal.needWhole(query.after);
  }
  const found = matchingFlows(journal, query);
  if (found.length === 0) {
    journal.needWhole(query.after ?? 0);
  }
  return found;
}

/** Out of what is kept, whatever was dropped. */
export function matchingFlows(journal: Journal, query: FlowQuery): readonly LoginFlow[] {
  return joinAll(journal).filter((flow) => differences(flow, query).length === 0 && flow.id > (query.after ?? 0));
}

/** How many there were, and never of a part of the journal. */
export function countFlows(journal: Journal, query: FlowQuery = {}): number {
  journal.needWhole(query.after ?? 0);
  return loginFlows(journal, query).length;
}

/**
 * Out of what the journal keeps (docs/decisions/0018): number requests by their msgid and the bearer's address (a redirect, a repeat), a token request by
 * its scrip, a server call by its token. A scrip serves many logins: a token request after another that was given a token begins a login of its own.
 */
function joinAll(journal: Journal): readonly LoginFlow[] {
  const flows: Draft[] = [];
  const byLink = new Map<string, Draft>();
  for (const [id, record] of journal.records()) {
    const { operation } = record;
    if (operation === null) {
      continue;
    }
    const links = linksOf(record);
    const known = links.map((link) => byLink.get(link)).find((flow) => flow !== undefined);
    const flow = known === undefined || isNextLogin(known, record) ? begin(flows, id, record) : known;
    flow.tokenMsgid ??= operation === 'get-token' && record.links.issued !== null ? record.msgid : null;
    flow.msisdn = record.links.msisdn ?? flow.msisdn;
    flow.requests.push({ entry: id, operation, connection: record.links.connection, resultCode: record.resultCode });
    for (const link of links) {
      byLink.set(link, flow);
    }
  }
  return flows.map(tell);
}

function begin(flows: Draft[], id: number, first: JournalRecord): Draft {
  const flow: Draft = { id, first, msisdn: null, tokenMsgid: null, requests: [] };
  flows.push(flow);
  return flow;
}

function linksOf({ operation, appid, msgid, links }: JournalRecord): readonly string[] {
  const credentials = [links.presented, links.issued].filter((credential) => credential !== null);
  return operation === 'prefetch' && msgid !== null
    ? [...credentials, JSON.stringify([appid, msgid, links.address])]
    : credentials;
}

/** A repeat of the same request has its msgid. */
function isNextLogin({ tokenMsgid }: Draft, { operation, msgid }: JournalRecord): boolean {
  return operation === 'get-token' && tokenMsgid !== null && tokenMsgid !== msgid;
}

function tell({ id, first, msisdn, requests }: Draft): LoginFlow {
  return {
    id,
    appid: first.describeAppid(),
    subscriber: msisdn === null ? null : maskNumber(msisdn),
    requests,
    resultCode: requests.at(-1)?.resultCode ?? null,
  };
}

/** What of the query a flow does not meet, in words. */
function differences(flow: LoginFlow, query: FlowQuery): readonly string[] {
  const found: string[] = [];
  for (const name of ['appid', 'subscriber', 'resultCode'] as const) {
    if (query[name] !== undefined && query[name] !== flow[name]) {
      found.push(`${name} ${flow[name] ?? 'none'} instead of ${query[name]}`);
    }
  }
  const operations = flow.requests.map((request) => request.operation).join(', ');
  const expected = query.operations?.join(', ');
  if (expected !== undefined && expected !== operations) {
    found.push(`operations ${operations} instead of ${expected}`);
  }
  return found;
}

const NEAREST = 3;

/** The one flow, or a refusal that a person can work with. */
export function expectFlow(journal: Journal, query: FlowQuery): LoginFlow {
  journal.needWhole(query.after ?? 0);
  const [flow, ...others] = loginFlows(journal, query);
  if (flow !== undefined && others.length === 0) {
    return flow;
  }
  const told = JSON.stringify(query);
  if (flow !== undefined) {
    const ids = [flow, ...others].map(({ id }) => `#${id}`).join(', ');
    throw new ProblemError('unmet', `one flow was expected with ${told}, there are ${others.length + 1}: ${ids}`);
  }
  throw new ProblemError('unmet', `no flow has ${told}; ${describeNearest(journal, query)}`);
}

export function describeNearest(journal: Journal, query: FlowQuery): string {
  const nearest = joinAll(journal)
    .filter(({ id }) => id > (query.after ?? 0))
    .map((flow) => ({ flow, differences: differences(flow, query) }))
    .sort((a, b) => a.differences.length - b.differences.length || b.flow.id - a.flow.id)
    .slice(0, NEAREST)
    .map(({ flow, differences: found }) => `#${flow.id}: ${found.join('; ')}`);
  return nearest.length === 0 ? 'there is no flow at all' : `the nearest are ${nearest.join(' · ')}`;
}
