import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { CHECKS } from './catalogue.ts';
import { type ConformanceOptions, type ConformanceResult, planRun, type RunPlan } from './conformance-options.ts';
import { openRunDir } from './evidence.ts';
import { packageRoot } from './package-root.ts';
import { closingLines } from './portrait/portrait-text.ts';
import { commandOf } from './report/again.ts';
import { readWords } from './report/read-words.ts';
import type { RunReport } from './report/run-report.ts';
import { outcomeLines, tableLines } from './report/text.ts';
import { appendStepSummary, HTML_REPORT, writeReports } from './report/write-reports.ts';
import { RunTally } from './run-tally.ts';
import { runVitest } from './run-vitest.ts';
import { Scratch } from './scratch.ts';
import type { ProvidedOptions } from './suite.ts';
import { summarize } from './verdict.ts';
import { elapsedMs, hostNanos, isoNow } from './wait.ts';
import { Waivers } from './waivers.ts';

/**
 * Judges the probe's SDK: brings the testbed up, runs the checks, prints a line each, writes the reports, takes everything down. Throws
 * UsageError before anything is started where the options select nothing, or name what is not there.
 */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceResult> {
  const from = hostNanos();
  const startedAt = isoNow();
  const plan = await planRun(options);
  const command = await commandFor(options);
  const words = await readWords(command);
  const runDir = await openRunDir(resolve(options.runsDir));
  const { print, strict: isStrict = false, bail: isBailed = false, json = null, junit = null, signal } = options;
  const tally = new RunTally({
    ...{ print, isStrict, isBailed, hasLaws: true },
    plan: { ...plan, table: CHECKS },
    describe: (outcome) => outcomeLines(outcome, words, runDir),
    waivers: new Waivers(plan.waivers, startedAt.slice(0, 10)),
  });
  const scratch = Scratch.open();
  try {
    await runVitest(suiteOptions(options, plan, runDir), tally, signal);
    tally.finish({ isStopped: signal?.aborted === true });
    const judged = tally.report();
    const testbed = [...(options.notes ?? []), ...judged.testbed];
    const report: RunReport = { ...judged, testbed, command, startedAt, durationMs: Math.round(elapsedMs(from)) };
    const totals = { durationMs: report.durationMs, isStrict, report: join(runDir, HTML_REPORT) };
    tally.printProgress([...tally.mutantSummary(), ...tableLines(report.checks, totals), ...closingLines(report.portrait)]);
    await writeReports(report, words, { runDir, json, junit });
    const { stepSummary = '' } = options;
    const complaint = stepSummary === '' ? null : await appendStepSummary(stepSummary, report, words);
    tally.printProgress(complaint === null ? [] : [complaint]);
    const { exitCode, checks, subject } = report;
    return { exitCode, summary: summarize(checks), runDir, hasSubject: subject !== null };
  } finally {
    scratch.dispose();
  }
}

function suiteOptions(
  options: ConformanceOptions,
  { selection, mutants, routes, gatewayAt }: RunPlan,
  runDir: string,
): Omit<ProvidedOptions, 'stopPort'> {
  return {
    serial: options.serial ?? null,
    handsetPort: options.handsetPort ?? null,
    isDataCleared: options.isDataCleared ?? false,
    handsets: options.handsets ?? 1,
    probeApk: resolve(options.probeApk),
    cacheDir: resolve(options.cacheDir ?? join(homedir(), '.cache', 'quhao')),
    runDir,
    routes,
    gatewayAt,
    isByHand: options.byHand ?? false,
    dialect: options.dialect === undefined ? null : resolve(options.dialect),
    portrait: options.portrait ?? routes.length > 0,
    ...{ selection, mutants, bail: options.bail ?? false, matrix: options.matrix ?? false },
    laws: null,
    subjectVariant: options.variant ?? null,
  };
}

/** What an explanation of an outcome tells the reader to type. */
async function commandFor({ probeApk, ...options }: ConformanceOptions): Promise<string> {
  const isBuilt = resolve(probeApk) === join(await packageRoot(), 'android-probe', 'build', 'probe.apk');
  const { variant, serial, sdkWords, routes, dialect, gatewayHost, gatewayListen, gatewayPorts, open } = options;
  const place = { gatewayHost, gatewayListen, gatewayPorts, open };
  const probe = isBuilt || sdkWords !== undefined ? undefined : probeApk;
  return commandOf({ variant, serial, probe, sdkWords, routes, dialect, ...place });
}
