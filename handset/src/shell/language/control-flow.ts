import { HangupError } from '../shell-io.ts';

/** Thrown by `exit` to end the running shell. Not an error. */
export class ExitSignal {
  readonly status: number;

  constructor(status: number) {
    this.status = status;
  }
}

/** Thrown by `break` and `continue`. Not an error inside a loop. */
export class LoopSignal {
  readonly next: 'leave' | 'go-on';

  constructor(next: 'leave' | 'go-on') {
    this.next = next;
  }

  /** What the shell prints when no loop is there to take the signal. */
  describeMisuse(): string {
    return this.next === 'leave' ? 'break: not in a loop' : 'continue: not in a loop';
  }
}

/** True for what is thrown to leave a command and is not an error of it. */
export function isControlFlow(error: unknown): boolean {
  return error instanceof ExitSignal || error instanceof LoopSignal || error instanceof HangupError;
}
