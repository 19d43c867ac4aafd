import { performStep } from './act.ts';
import { runCanary } from './canary.ts';
import type { Check } from './check.ts';
import { closeRow, NOT_CLOSED } from './close-row.ts';
import { Collector } from './collector.ts';
import { withLedHosts } from './connection-plane.ts';
import { crashBehind } from './crash.ts';
import { withConfiguredHosts } from './dead-hosts.ts';
import { heldRequests } from './device/network-requests.ts';
import { ALL_ON } from './device/radio-control.ts';
import { isOpenOnMobileData } from './device/radio-log.ts';
import { BenchError } from './errors.ts';
import { Heartbeat } from './heartbeat.ts';
import { withShownMsgids } from './hidden-msgids.ts';
import { judge } from './judge.ts';
import { excuseBreaches } from './judge-bench.ts';
import { judgeLaws } from './judge-laws.ts';
import type { LateCallbacks } from './late-callbacks.ts';
import { pointAtCause } from './law-book.ts';
import { findLeaks } from './leaks.ts';
import { type CanaryReport, type ClockError, type Observations, resultJson } from './observations.ts';
import type { BuildChoice, ProbeEvent } from './probe/messages.ts';
import type { ClockReading } from './probe/probe.ts';
import { ProbeError, type ProbeErrorCode } from './probe/probe-error.ts';
import { strengthNeeded } from './proofs/proof-table.ts';
import { noteLeft, releasePatience } from './release-patience.ts';
import type { Testbed } from './testbed.ts';
import type { Judgement, Outcome, Verdict } from './verdict.ts';
import { elapsedMs, hostNanos } from './wait.ts';

/** One run of a check, before anything is written. */
export interface Try {
  readonly check: Check;
  readonly outcome: Omit<Outcome, 'evidence' | 'screenshots'>;
  /** Null where the bench failed before everything was observed. */
  readonly observations: Observations | null;
  /** Screenshots and view trees, by name. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** The device's log. */
  readonly log: readonly string[];
  /** The fault of the bench or the suite that ended it. */
  readonly error: Error | null;
}

export interface TryOptions {
  /** The mutant that is the subject; null for the SDK as it is. */
  readonly mutant: string | null;
  /** The right SDK built otherwise that is the subject; absent: none. */
  readonly variant?: string | null;
  readonly lateCallbacks: LateCallbacks;
}

/**
 * Runs one check once: arrange, canaries, steps, collection, judgement. Never throws: a fault of the bench is a verdict too
 * (docs/architecture.md, "The way of a check").
 */
export async function tryCheck(
  check: Check,
  testbed: Testbed,
  { mutant, variant = null, lateCallbacks }: TryOptions,
): Promise<Try> {
  const from = hostNanos();
  const collector = new Collector(testbed);
  const { id, clause, level, subject } = check;
  const { files } = collector.page;
  const base = (): Pick<Outcome, 'id' | 'clause' | 'level' | 'subject' | 'mutant' | 'durationMs'> => ({
    ...{ id, clause, level, subject, mutant },
    durationMs: Math.round(elapsedMs(from)),
  });
  try {
    const observations = await observe(check, { testbed, collector, build: { mutant, variant } });
    lateCallbacks.note(collector.earlier);
    lateCallbacks.add(id, observations);
    const judgement = judge(check, observations);
    const broken = judgement.verdict === 'env-error' ? [] : judgeLaws(check, observations);
    const outcome = pointAtCause({ ...base(), ...judgement, breaches: excuseBreaches(check, broken, observations) });
    return { check, outcome, observations, files, log: observations.log, error: null };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const log = await testbed.device.log().catch((error: unknown) => [`no log: ${String(error)}`]);
    return { check, outcome: { ...base(), ...judgeError(error), breaches: [] }, observations: null, files, log, error };
  } finally {
    collector.watch?.close();
  }
}

interface Execution {
  readonly testbed: Testbed;
  readonly collector: Collector;
  readonly build: BuildChoice;
}

async function observe(check: Check, { testbed, collector, build }: Execution): Promise<Observations> {
  await arrange(check, testbed, build);
  collector.subject = build.variant ?? build.mutant ?? '';
  collector.page.operator = check.arrange.subscriber?.operator ?? 'mobile';
  const canaries = await runCanaries(check, testbed);
  collector.watch = testbed.carriage !== null && strengthNeeded(check) !== 'none' ? await testbed.carriage.watch() : null;
  await collector.begin();
  const isArranged = canaries.every((canary) => canary.holds);
  const held = await heldRequests(testbed);
  const isTimed = check.timing !== undefined || check.expect.some(({ expect }) => expect === 'lasts');
  const before = await testbed.probe.readClock(isTimed ? undefined : 1);
  const heartbeat = Heartbeat.start(testbed.probe);
  collector.heartbeat = heartbeat;
  const acted = isArranged ? await act(check, testbed, collector) : { stopped: null, crash: null };
  const bench = heartbeat.stop();
  const after = isTimed && acted.crash === null ? await testbed.probe.readClock() : null;
  const clock = after === null ? null : clockError(before, after);
  const ended = await endRow(isArranged && acted.crash === null, { testbed, collector, held });
  return {
    ...(await collect(check, testbed, collector)),
    canaries,
    ...acted,
    ...ended,
    clock,
    bench,
    times: { offsetNanos: String(before.offsetNanos), steps: collector.steps },
    crash: acted.crash ?? ended.crash,
  };
}

async function arrange({ arrange: arrangement }: Check, testbed: Testbed, build: BuildChoice): Promise<void> {
  await testbed.prepareProbe(arrangement);
  const { trust, deadHosts } = arrangement;
  await testbed.configureSubject({ ...build, trust, deadHosts });
  await testbed.radio.set({ ...ALL_ON, ...arrangement.radio });
  await testbed.rotation.set('portrait');
  await testbed.night.set('no');
  await testbed.fontScale.restore();
  await testbed.wallClock.restore();
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

interface RowToEnd {
  readonly testbed: Testbed;
  readonly collector: Collector;
  readonly held: number;
}

type Ended = Awaited<ReturnType<typeof closeRow>> & Pick<Observations, 'crash' | 'leaks'>;

/** Requests and connections are collected after this: what a call does behind its callback counts for it. */
async function endRow(isAlive: boolean, { testbed, collector, held }: RowToEnd): Promise<Ended> {
  const notClosed = { ...NOT_CLOSED, networkRequests: { before: held, after: null, waitedMs: 0 } };
  const { events, start } = collector;
  const search = { events, after: start.relay };
  noteTokens(testbed, events);
  if (!isAlive) {
    return { ...notClosed, crash: null, leaks: await findLeaks(testbed, { ...search, files: false }) };
  }
  try {
    const closed = await closeRow(testbed, collector, held);
    noteTokens(testbed, closed.closingEvents);
    if (closed.pagesAfterQuit.length > 0) {
      // What stands over the app would be seen by the rows that follow.
      testbed.discardProcess();
    }
    return {
      ...closed,
      crash: null,
      leaks: await findLeaks(testbed, { ...search, events: [...events, ...closed.closingEvents], files: true }),
    };
  } catch (error) {
    const crash = await crashBehind(error, testbed, false);
    return { ...notClosed, crash, leaks: await findLeaks(testbed, { ...search, files: false }) };
  }
}

type Acted = Pick<Observations, 'stopped' | 'crash'>;

async function act(check: Check, testbed: Testbed, collector: Collector): Promise<Acted> {
  try {
    for (const [index, step] of check.act.entries()) {
      const stop = await collector.timed(index, () => performStep(step, testbed, collector));
      if (stop !== null) {
        await collector.drain();
        return { stopped: { step: index + 1, ...stop }, crash: null };
      }
    }
    await collector.drain();
    return { stopped: null, crash: null };
  } catch (error) {
    return { stopped: null, crash: await crashBehind(error, testbed, collector.heartbeat?.isSilent ?? false) };
  }
}

function noteTokens({ redactor }: Testbed, events: readonly ProbeEvent[]): void {
  for (const event of events) {
    const { token } = resultJson(event);
    if (typeof token === 'string') {
      redactor.add(token, 'token');
    }
  }
}

type Collected = Omit<Observations, 'canaries' | 'stopped' | 'clock' | 'bench' | 'times' | keyof Ended>;

async function connectionsLeft(
  testbed: Testbed,
  { subject, after }: { readonly subject: string; readonly after: number },
): Promise<Observations['connections'] | undefined> {
  const connections = await testbed.radioLog?.settledConnections(after, releasePatience(testbed, subject));
  if (connections?.some(isOpenOnMobileData) === true) {
    noteLeft(testbed, subject);
  }
  return connections;
}

async function collect(
  { arrange }: Check,
  testbed: Testbed,
  { collected, events, start, page, watch, subject }: Collector,
): Promise<Collected> {
  const log = await testbed.device.log();
  const connections = (await connectionsLeft(testbed, { subject, after: start.relay })) ?? null;
  const lookups = await testbed.radioLog?.newLookups();
  const carriage = watch === null ? null : await watch.end();
  return {
    ...collected,
    ...(carriage === null ? {} : { carriage }),
    ...(lookups === undefined ? {} : { lookups }),
    screens: page.screens,
    events,
    requests: withShownMsgids(await testbed.gateway.requests(start.journal), events),
    connections,
    log,
    facts: withConfiguredHosts(withLedHosts(testbed.facts, connections), arrange.deadHosts),
  };
}

/** Half of the longer round trip, plus the drift of the two clocks meanwhile (docs/conformance.md §4). */
function clockError(before: ClockReading, after: ClockReading): ClockError {
  const roundTripMs = Math.max(before.roundTripMs, after.roundTripMs);
  const driftMs = Math.abs(Number(after.offsetNanos - before.offsetNanos)) / 1e6;
  return { errorMs: roundTripMs / 2 + driftMs, roundTripMs, driftMs };
}

/** Faults of the probe conversation that are a defect of quhao; the rest are the bench's. */
const OWN_DEFECTS: readonly ProbeErrorCode[] = ['BAD_REQUEST', 'BAD_TOKEN', 'UNKNOWN_METHOD', 'BAD_ANSWER', 'PROBE_FAULT'];

function judgeError(error: Error): Judgement {
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
