import { Worker } from 'node:worker_threads';

const BEAT_MS = 500;
const SAY_MS = 5_000;
const END_MS = 10_000;

/** What the thread receives: the step that begins, or that the main thread goes on. */
type Message = { readonly step: string } | 'beat';

export interface WatchLimits {
  /** A step that takes longer is named. */
  readonly sayMs: number;
  /** A main thread that does not go on for longer is ended, with its process. */
  readonly endMs: number;
}

/**
 * The thread's code. It is a text, so that it needs no file beside it. Its timers run while the main thread is held, and so do writeSync and kill,
 * as opposed to console and process.exit. SIGABRT gives the process an exit code that nothing else has: 134.
 */
export const WATCH_CODE = `
const { parentPort, workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const { sayMs, endMs } = workerData;
let step = 'nothing yet', since = performance.now(), beat = since, said = false;
function say(text) { writeSync(2, 'quhao: shutting down: ' + text + '\\n'); }
parentPort.on('message', (message) => {
  beat = performance.now();
  if (message !== 'beat') {
    step = message.step;
    since = beat;
    said = false;
  }
});
setInterval(() => {
  const now = performance.now();
  if (!said && now - since > sayMs) {
    said = true;
    say('"' + step + '" has not ended for ' + Math.round((now - since) / 1000) + ' s; the main thread ' + (now - beat > sayMs ? 'is held' : 'goes on'));
  }
  if (now - beat > endMs) {
    say('the main thread was held for ' + Math.round((now - beat) / 1000) + ' s in "' + step + '"; the process is ended. Please report this line.');
    process.kill(process.pid, 'SIGABRT');
  }
}, Math.min(250, sayMs / 2));
`;

/**
 * Watches a shutdown from a thread of its own. A handset was seen that held its main thread after SIGTERM and did not end (docs/limits.md, "Seen once"):
 * the step in which it did is the first thing to know of it.
 */
export class CloseWatch {
  readonly #worker: Worker;
  readonly #beats: NodeJS.Timeout;

  constructor(limits: WatchLimits = { sayMs: SAY_MS, endMs: END_MS }) {
    this.#worker = new Worker(WATCH_CODE, { eval: true, workerData: limits });
    this.#worker.unref();
    this.#beats = setInterval(() => this.#post('beat'), BEAT_MS);
    this.#beats.unref();
  }

  /** Notes that a step begins. */
  enter(step: string): void {
    this.#post({ step });
  }

  #post(message: Message): void {
    this.#worker.postMessage(message);
  }
}
