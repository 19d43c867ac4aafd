import { performStep } from './act.ts';
import { AdbError } from './adb/adb-error.ts';
import { BenchError } from './bench-error.ts';
import { askCanary } from './canary.ts';
import type { Check } from './check.ts';
import { Collector } from './collector.ts';
import { ALL_ON } from './device/radio-control.ts';
import type { Evidence } from './evidence.ts';
import { judge } from './judge.ts';
import type { CanaryReport, ClockError, Observations } from './observations.ts';
import type { ClockReading } from './probe/probe.ts';
import { ProbeError, type ProbeErrorCode } from './probe/probe-error.ts';
import type { Testbed } from './testbed.ts';
import type { Judgement, Outcome, Verdict } from './verdict.ts';
import { elapsedMs, hostNanos } from './wait.ts';

/** Arranges, proves, acts, collects, judges; keeps the evidence. Never throws: what goes wrong on the bench is a verdict too. */
export async function runCheck(check: Check, testbed: Testbed, evidence: Evidence, mutant: string | null): Promise<Outcome> {
  const from = hostNanos();
  const collector = new Collector(testbed);
  let seen: Observations | null = null;
  let judgement: Judgement;
  let log: readonly string[] = [];
  try {
    seen = await observe(check, testbed, collector, mutant);
    judgement = judge(check, seen);
  } catch (cause) {
    judgement = misfortune(cause);
    log = await testbed.device.log().catch((unreachable: unknown) => [`no log: ${String(unreachable)}`]);
  }
  const outcome = {
    id: check.id,
    clause: check.clause,
    level: check.level,
    subject: check.subject,
    mutant,
    durationMs: Math.round(elapsedMs(from)),
    ...judgement,
  };
  return evidence.keep(check, outcome, seen ?? { log }, collector.screenshots, testbed.redactor);
}

async function observe(check: Check, testbed: Testbed, collector: Collector, mutant: string | null): Promise<Observations> {
  await testbed.ready(check.arrange);
  await testbed.configure({ mutant, trust: check.arrange.trust ?? 'gateway-root' });
  await testbed.radio.set({ ...ALL_ON, ...check.arrange.radio });
  await testbed.gateway.arrange(check.arrange);
  await testbed.device.clearLog();
  const canaries: CanaryReport[] = [];
  for (const canary of check.canary) {
    canaries.push(await askCanary(canary, testbed.probe, testbed.targets));
  }
  await collector.begin();
  const isArranged = canaries.every((canary) => canary.holds);
  const before = check.timing === undefined ? null : await testbed.probe.readClock();
  const acted = isArranged ? await act(check, testbed, collector) : { stopped: null, crash: null };
  const after = before === null || acted.crash !== null ? null : await testbed.probe.readClock();
  return {
    ...(await collect(testbed, collector)),
    canaries,
    ...acted,
    clock: before === null || after === null ? null : clockError(before, after),
  };
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
  } catch (cause) {
    if (!(cause instanceof ProbeError) || cause.code !== 'GONE') {
      throw cause;
    }
    const ending = await testbed.ending();
    if (ending === null) {
      throw cause;
    }
    return { stopped: null, crash: ending };
  }
}

async function collect(
  testbed: Testbed,
  collector: Collector,
): Promise<Omit<Observations, 'canaries' | 'stopped' | 'crash' | 'clock'>> {
  for (const event of collector.events) {
    noteToken(event.payload['json'], testbed);
  }
  const log = await testbed.device.log();
  return {
    ...collector.gathered,
    events: collector.events,
    requests: await testbed.gateway.requests(collector.start.journal),
    connections: (await testbed.radioLog?.connections(collector.start.relay)) ?? null,
    log,
    logLeaks: testbed.redactor.found(log.join('\n')),
    facts: testbed.facts,
  };
}

function noteToken(json: unknown, testbed: Testbed): void {
  const token = (json as { readonly token?: unknown } | null | undefined)?.token;
  if (typeof token === 'string') {
    testbed.redactor.add(token, 'token');
  }
}

/** Half of the longer round trip, plus what the two clocks moved against each other meanwhile (spec/conformance.md §4). */
function clockError(before: ClockReading, after: ClockReading): ClockError {
  const roundTripMs = Math.max(before.roundTripMs, after.roundTripMs);
  const driftMs = Math.abs(Number(after.offsetNanos - before.offsetNanos)) / 1e6;
  return { errorMs: roundTripMs / 2 + driftMs, roundTripMs, driftMs };
}

/** Faults of the probe conversation that are our own defect; the rest is the bench's. */
const OUR_OWN: readonly ProbeErrorCode[] = ['BAD_REQUEST', 'BAD_TOKEN', 'UNKNOWN_METHOD', 'BAD_ANSWER', 'PROBE_FAULT'];

function misfortune(cause: unknown): Judgement {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  return { verdict: verdictFor(error), headline: `${error.name}: ${error.message}`, findings: [] };
}

function verdictFor(error: Error): Verdict {
  if (error instanceof ProbeError) {
    if (error.code === 'UNSUPPORTED') {
      return 'unimplemented';
    }
    return OUR_OWN.includes(error.code) ? 'suite-error' : 'env-error';
  }
  return error instanceof AdbError || error instanceof BenchError ? 'env-error' : 'suite-error';
}
