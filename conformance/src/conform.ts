import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Vitest } from 'vitest/node';
import type { Profile } from './check.ts';
import { readClauses } from './clauses.ts';
import { readCodeNames } from './code-names.ts';
import { ConformReporter } from './conform-reporter.ts';
import { openRunDir } from './evidence.ts';
import { packageRoot } from './package-root.ts';
import type { RunReport } from './report/run-report.ts';
import { outcomeLines, tableLines } from './report/text.ts';
import { writeReports } from './report/write-reports.ts';
import { RunTally } from './run-tally.ts';
import type { ProvidedOptions } from './suite.ts';
import { type Summary, summarize } from './verdict.ts';
import { elapsedMs, hostNanos, isoNow } from './wait.ts';

export { deviceProofs } from './catalogue.ts';

export interface ConformanceOptions {
  readonly profile?: Profile;
  /** A regular expression on the checks' ids. */
  readonly grep?: string;
  /** Runs the checks against all mutants that the probe lists, or against these. */
  readonly mutants?: boolean | readonly string[];
  /** A device that the user's adb server lists; absent: a virtual handset is started. */
  readonly serial?: string;
  readonly runsDir: string;
  readonly probeApk: string;
  /** Where the handset stores what it made from APKs; `~/.cache/quhao` when absent. */
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

/** Judges the probe's SDK: brings the testbed up, runs the checks, prints a line each, writes the reports, takes everything down. */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceResult> {
  const from = hostNanos();
  const startedAt = isoNow();
  const words = { clauses: await readClauses(), codes: await readCodeNames() };
  const runDir = await openRunDir(resolve(options.runsDir));
  const tally = new RunTally(options.print, (outcome) => outcomeLines(outcome, words, runDir));
  await runVitest(providedOptions(options, runDir), tally, options.signal);

  const isStopped = options.signal?.aborted === true;
  const report: RunReport = { ...tally.report({ isStopped }), startedAt, durationMs: Math.round(elapsedMs(from)) };
  const { json = null, junit = null } = options;
  const page = await writeReports(report, words, { runDir, json, junit });
  for (const line of [...tally.mutantSummary(), ...tableLines(report.checks, report.durationMs, page)]) {
    options.print(line);
  }
  return { exitCode: report.exitCode, summary: summarize(report.checks), runDir };
}

function providedOptions(options: ConformanceOptions, runDir: string): ProvidedOptions {
  const { profile, grep, mutants = false } = options;
  return {
    serial: options.serial ?? null,
    probeApk: resolve(options.probeApk),
    cacheDir: resolve(options.cacheDir ?? join(homedir(), '.cache', 'quhao')),
    runDir,
    selection: { ...(profile === undefined ? {} : { profile }), ...(grep === undefined ? {} : { grep }) },
    mutants: mutants === true ? 'all' : mutants || [],
  };
}

/** Runs suite.ts. Exit code and signals of this process belong to the caller; vitest changes both. */
async function runVitest(quhao: ProvidedOptions, tally: RunTally, signal: AbortSignal | undefined): Promise<void> {
  let isCollected = false;
  // Vitest forgets a cancel that comes before the run, and does not wait for the clean-up at a second one.
  const stopOnce = (): void => {
    if (isCollected && signal?.aborted === true) {
      vitest.cancelCurrentRun('keyboard-input').catch((error: unknown) => tally.addSuiteError('suite', String(error), 0));
    }
  };
  const onCollected = (): void => {
    isCollected = true;
    stopOnce();
  };
  const { exitCode } = process;
  const vitest = await createVitestWithoutSignals(quhao, new ConformReporter(tally, onCollected));
  signal?.addEventListener('abort', stopOnce, { once: true });
  try {
    await vitest.start();
  } finally {
    signal?.removeEventListener('abort', stopOnce);
    await vitest.close();
    process.exitCode = exitCode;
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Vitest ends the process on a signal, before the testbed is taken down, so its listeners are removed. */
async function createVitestWithoutSignals(quhao: ProvidedOptions, reporter: ConformReporter): Promise<Vitest> {
  // Loaded here, so that the other exports of this file do not load vitest.
  const { createVitest } = await import('vitest/node');
  const before = new Set(SIGNALS.flatMap((signal) => process.listeners(signal)));
  const vitest = await createVitest('test', {
    root: await packageRoot(),
    config: false,
    watch: false,
    include: [fileURLToPath(new URL('./suite.js', import.meta.url))],
    exclude: [],
    fileParallelism: false,
    // A thread of this process: nothing of it can outlive the process.
    pool: 'threads',
    teardownTimeout: 30_000,
    reporters: [reporter],
    provide: { quhao },
    // Vite's default, development, makes libraries print warnings.
    env: { NODE_ENV: 'test' },
    passWithNoTests: true,
  });
  for (const signal of SIGNALS) {
    for (const listener of process.listeners(signal).filter((one) => !before.has(one))) {
      process.removeListener(signal, listener);
    }
  }
  return vitest;
}
