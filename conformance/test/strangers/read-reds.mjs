import { readFileSync } from 'node:fs';

// read-reds.mjs REPORT ID… | -: exit 0 where each of these rows and laws failed or warned, or with `-` where nothing did and everything was judged.
const [report, ...expected] = process.argv.slice(2);
const { checks } = JSON.parse(readFileSync(report, 'utf8'));
const idsOf = (...verdicts) => checks.filter((check) => verdicts.includes(check.verdict)).map(({ id }) => id);
const reds = idsOf('fail', 'warn');
const open = idsOf('inconclusive', 'env-error', 'suite-error');
const judged = idsOf('pass', 'warn', 'fail').length;
const isClean = judged > 0 && reds.length === 0 && open.length === 0;
const missing = expected[0] === '-' ? [] : expected.filter((id) => !reds.includes(id));
console.log(
  [
    `${judged} judged`,
    `red: ${reds.join(' ') || 'none'}`,
    ...open.map((id) => `open: ${id}`),
    ...missing.map((id) => `not red: ${id}`),
  ].join(', '),
);
process.exitCode = (expected[0] === '-' ? isClean : missing.length === 0) ? 0 : 1;
