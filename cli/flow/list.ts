import type { Command } from 'commander';
import type { JournalEntry, LoginFlow } from '../../simulator/src/model/journal.ts';
import { jsonText } from '../json-text.ts';
import { parseCode } from '../parse-code.ts';
import { type ServerFlags, serverCommand, withServer } from '../server/server-command.ts';
import { tableText } from '../table-text.ts';
import type { Terminal } from '../terminal.ts';
import { causeWords, paintAnswer, timeWords } from './entry-words.ts';
import { outsideWords } from './outside-entries.ts';

interface ListFlags extends ServerFlags {
  readonly appid?: string;
  readonly code?: string;
}

export function flowListCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'list',
    description: 'the logins that the server has seen, a line each: number request, token request, exchange',
    examples: ['flow list', 'flow list --code BAD_SIGNATURE', 'flow list --json'],
  })
    .option('--appid <id>', 'only of this app')
    .option('--code <code>', 'only those whose last answer had this code, by number or name', parseCode)
    .action((flags: ListFlags) =>
      withServer(flags, terminal, async ({ scope }) => {
        const { appid, code } = flags;
        const flows = await scope.flows({
          ...(appid === undefined ? {} : { appid }),
          ...(code === undefined ? {} : { resultCode: code }),
        });
        if (flags.json) {
          terminal.print(jsonText(flows));
          return;
        }
        printFlows(flows, await scope.journal(), terminal);
      }),
    );
}

function printFlows(flows: readonly LoginFlow[], entries: readonly JournalEntry[], terminal: Terminal): void {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  if (flows.length > 0) {
    terminal.print(tableText(flows.map((flow) => rowOf(flow, byId, terminal))));
  }
  const outside = outsideWords(entries);
  if (flows.length === 0) {
    terminal.note('no flow matches');
  }
  if (outside !== null) {
    terminal.note(outside);
  }
}

function rowOf({ id, appid, subscriber, requests }: LoginFlow, entries: ReadonlyMap<number, JournalEntry>, terminal: Terminal) {
  const first = entries.get(id);
  const last = entries.get(requests.at(-1)?.entry ?? id);
  return [
    `#${id}`,
    first === undefined ? '' : timeWords(first.realAt),
    appid ?? 'no app',
    subscriber ?? '',
    requests.map(({ operation }) => operation).join(' → '),
    last === undefined ? '' : paintAnswer(last, terminal),
    last === undefined ? '' : causeWords(last),
  ];
}
