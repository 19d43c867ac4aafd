import { readFileSync } from 'node:fs';

// read-verdict.mjs REPORT pass|fail [ID]: exit 0 where the run has this verdict; a fail must be of the row or law ID.
const [report, verdict, because] = process.argv.slice(2);
const { checks: results } = JSON.parse(readFileSync(report, 'utf8'));
const failed = results.filter((result) => result.verdict === 'fail').map(({ id }) => id);
const open = results
  .filter((result) => ['inconclusive', 'env-error', 'suite-error'].includes(result.verdict))
  .map(({ id }) => id);
const judged = results.filter((result) => ['pass', 'warn', 'fail'].includes(result.verdict)).length;
console.log(`${judged} judged, failed: ${failed.join(' ') || 'none'}${open.length === 0 ? '' : `, open: ${open.join(' ')}`}`);
const isPass = failed.length === 0 && open.length === 0 && judged > 0;
process.exitCode = (verdict === 'pass' ? isPass : failed.includes(because)) ? 0 : 1;
