import type { Command } from 'commander';
import { nearestName } from '../../../simulator/src/model/issue-words.ts';
import type { JournalEntry } from '../../../simulator/src/model/journal.ts';
import { OPERATIONS, type Operation } from '../../../simulator/src/model/operations.ts';
import { KNOWN_FIELDS } from '../../../simulator/src/protocol/fields.ts';
import { CliError } from '../../cli-error.ts';
import { EXIT_NO, EXIT_USAGE } from '../../exit-codes.ts';
import { jsonText } from '../../json-text.ts';
import { parseDuration } from '../../parse-duration.ts';
import { type FoundServer, type ServerFlags, serverCommand, withServer } from '../../server/server-command.ts';
import type { Terminal } from '../../terminal.ts';
import type { CallOutcome } from '../../token/send-call.ts';
import { entryText } from '../entry-text.ts';
import { answerWords, codeWords } from '../entry-words.ts';
import { findFlow } from '../find-flow.ts';
import { parseStep, STEP_NAMES } from '../step-names.ts';
import { remake } from './remake.ts';
import { type Fields, scripOf } from './sdk-requests.ts';
import { sendRequest } from './send-request.ts';
import { appendSetting, readSettings, type Setting } from './settings.ts';

interface ReplayFlags extends ServerFlags {
  readonly step?: Operation;
  readonly set?: readonly Setting[];
  readonly asIs?: true;
  readonly timeout: number;
}

export function flowReplayCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'replay',
    description: 'send a recorded login again, or one step of it: over the same session, with a new msgid and time, signed anew',
    examples: [
      'flow replay last --step exchange',
      'flow replay last --step exchange --set token=@token.txt',
      'flow replay 12 --as-is',
    ],
  })
    .argument('[flow]', 'its number, or that of one of its journal entries; or last', 'last')
    .option('--step <step>', `only this one: ${Object.keys(STEP_NAMES).join(', ')}`, parseStep)
    .option('--set <field=value>', 'change a field; FIELD=@FILE reads a file, FIELD=- standard input; repeatable', appendSetting)
    .option('--as-is', 'send the recorded bytes: what a replay without keys gets')
    .option('--timeout <duration>', 'how long each answer may take', parseDuration, 10_000)
    .action(async (name: string, flags: ReplayFlags) => {
      if (flags.asIs && flags.set !== undefined) {
        throw new CliError('--as-is changes nothing, --set changes a field: give one of them', EXIT_USAGE);
      }
      const set = await readSettings(flags.set ?? [], terminal);
      await withServer(flags, terminal, (server) => replay(server, { name, flags, set }, terminal));
    });
}

interface Asked {
  readonly name: string;
  readonly flags: ReplayFlags;
  readonly set: Fields;
}

/** One step that was sent again. */
interface Replayed {
  readonly operation: string;
  /** The entry that was repeated, and what it was answered. */
  readonly of: number;
  readonly was: string;
  readonly now: string;
  /** The entry of the replay; null where the request did not reach the gateway. */
  readonly entry: JournalEntry | null;
}

async function replay(server: FoundServer, { name, flags, set }: Asked, terminal: Terminal): Promise<void> {
  const { flow, entries } = await findFlow(server.scope, name);
  const steps = stepsOf(entries, flags.step);
  if (steps.length === 0) {
    throw new CliError(`flow ${flow.id} has no step ${flags.step}: quhao flow show ${flow.id}`, EXIT_USAGE);
  }
  requireFields(steps, set, flow.id);
  const done: Replayed[] = [];
  let gained: Fields = {};
  for (const step of steps) {
    const { replayed, credential } = await replayStep(server, { step, flags, set, gained });
    gained = { ...gained, ...credential };
    done.push(replayed);
    if (!flags.json) {
      printStep(replayed, terminal);
    }
  }
  if (flags.json) {
    terminal.print(jsonText(done));
  }
  if (!/^(103000|000) /.test(done.at(-1)?.now ?? '')) {
    terminal.exitWith(EXIT_NO);
  }
}

/** The last request of the step that is named; of a whole login each operation's last, in their order. */
function stepsOf(entries: readonly JournalEntry[], wanted: Operation | undefined): readonly JournalEntry[] {
  const last = OPERATIONS.flatMap(({ name }) => entries.findLast(({ operation }) => operation === name) ?? []);
  return last.filter(({ operation }) => wanted === undefined || operation === wanted);
}

/** A field that no request of the replay has, as it was recorded or by its table, is a typing error: it would change nothing. */
function requireFields(steps: readonly JournalEntry[], set: Fields, flow: number | string): void {
  const known = steps.flatMap(({ operation, fields }) => [
    ...Object.keys(fields),
    ...(operation === null ? [] : KNOWN_FIELDS[operation]),
  ]);
  const unknown = Object.keys(set).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const names = [...new Set(known)];
    const near = nearestName(unknown, names);
    const advice = near === null ? `they have ${names.join(', ')}` : `did you mean ${near}?`;
    throw new CliError(`no request of flow ${flow} that is sent has a field ${unknown}; ${advice}`, EXIT_USAGE);
  }
}

interface Step {
  readonly step: JournalEntry;
  readonly flags: ReplayFlags;
  readonly set: Fields;
  /** Scrip and token that earlier steps of the replay were given. */
  readonly gained: Fields;
}

async function replayStep(
  server: FoundServer,
  { step, flags, set, gained }: Step,
): Promise<{ readonly replayed: Replayed; readonly credential: Fields }> {
  const { scope, remote } = server;
  const recorded = await scope.rawRequest(step.id);
  const remade = flags.asIs
    ? { request: recorded, sessionKey: null }
    : await remake(server, recorded, { ...credentialFor(step, gained), ...set });
  const { journal } = await scope.report();
  const outcome = await sendRequest(remote, remade.request, flags.timeout);
  const news = await scope.journal({ after: journal.lastId });
  const entry = news.find(({ operation }) => operation === step.operation) ?? news[0] ?? null;
  const replayed = {
    operation: step.operation ?? recorded.target,
    of: step.id,
    was: answerWords(step),
    now: outcomeWords(outcome),
    entry,
  };
  return { replayed, credential: credentialOf(outcome, remade.sessionKey) };
}

function credentialFor({ operation }: JournalEntry, { scrip, token }: Fields): Fields {
  if (operation === 'get-token') {
    return scrip === undefined ? {} : { scrip };
  }
  return token === undefined || operation === 'prefetch' ? {} : { token };
}

function credentialOf(outcome: CallOutcome, sessionKey: Buffer | null): Fields {
  const answer = answerOf(outcome);
  const scrip = sessionKey === null ? null : scripOf(answer, sessionKey);
  const { token } = answer;
  return { ...(scrip === null ? {} : { scrip }), ...(token === undefined ? {} : { token }) };
}

function answerOf({ body }: CallOutcome): Fields {
  try {
    const parsed = Object(JSON.parse(body ?? '{}')) as Readonly<Record<string, unknown>>;
    const flat = { ...parsed, ...Object(parsed['header']) };
    return Object.fromEntries(Object.entries(flat).filter(([, value]) => typeof value === 'string')) as Fields;
  } catch {
    // A fault rule may have put anything in the answer's place.
    return {};
  }
}

function outcomeWords(outcome: CallOutcome): string {
  const { resultCode } = answerOf(outcome);
  return outcome.why ?? (resultCode === undefined ? `HTTP ${outcome.status}, no answer of the operation` : codeWords(resultCode));
}

function printStep({ operation, of, was, now, entry }: Replayed, terminal: Terminal): void {
  const place = entry === null ? 'it reached no operation' : `journal #${entry.id}`;
  terminal.print(`${operation}  ${now}  (was ${was}, entry ${of}) · ${place}`);
  if (entry !== null && !/^(103000|000) /.test(now)) {
    terminal.print(entryText(entry, terminal));
  }
}
