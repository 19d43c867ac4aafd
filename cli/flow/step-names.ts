import { InvalidArgumentError } from 'commander';
import { OPERATIONS, type Operation } from '../../simulator/src/model/operations.ts';

/** How a step of a login is named on the command line: by its operation, or shorter. */
export const STEP_NAMES: Readonly<Record<string, Operation>> = {
  ...Object.fromEntries(OPERATIONS.map(({ name }) => [name, name])),
  token: 'get-token',
  exchange: 'login-token-validate',
  verify: 'token-validate',
};

export function parseStep(text: string): Operation {
  const step = STEP_NAMES[text];
  if (step === undefined) {
    throw new InvalidArgumentError(`It is one of ${Object.keys(STEP_NAMES).join(', ')}.`);
  }
  return step;
}
