import { describeBench, isLoaded } from './bench-load.ts';
import type { Timing } from './check.ts';
import { type BenchReport, type ClockError, type Observations, resultsOf } from './observations.ts';
import type { Finding } from './verdict.ts';

/** On a busy machine a thread may wait as long as this for its turn. */
const LOADED_MS = 1_000;

/** A longer round trip shows that the device is too busy for its upper bounds to be applied strictly. */
const SLOW_ROUND_TRIP_MS = 20;

/** The bounds of a row that times one call. */
export function judgeTiming(timing: Timing, observations: Observations): Finding {
  return { name: 'timing', ...judgeDuration(timing, observations) };
}

/**
 * Judges the device's clock at the callback minus the device's clock at the call. The clock error makes results near a bound
 * inconclusive; it never makes one pass (docs/conformance.md §4).
 */
export function judgeDuration(timing: Timing, observations: Observations): Omit<Finding, 'name'> {
  const { lowerMs, upperMs } = timing;
  const clock: ClockError = observations.clock ?? { errorMs: 0, roundTripMs: 0, driftMs: 0 };
  const base = { expected: `callback after ${lowerMs}–${upperMs} ms` };
  const ms = elapsedOf(timing.call, observations);
  if (ms === null) {
    return { ...base, status: 'wrong', observed: 'no callback to time', meaning: 'the call never came to an end' };
  }
  const observed = `at ${Math.round(ms)} ms (allowed ${lowerMs}–${upperMs}, error ±${Math.ceil(clock.errorMs)})`;
  if (ms >= lowerMs && ms <= upperMs) {
    return { ...base, status: 'ok', observed, meaning: 'the limit is respected' };
  }
  if (ms >= lowerMs - clock.errorMs && ms <= upperMs + clock.errorMs) {
    return { ...base, status: 'unsure', observed, meaning: 'outside the bounds by less than the clock error' };
  }
  const isSlow = clock.roundTripMs > SLOW_ROUND_TRIP_MS;
  if (isSlow && ms > upperMs && ms <= upperMs + timing.stretchMs) {
    return { ...base, status: 'unsure', observed, meaning: 'late on a device that answers slowly' };
  }
  const { bench } = observations;
  if (bench !== undefined && bench !== null && ms > upperMs && ms - upperMs <= benchDelayMs(bench, timing)) {
    return { ...base, status: 'unsure', observed, meaning: `late on a test bench that was busy: ${describeBench(bench)}` };
  }
  const meaning = ms < lowerMs ? 'the SDK gave up before its limit' : 'the SDK went on beyond its limit';
  return { ...base, status: 'wrong', observed, meaning };
}

/** How late a callback can be by the bench's doing. */
function benchDelayMs(bench: BenchReport, { stretchMs }: Timing): number {
  return isLoaded(bench) ? Math.max(bench.stillMs, stretchMs, LOADED_MS) : 0;
}

function elapsedOf(name: string, observations: Observations): number | null {
  const call = observations.calls[name];
  const result = resultsOf(name, observations)[0];
  if (call === undefined || result === undefined) {
    return null;
  }
  return Number(BigInt(result.atNanos) - BigInt(call.startedNanos)) / 1e6;
}
