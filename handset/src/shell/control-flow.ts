import { HangupError } from '../adbd/stream-sink.ts';

/** `exit`: ends the shell that runs. */
export class ExitSignal extends Error {
  override readonly name = 'ExitSignal';
  readonly status: number;
  constructor(status: number) {
    super('exit');
    this.status = status;
  }
}

/** `break` and `continue`. */
export class LoopSignal extends Error {
  override readonly name = 'LoopSignal';
  readonly next: 'go-on' | 'leave';
  constructor(next: 'go-on' | 'leave') {
    super(next === 'leave' ? 'break: not in a loop' : 'continue: not in a loop');
    this.next = next;
  }
}

/** What is thrown to leave, and is no fault. */
export function isControlFlow(thrown: unknown): boolean {
  return thrown instanceof ExitSignal || thrown instanceof LoopSignal || thrown instanceof HangupError;
}
