import { ProblemError } from '../protocol/problem-error.ts';

/** The store did not answer. What was asked of it may have happened or not. */
export class StoreUnreachableError extends ProblemError {
  constructor(cause: string) {
    super('store-unreachable', `the store did not answer: ${cause}`);
  }
}
