import { explainCode, explainOtherCode } from '../../simulator/src/model/explain-code.ts';
import type { JournalEntry, TraceStep } from '../../simulator/src/model/journal.ts';
import type { Plane } from '../../simulator/src/model/operations.ts';
import type { Terminal } from '../terminal.ts';

/** How a journal entry is said in words; one place for `flow` and `journal`. */

const CARRIERS: Readonly<Record<Plane, string>> = { bearer: 'mobile data', token: 'any network', exchange: 'back end' };

/** By whom the request came: the bearer's address, and the subscriber where one is known. */
export function bearerWords({ plane, connection, subscriber }: JournalEntry): string {
  return [CARRIERS[plane], connection.session, ...(subscriber === null ? [] : [subscriber])].join(' ');
}

/** The operation, or what the entry is about where there is none: a connection, a handshake, a broken request. */
export function operationWords({ operation, trace, plane }: JournalEntry): string {
  return operation ?? `${trace[0]?.name ?? 'request'} (${plane})`;
}

export function codeWords(code: string): string {
  const name = explainCode(code)?.row.name ?? explainOtherCode(code)?.name;
  return name === undefined ? code : `${code} ${name}`;
}

/** What the client got: a code, an HTTP status, or what became of the answer. */
export function answerWords({ answer, sent }: JournalEntry): string {
  if (answer === null) {
    return sent.extent === 'pending' ? 'no answer yet' : `answer: ${sent.extent}`;
  }
  return answer.resultCode === null ? `HTTP ${answer.status}` : codeWords(answer.resultCode);
}

function failedStep({ trace }: JournalEntry): TraceStep | undefined {
  return trace.find(({ outcome }) => outcome === 'failed');
}

/** Why the answer is what it is, in one line; empty where all went well. */
export function causeWords(entry: JournalEntry): string {
  const { faults, sent, answer } = entry;
  const failed = failedStep(entry);
  // The detail begins with the code, which stands beside the cause.
  const said = failed?.mistakes?.[0]?.en ?? failed?.detail?.replace(/^\d{3,6} [A-Z_]+: /, '');
  const byFault = faults.map(({ id, effect }) => `fault ${id} (${effect})`);
  const bySending = answer === null && sent.extent !== 'pending' ? [sent.detail] : [];
  return [...byFault, ...(said === undefined ? [] : [said]), ...bySending].join(' · ');
}

const REDIRECT = '103273';
const SUCCESSES: ReadonlySet<string> = new Set(['103000', '000', '001']);

/** The colour of an answer, which only repeats what its words say. */
export function paintAnswer(entry: JournalEntry, { colours }: Terminal): string {
  const words = answerWords(entry);
  const code = entry.answer?.resultCode ?? null;
  if (entry.sent.extent === 'pending' || code === REDIRECT) {
    return colours.yellow(words);
  }
  const isGood = code === null ? entry.answer !== null && entry.answer.status < 400 : SUCCESSES.has(code);
  return isGood ? colours.green(words) : colours.red(words);
}

/** 14:03:11.204+08:00, the wall clock of this machine with its zone. */
export function timeWords(epochMs: number): string {
  const time = new Date(epochMs);
  const millis = String(time.getMilliseconds()).padStart(3, '0');
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${millis}${zoneWords(-time.getTimezoneOffset())}`;
}

function zoneWords(minutes: number): string {
  const size = Math.abs(minutes);
  return minutes === 0 ? 'Z' : `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
