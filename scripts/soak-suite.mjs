import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { readOptions } from './options.mjs';
import { adbServerOf, deviceApart, killApp, stopProbe } from './soak-kills.mjs';

/** What each kill does, when the run has printed some verdicts, and how the run must end. */
const KILLS = {
  app: { exitCode: 0, kill: ({ scratch }) => killApp(scratch) },
  probe: { exitCode: 0, kill: ({ scratch }) => stopProbe(scratch) },
  adb: { exitCode: 3, kill: ({ scratch }) => process.kill(adbServerOf(scratch).pid, 'SIGKILL') },
  handset: { exitCode: 3, kill: ({ device }) => device.killHandset() },
};
const KILL_AFTER = 3;
/** Verdicts that are wrong of a right SDK; the others are the bench's, or none. */
const WRONG = ['fail', 'warn', 'suite-error'];
const COLUMNS = ['pass', 'fail', 'warn', 'inconclusive', 'not-reached', 'env-error', 'suite-error'];

const { values } = readOptions('soak-suite', {
  options: {
    runs: { type: 'string', default: '20' },
    burners: { type: 'string', default: '0' },
    kill: { type: 'string' },
    grep: { type: 'string' },
    out: { type: 'string', default: join('runs', 'soak') },
  },
});

const runs = Number(values.runs);
const kill = values.kill === undefined ? null : KILLS[values.kill];
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(Number(values.burners)) || kill === undefined) {
  console.error('soak-suite: --runs and --burners take a number, --kill one of app, adb, handset, probe');
  process.exit(64);
}

const burners = Array.from({ length: Number(values.burners) }, () =>
  spawn(process.execPath, ['-e', 'for(;;);'], { stdio: 'ignore' }),
);
const results = [];
let current = null;
let isStopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    isStopped = true;
    current?.kill('SIGTERM');
  });
}
try {
  console.log(['run', 'exit', ...COLUMNS, '2nd try', 'wrong', 'left', 'took'].map((name) => name.padStart(width(name))).join(''));
  for (let number = 1; number <= runs && !isStopped; number++) {
    const result = await oneRun();
    if (result !== null) {
      results.push(result);
      print(number, result);
    }
  }
} finally {
  for (const burner of burners) {
    burner.kill('SIGKILL');
  }
}
process.exitCode = isStopped ? 130 : summary();

/** One run of the suite in a TMPDIR of its own; null where it was stopped. */
async function oneRun() {
  const scratch = mkdtempSync(join(tmpdir(), 'soak-'));
  const device = values.kill === 'handset' ? await deviceApart(mkdtempSync(join(tmpdir(), 'soakh-'))) : null;
  const from = performance.now();
  try {
    const { code, lines } = await conform(scratch, device);
    if (isStopped) {
      return null;
    }
    const took = Math.round((performance.now() - from) / 1000);
    const report = readReport(lines);
    return { code, took, report, left: readdirSync(scratch, { recursive: true }) };
  } finally {
    await device?.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function conform(scratch, device) {
  mkdirSync(values.out, { recursive: true });
  const args = ['dist/cli/main.js', 'conform', '--runs', resolve(values.out)];
  const more = [...(values.grep ? ['--grep', values.grep] : []), ...(device === null ? [] : ['--serial', device.serial])];
  const env = {
    ...process.env,
    TMPDIR: scratch,
    ...(device === null ? {} : { ANDROID_ADB_SERVER_PORT: String(device.adbPort) }),
  };
  const run = spawn(process.execPath, [...args, ...more], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  current = run;
  const lines = [];
  createInterface({ input: run.stdout }).on('line', (line) => {
    lines.push(line);
    if (kill !== null && lines.filter((one) => /^ {2}pass /.test(one)).length === KILL_AFTER && /^ {2}pass /.test(line)) {
      kill.kill({ scratch, device });
    }
  });
  const [code] = await once(run, 'close');
  return { code, lines };
}

/** The last line of a run has the path of its report. */
function readReport(lines) {
  const [page] = /\S+report\.html$/.exec(lines.at(-1) ?? '') ?? [];
  return page === undefined ? null : JSON.parse(readFileSync(page.replace(/html$/, 'json'), 'utf8'));
}

function wrongOf({ report, code }) {
  const checks = (report?.checks ?? [])
    .filter(({ verdict }) => WRONG.includes(verdict))
    .map(({ id, verdict }) => `${verdict} ${id}`);
  const isUnexpected = kill !== null && code !== kill.exitCode;
  return [...checks, ...(report === null ? ['no report'] : []), ...(isUnexpected ? [`exit ${code}, not ${kill.exitCode}`] : [])];
}

function print(number, result) {
  const { code, report, took, left } = result;
  const counts = COLUMNS.map((verdict) => report?.summary[verdict] ?? 0);
  const again = (report?.checks ?? []).filter(({ retried }) => retried !== undefined).length;
  const cells = [number, code, ...counts, again, wrongOf(result).length, left.length, `${took} s`];
  const names = ['run', 'exit', ...COLUMNS, '2nd try', 'wrong', 'left', 'took'];
  console.log(cells.map((cell, index) => String(cell).padStart(width(names[index]))).join(''));
  for (const line of [...wrongOf(result), ...left.slice(0, 5).map((name) => `left behind: ${name}`)]) {
    console.log(`      ${line}`);
  }
}

function width(name) {
  return Math.max(name.length + 2, 6);
}

function summary() {
  const sum = (count) => results.reduce((total, result) => total + count(result), 0);
  const wrong = sum((result) => wrongOf(result).length);
  const inconclusive = sum(({ report }) => report?.summary.inconclusive ?? 0);
  const again = sum(({ report }) => (report?.checks ?? []).filter(({ retried }) => retried !== undefined).length);
  const left = sum((result) => result.left.length);
  console.log(
    `\n${results.length} runs · ${wrong} wrong verdicts · ${inconclusive} inconclusive · ${again} second tries · ${left} left behind`,
  );
  return wrong === 0 && left === 0 ? 0 : 1;
}
