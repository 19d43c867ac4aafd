import type { ProblemError, StartError } from '../simulator/src/simulator.ts';
import { CliError } from './cli-error.ts';
import { EXIT_ENVIRONMENT, EXIT_USAGE } from './exit-codes.ts';

interface Kinds {
  readonly ProblemError: typeof ProblemError;
  readonly StartError: typeof StartError;
}

/** What went wrong at a start, as the user is told it: what was written wrong is usage, what stands in the way here is the environment's. */
export const startFailure = (error: unknown, kinds: Kinds): unknown => {
  if (error instanceof kinds.ProblemError) {
    return new CliError(error.message, EXIT_USAGE);
  }
  if (!(error instanceof kinds.StartError)) {
    return error;
  }
  return new CliError(`${error.message}${adviceOn(error)}`, EXIT_ENVIRONMENT);
};

const adviceOn = ({ code, listener }: StartError): string => {
  if (listener === null) {
    return '';
  }
  const flag = `--${listener.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  if (code === 'port-taken') {
    return `; give another with ${flag}, 0 for any free one`;
  }
  return `. Ports are given with ${flag} (0: any free one), addresses with ${listener === 'control' ? '--control-host' : '--host'}`;
};
