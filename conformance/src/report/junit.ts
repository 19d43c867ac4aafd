import type { Outcome, Verdict } from '../verdict.ts';
import { againLine } from './again.ts';
import type { RunReport } from './run-report.ts';
import type { Words } from './words.ts';
import { wrongFindings } from './wrong-findings.ts';
import { escapeXml } from './xml.ts';

type Element = 'failure' | 'error' | 'skipped' | null;

/** JUnit has four results; `type` keeps the verdict's own word. A warning is no failure: it is part of the test's output. */
const ELEMENTS: Readonly<Record<Verdict, Element>> = {
  pass: null,
  fail: 'failure',
  warn: null,
  inconclusive: 'error',
  unimplemented: 'skipped',
  'not-claimed': 'skipped',
  skipped: 'skipped',
  'not-reached': 'skipped',
  'env-error': 'error',
  'suite-error': 'error',
};

const FATES: Readonly<Record<RunReport['mutants'][number]['fate'], Element>> = {
  killed: null,
  survived: 'failure',
  undecided: 'error',
  open: 'skipped',
};

type Case = { readonly element: Element; readonly xml: string };

export function renderJunit(report: RunReport, words: Words): string {
  const suites = [
    suite(
      'quhao conform',
      report.checks.map((outcome) => checkCase(outcome, words)),
    ),
  ];
  if (report.mutants.length > 0) {
    suites.push(suite('quhao mutants', report.mutants.map(mutantCase)));
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites time="${seconds(report.durationMs)}">\n${suites.join('\n')}\n</testsuites>\n`;
}

function suite(name: string, cases: readonly Case[]): string {
  const count = (element: Element): number => cases.filter((one) => one.element === element).length;
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  return `  <testsuite name="${name}" ${counts}>\n${cases.map((one) => one.xml).join('\n')}\n  </testsuite>`;
}

interface Row {
  readonly className: string;
  readonly name: string;
  readonly durationMs: number;
  readonly element: Element;
  readonly type: string;
  readonly message: string;
  readonly text: string;
}

function checkCase(outcome: Outcome, words: Words): Case {
  return testcase({
    className: `quhao.${outcome.id.split('-')[0]}`,
    name: outcome.id,
    durationMs: outcome.durationMs,
    element: outcome.waived === undefined ? ELEMENTS[outcome.verdict] : 'skipped',
    type: outcome.verdict,
    message: outcome.waived === undefined ? outcome.headline : `waived: ${outcome.waived}`,
    text: details(outcome, words),
  });
}

function mutantCase({ mutant, check, fate, reason }: RunReport['mutants'][number]): Case {
  const name = `${mutant} / ${check ?? 'no check'}`;
  const element = FATES[fate];
  return testcase({ className: 'quhao.mutants', name, durationMs: 0, element, type: fate, message: reason, text: reason });
}

function testcase(row: Row): Case {
  const { className, name, durationMs, element } = row;
  const open = `    <testcase classname="${escapeXml(className)}" name="${escapeXml(name)}" time="${seconds(durationMs)}">`;
  return { element, xml: `${open}\n      ${inner(row)}\n    </testcase>` };
}

function inner({ element, type, message, text }: Row): string {
  if (element === null) {
    return `<system-out>${escapeXml(text)}</system-out>`;
  }
  if (element === 'skipped') {
    return `<skipped message="${escapeXml(message)}"/>`;
  }
  return `<${element} type="${type}" message="${escapeXml(message)}">${escapeXml(text)}</${element}>`;
}

/** Everything that a reader of a CI page has without the report: findings, meaning, the clause in words, where the evidence is, how to run it again. */
function details(outcome: Outcome, words: Words): string {
  const findings = outcome.findings.map(
    ({ name, status, expected, observed }) => `${status} ${name}: expected ${expected}; observed ${observed}`,
  );
  const clauses = outcome.clause.map((id) => {
    const clause = words.clauses.get(id);
    return clause === undefined ? `clause ${id}` : `clause ${id} ${clause.level} (guide ${clause.sec}): ${clause.text}`;
  });
  const again = againLine(outcome, words.command);
  return [
    `${outcome.clause.join(', ')} ${outcome.level}: ${outcome.headline}`,
    ...findings,
    ...wrongFindings(outcome).map(({ meaning }) => `meaning: ${meaning}`),
    ...clauses,
    ...(outcome.evidence === null ? [] : [`evidence: ${outcome.evidence}/`]),
    ...(again === null ? [] : [`again: ${again}`]),
  ].join('\n');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
