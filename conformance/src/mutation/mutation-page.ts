import { type Mutation, shortName } from './mutation-table.ts';
import { FATES, type JudgedMutation, type MutationFate, type MutationScore } from './score.ts';

/** docs/mutations.md: the score, and every mutation that lives with its place and reason. */
export function mutationPage(score: MutationScore, command: string): string {
  return `${[...head(score, command), ...areas(score), ...survivors(score), ...equivalents(score)].join('\n')}\n`;
}

function head(
  { counts, percent, killedAbout, blindRows, unusableRows, judged }: MutationScore,
  command: string,
): readonly string[] {
  const warned = judged.filter((one) => one.fate === 'silent' && one.warned.length > 0).length;
  return [
    '# Mutations of the reference SDK by machine',
    '',
    `Printed by \`${command} --page docs/mutations.md\`; do not edit. Every mutation is a small change that android-probe/mutator wrote into the SDK`,
    '(a condition negated, a constant changed, a call removed, calls swapped, a return replaced and so on).',
    '',
    '- killed: a row failed, and passed right afterwards on the SDK as it is',
    '- silent: rows executed it and passed. A warning lets a merge through, so it is no kill',
    '- dead: no row that is known to fail on anything executes it',
    '- inconclusive: a row came to no verdict',
    '- equivalent: nobody outside the SDK could tell; the argument is below',
    '',
    `**${percent.toFixed(1)} %** of those judged and not equivalent are killed; ${killedAbout} of ${counts.killed} kills come from a row that is about what was changed;`,
    ...(unusableRows.length === 0
      ? []
      : [`Rows that do not pass on the SDK as it is were left out: ${unusableRows.join(', ')}.`]),
    `${warned} of the silent ones make a row warn; ${blindRows.length === 0 ? 'every row failed on some mutation' : `rows that failed on none: ${blindRows.join(', ')}`}.`,
    '',
  ];
}

function areas({ judged }: MutationScore): readonly string[] {
  const names = [...new Set(judged.map(({ mutation }) => areaOf(mutation)))];
  const row = (name: string, of: readonly JudgedMutation[]): string => {
    const cells = FATES.map((fate) => of.filter((one) => one.fate === fate).length);
    return `| ${[name, of.length, ...cells].join(' | ')} |`;
  };
  return [
    `| part | all | ${FATES.join(' | ')} |`,
    `|---|${'---|'.repeat(FATES.length + 1)}`,
    ...names.map((name) =>
      row(
        name,
        judged.filter(({ mutation }) => areaOf(mutation) === name),
      ),
    ),
    row('**all**', judged),
    '',
  ];
}

function areaOf(mutation: Mutation): string {
  return shortName(mutation.class).split('.')[0] ?? '';
}

const LIVING: readonly MutationFate[] = ['silent', 'dead', 'inconclusive'];

function survivors({ judged }: MutationScore): readonly string[] {
  return LIVING.flatMap((fate) => {
    const rows = judged.filter((one) => one.fate === fate);
    return rows.length === 0
      ? []
      : [`## ${fate} (${rows.length})`, '', '| place | change | reason |', '|---|---|---|', ...rows.map(tableRow), ''];
  });
}

function equivalents({ judged }: MutationScore): readonly string[] {
  const rows = judged.filter(({ fate }) => fate === 'equivalent');
  return rows.length === 0
    ? []
    : [`## equivalent (${rows.length})`, '', '| place | change | argument |', '|---|---|---|', ...rows.map(tableRow), ''];
}

function tableRow({ mutation, reason, warned }: JudgedMutation): string {
  const { file, line, method, operator, description } = mutation;
  const warnings = warned.length === 0 ? '' : `; warned: ${warned.join(', ')}`;
  const cells = [`${file.replace('com/cmic/gen/sdk/', '')}:${line} ${method}`, `${operator}: ${description}`, reason + warnings];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ')).join(' | ')} |`;
}
