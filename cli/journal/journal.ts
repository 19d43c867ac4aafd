import { type Command, Option } from 'commander';
import type { RemoteScope } from '../../simulator/src/client/remote-scope.ts';
import type { JournalEntry, JournalQuery } from '../../simulator/src/model/journal.ts';
import { OPERATIONS, type Operation, PLANES, type Plane } from '../../simulator/src/model/operations.ts';
import { CliError } from '../cli-error.ts';
import { EXIT_USAGE } from '../exit-codes.ts';
import { entryLine } from '../flow/entry-line.ts';
import { adviceLines, entryText } from '../flow/entry-text.ts';
import { followEntries } from '../flow/watch.ts';
import { jsonText } from '../json-text.ts';
import { parseCode } from '../parse-code.ts';
import { parseCount } from '../parse-count.ts';
import { type ServerFlags, serverCommand, withServer } from '../server/server-command.ts';
import type { Terminal } from '../terminal.ts';

interface JournalFlags extends ServerFlags {
  readonly plane?: Plane;
  readonly operation?: Operation;
  readonly appid?: string;
  readonly msgid?: string;
  readonly code?: string;
  readonly after?: number;
  readonly last?: number;
  readonly follow?: true;
  readonly count?: true;
}

export function journalCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'journal',
    description: 'every request that a running quhao serve has met, also what reached no operation',
    examples: [
      'journal',
      'journal 12',
      'journal --code 104201 --count',
      'journal --plane exchange --code 103101 --last 5',
      'journal --follow --json',
    ],
  })
    .argument('[entry]', 'the number of an entry: it alone, with its explanations')
    .addOption(new Option('--plane <plane>', 'only of this plane').choices(PLANES.map(({ name }) => name)))
    .addOption(new Option('--operation <name>', 'only of this operation').choices(OPERATIONS.map(({ name }) => name)))
    .option('--appid <id>', 'only of this app')
    .option('--msgid <id>', 'only with this msgid')
    .option('--code <code>', 'only answers with this code, by number or name', parseCode)
    .option('--after <entry>', 'only entries with a greater number', parseCount)
    .option('--last <n>', 'only the last n', parseCount)
    .addOption(new Option('--follow', 'go on with what comes, until Ctrl-C').conflicts(['last', 'count']))
    .option('--count', 'only how many there are')
    .action((number: string | undefined, flags: JournalFlags, command: Command) => {
      if (number !== undefined) {
        refuseSelection(command);
      }
      return withServer(flags, terminal, ({ scope }) =>
        number === undefined ? printJournal(scope, flags, terminal) : printEntry(scope, { number, flags }, terminal),
      );
    });
}

const SELECTING = ['plane', 'operation', 'appid', 'msgid', 'code', 'after', 'last', 'follow', 'count'];

/** An entry is named by its number alone: what selects others would be ignored. */
function refuseSelection(command: Command): void {
  const flag = SELECTING.find((name) => command.getOptionValueSource(name) === 'cli');
  if (flag !== undefined) {
    throw new CliError(`quhao journal ENTRY prints that entry: --${flag} selects among all of them`, EXIT_USAGE);
  }
}

async function printJournal(scope: RemoteScope, flags: JournalFlags, terminal: Terminal): Promise<void> {
  const query = queryOf(flags);
  if (flags.follow) {
    await followEntries({ scope, isJson: flags.json, selects: (entry) => isSelected(entry, query) }, terminal);
    return;
  }
  if (flags.count) {
    const count = Math.min(await scope.countRequests(query), flags.last ?? Number.POSITIVE_INFINITY);
    terminal.print(flags.json ? jsonText({ count }) : String(count));
    return;
  }
  const all = await scope.journal(query);
  const entries = flags.last === undefined ? all : all.slice(Math.max(0, all.length - flags.last));
  if (flags.json) {
    terminal.print(jsonText(entries));
    return;
  }
  for (const entry of entries) {
    terminal.print(entryLine(entry, terminal));
  }
  if (entries.length === 0) {
    terminal.note('no entry matches');
  }
}

function queryOf({ plane, operation, appid, msgid, code, after }: JournalFlags): JournalQuery {
  const query = { plane, operation, appid, msgid, resultCode: code, after };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}

/** The server filters a list; what is followed comes whole. */
function isSelected(entry: JournalEntry, { plane, operation, appid, msgid, resultCode, after }: JournalQuery): boolean {
  return (
    (plane === undefined || entry.plane === plane) &&
    (operation === undefined || entry.operation === operation) &&
    (appid === undefined || entry.appid === appid) &&
    (msgid === undefined || entry.fields['msgid'] === msgid || entry.fields['msgId'] === msgid) &&
    (resultCode === undefined || entry.answer?.resultCode === resultCode) &&
    (after === undefined || entry.id > after)
  );
}

interface NamedEntry {
  readonly number: string;
  readonly flags: JournalFlags;
}

async function printEntry(scope: RemoteScope, { number, flags }: NamedEntry, terminal: Terminal): Promise<void> {
  const id = parseEntryNumber(number);
  const entry = (await scope.journal({ after: id - 1 })).find((candidate) => candidate.id === id);
  if (entry === undefined) {
    throw new CliError(`there is no entry ${id} in scope ${scope.id}: quhao journal lists them`, EXIT_USAGE);
  }
  const text = [entryText(entry, terminal), ...adviceLines(entry.answer?.resultCode ?? null)].join('\n');
  terminal.print(flags.json ? jsonText(entry) : text);
}

function parseEntryNumber(text: string): number {
  const number = Number(text.replace(/^#/, ''));
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new CliError(`${text} is no number of an entry: quhao journal lists them`, EXIT_USAGE);
  }
  return number;
}
