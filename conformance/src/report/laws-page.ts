import type { Law } from '../law.ts';

/** docs/laws.md: every law, its clauses and what a breach means. */
export function lawsPage(laws: readonly Law[]): string {
  const rows = laws.map(({ id, clause, level, meaning }) => `| ${id} | ${clause.join(', ')} | ${level} | ${meaning} |`);
  return [
    '# Laws',
    '',
    'A law holds in every check, whatever the check is about ([conformance.md](conformance.md) §1a). Printed from the tables in `conformance/laws`;',
    'a difference fails the tests. `quhao conform --list` lists them after the checks.',
    '',
    '| law | clauses | level | what holds, or what a breach means |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
