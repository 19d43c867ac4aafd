import { BroadcastChannel } from 'node:worker_threads';
import { within } from './wait.ts';

/** How the thread of the suite is asked to stop: `conform` and the suite are two threads of one process. */

const STOP = 'stop';
const STOPPED = 'stopped';

/** The side of `conform`. Resolves when the suite has stopped, or has not said so in time. */
export async function requestStop(name: string, timeoutMs: number): Promise<void> {
  const channel = new BroadcastChannel(name);
  const stopped = new Promise<void>((resolve) => {
    channel.onmessage = (event: unknown) => {
      if ((event as MessageEvent).data === STOPPED) {
        resolve();
      }
    };
  });
  channel.postMessage(STOP);
  try {
    await within(stopped, timeoutMs, () => new LateError('the suite has not stopped'));
  } catch (error) {
    if (!(error instanceof LateError)) {
      throw error;
    }
  } finally {
    channel.close();
  }
}

class LateError extends Error {}

/** The side of the suite. After the answer the thread may no longer run. */
export function onStop(name: string, stop: () => Promise<void>, end: () => void): void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = (event: unknown) => {
    if ((event as MessageEvent).data !== STOP) {
      return;
    }
    const answer = (): void => {
      channel.postMessage(STOPPED);
      end();
    };
    stop().then(answer, answer);
  };
  channel.unref();
}

/** Ends all work of this thread for good: nothing that it would still start can be left behind. The process ends it. */
export function freezeThread(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
