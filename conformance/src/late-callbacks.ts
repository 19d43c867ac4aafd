import { type Observations, resultJson } from './observations.ts';
import type { ProbeEvent } from './probe/messages.ts';
import type { Probe } from './probe/probe.ts';
import { elapsedMs, hostNanos, pauseUntilQuiet } from './wait.ts';

/** A callback that came when the row of its call was over. */
export interface LateCallback {
  readonly row: string;
  readonly call: string;
  readonly code: string;
}

/** A callback may come this long after the row and still counts (API-05). */
const QUIET_MS = 5_000;

/** Finds callbacks that come after the row of their call, while other rows run. The quiet time is waited for once a batch and not once a row. */
export class LateCallbacks {
  readonly #owners = new Map<string, { readonly row: string; readonly call: string }>();
  readonly #seen = new Set<string>();
  readonly #late: LateCallback[] = [];
  #lastEnd: bigint | null = null;

  /** Called when a row has ended, with what it observed. */
  add(row: string, { calls, events, closingEvents }: Pick<Observations, 'calls' | 'events' | 'closingEvents'>): void {
    this.#take(events.filter(({ callId }) => callId !== undefined && callId !== null && this.#owners.has(callId)));
    for (const [call, { callId }] of Object.entries(calls)) {
      this.#owners.set(callId, { row, call });
    }
    for (const event of [...events, ...closingEvents]) {
      this.#seen.add(keyOf(event));
    }
    this.#lastEnd = hostNanos();
  }

  /** Called with events that a row took and that are not its own. */
  note(events: readonly ProbeEvent[]): void {
    this.#take(events);
  }

  /** Waits until every call so far has been over for the quiet time, then takes what came. To be called before the process ends. */
  async settle(probe: Probe): Promise<void> {
    if (this.#lastEnd === null) {
      return;
    }
    await pauseUntilQuiet(QUIET_MS - elapsedMs(this.#lastEnd));
    this.#take(await probe.events(0, 0));
    this.#lastEnd = null;
  }

  /** What came late so far. */
  get list(): readonly LateCallback[] {
    return this.#late;
  }

  #take(events: readonly ProbeEvent[]): void {
    for (const event of events) {
      const owner = this.#owners.get(event.callId ?? '');
      if (event.type === 'result' && owner !== undefined && !this.#seen.has(keyOf(event))) {
        this.#seen.add(keyOf(event));
        this.#late.push({ ...owner, code: codeOf(event) });
      }
    }
  }
}

function keyOf({ callId, atNanos }: ProbeEvent): string {
  return `${callId ?? ''} ${atNanos}`;
}

function codeOf(event: ProbeEvent): string {
  return String(resultJson(event)['resultCode']);
}
