import type { listChecks } from '../conformance/src/conform.ts';

type Listed = ReturnType<typeof listChecks>;

const ID_WIDTH = 58;

/** A line for each check: id, level, first clause, profiles and needs; laws below. */
export function listText(listed: Listed): string {
  const of = (kind: 'check' | 'law'): Listed => listed.filter((one) => one.kind === kind);
  const lines = of('check').map(({ id, level, clause, profile, needs }) => {
    const rest = needs.length === 0 ? '' : ` · needs ${needs.join(', ')}`;
    return `  ${id.padEnd(ID_WIDTH)} ${level.padEnd(6)} ${(clause[0] ?? '').padEnd(7)} ${profile.join(', ')}${rest}`;
  });
  const laws = of('law').map(({ id, level, clause }) => `  ${id.padEnd(ID_WIDTH)} ${level.padEnd(6)} ${clause[0] ?? ''}`);
  const checks = lines.length === 1 ? '1 check' : `${lines.length} checks`;
  return laws.length === 0
    ? [...lines, '', `  ${checks}`].join('\n')
    : [...lines, '', 'In every check:', ...laws, '', `  ${checks} · ${laws.length} laws`].join('\n');
}
