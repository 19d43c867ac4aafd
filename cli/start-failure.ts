import type * as simulatorModule from '../simulator/src/simulator.ts';
import { CliError } from './cli-error.ts';
import { EXIT_ENVIRONMENT, EXIT_USAGE } from './exit-codes.ts';

/** The simulator's error classes, loaded with it. */
interface ErrorClasses {
  readonly ProblemError: typeof simulatorModule.ProblemError;
  readonly StartError: typeof simulatorModule.StartError;
}

/** Turns the error of a failed start into one for the user: a wrong setting is wrong usage, an obstacle on this machine the environment's fault. */
export function toCliError(error: unknown, { ProblemError, StartError }: ErrorClasses): unknown {
  if (error instanceof ProblemError) {
    return new CliError(error.message, error.code === 'store-unreachable' ? EXIT_ENVIRONMENT : EXIT_USAGE);
  }
  if (!(error instanceof StartError)) {
    return error;
  }
  return new CliError(`${error.message}${adviceOn(error)}`, EXIT_ENVIRONMENT);
}

function adviceOn({ code, listener }: simulatorModule.StartError): string {
  if (listener === null) {
    return '';
  }
  const flag = `--${listener.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  if (code === 'port-taken') {
    return `; give another with ${flag}, 0 for any free one`;
  }
  return `. Ports are given with ${flag} (0: any free one), addresses with ${listener === 'control' ? '--control-host' : '--host'}`;
}
