/**
 * What a store answers on the way of an exchange: at once where it can (in this process), later where it must (over a network). Those who ask take both;
 * a promise that need not be made is a hundredth of an exchange, and there were a dozen (docs/performance.md).
 */
export type Answer<T> = T | Promise<T>;

/** Goes on with the answer, now or when it is there. What `next` throws is thrown or rejected accordingly. */
export function withAnswer<T, R>(answer: Answer<T>, next: (value: T) => R): R | Promise<R> {
  return answer instanceof Promise ? answer.then(next) : next(answer);
}
