import type { JournalEntry } from '../../simulator/src/model/journal.ts';
import { answerWords, bearerWords, causeWords } from './entry-words.ts';
import type { WholeFlow } from './find-flow.ts';

/** One thing in which two flows differ, in the order in which a login meets it. */
export interface Difference {
  /** `get-token: field networktype` */
  readonly where: string;
  readonly a: string;
  readonly b: string;
}

/** These are new in every request, or follow from what is. */
const ALWAYS_NEW: ReadonlySet<string> = new Set([
  'msgid',
  'msgId',
  'systemtime',
  'timestamp',
  'key',
  'data',
  'sign',
  'scrip',
  'token',
  'phoneNum',
]);

const NONE = '(none)';

export function differencesOf(a: WholeFlow, b: WholeFlow): readonly Difference[] {
  const length = Math.max(a.entries.length, b.entries.length);
  return Array.from({ length }).flatMap((_nothing, index) => stepDifferences(index, a.entries[index], b.entries[index]));
}

function stepDifferences(index: number, a: JournalEntry | undefined, b: JournalEntry | undefined): readonly Difference[] {
  const name = a?.operation ?? b?.operation ?? 'request';
  if (a === undefined || b === undefined || a.operation !== b.operation) {
    return [{ where: `request ${index + 1}`, a: a?.operation ?? NONE, b: b?.operation ?? NONE }];
  }
  const pairs: readonly (readonly [string, string, string])[] = [
    ['bearer', bearerWords(a), bearerWords(b)],
    ['appid', a.appid ?? NONE, b.appid ?? NONE],
    ['scope', `${a.scope.id} by ${a.scope.by}`, `${b.scope.id} by ${b.scope.by}`],
    ...fieldPairs(a, b),
    ['hidden repeat', repeatWords(a), repeatWords(b)],
    ['fault', faultWords(a), faultWords(b)],
    ...rulePairs(a, b),
    ['answer', answerWords(a), answerWords(b)],
    ['cause', causeOf(a), causeOf(b)],
  ];
  return pairs
    .filter(([, left, right]) => left !== right)
    .map(([where, left, right]) => ({ where: `${name}: ${where}`, a: left, b: right }));
}

function fieldPairs(a: JournalEntry, b: JournalEntry): readonly (readonly [string, string, string])[] {
  const names = [...new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])];
  return names
    .filter((name) => isThere(a, name) !== isThere(b, name) || !ALWAYS_NEW.has(name))
    .map((name) => [`field ${name}`, a.fields[name] ?? NONE, b.fields[name] ?? NONE]);
}

function isThere({ fields }: JournalEntry, name: string): boolean {
  return fields[name] !== undefined;
}

function repeatWords({ msgidOccurrence }: JournalEntry): string {
  return msgidOccurrence === 1 ? 'first request with its msgid' : `request ${msgidOccurrence} with its msgid`;
}

/** The ids of rules are new where a rule was armed again. */
function faultWords({ faults }: JournalEntry): string {
  return faults.map(({ effect }) => effect).join(', ') || NONE;
}

function rulePairs(a: JournalEntry, b: JournalEntry): readonly (readonly [string, string, string])[] {
  return a.trace.flatMap((step) => {
    const other = b.trace.find((candidate) => candidate.step === step.step && candidate.name === step.name);
    return other === undefined ? [] : [[`rule ${step.step} ${step.name}`, step.outcome, other.outcome] as const];
  });
}

/** Without the fault, which has a line of its own. */
function causeOf(entry: JournalEntry): string {
  return causeWords({ ...entry, faults: [] }) || NONE;
}
