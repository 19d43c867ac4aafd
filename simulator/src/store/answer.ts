/**
 * The answer of a store on the hot path of an exchange: a value from a store in this process, a promise from one over a network. Callers accept both. A promise
 * costs a hundredth of an exchange, and there would be a dozen of them (docs/performance.md).
 */
export type Answer<T> = T | Promise<T>;

/** Calls `next` with the answer: now if it is a value, otherwise when the promise resolves. An error of `next` is thrown or rejected accordingly. */
export function withAnswer<T, R>(answer: Answer<T>, next: (value: T) => R): R | Promise<R> {
  return answer instanceof Promise ? answer.then(next) : next(answer);
}
