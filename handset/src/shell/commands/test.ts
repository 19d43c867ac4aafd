import { messageOf } from '../../errors.ts';
import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { evaluateTest } from '../language/test-expression.ts';
import { UsageError } from '../options.ts';

const EXIT_ERROR = 2;

/** `test` and `[` as commands, which `xargs` and `find -exec` run. The shell has its own. */
export const testCommands: readonly CommandRow[] = (['test', '['] as const).map((name) => ({
  name,
  async run(call) {
    if (name === '[' && call.args.at(-1) !== ']') {
      throw new UsageError("Missing ']'", EXIT_ERROR);
    }
    return await exitCodeOf(call, name === '[' ? call.args.slice(0, -1) : call.args);
  },
}));

async function exitCodeOf({ system, session }: Call, words: readonly string[]): Promise<number> {
  const numbers = { get: (name: string) => session.environment.get(name) ?? null, set: () => undefined };
  const stat = async (path: string, lastLink: 'follow' | 'keep') =>
    await system.files.stat(session.resolve(path), lastLink).catch(() => null);
  try {
    return (await evaluateTest(words, { stat, numbers, options: new Set() })) ? EXIT_CODES.ok : EXIT_CODES.failure;
  } catch (error) {
    throw new UsageError(messageOf(error), EXIT_ERROR);
  }
}
