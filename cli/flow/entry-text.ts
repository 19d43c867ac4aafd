import { explainCode, explainOtherCode } from '../../simulator/src/model/explain-code.ts';
import type { JournalEntry, TraceStep } from '../../simulator/src/model/journal.ts';
import type { Terminal } from '../terminal.ts';
import { wrapItems } from '../wrap-items.ts';
import { bearerWords, operationWords, paintAnswer, timeWords } from './entry-words.ts';

const INDENT = '     ';

/** An entry with its explanations: who asked, which rule refused and why, what left of the answer. */
export function entryText(entry: JournalEntry, terminal: Terminal): string {
  const { id, realAt, appid, scope, faults, sent } = entry;
  const app = appid === null ? '' : ` · app ${appid}`;
  return [
    `#${id}  ${timeWords(realAt)}  ${operationWords(entry)}  ${paintAnswer(entry, terminal)}`,
    `${INDENT}${bearerWords(entry)}${app} · scope ${scope.id} (by ${scope.by}) · connection ${entry.connection.id}, request ${entry.connection.request}`,
    ...faults.map(({ id: rule, effect }) => `${INDENT}fault ${rule} acted here: ${effect}`),
    ...traceLines(entry.trace, terminal),
    ...(sent.extent === 'whole' ? [] : [`${INDENT}sent ${sent.extent}: ${sent.detail}`]),
    ...(entry.msgidOccurrence > 1 ? [`${INDENT}request ${entry.msgidOccurrence} with this msgid: a repeat`] : []),
    ...(entry.unreadFields.length === 0 ? [] : [`${INDENT}fields that nobody reads: ${entry.unreadFields.join(', ')}`]),
  ].join('\n');
}

/** The rules that passed on one line, the one that failed with all that is known of it, then those that were not reached. */
function traceLines(trace: readonly TraceStep[], { colours }: Terminal): readonly string[] {
  const passed = trace.filter(({ outcome }) => outcome === 'passed');
  const notes = passed.filter(({ detail }) => detail !== undefined);
  const unreached = trace.filter(({ outcome }) => outcome === 'not-reached').map(({ step }) => step);
  return [
    ...wrapItems(
      passed.map(({ step, name }) => `${step} ${name} ✓`),
      { indent: INDENT, joiner: '  ' },
    ),
    ...notes.map(({ step, detail }) => `${INDENT}${step} says: ${detail}`),
    ...trace.filter(({ outcome }) => outcome === 'failed').flatMap((step) => failedLines(step, colours.red('✗'))),
    ...(unreached.length === 0 ? [] : [`${INDENT}${rangeText(unreached)} not reached`]),
  ];
}

function failedLines({ step, name, detail, expected, got, mistakes = [] }: TraceStep, cross: string): readonly string[] {
  const [first, ...others] = mistakes.map(({ en }) => en);
  const why = detail ?? first ?? '';
  const further = others.filter((text) => !why.includes(text));
  return [
    `${INDENT}${step} ${name} ${cross}  ${why}`,
    ...further.map((text) => `${INDENT}  or: ${text}`),
    ...(expected === undefined ? [] : [`${INDENT}  expected  ${expected}`]),
    ...(got === undefined ? [] : [`${INDENT}  got       ${got}`]),
  ];
}

function rangeText(steps: readonly number[]): string {
  const first = steps[0] ?? 0;
  const last = steps.at(-1) ?? first;
  return first === last ? String(first) : `${first}–${last}`;
}

/** What a code means and what a client does about it; none for a success and for a code that nobody lists. */
export function adviceLines(code: string | null): readonly string[] {
  if (code === null || code === '103000') {
    return [];
  }
  const known = explainCode(code);
  if (known !== undefined) {
    const { meaning, client } = known.advice;
    return [`meaning   ${meaning.en}`, `          ${meaning.zh}`, `do        ${client.en}`];
  }
  const other = explainOtherCode(code);
  return other === undefined ? [] : [`meaning   ${other.meaning.en}`, `          ${other.meaning.zh}`];
}
