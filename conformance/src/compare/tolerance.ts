/** What two runs of the same build may differ by: less than that is no change of the build. */

/** Threads, sockets and a page that settles take this much longer or shorter on a machine that shares its cores. */
const SCATTER_MS = 250;
const SCATTER_SHARE = 0.2;
/** A session ticket of TLS, a number with one digit more. */
const SCATTER_BYTES = 64;
const BYTES_SHARE = 0.05;

/** Whether two times differ by more than both runs' own error and the scatter of a machine. */
export function isOtherTime(beforeMs: number, afterMs: number, errorMs: number): boolean {
  const scatterMs = Math.max(SCATTER_MS, SCATTER_SHARE * Math.max(beforeMs, afterMs));
  return Math.abs(afterMs - beforeMs) > errorMs + scatterMs;
}

export function isOtherSize(before: number, after: number): boolean {
  return Math.abs(after - before) > Math.max(SCATTER_BYTES, BYTES_SHARE * Math.max(before, after));
}
