import { withCodeNames } from '../code-names.ts';
import type { Fate, MutantResult } from '../mutants.ts';
import { type Finding, type Outcome, summarize, VERDICTS, type Verdict } from '../verdict.ts';
import type { Words } from './words.ts';

const ID_WIDTH = 46;
const VERDICT_WIDTH = 4;
const LABEL_WIDTH = 10;
/** What fits beside a label in 100 columns. */
const TEXT_WIDTH = 82;
const MUTANT_WIDTH = 28;
const AREA_WIDTH = 12;
const TIME_WIDTH = 8;

/** Verdicts of one line. */
const SHORT: readonly Verdict[] = ['pass', 'skipped', 'unimplemented', 'not-claimed'];

/** The line of a check that has ended; a failure explains itself below (design/what-users-see.md). */
export function outcomeLines(outcome: Outcome, words: Words, runDir: string): readonly string[] {
  const { id, verdict } = outcome;
  const time = `${outcome.durationMs} ms`.padStart(TIME_WIDTH);
  const head = `  ${verdict.padEnd(VERDICT_WIDTH)}  ${id.padEnd(ID_WIDTH)} ${time}   ${tail(outcome)}`;
  if (SHORT.includes(verdict)) {
    return [head];
  }
  const again = outcome.clause.length === 0 ? [] : [label('again', `quhao conform --grep ${id}`)];
  return [head, ...explanationLines(outcome, words, runDir), ...again];
}

function tail(outcome: Outcome): string {
  const { verdict, headline, level } = outcome;
  return verdict === 'fail' || verdict === 'warn' ? `${clauseOf(outcome)} ${level}` : headline;
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

function wrongFindings({ findings }: Outcome): readonly Finding[] {
  return findings.filter(({ status }) => status !== 'ok' && status !== 'info');
}

/** The clause of the first wrong finding; the check's first clause where there is none. */
function clauseOf(outcome: Outcome): string {
  return wrongFindings(outcome)[0]?.clause ?? outcome.clause[0] ?? '';
}

function label(name: string, text: string): string {
  return `        ${name.padEnd(LABEL_WIDTH)}${text}`;
}

/** Wraps the text to the width of a terminal. A longer word is not broken, so that it can be copied. */
function labelled(name: string, text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
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
  return `  ${mutants.length} mutants · ${shown.map(({ fate, count }) => `${count} ${fate}`).join(' · ')}`;
}

/** A mutant counts by its worst check. */
const SEVERITY = ['survived', 'undecided', 'open', 'killed'] as const satisfies readonly Fate[];

/** The table at the end of a run, a row per area (the first word of a check's id), and the total with the path of the report. */
export function tableLines(outcomes: readonly Outcome[], durationMs: number, report: string): readonly string[] {
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
    `${outcomes.length} checks`,
    ...shown.map((verdict) => `${summary[verdict]} ${verdict}`),
    `${seconds(durationMs)} s`,
  ];
  return ['', head, ...rows, '', `  ${total.join(' · ')}              ${report}`];
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
