import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BroadcastChannel } from 'node:worker_threads';
import { startVitest } from 'vitest/node';
import type { Profile } from './check.ts';
import { packageRoot, readClauses } from './clauses.ts';
import { readCodeNames } from './code-names.ts';
import { openRunDir } from './evidence.ts';
import type { Selection } from './plan.ts';
import type { RunReport } from './report/run-report.ts';
import { outcomeLines, tableLines } from './report/text.ts';
import { writeReports } from './report/write-reports.ts';
import { RunTally } from './run-tally.ts';
import { type BenchMessage, STOP, type SuiteOptions } from './suite-channel.ts';
import { SuiteReporter } from './suite-reporter.ts';
import { type Summary, summarize } from './verdict.ts';
import { elapsedMs, hostNanos, isoNow } from './wait.ts';

export interface ConformanceOptions {
  readonly profile?: Profile;
  /** A regular expression on the checks' ids. */
  readonly grep?: string;
  /** MutantRun all mutants that the probe lists, or these. */
  readonly mutants?: boolean | readonly string[];
  /** A device that the user's adb server lists, instead of a handset of our own. */
  readonly serial?: string;
  readonly runsDir: string;
  readonly probeApk: string;
  /** Where the handset keeps what it made from APKs; `~/.cache/quhao` when absent. */
  readonly cacheDir?: string;
  readonly print: (line: string) => void;
  /** Further copies of report.json and junit.xml. */
  readonly json?: string;
  readonly junit?: string;
  /** Ends the run after the check that is running. */
  readonly signal?: AbortSignal;
}

export interface ConformanceResult {
  readonly exitCode: 0 | 1 | 2 | 3 | 4;
  readonly summary: Summary;
  readonly runDir: string;
}

/** Judges the probe's SDK: brings the bench up, runs the checks, prints a line each, writes the reports, takes everything down. */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceResult> {
  const from = hostNanos();
  const startedAt = isoNow();
  const words = { clauses: await readClauses(), codes: await readCodeNames() };
  const runDir = await openRunDir(resolve(options.runsDir));
  const run = new RunTally(options.print, (outcome) => outcomeLines(outcome, words, runDir));
  await runSuite(options, runDir, run);

  const report: RunReport = { ...run.report(), startedAt, durationMs: Math.round(elapsedMs(from)) };
  const page = await writeReports(runDir, report, words, { json: options.json ?? null, junit: options.junit ?? null });
  for (const line of run.mutantSummary()) {
    options.print(line);
  }
  const summary = summarize(report.checks);
  for (const line of tableLines(report.checks, report.durationMs, page)) {
    options.print(line);
  }
  return { exitCode: report.exitCode, summary, runDir };
}

async function runSuite(options: ConformanceOptions, runDir: string, run: RunTally): Promise<void> {
  const channel = new BroadcastChannel(`quhao-${randomUUID()}`);
  const reporter = new SuiteReporter(
    (test) => run.take(test),
    (trouble) => run.trouble(trouble),
  );
  // vitest's own cancelling leaves out the closing of what the suite opened, so the suite itself is told.
  const abort = (): void => channel.postMessage(STOP);
  if (options.signal?.aborted) {
    abort();
  }
  options.signal?.addEventListener('abort', abort, { once: true });
  channel.onmessage = (event) => run.hear((event as { readonly data: BenchMessage }).data);
  const codeBefore = process.exitCode;
  try {
    await startVitest('test', [], await vitestOptions(suiteOptions(options, runDir, channel.name), reporter));
  } finally {
    process.exitCode = codeBefore;
    options.signal?.removeEventListener('abort', abort);
    channel.close();
  }
}

function suiteOptions(options: ConformanceOptions, runDir: string, channel: string): SuiteOptions {
  const { profile, grep, mutants = false } = options;
  const selection: Selection = { ...(profile === undefined ? {} : { profile }), ...(grep === undefined ? {} : { grep }) };
  return {
    channel,
    serial: options.serial ?? null,
    probeApk: resolve(options.probeApk),
    cacheDir: resolve(options.cacheDir ?? join(homedir(), '.cache', 'quhao')),
    runDir,
    selection,
    mutants: mutants === true ? 'all' : mutants || [],
  };
}

async function vitestOptions(quhao: SuiteOptions, reporter: SuiteReporter): Promise<Parameters<typeof startVitest>[2]> {
  const root = await packageRoot();
  return {
    root,
    config: false,
    watch: false,
    include: [fileURLToPath(new URL('./suite.js', import.meta.url))],
    exclude: [],
    fileParallelism: false,
    // One thread of this process: its messages need no serialising of our own, and nothing of it can outlive us.
    pool: 'threads',
    teardownTimeout: 30_000,
    reporters: [reporter],
    provide: { quhao },
    passWithNoTests: true,
  };
}
