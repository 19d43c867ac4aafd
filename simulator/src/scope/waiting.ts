import { systemClock } from '../clock.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import type { Scope } from './scope.ts';

export const LONGEST_WAIT_MS = 600_000;

export interface Waiting<T> {
  readonly timeoutMs: number;
  /** Asked at once, and again after each request. */
  readonly look: () => T | undefined;
  /** Why it was in vain, for the timeout. */
  readonly describeMissing: () => string;
  /** The last entry that the question leaves out, where it says so: then it is refused where some after it were dropped already. */
  readonly after: number | undefined;
}

/** Resolves with what is found, there already or still to come. A timeout says what was seen instead, and what nobody could look at. */
export async function waitFor<T>({ id, journal }: Scope, { timeoutMs, look, describeMissing, after }: Waiting<T>): Promise<T> {
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
        const found = look();
        if (found !== undefined) {
          settle();
          resolve(found);
        }
      } catch (error) {
        refuse(error);
      }
    };
    const deadline = systemClock.after(timeoutMs, () => {
      const dropped = journal.describeDropped(after ?? 0);
      const unseen = dropped === null ? '' : `; ${dropped}, and one of those may have been it`;
      refuse(new ProblemError('timed-out', `${describeMissing()}${unseen}`));
    });
    const listening = journal.listen(tryLook, () => refuse(hasEnded(id)));
    tryLook();
  });
}

export function hasEnded(scope: string): ProblemError {
  return new ProblemError('unknown', `scope ${scope} has ended, and all it held with it; create another`);
}

/** The scope of a scope that a caller still holds. */
export function needAlive(scope: Scope): Scope {
  if (scope.isEnded) {
    throw hasEnded(scope.id);
  }
  return scope;
}
