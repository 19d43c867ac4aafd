import { type Catalogue, type Mutant, mutantRunsOf } from '../mutants.ts';

/** docs/mutants.md: every mutant of the reference SDK and the checks that kill it; `quhao conform --mutants` proves each line. */
export function mutantsPage(mutants: readonly Mutant[], { checks, uncovered }: Catalogue): string {
  const rows = mutants.map(({ id, text }) => {
    const killers = mutantRunsOf(checks, [id]).map(({ check, by }) => `${check.id} (${by.join(', ')})`);
    const open = uncovered.find(({ mutant }) => mutant === id);
    return `| ${id} | ${text} | ${killers.length > 0 ? killers.join('<br>') : `open: ${open?.reason ?? 'no reason given'}`} |`;
  });
  return [
    '# Mutants',
    '',
    'Each is the reference SDK, wrong in one way. It is killed when the check fails by the expectation in brackets, and not by another.',
    'Printed from the tables; a difference fails the tests. `scripts/run --mutants` proves every line and ends with 1 when one survives.',
    '',
    '| mutant | what is wrong | killed by |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
