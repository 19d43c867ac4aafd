import { AdbError } from './adb/adb-error.ts';
import { BenchError } from './bench-error.ts';
import { askCanary } from './canary.ts';
import type { Check } from './check.ts';
import type { Evidence } from './evidence.ts';
import { judge } from './judge.ts';
import type { CanaryReport, ClockError, Observations } from './observations.ts';
import { Observer } from './observer.ts';
import type { ClockReading } from './probe/probe.ts';
import { ProbeError, type ProbeErrorCode } from './probe/probe-error.ts';
import { ALL_ON } from './radio-control.ts';
import type { Rig } from './rig.ts';
import { doStep } from './steps.ts';
import type { Judgement, Outcome, Verdict } from './verdict.ts';
import { elapsedMs, hostNanos } from './wait.ts';

/** Arranges, proves, acts, collects, judges; keeps the evidence. Never throws: what goes wrong on the bench is a verdict too. */
export async function runCheck(check: Check, rig: Rig, evidence: Evidence, mutant: string | null): Promise<Outcome> {
  const from = hostNanos();
  const observer = new Observer(rig);
  let seen: Observations | null = null;
  let judgement: Judgement;
  let log: readonly string[] = [];
  try {
    seen = await observe(check, rig, observer, mutant);
    judgement = judge(check, seen);
  } catch (cause) {
    judgement = misfortune(cause);
    log = await rig.device.log().catch((unreachable: unknown) => [`no log: ${String(unreachable)}`]);
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
  return evidence.keep(check, outcome, seen ?? { log }, observer.screenshots, rig.redactor);
}

async function observe(check: Check, rig: Rig, observer: Observer, mutant: string | null): Promise<Observations> {
  await rig.ready(check.arrange);
  await rig.configure({ mutant, trust: check.arrange.trust ?? 'gateway-root' });
  await rig.radio.set({ ...ALL_ON, ...check.arrange.radio });
  await rig.gateway.arrange(check.arrange);
  await rig.device.clearLog();
  const canaries: CanaryReport[] = [];
  for (const canary of check.canary) {
    canaries.push(await askCanary(canary, rig.probe, rig.targets));
  }
  await observer.begin();
  const isArranged = canaries.every((canary) => canary.holds);
  const before = check.timing === undefined ? null : await rig.probe.readClock();
  const acted = isArranged ? await act(check, rig, observer) : { stopped: null, crash: null };
  const after = before === null || acted.crash !== null ? null : await rig.probe.readClock();
  return {
    ...(await collect(rig, observer)),
    canaries,
    ...acted,
    clock: before === null || after === null ? null : clockError(before, after),
  };
}

type Acted = Pick<Observations, 'stopped' | 'crash'>;

async function act(check: Check, rig: Rig, observer: Observer): Promise<Acted> {
  try {
    for (const [index, step] of check.act.entries()) {
      const reason = await doStep(step, rig, observer);
      if (reason !== null) {
        return { stopped: { step: index + 1, reason }, crash: null };
      }
    }
    await observer.drain();
    return { stopped: null, crash: null };
  } catch (cause) {
    if (!(cause instanceof ProbeError) || cause.code !== 'GONE') {
      throw cause;
    }
    const ending = await rig.ending();
    if (ending === null) {
      throw cause;
    }
    return { stopped: null, crash: ending };
  }
}

async function collect(rig: Rig, observer: Observer): Promise<Omit<Observations, 'canaries' | 'stopped' | 'crash' | 'clock'>> {
  for (const event of observer.events) {
    noteToken(event.payload['json'], rig);
  }
  const log = await rig.device.log();
  return {
    ...observer.gathered,
    events: observer.events,
    requests: await rig.gateway.requests(observer.start.journal),
    connections: (await rig.radioLog?.connections(observer.start.relay)) ?? null,
    log,
    logLeaks: rig.redactor.found(log.join('\n')),
    facts: rig.facts,
  };
}

function noteToken(json: unknown, rig: Rig): void {
  const token = (json as { readonly token?: unknown } | null | undefined)?.token;
  if (typeof token === 'string') {
    rig.redactor.add(token, 'token');
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
