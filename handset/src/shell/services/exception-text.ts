import type { Call } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';

/** Prints an exception of a system service, as `cmd` and its kin print it: after a line that names the verb. Resolves with 255. */
export async function printException(call: Call, verb: string, exception: string): Promise<number> {
  await call.printError(`\nException occurred while executing '${verb}':\n${exception}\n`);
  return EXIT_CODES.serviceError;
}
