import type { Call } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';

/** Runs a command for another one, as `env` and `xargs` do. A name that is no command is reported as toybox does. */
export async function runExternal(call: Call, words: readonly string[]): Promise<number> {
  const [name = ''] = words;
  if (!name.includes('/') && !call.session.isCommand(name)) {
    await call.printError(`${call.name}: exec ${name}: No such file or directory\n`);
    return EXIT_CODES.notFound;
  }
  return await call.session.runWords(words, call.io);
}
