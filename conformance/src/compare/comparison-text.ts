import { relative } from 'node:path';
import { counted } from '../counted.ts';
import { CHANGE_KINDS, type Change, type ChangeKind, type Comparison } from './comparison.ts';

const ROWS_NAMED = 3;
const LABEL = 12;

const HEADINGS = {
  verdict: 'verdicts',
  code: 'codes',
  time: 'times',
  host: 'hosts and bearers',
  connections: 'connections',
  bytes: 'bytes',
  requests: 'requests',
  callback: 'callbacks',
  log: 'log tags',
  files: 'files',
} as const satisfies Readonly<Record<ChangeKind, string>>;

/** What changed between two builds, for the terminal. */
export function comparisonLines(comparison: Comparison): readonly string[] {
  const { before, after, changes, notes } = comparison;
  return [
    '',
    label('before', sideText(before)),
    label('after', sideText(after)),
    ...kindsIn(changes).flatMap(({ kind, own }) => ['', `  ${HEADINGS[kind]}`, ...own.flatMap((change) => changeLines(change))]),
    '',
    ...notes.map((note) => label('note', note)),
    ...onlyLines(comparison),
    `  ${totalText(comparison)}`,
  ];
}

function changeLines({ what, before, after, trend, rows, kind }: Change): readonly string[] {
  const where = kind === 'verdict' || rows.length === 0 ? '' : `   ${rowsText(rows)}`;
  return [`    ${trend === 'other' ? '' : `${trend}: `}${what}${where}`, `      before  ${before}`, `      after   ${after}`];
}

/** The comparison as Markdown, for the page of a CI job. */
export function renderComparison(comparison: Comparison): string {
  const { before, after, changes, notes } = comparison;
  const rows = changes.map(
    ({ kind, what, before: former, after: latter, trend, rows: ids }) =>
      `| ${HEADINGS[kind]}${trend === 'other' ? '' : ` (${trend})`} | ${escaped(what)}${ids.length === 0 || kind === 'verdict' ? '' : ` · ${escaped(rowsText(ids))}`} | ${escaped(former)} | ${escaped(latter)} |`,
  );
  return [
    `## quhao conform --against: ${escaped(after.label)} after ${escaped(before.label)}`,
    '',
    `${totalText(comparison)} · exit code ${comparison.exitCode}`,
    '',
    ...(rows.length === 0 ? [] : ['| kind | what | before | after |', '|---|---|---|---|', ...rows, '']),
    ...notes.map((note) => `- ${note}`),
    ...onlyLines(comparison).map((line) => `- ${line.trim()}`),
    '',
  ].join('\n');
}

function totalText({ changes, compared }: Comparison): string {
  const count = (trend: Change['trend']): number => changes.filter((change) => change.trend === trend).length;
  const verdicts = changes.filter(({ kind }) => kind === 'verdict').length;
  return changes.length === 0
    ? `nothing changed in ${counted(compared, 'check')}`
    : `${counted(changes.length, 'change')} in ${counted(compared, 'check')} · ${counted(verdicts, 'verdict')} changed, ${count('worse')} worse, ${count('better')} better`;
}

function onlyLines({ onlyBefore, onlyAfter }: Comparison): readonly string[] {
  return [
    ...(onlyBefore.length === 0 ? [] : [label('only before', rowsText(onlyBefore))]),
    ...(onlyAfter.length === 0 ? [] : [label('only after', rowsText(onlyAfter))]),
  ];
}

function sideText({ label: given, name, version, run }: Comparison['before']): string {
  return `${given} · ${name} ${version} · ${relative(process.cwd(), run) || '.'}`;
}

function kindsIn(changes: readonly Change[]): readonly { readonly kind: ChangeKind; readonly own: readonly Change[] }[] {
  return CHANGE_KINDS.map((kind) => ({ kind, own: changes.filter((change) => change.kind === kind) })).filter(
    ({ own }) => own.length > 0,
  );
}

function rowsText(rows: readonly string[]): string {
  const more = rows.length - ROWS_NAMED;
  return `${rows.slice(0, ROWS_NAMED).join(', ')}${more > 0 ? ` and ${counted(more, 'more check')}` : ''}`;
}

function label(name: string, text: string): string {
  return `  ${name.padEnd(LABEL)}${text}`;
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
