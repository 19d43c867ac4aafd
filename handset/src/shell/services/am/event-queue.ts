import type { AppEvent, RunningApp } from '../../../device.ts';

/** The events of an app in order. The end of its process is the last event and counts as a crash. */
export class EventQueue {
  readonly #waiting: AppEvent[] = [];
  readonly #stopListening: () => void;
  #wake: () => void = () => undefined;

  constructor(app: RunningApp) {
    const take = (event: AppEvent) => {
      this.#waiting.push(event);
      this.#wake();
    };
    this.#stopListening = app.onEvent(take);
    app.exited.then(
      () => take({ event: 'crash', data: {} }),
      () => take({ event: 'crash', data: {} }),
    );
  }

  /** Resolves with the next event; null when the signal aborts first. */
  async next(signal: AbortSignal): Promise<AppEvent | null> {
    const onAbort = () => this.#wake();
    signal.addEventListener('abort', onAbort);
    try {
      while (this.#waiting.length === 0 && !signal.aborted) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
      return this.#waiting.shift() ?? null;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Stops listening. */
  close(): void {
    this.#stopListening();
  }
}
