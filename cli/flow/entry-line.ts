import type { JournalEntry } from '../../simulator/src/model/journal.ts';
import type { Terminal } from '../terminal.ts';
import { bearerWords, causeWords, operationWords, paintAnswer, timeWords } from './entry-words.ts';

const OPERATION_WIDTH = 20;
const BEARER_WIDTH = 39;

/** An entry in one line: time, number, operation, bearer, code and cause. The cause is cut where the terminal ends. */
export function entryLine(entry: JournalEntry, terminal: Terminal): string {
  const head = [
    timeWords(entry.realAt),
    `#${entry.id}`.padEnd(4),
    operationWords(entry).padEnd(OPERATION_WIDTH),
    bearerWords(entry).padEnd(BEARER_WIDTH),
  ].join('  ');
  const cause = causeWords(entry);
  const line = `${head}  ${paintAnswer(entry, terminal)}`;
  return cause === '' ? line : `${line}  ${cut(cause, terminal.columns === null ? null : terminal.columns - head.length - 26)}`;
}

const SHORTEST = 20;

function cut(text: string, room: number | null): string {
  const length = room === null ? text.length : Math.max(room, SHORTEST);
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
