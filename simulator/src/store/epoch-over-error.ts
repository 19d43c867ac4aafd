import { ProblemError } from '../protocol/problem-error.ts';

/** A step named an epoch that is over: the scope was reset, restored or ended since. The step has changed nothing. */
export class EpochOverError extends ProblemError {
  constructor(scope: string) {
    super('overtaken', `scope ${scope} was reset, restored or ended meanwhile, and nothing was changed; ask again`);
  }
}
