import { join, resolve } from 'node:path';
import { readBaseline } from '../baseline.ts';
import type { ConformanceOptions, ConformanceResult } from '../conformance-options.ts';
import { openRunDir } from '../evidence.ts';
import { requireWritable } from '../output-places.ts';
import { requireSelection } from '../preflight.ts';
import { Redactor } from '../redact.ts';
import { commandOf } from '../report/again.ts';
import { readWords } from '../report/read-words.ts';
import type { RunReport } from '../report/run-report.ts';
import { outcomeLines, tableLines } from '../report/text.ts';
import type { Words } from '../report/words.ts';
import { appendStepSummary, HTML_REPORT, writeReports } from '../report/write-reports.ts';
import { RunTally } from '../run-tally.ts';
import { unrunOutcome } from '../unrun-outcome.ts';
import { type Outcome, summarize } from '../verdict.ts';
import { elapsedMs, hostNanos, isoNow } from '../wait.ts';
import { readWaivers, Waivers } from '../waivers.ts';
import { GATEWAY_CHECKS } from './gateway-catalogue.ts';
import type { GatewayCheck } from './gateway-check.ts';
import { writeGatewayEvidence } from './gateway-evidence.ts';
import { readGatewayFile, requireGatewayFile } from './gateway-file.ts';
import type { GatewayTarget } from './gateway-target.ts';
import { otherGateway } from './other-gateway.ts';
import { runGatewayRow } from './run-gateway-row.ts';
import { startSimulatedGateway } from './simulated-gateway.ts';

type CommonOptions = Pick<
  ConformanceOptions,
  | 'grep'
  | 'shard'
  | 'strict'
  | 'bail'
  | 'baseline'
  | 'waivers'
  | 'runsDir'
  | 'json'
  | 'junit'
  | 'stepSummary'
  | 'print'
  | 'signal'
>;

export interface GatewayProfileOptions extends CommonOptions {
  /** Base URL of the server calls of a gateway that runs elsewhere; absent: our own simulator is started and judged. */
  readonly url?: string;
  /** What that gateway cannot tell by itself (gateway-file.ts). */
  readonly gateway?: string;
}

interface GatewayPlan {
  readonly checks: readonly GatewayCheck[];
  readonly tally: RunTally;
  readonly openTarget: () => Promise<GatewayTarget>;
  readonly runDir: string;
  readonly words: Words;
}

/**
 * Judges a gateway over HTTP, without a device. Throws UsageError before anything is sent where the options select nothing, or where a
 * gateway that runs elsewhere lacks what judging it needs.
 */
export async function runGatewayProfile(options: GatewayProfileOptions): Promise<ConformanceResult> {
  const from = hostNanos();
  const startedAt = isoNow();
  const plan = await planGateway(options, startedAt);
  const { tally, runDir, words } = plan;
  await runRows(plan, options);
  tally.finish({ isStopped: options.signal?.aborted === true });
  const report: RunReport = { ...tally.report(), command: words.command, startedAt, durationMs: Math.round(elapsedMs(from)) };
  const totals = { durationMs: report.durationMs, isStrict: options.strict ?? false, report: join(runDir, HTML_REPORT) };
  tally.printProgress(tableLines(report.checks, totals));
  const { json = null, junit = null, stepSummary = '' } = options;
  await writeReports(report, words, { runDir, json, junit });
  const complaint = stepSummary === '' ? null : await appendStepSummary(stepSummary, report, words);
  tally.printProgress(complaint === null ? [] : [complaint]);
  const { exitCode, checks, subject } = report;
  return { exitCode, summary: summarize(checks), runDir, hasSubject: subject !== null };
}

async function planGateway(options: GatewayProfileOptions, startedAt: string): Promise<GatewayPlan> {
  const { url, gateway, grep, shard, baseline, waivers, print, strict: isStrict = false, bail: isBailed = false } = options;
  const selection = {
    profile: 'gateway',
    ...(grep === undefined ? {} : { grep }),
    ...(shard === undefined ? {} : { shard }),
  } as const;
  const checks = requireSelection(GATEWAY_CHECKS, selection);
  const openTarget = await targetOpener(options);
  const ids = new Set(GATEWAY_CHECKS.map(({ id }) => id));
  const known = waivers === undefined ? [] : await readWaivers(waivers, ids);
  const before = baseline === undefined ? null : await readBaseline(baseline);
  await requireWritable(options);
  const words = await readWords(commandOf({ profile: 'gateway', url, gateway }));
  const runDir = await openRunDir(resolve(options.runsDir));
  const tally = new RunTally({
    ...{ print, isStrict, isBailed, hasLaws: false },
    plan: { selection, checks, table: GATEWAY_CHECKS, mutants: [], baseline: before },
    describe: (outcome) => outcomeLines(outcome, words, runDir),
    waivers: new Waivers(known, startedAt.slice(0, 10)),
  });
  return { checks, tally, openTarget, runDir, words };
}

async function targetOpener({ url, gateway }: GatewayProfileOptions): Promise<GatewayPlan['openTarget']> {
  if (url === undefined) {
    return () => startSimulatedGateway();
  }
  const target = otherGateway(url, await readGatewayFile(requireGatewayFile(gateway)));
  return async () => target;
}

async function runRows(
  { checks, tally, openTarget, runDir }: GatewayPlan,
  { bail, signal }: GatewayProfileOptions,
): Promise<void> {
  const target = await openTarget();
  try {
    const lines = [`gateway     ${target.name}`];
    tally.printProgress(lines);
    tally.addTestbed({
      lines,
      subject: { name: target.name, version: '', adapter: 'HTTP', configurable: false },
      mutants: [],
      failure: null,
    });
    const redactor = redactorFor(target);
    const scope = { devices: [target.name], build: '' };
    let failed: string | null = null;
    for (const check of checks) {
      if (signal?.aborted) {
        return;
      }
      const outcome: Outcome =
        failed === null
          ? await writeGatewayEvidence(check, await runGatewayRow(check, target, redactor), { runDir, redactor })
          : leftOut(check, failed);
      tally.add({ outcome, mutantRun: null, scope });
      failed ??= bail === true && outcome.verdict === 'fail' ? check.id : null;
    }
  } finally {
    await target[Symbol.asyncDispose]();
  }
}

function leftOut({ id, clause, level, subject }: GatewayCheck, failed: string): Outcome {
  return unrunOutcome({ id, clause, level, subject, verdict: 'skipped', headline: `left out by --bail after ${failed}` });
}

function redactorFor({ app, number }: GatewayTarget): Redactor {
  const redactor = new Redactor();
  redactor.add(app.appKey, 'appKey');
  redactor.add(app.appSecret, 'appSecret');
  redactor.add(number ?? '', 'whole number');
  return redactor;
}
