import type { Clause } from '../clauses.ts';
import { type CoverageTables, clauseCoverage, codeCoverage } from '../coverage.ts';

export interface CoveragePage extends CoverageTables {
  readonly clauses: readonly Clause[];
  /** Names of the guide's codes. */
  readonly codes: ReadonlyMap<string, string>;
}

const SUBJECTS = [
  { subjects: ['sdk', 'page'], title: 'The SDK and its page' },
  { subjects: ['gateway', 'server'], title: "The gateway and the operator's server API" },
  { subjects: ['app'], title: 'The integrating app' },
] as const satisfies readonly { readonly subjects: readonly Clause['subject'][]; readonly title: string }[];

/** A longer list of ids is folded. */
const SHOWN = 4;

/** docs/coverage.md: every clause with the checks, laws and mutants that stand for it, and every result code with the checks that provoke it. */
export function coveragePage(page: CoveragePage): string {
  return [
    '# Coverage',
    '',
    'What judges each clause of the guide, and what proves that the judgement can fail: mutants of the SDK ([mutants.md](mutants.md)) and crooked gateways',
    '(`conformance/test/gateway-profile/crooked-gateways.ts`). Printed from the tables of clauses, checks and laws; a difference',
    'fails the tests. A MUST or SHOULD clause that no check and no law names, and that has no reason here, fails them too.',
    '',
    countLine(page),
    ...SUBJECTS.flatMap(({ subjects, title }) => clauseTable(title, clausesOf(page, subjects), page)),
    '',
    '## The 50 result codes',
    '',
    'Checks that make the cause of a code and accept the code from the SDK, those that accept the fewest others first. Of two codes for one cause an SDK',
    'delivers one. [codes.md](codes.md) has causes and advice.',
    '',
    '| code | name | provoked by |',
    '|---|---|---|',
    ...[...page.codes].map(([code, name]) => codeRow(code, name, page)),
    '',
  ].join('\n');
}

function clausesOf({ clauses }: CoveragePage, subjects: readonly Clause['subject'][]): readonly Clause[] {
  return clauses.filter(({ subject }) => subjects.includes(subject));
}

function countLine(page: CoveragePage): string {
  const judged = page.clauses.filter(({ id }) => isJudged(id, page)).length;
  const provoked = [...page.codes.keys()].filter((code) => codeCoverage(code, page).checks.length > 0).length;
  const tables = `${page.checks.length} checks on a device, ${page.gatewayChecks.length} over HTTP and ${page.laws.length} laws`;
  return `${tables} judge ${judged} of ${page.clauses.length} clauses and provoke ${provoked} of ${page.codes.size} codes through the SDK; the others have their reason.`;
}

function isJudged(id: string, page: CoveragePage): boolean {
  const { checks, laws } = clauseCoverage(id, page);
  return checks.length + laws.length > 0;
}

function clauseTable(title: string, clauses: readonly Clause[], page: CoveragePage): readonly string[] {
  return [
    '',
    `## ${title}`,
    '',
    '| clause | level | what it says | checks and laws | mutants and crooked gateways killed |',
    '|---|---|---|---|---|',
    ...clauses.map((clause) => clauseRow(clause, page)),
  ];
}

function clauseRow({ id, level, text, sec }: Clause, page: CoveragePage): string {
  const { checks, laws, mutants, reason } = clauseCoverage(id, page);
  const judges = [...laws, ...checks];
  const shown =
    judges.length > 0 ? folded(judges) : `none: ${reason ?? (level === 'INFO' ? 'the guide is silent' : 'NO REASON')}`;
  return `| ${[id, level, `${cell(text)} (guide ${sec})`, cell(shown), mutants.length > 0 ? folded(mutants) : '–'].join(' | ')} |`;
}

function codeRow(code: string, name: string, page: CoveragePage): string {
  const { checks, gatewayChecks, reason } = codeCoverage(code, page);
  const overHttp = gatewayChecks.length > 0 ? `<br>over HTTP: ${folded(gatewayChecks)}` : '';
  const shown = checks.length > 0 ? folded(checks) : `none: ${reason ?? 'NO REASON'}${overHttp}`;
  return `| ${code} | ${name} | ${shown} |`;
}

function folded(ids: readonly string[]): string {
  const list = ids.join('<br>');
  return ids.length <= SHOWN ? list : `<details><summary>${ids.length}: ${ids[0]} …</summary>${list}</details>`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
