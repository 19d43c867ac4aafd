import { HangupError } from '../shell-io.ts';

/** Thrown by `exit` to end the running shell. Not an error. */
export class ExitSignal {
  readonly status: number;

  constructor(status: number) {
    this.status = status;
  }
}

/** Thrown by `return` to leave a function or a file that `.` reads. Not an error. */
export class ReturnSignal {
  readonly status: number;

  constructor(status: number) {
    this.status = status;
  }
}

/** Thrown by `break` and `continue` inside a loop. */
export class LoopSignal {
  readonly next: 'leave' | 'go-on';
  /** How many loops are meant; 1 is the innermost. */
  readonly levels: number;

  constructor(next: 'leave' | 'go-on', levels: number) {
    this.next = next;
    this.levels = levels;
  }
}

/** True for what is thrown to leave a command and is not an error of it. */
export function isControlFlow(error: unknown): boolean {
  return (
    error instanceof ExitSignal || error instanceof ReturnSignal || error instanceof LoopSignal || error instanceof HangupError
  );
}
