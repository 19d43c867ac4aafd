import { counted } from '../counted.ts';
import { type Outcome, VERDICTS } from '../verdict.ts';
import { againLine } from './again.ts';
import { failuresFirst, isOpen } from './order.ts';
import type { RunReport } from './run-report.ts';
import type { Words } from './words.ts';
import { clauseOf, wrongFindings } from './wrong-findings.ts';

/** A page of CI takes a megabyte; what is left out is in the report. */
const EXPLAINED = 40;

/** `summary.md`: the outcome of a run for the page of a CI job. */
export function renderSummary(report: RunReport, words: Words): string {
  const open = failuresFirst(report.checks).filter(isOpen);
  const subject = report.subject === null ? 'no SDK was judged' : `${report.subject.name} ${report.subject.version}`;
  const counts = VERDICTS.filter((verdict) => (report.summary[verdict] ?? 0) > 0);
  return [
    `## quhao conform: ${escaped(subject)}`,
    '',
    `${counts.map((verdict) => `**${report.summary[verdict]} ${verdict}**`).join(' · ')} · ${counted(report.checks.length, 'check')} · ${(report.durationMs / 1000).toFixed(0)} s · exit code ${report.exitCode}`,
    '',
    ...openTable(open),
    ...open.slice(0, EXPLAINED).flatMap((outcome) => explanation(outcome, words)),
    ...(open.length > EXPLAINED ? [`${open.length - EXPLAINED} more are in report.html.`, ''] : []),
    ...mutantLines(report),
  ].join('\n');
}

function openTable(open: readonly Outcome[]): readonly string[] {
  if (open.length === 0) {
    return [];
  }
  const rows = open.map(
    (outcome) =>
      `| ${outcome.verdict} | \`${outcome.id}\` | ${clauseOf(outcome)} ${outcome.level} | ${escaped(outcome.headline)} |`,
  );
  return ['| verdict | check | clause | seen |', '|---|---|---|---|', ...rows, ''];
}

function explanation(outcome: Outcome, words: Words): readonly string[] {
  const [first] = wrongFindings(outcome);
  if (first === undefined) {
    return [];
  }
  const clause = words.clauses.get(clauseOf(outcome));
  const again = againLine(outcome, words.command);
  return [
    `<details><summary>${outcome.verdict} ${outcome.id}</summary>`,
    '',
    `- expected: ${escaped(first.expected)}`,
    `- observed: ${escaped(first.observed)}`,
    `- meaning: ${escaped(first.meaning)}`,
    ...(clause === undefined ? [] : [`- clause: ${clause.id} (guide ${clause.sec}) ${escaped(clause.text)}`]),
    ...(outcome.evidence === null ? [] : [`- evidence: \`${outcome.evidence}/\``]),
    ...(again === null ? [] : ['', '```sh', again, '```']),
    '',
    '</details>',
    '',
  ];
}

function mutantLines({ mutants }: RunReport): readonly string[] {
  const alive = mutants.filter(({ fate }) => fate === 'survived' || fate === 'undecided');
  if (mutants.length === 0) {
    return [];
  }
  const killed = new Set(mutants.filter(({ fate }) => fate === 'killed').map(({ mutant }) => mutant)).size;
  const rows = alive.map(
    ({ mutant, fate, check, reason }) => `- ${fate}: \`${mutant}\` at ${check ?? 'no check'}: ${escaped(reason)}`,
  );
  return [
    `Mutants: ${killed} killed, ${alive.length} runs survived or undecided`,
    '',
    ...rows,
    ...(rows.length === 0 ? [] : ['']),
  ];
}

/** Text of a subject must not become markup of the page. */
function escaped(plain: string): string {
  return plain
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]|~#]/g, (character) => `\\${character}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
