// Counts what the parts of scripts/test have left behind. Usage: node scripts/tally.mjs DIR, or --failed-files FILE for the test files that failed in a JSON report of vitest.
// DIR/parts: a line a part, "name exit-code seconds". A part that failed without a failed test in its files counts as one failure.
// Each failed test is named with the first lines of its message, above the counts: what a CI job shows is often the end of its output only.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MESSAGE_LINES = 12;
const SUREFIRE = { 'java-runtime': 'handset/runtime', 'java-converter': 'handset/converter' };

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** Files that ran a second time count by that run; what failed in the first one is named. */
function countVitest(dir, name) {
  const { testResults } = readJson(join(dir, `${name}.json`));
  const firstFile = join(dir, `${name}.first.json`);
  const first = existsSync(firstFile) ? readJson(firstFile).testResults : [];
  const again = new Set(testResults.map((file) => file.name));
  const counted = [...first.filter((file) => !again.has(file.name)), ...testResults];
  const countOf = (status) => counted.flatMap((file) => file.assertionResults).filter((test) => test.status === status).length;
  const failures = vitestFailures(counted);
  return {
    passed: countOf('passed'),
    failed: Math.max(countOf('failed'), failures.length),
    failures,
    firstFailures: vitestFailures(first),
  };
}

const hasFailed = (file) => vitestFailures([file]).length > 0;

/** Failed tests, and files that failed outside of their tests (an import, a hook). */
function vitestFailures(testResults) {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    const tests = failed.map(({ fullName, failureMessages }) => `${name} > ${fullName}\n${failureMessages.join('\n')}`);
    return message ? [...tests, `${name}\n${message}`] : tests;
  });
}

/** JUnit's own runner: "OK (72 tests)", or "Tests run: 72,  Failures: 1"; scripts/verify-converter: "72 passed, 1 failed". */
function countJUnit(file) {
  const text = readFileSync(file, 'utf8');
  const ok = /^OK \((\d+) tests?\)/m.exec(text);
  if (ok) {
    return { passed: Number(ok[1]), failed: 0 };
  }
  const counts = /^(\d+) passed, (\d+) failed$/m.exec(text);
  if (counts) {
    return { passed: Number(counts[1]), failed: Number(counts[2]) };
  }
  const bad = /^Tests run: (\d+), +Failures: (\d+)/m.exec(text);
  return bad ? { passed: Number(bad[1]) - Number(bad[2]), failed: Number(bad[2]) } : { passed: 0, failed: 0 };
}

/** Counts test cases: the totals of a suite count each run of a test that ran twice. One that failed and then passed has a flakyFailure or flakyError. */
function countSurefire(folder) {
  const sum = { passed: 0, failed: 0, failures: [], firstFailures: [] };
  const reports = join(folder, 'target/surefire-reports');
  for (const name of existsSync(reports) ? readdirSync(reports).filter((file) => file.endsWith('.xml')) : []) {
    const cases = readFileSync(join(reports, name), 'utf8').split('<testcase ').slice(1);
    const failures = cases.flatMap((test) => surefireFailure(test, /<(?:failure|error)\b([^>]*)/));
    sum.failures.push(...failures);
    sum.failed += failures.length;
    sum.passed += cases.filter((test) => !test.includes('<skipped')).length - failures.length;
    sum.firstFailures.push(...cases.flatMap((test) => surefireFailure(test, /<flaky(?:Failure|Error)\b([^>]*)/)));
  }
  return sum;
}

function surefireFailure(test, element) {
  const attributes = element.exec(test)?.[1];
  const attributeOf = (name, text) => new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1] ?? '';
  return attributes === undefined
    ? []
    : [
        `${attributeOf('classname', test)}.${attributeOf('name', test)}\n${attributeOf('message', attributes) || attributeOf('type', attributes)}`,
      ];
}

function countRun(folder) {
  const { summary, checks, mutants } = JSON.parse(readFileSync(join(folder, 'latest/report.json'), 'utf8'));
  // A killed mutant counts as a passed test of its check, a survivor as a failed one; a mutant without a check is open and does not count.
  const countOf = (fate) => mutants.filter((mutant) => mutant.fate === fate).length;
  const passed = summary.pass + summary.warn + countOf('killed');
  const failed = summary.fail + summary['env-error'] + summary['suite-error'] + summary.inconclusive + countOf('survived');
  return { passed, failed, failures: runFailures(checks, mutants) };
}

const NO_FAILURE = new Set(['pass', 'warn', 'skipped', 'unimplemented']);

function runFailures(checks, mutants) {
  const wrong = checks.filter(({ verdict }) => !NO_FAILURE.has(verdict));
  const findingsOf = ({ findings }) =>
    findings
      .filter(({ status }) => !['ok', 'info'].includes(status))
      .map(({ expected, observed }) => `expected ${expected}, observed ${observed}`);
  return [
    ...wrong.map((check) => [`${check.id} ${check.verdict}: ${check.headline}`, ...findingsOf(check)].join('\n')),
    ...mutants
      .filter(({ fate }) => fate === 'survived' || fate === 'undecided')
      .map(({ mutant, check, fate, reason }) => `${mutant} ${fate} ${check}: ${reason}`),
  ];
}

function printFailures(name, failures, mark = '✗') {
  for (const failure of failures) {
    const lines = failure
      .split('\n')
      .filter((text) => text.trim() !== '')
      .slice(0, MESSAGE_LINES);
    console.log(`\n${mark} ${name}: ${lines.join('\n    ')}`);
  }
}

function countPart(dir, name) {
  if (existsSync(join(dir, `${name}.json`))) {
    return countVitest(dir, name);
  }
  if (existsSync(join(dir, `${name}.txt`))) {
    return countJUnit(join(dir, `${name}.txt`));
  }
  if (name in SUREFIRE) {
    return countSurefire(SUREFIRE[name]);
  }
  if (existsSync(join(dir, name, 'latest/report.json'))) {
    return countRun(join(dir, name));
  }
  return null;
}

if (process.argv[2] === '--failed-files') {
  const { testResults } = readJson(process.argv[3]);
  console.log(
    testResults
      .filter(hasFailed)
      .map((file) => file.name)
      .join('\n'),
  );
  process.exit(0);
}
const dir = process.argv[2] ?? '.quhao/test';
const total = { passed: 0, failed: 0 };
console.log('');
for (const line of readFileSync(join(dir, 'parts'), 'utf8').trim().split('\n')) {
  const [name = '', code = '', seconds = ''] = line.split(' ');
  const sum = countPart(dir, name) ?? (code === '0' ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
  if (code !== '0' && sum.failed === 0) {
    sum.failed = 1;
  }
  if (code === '0' && sum.passed + sum.failed === 0) {
    sum.failed = 1; // A part that ran nothing proves nothing.
  }
  printFailures(name, sum.firstFailures ?? [], '↻ failed in the first of two runs:');
  printFailures(name, sum.failures ?? []);
  total.passed += sum.passed;
  total.failed += sum.failed;
  console.log(
    `  ${name.padEnd(16)} ${String(sum.passed).padStart(5)} passed ${String(sum.failed).padStart(4)} failed ${seconds.padStart(5)} s`,
  );
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
