// judged-share.mjs KIND:LEAST:REPORT…: how many rows of each run were judged. The last line is "N passed, N failed": rows, mutants, and the least share of judged rows.
import { readFileSync } from 'node:fs';

const sum = { passed: 0, failed: 0 };
for (const argument of process.argv.slice(2)) {
  const [kind, least, ...rest] = argument.split(':');
  const { checks, mutants } = JSON.parse(readFileSync(rest.join(':'), 'utf8'));
  const rows = checks.filter(({ id }) => !id.startsWith('law-'));
  const having = (...verdicts) => checks.filter(({ verdict }) => verdicts.includes(verdict));
  const judged = rows.filter(({ verdict }) => ['pass', 'warn', 'fail'].includes(verdict)).length;
  const share = (100 * judged) / rows.length;
  // A machine that is too busy to tell leaves a row inconclusive and a mutant undecided: neither is judged, and neither is wrong.
  const wrong = having('fail', 'env-error', 'suite-error');
  const unclear = having('inconclusive');
  const killed = mutants.filter(({ fate }) => fate === 'killed');
  const alive = mutants.filter(({ fate }) => fate !== 'killed' && fate !== 'undecided');
  const undecided = mutants.filter(({ fate }) => fate === 'undecided');
  console.log(
    `${kind}: ${judged} of ${rows.length} rows judged (${share.toFixed(1)} %), ${having('skipped').length} skipped, ${wrong.length} wrong, ${killed.length} of ${mutants.length} mutants killed`,
  );
  for (const { id, verdict, headline } of [...wrong, ...unclear]) {
    console.log(`  ${verdict} ${id}: ${headline}`);
  }
  for (const { mutant, fate, reason } of [...alive, ...undecided]) {
    console.log(`  ${fate} ${mutant}: ${reason}`);
  }
  const isShort = share < Number(least);
  sum.passed += having('pass', 'warn').length + killed.length;
  sum.failed += wrong.length + alive.length + (isShort ? 1 : 0);
}
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exit(sum.failed === 0 ? 0 : 1);
