// judged-share.mjs KIND REPORT LEAST: how many rows of a run were judged. Exits with 1 below the least share, and where a row failed or the bench was at fault.
import { readFileSync } from 'node:fs';

const [kind, file, least] = process.argv.slice(2);
const { checks } = JSON.parse(readFileSync(file, 'utf8'));
const rows = checks.filter(({ id }) => !id.startsWith('law-'));
const count = (...verdicts) => rows.filter(({ verdict }) => verdicts.includes(verdict)).length;
const judged = count('pass', 'warn', 'fail');
const share = (100 * judged) / rows.length;
const wrong = rows.filter(({ verdict }) => ['fail', 'env-error', 'suite-error'].includes(verdict));
console.log(
  `${kind}: ${judged} of ${rows.length} rows judged (${share.toFixed(1)} %), ${count('skipped')} skipped, ${wrong.length} wrong`,
);
for (const { id, verdict, headline } of wrong) {
  console.log(`  ${verdict} ${id}: ${headline}`);
}
process.exit(share >= Number(least) && wrong.length === 0 ? 0 : 1);
