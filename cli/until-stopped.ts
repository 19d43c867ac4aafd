import { EXIT_INTERRUPTED } from './exit-codes.ts';

/** Resolves on the first SIGINT, SIGTERM or SIGHUP, as a terminal sends it that is closed. A second one ends the process at once, without the clean-up. */
export function untilStopped(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let isStopping = false;
    const onSignal = (signal: NodeJS.Signals): void => {
      if (isStopping) {
        process.exit(EXIT_INTERRUPTED);
      }
      isStopping = true;
      resolve(signal);
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
    process.on('SIGHUP', onSignal);
  });
}
