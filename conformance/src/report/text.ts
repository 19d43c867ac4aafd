import { withCodeNames } from '../code-names.ts';
import { counted } from '../counted.ts';
import type { Fate, MutantResult } from '../mutants.ts';
import { isAnythingJudged, type Outcome, summarize, VERDICTS, type Verdict } from '../verdict.ts';
import { againLine } from './again.ts';
import type { Words } from './words.ts';
import { clauseOf, wrongFindings } from './wrong-findings.ts';

const ID_WIDTH = 46;
const VERDICT_WIDTH = 4;
const LABEL_WIDTH = 10;
/** What fits beside a label in 100 columns. */
const TEXT_WIDTH = 82;
const MUTANT_WIDTH = 28;
const AREA_WIDTH = 12;
const TIME_WIDTH = 8;

/** Verdicts of one line. */
const SHORT: readonly Verdict[] = ['pass', 'skipped', 'unimplemented', 'not-claimed', 'not-reached'];

/** The line of a check that has ended; a failure explains itself below (docs/conformance.md §7). */
export function outcomeLines(outcome: Outcome, words: Words, runDir: string): readonly string[] {
  const { id, verdict } = outcome;
  const time = `${outcome.durationMs} ms`.padStart(TIME_WIDTH);
  const head = `  ${verdict.padEnd(VERDICT_WIDTH)}  ${id.padEnd(ID_WIDTH)} ${time}   ${oneLine(tail(outcome))}`;
  if (SHORT.includes(verdict) || outcome.waived !== undefined) {
    return [head];
  }
  const again = againLine(outcome, words.command);
  return [head, ...explanationLines(outcome, words, runDir), ...(again === null ? [] : [label('again', again)])];
}

function tail(outcome: Outcome): string {
  const { verdict, headline, level, waived } = outcome;
  if (waived !== undefined) {
    return `waived: ${waived}`;
  }
  const isOfClause = (verdict === 'fail' || verdict === 'warn') && outcome.clause.length > 0;
  return isOfClause ? `${clauseOf(outcome)} ${level}` : headline;
}

/** What was expected and observed, what it means, the clause and the evidence. */
export function explanationLines(outcome: Outcome, { clauses, codes }: Words, runDir: string): readonly string[] {
  const clause = clauses.get(clauseOf(outcome));
  return [
    ...judgementLines(outcome, codes),
    ...(clause === undefined ? [] : labelled('clause', `${clause.id} (guide ${clause.sec}) ${clause.text}`)),
    ...(outcome.evidence === null ? [] : [label('evidence', `${runDir}/${outcome.evidence}/`)]),
  ];
}

/** The first wrong finding in full, the others in a line each: most of them follow from the first. */
function judgementLines(outcome: Outcome, codes: Words['codes']): readonly string[] {
  const [first, ...others] = wrongFindings(outcome);
  if (first === undefined) {
    return [];
  }
  return [
    ...labelled('expected', withCodeNames(first.expected, codes)),
    ...labelled('observed', withCodeNames(first.observed, codes)),
    ...labelled('meaning', first.meaning),
    ...others.flatMap(({ expected, observed, meaning }) =>
      labelled('also', withCodeNames(`${observed} (expected ${expected}): ${meaning}`, codes)),
    ),
  ];
}

function label(name: string, text: string): string {
  return `        ${name.padEnd(LABEL_WIDTH)}${text}`;
}

/** A message of somebody else may hold line ends, which would break the table. */
function oneLine(text: string): string {
  const lines = text.split(/[\r\n]/).map((line) => line.trim());
  return lines.filter((line) => line !== '').join(' ');
}

/** Wraps the text to the width of a terminal. A longer word is not broken, so that it can be copied. */
function labelled(name: string, text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of oneLine(text).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length > TEXT_WIDTH && line !== '') {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].map((one, index) => label(index === 0 ? name : '', one));
}

const FATES: Readonly<Record<Fate, string>> = { killed: 'killed', survived: 'SURVIVED', undecided: 'undecided', open: 'open' };

/** The line of a mutant at one check: its fate and the reason. */
export function mutantLine({ mutant, check, fate, reason }: MutantResult): string {
  return `  ${FATES[fate].padEnd(9)}  ${mutant.padEnd(MUTANT_WIDTH)}  ${check === null ? '' : `${check} · `}${reason}`;
}

/** How many mutants there are of each fate. */
export function mutantCount(results: readonly MutantResult[]): string {
  const mutants = [...new Set(results.map(({ mutant }) => mutant))];
  const worst = mutants.map((id) =>
    SEVERITY.find((fate) => results.some((result) => result.mutant === id && result.fate === fate)),
  );
  const counts = SEVERITY.toReversed().map((fate) => ({ fate, count: worst.filter((one) => one === fate).length }));
  const shown = counts.filter(({ fate, count }) => count > 0 || fate === 'killed' || fate === 'survived');
  return `  ${counted(mutants.length, 'mutant')} · ${shown.map(({ fate, count }) => `${count} ${fate}`).join(' · ')}`;
}

/** A mutant counts by its worst check. */
const SEVERITY = ['survived', 'undecided', 'open', 'killed'] as const satisfies readonly Fate[];

export interface RunTotals {
  readonly durationMs: number;
  /** A warn fails the run. */
  readonly isStrict: boolean;
  /** Path of the report. */
  readonly report: string;
}

/** The table at the end of a run, a row per area (the first word of a check's id), and the total with the path of the report. */
export function tableLines(outcomes: readonly Outcome[], { durationMs, isStrict, report }: RunTotals): readonly string[] {
  const summary = summarize(outcomes);
  const shown = VERDICTS.filter((verdict) => verdict === 'pass' || verdict === 'fail' || summary[verdict] > 0);
  const areas = [...new Set(outcomes.map(areaOf))];
  const rows = areas.map((area) =>
    areaLine(
      area,
      outcomes.filter((outcome) => areaOf(outcome) === area),
      shown,
    ),
  );
  const head = `  ${['area'.padEnd(AREA_WIDTH), ...shown.map((verdict) => verdict.padStart(width(verdict))), 'took'.padStart(TIME_WIDTH)].join('')}`;
  const total = [
    counted(outcomes.length, 'check'),
    ...shown.map((verdict) => `${summary[verdict]} ${verdict}`),
    `${seconds(durationMs)} s`,
    ...remarks(outcomes, { isStrict }),
  ];
  return ['', head, ...rows, '', `  ${total.join(' · ')}              ${report}`];
}

/** What the counts do not say by themselves. */
function remarks(outcomes: readonly Outcome[], { isStrict }: Pick<RunTotals, 'isStrict'>): readonly string[] {
  const waived = outcomes.filter((outcome) => outcome.waived !== undefined).length;
  const warnings = outcomes.filter((outcome) => outcome.verdict === 'warn' && outcome.waived === undefined).length;
  const effect = isStrict ? 'made an error by --strict' : '--strict makes it an error';
  return [
    ...(waived === 0 ? [] : [`${waived} of them waived`]),
    ...(isAnythingJudged(outcomes) ? [] : ['nothing was judged']),
    ...(warnings === 0 ? [] : [`${counted(warnings, 'SHOULD failure')} (${effect})`]),
  ];
}

function areaOf({ id }: Outcome): string {
  return id.split('-')[0] ?? id;
}

function areaLine(area: string, outcomes: readonly Outcome[], shown: readonly Verdict[]): string {
  const summary = summarize(outcomes);
  const counts = shown.map((verdict) => String(summary[verdict]).padStart(width(verdict)));
  const took = outcomes.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return `  ${[area.padEnd(AREA_WIDTH), ...counts, `${seconds(took)} s`.padStart(TIME_WIDTH)].join('')}`;
}

function width(verdict: Verdict): number {
  return verdict.length + 3;
}

function seconds(ms: number): number {
  return Math.round(ms / 1000);
}
