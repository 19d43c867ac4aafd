import type { RemoteScope } from '../../simulator/src/client/remote-scope.ts';
import type { JournalEntry, LoginFlow } from '../../simulator/src/model/journal.ts';
import { CliError } from '../cli-error.ts';
import { EXIT_USAGE } from '../exit-codes.ts';

/** A flow with the journal entries of its requests, in order. */
export interface WholeFlow {
  readonly flow: LoginFlow;
  readonly entries: readonly JournalEntry[];
}

/** The flow that a person names: by its number, by that of any of its entries, or `last`. */
export async function findFlow(scope: RemoteScope, name: string): Promise<WholeFlow> {
  const flows = await scope.flows();
  const flow = name === 'last' ? flows.at(-1) : flows.find((candidate) => hasEntry(candidate, Number(name.replace(/^#/, ''))));
  if (flow === undefined) {
    throw new CliError(await unknownFlow(scope, name, flows), EXIT_USAGE);
  }
  return { flow, entries: await entriesOf(scope, flow) };
}

function hasEntry({ requests }: LoginFlow, number: number): boolean {
  return requests.some(({ entry }) => entry === number);
}

async function entriesOf(scope: RemoteScope, { id, requests }: LoginFlow): Promise<readonly JournalEntry[]> {
  const numbers = new Set(requests.map(({ entry }) => entry));
  const entries = await scope.journal({ after: id - 1 });
  return entries.filter((entry) => numbers.has(entry.id));
}

async function unknownFlow(scope: RemoteScope, name: string, flows: readonly LoginFlow[]): Promise<string> {
  const entries = await scope.journal();
  if (entries.some(({ id }) => String(id) === name.replace(/^#/, ''))) {
    return `entry ${name} is no part of a flow, since no operation read it: quhao journal ${name} shows it`;
  }
  const place = scope.id === 'default' ? '' : ` of scope ${scope.id}`;
  if (flows.length > 0) {
    const last = flows.slice(-5).map(({ id }) => id);
    return `there is no flow ${name}${place}; the last are ${last.join(', ')}: quhao flow list`;
  }
  const more =
    entries.length === 0 ? 'no request has come yet' : `its ${entries.length} entries reached no operation: quhao journal`;
  return `there is no flow${place} yet; ${more}`;
}
