import { constants } from 'node:os';
import type { ProcessEnd } from '../device.ts';

/** What a shell answers with for a child that a signal killed, and what Process.killProcess ends with. */
const SIGNAL_BASE = 128;

/** How a process ended, in words that follow "Process NAME (pid N)". */
export function describeEnd({ code, signal, crashed }: ProcessEnd): string {
  if (crashed) {
    return 'has crashed';
  }
  const killedBy = signal ?? signalOf(code);
  if (killedBy !== null) {
    return `has died: signal ${constants.signals[killedBy]} (${killedBy})`;
  }
  return code === 0 ? 'has died' : `has died: exit code ${code}`;
}

function signalOf(code: number | null): NodeJS.Signals | null {
  const found = Object.entries(constants.signals).find(([, number]) => number + SIGNAL_BASE === code);
  return found === undefined ? null : (found[0] as NodeJS.Signals);
}
