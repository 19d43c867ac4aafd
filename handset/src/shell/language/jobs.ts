import type { ShellIo } from '../shell-io.ts';
import { EMPTY_SOURCE } from '../text-io.ts';

/** The exit code of a process that SIGTERM ended. */
const SIGNAL_BASE = 128;

export interface Job {
  readonly pid: number;
  /** Resolves with the exit code. Never rejects. */
  readonly done: Promise<number>;
  readonly kill: (signal: number) => void;
  readonly isRunning: () => boolean;
}

/** Numbers of shell processes. No process of this machine stands behind them. */
export class ShellProcesses {
  #next = 4242;

  take(): number {
    const pid = this.#next;
    this.#next += 1;
    return pid;
  }
}

interface JobStart {
  readonly pid: number;
  readonly closing: AbortSignal;
  readonly run: (io: ShellIo) => Promise<number>;
}

/** Starts a background command. It outlives the host's stream and ends with the device, or by `kill`. */
export function startJob({ pid, closing, run }: JobStart, io: ShellIo): Job {
  const stop = new AbortController();
  let killedBy: number | null = null;
  let isRunning = true;
  const end = (status: number) => {
    isRunning = false;
    return killedBy === null ? status : SIGNAL_BASE + killedBy;
  };
  const done = run({ ...io, stdin: EMPTY_SOURCE, signal: AbortSignal.any([closing, stop.signal]) }).then(
    end,
    // A background command may outlive its shell, and then nothing is left that could use its result or report its error.
    () => end(SIGNAL_BASE + 1),
  );
  return {
    pid,
    done,
    isRunning: () => isRunning,
    kill: (signal) => {
      if (signal !== 0) {
        killedBy = signal;
        stop.abort();
      }
    },
  };
}
