import { systemClock } from '../clock.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import type { Scope } from './scope.ts';

export const LONGEST_WAIT_MS = 600_000;

export interface Waiting<T> {
  readonly timeoutMs: number;
  /** Called at once, and again after each request. */
  readonly look: () => T | undefined;
  /** The message of the timeout: what was seen instead. */
  readonly describeMissing: () => string;
  /** The question is about entries after this one, if it is given. It is refused if one of them was dropped already. */
  readonly after: number | undefined;
}

/** Resolves with the first result of `look`. The timeout's message says what was seen instead, and which entries were dropped unseen. */
export async function waitFor<T>(
  { id, journal }: Pick<Scope, 'id' | 'journal'>,
  { timeoutMs, look, describeMissing, after }: Waiting<T>,
): Promise<T> {
  if (!(timeoutMs >= 0 && timeoutMs <= LONGEST_WAIT_MS)) {
    throw new ProblemError('invalid', `a wait is 0 to ${LONGEST_WAIT_MS} ms long, not ${timeoutMs}`);
  }
  if (after !== undefined) {
    journal.needWhole(after);
  }
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      deadline.cancel();
      listening.end();
    };
    const refuse = (error: unknown): void => {
      settle();
      reject(error);
    };
    const tryLook = (): void => {
      try {
        const result = look();
        if (result !== undefined) {
          settle();
          resolve(result);
        }
      } catch (error) {
        refuse(error);
      }
    };
    const deadline = systemClock.after(timeoutMs, () => {
      try {
        const dropped = journal.describeDropped(after ?? 0);
        const unseen = dropped === null ? '' : `; ${dropped}, and one of those may have been it`;
        refuse(new ProblemError('timed-out', `${describeMissing()}${unseen}`));
      } catch (error) {
        // An error that left this callback would end the process.
        refuse(error);
      }
    });
    const listening = journal.listen(tryLook, () => refuse(hasEnded(id)));
    tryLook();
  });
}

export function hasEnded(scope: string): ProblemError {
  return new ProblemError('unknown', `scope ${scope} has ended, and all it held with it; create another`);
}

/** The scope; refused if it has ended. */
export function needAlive(scope: Scope): Scope {
  if (scope.isEnded) {
    throw hasEnded(scope.id);
  }
  return scope;
}
