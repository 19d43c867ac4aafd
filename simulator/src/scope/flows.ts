import type { FlowQuery, LoginFlow } from '../model/journal.ts';
import { maskNumber } from '../protocol/numbers.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import type { Journal, JournalRecord } from './journal.ts';

interface Draft {
  readonly id: number;
  readonly first: JournalRecord;
  msisdn: string | null;
  /** The msgid of the token request that was given a token. */
  tokenMsgid: string | null;
  readonly requests: LoginFlow['requests'][number][];
}

/** The flows that match. Refuses where dropped entries would falsify the answer, as Journal.query does. */
export function loginFlows(journal: Journal, query: FlowQuery = {}): readonly LoginFlow[] {
  if (query.after !== undefined) {
    journal.needWhole(query.after);
  }
  const flows = matchingFlows(journal, query);
  if (flows.length === 0) {
    journal.needWhole(query.after ?? 0);
  }
  return flows;
}

/** The flows that match among the entries that the journal holds, whatever was dropped. */
export function matchingFlows(journal: Journal, query: FlowQuery): readonly LoginFlow[] {
  return joinAll(journal).filter((flow) => differences(flow, query).length === 0 && flow.id > (query.after ?? 0));
}

/** How many flows match. Refuses where entries were dropped: their flows may have matched. */
export function countFlows(journal: Journal, query: FlowQuery = {}): number {
  journal.needWhole(query.after ?? 0);
  return loginFlows(journal, query).length;
}

/**
 * Joins requests to flows (docs/decisions/0018-what-one-login-is.md): number requests by their msgid and the bearer's address (a redirect, a repeat), a
 * token request by its scrip, a server call by its token. A scrip serves many logins, so a token request after another that was given a token starts a new
 * flow.
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
    const flow = known === undefined || isNextLogin(known, record) ? startFlow(flows, id, record) : known;
    flow.tokenMsgid ??= operation === 'get-token' && record.links.issued !== null ? record.msgid : null;
    flow.msisdn = record.links.msisdn ?? flow.msisdn;
    flow.requests.push({ entry: id, operation, connection: record.links.connection, resultCode: record.resultCode });
    for (const link of links) {
      byLink.set(link, flow);
    }
  }
  return flows.map(describe);
}

function startFlow(flows: Draft[], id: number, first: JournalRecord): Draft {
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

function describe({ id, first, msisdn, requests }: Draft): LoginFlow {
  return {
    id,
    appid: first.describeAppid(),
    subscriber: msisdn === null ? null : maskNumber(msisdn),
    requests,
    resultCode: requests.at(-1)?.resultCode ?? null,
  };
}

/** Where the flow differs from the query, in words. */
function differences(flow: LoginFlow, query: FlowQuery): readonly string[] {
  const differing: string[] = [];
  for (const name of ['appid', 'subscriber', 'resultCode'] as const) {
    if (query[name] !== undefined && query[name] !== flow[name]) {
      differing.push(`${name} ${flow[name] ?? 'none'} instead of ${query[name]}`);
    }
  }
  const operations = flow.requests.map((request) => request.operation).join(', ');
  const expected = query.operations?.join(', ');
  if (expected !== undefined && expected !== operations) {
    differing.push(`operations ${operations} instead of ${expected}`);
  }
  return differing;
}

const NEAREST = 3;

/** The only flow that matches, or a ProblemError that names the flows beside it or the nearest ones. */
export function expectFlow(journal: Journal, query: FlowQuery): LoginFlow {
  journal.needWhole(query.after ?? 0);
  const [flow, ...others] = loginFlows(journal, query);
  if (flow !== undefined && others.length === 0) {
    return flow;
  }
  const wanted = JSON.stringify(query);
  if (flow !== undefined) {
    const ids = [flow, ...others].map(({ id }) => `#${id}`).join(', ');
    throw new ProblemError('unmet', `one flow was expected with ${wanted}, there are ${others.length + 1}: ${ids}`);
  }
  throw new ProblemError('unmet', `no flow has ${wanted}; ${describeNearest(journal, query)}`);
}

export function describeNearest(journal: Journal, query: FlowQuery): string {
  const nearest = joinAll(journal)
    .filter(({ id }) => id > (query.after ?? 0))
    .map((flow) => ({ flow, differences: differences(flow, query) }))
    .sort((a, b) => a.differences.length - b.differences.length || b.flow.id - a.flow.id)
    .slice(0, NEAREST)
    .map((candidate) => `#${candidate.flow.id}: ${candidate.differences.join('; ')}`);
  return nearest.length === 0 ? 'there is no flow at all' : `the nearest are ${nearest.join(' · ')}`;
}
