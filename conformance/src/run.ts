import { performStep } from './act.ts';
import { runCanary } from './canary.ts';
import type { Check } from './check.ts';
import { Collector } from './collector.ts';
import { ALL_ON } from './device/radio-control.ts';
import { BenchError } from './errors.ts';
import type { Evidence } from './evidence.ts';
import { judge } from './judge.ts';
import { type CanaryReport, type ClockError, type Observations, resultJson } from './observations.ts';
import type { ClockReading } from './probe/probe.ts';
import { ProbeError, type ProbeErrorCode } from './probe/probe-error.ts';
import type { Testbed } from './testbed.ts';
import type { Judgement, Outcome, Verdict } from './verdict.ts';
import { elapsedMs, hostNanos } from './wait.ts';

export interface RunOptions {
  readonly evidence: Evidence;
  /** The mutant that is the subject; null for the SDK as it is. */
  readonly mutant: string | null;
}

/**
 * Runs one check: arrange, canaries, steps, collection, judgement, evidence. Never throws: a fault of the bench is a verdict too
 * (docs/architecture.md, "The way of a check").
 */
export async function runCheck(check: Check, testbed: Testbed, { evidence, mutant }: RunOptions): Promise<Outcome> {
  const from = hostNanos();
  const collector = new Collector(testbed);
  let observations: Observations | null = null;
  let judgement: Judgement;
  let log: readonly string[] = [];
  try {
    observations = await observe(check, { testbed, collector, mutant });
    judgement = judge(check, observations);
  } catch (error) {
    judgement = judgeError(error);
    log = await testbed.device.log().catch((logError: unknown) => [`no log: ${String(logError)}`]);
  }
  const { id, clause, level, subject } = check;
  const outcome = { id, clause, level, subject, mutant, durationMs: Math.round(elapsedMs(from)), ...judgement };
  const { screenshots } = collector;
  return evidence.write({ check, outcome, observations: observations ?? { log }, screenshots }, testbed.redactor);
}

interface Execution {
  readonly testbed: Testbed;
  readonly collector: Collector;
  readonly mutant: string | null;
}

async function observe(check: Check, { testbed, collector, mutant }: Execution): Promise<Observations> {
  await arrange(check, testbed, mutant);
  const canaries = await runCanaries(check, testbed);
  await collector.begin();
  const isArranged = canaries.every((canary) => canary.holds);
  const before = check.timing === undefined ? null : await testbed.probe.readClock();
  const acted = isArranged ? await act(check, testbed, collector) : { stopped: null, crash: null };
  const after = before === null || acted.crash !== null ? null : await testbed.probe.readClock();
  const clock = before === null || after === null ? null : clockError(before, after);
  return { ...(await collect(testbed, collector)), canaries, ...acted, clock };
}

async function arrange({ arrange: arrangement }: Check, testbed: Testbed, mutant: string | null): Promise<void> {
  await testbed.prepareProbe(arrangement);
  await testbed.configureSubject({ mutant, trust: arrangement.trust ?? 'gateway-root' });
  await testbed.radio.set({ ...ALL_ON, ...arrangement.radio });
  await testbed.gateway.arrange(arrangement);
  await testbed.device.clearLog();
}

async function runCanaries(check: Check, { probe, targets }: Testbed): Promise<readonly CanaryReport[]> {
  const reports: CanaryReport[] = [];
  for (const canary of check.canary) {
    reports.push(await runCanary(canary, probe, targets));
  }
  return reports;
}

type Acted = Pick<Observations, 'stopped' | 'crash'>;

async function act(check: Check, testbed: Testbed, collector: Collector): Promise<Acted> {
  try {
    for (const [index, step] of check.act.entries()) {
      const reason = await performStep(step, testbed, collector);
      if (reason !== null) {
        return { stopped: { step: index + 1, reason }, crash: null };
      }
    }
    await collector.drain();
    return { stopped: null, crash: null };
  } catch (error) {
    return { stopped: null, crash: await crashBehind(error, testbed) };
  }
}

/** How the app's process ended, where that is why the probe is gone; any other error is thrown on. */
async function crashBehind(error: unknown, testbed: Testbed): Promise<string> {
  const ending = error instanceof ProbeError && error.code === 'GONE' ? await testbed.processEnd() : null;
  if (ending === null) {
    throw error;
  }
  return ending;
}

type Collected = Omit<Observations, 'canaries' | 'stopped' | 'crash' | 'clock'>;

async function collect(testbed: Testbed, { collected, events, start }: Collector): Promise<Collected> {
  for (const event of events) {
    const { token } = resultJson(event);
    if (typeof token === 'string') {
      testbed.redactor.add(token, 'token');
    }
  }
  const log = await testbed.device.log();
  return {
    ...collected,
    events,
    requests: await testbed.gateway.requests(start.journal),
    connections: (await testbed.radioLog?.connections(start.relay)) ?? null,
    log,
    logLeaks: testbed.redactor.leaksIn(log.join('\n')),
    facts: testbed.facts,
  };
}

/** Half of the longer round trip, plus the drift of the two clocks meanwhile (spec/conformance.md §4). */
function clockError(before: ClockReading, after: ClockReading): ClockError {
  const roundTripMs = Math.max(before.roundTripMs, after.roundTripMs);
  const driftMs = Math.abs(Number(after.offsetNanos - before.offsetNanos)) / 1e6;
  return { errorMs: roundTripMs / 2 + driftMs, roundTripMs, driftMs };
}

/** Faults of the probe conversation that are a defect of quhao; the rest are the bench's. */
const OWN_DEFECTS: readonly ProbeErrorCode[] = ['BAD_REQUEST', 'BAD_TOKEN', 'UNKNOWN_METHOD', 'BAD_ANSWER', 'PROBE_FAULT'];

function judgeError(thrown: unknown): Judgement {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  return { verdict: verdictFor(error), headline: `${error.name}: ${error.message}`, findings: [] };
}

function verdictFor(error: Error): Verdict {
  if (error instanceof ProbeError) {
    if (error.code === 'UNSUPPORTED') {
      return 'unimplemented';
    }
    return OWN_DEFECTS.includes(error.code) ? 'suite-error' : 'env-error';
  }
  return error instanceof BenchError ? 'env-error' : 'suite-error';
}
