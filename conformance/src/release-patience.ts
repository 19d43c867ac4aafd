import { RELEASE_MS } from './device/network-requests.ts';

/** What is left behind once is left behind in every row: it is not waited for as long again. A right SDK that takes its time is done by then. */
const AGAIN_MS = 2_000;

/** The subject that has left network requests or connections behind, by the testbed. */
const leavers = new WeakMap<object, string>();

/** How long a row waits until its subject has let go of what it held. */
export function releasePatience(testbed: object, subject: string): number {
  return leavers.get(testbed) === subject ? AGAIN_MS : RELEASE_MS;
}

/** Called when the time was over and something was still held. */
export function noteLeft(testbed: object, subject: string): void {
  leavers.set(testbed, subject);
}
