import { readFileSync } from 'node:fs';

// read-verdict.mjs REPORT pass|warn|fail [ID]: exit 0 where the run has this verdict; a warn (a SHOULD) or a fail must be of the row or law ID.
const [report, verdict, because] = process.argv.slice(2);
const { checks } = JSON.parse(readFileSync(report, 'utf8'));
const idsOf = (...verdicts) => checks.filter((check) => verdicts.includes(check.verdict)).map(({ id }) => id);
const failed = idsOf('fail');
const open = idsOf('inconclusive', 'env-error', 'suite-error');
const judged = idsOf('pass', 'warn', 'fail').length;
const others = [...idsOf('warn').map((id) => `warned: ${id}`), ...open.map((id) => `open: ${id}`)];
console.log([`${judged} judged`, `failed: ${failed.join(' ') || 'none'}`, ...others].join(', '));
const isPass = failed.length === 0 && open.length === 0 && judged > 0;
process.exitCode = (verdict === 'pass' ? isPass : idsOf(verdict).includes(because)) ? 0 : 1;
