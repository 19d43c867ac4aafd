import { EXIT_CODES } from '../exit-codes.ts';
import { writeText } from '../text-io.ts';
import type { BuiltinCall } from './builtin.ts';
import { quoteWord } from './quote-word.ts';
import { SIGNALS, signalName } from './signals.ts';

/** `trap [COMMAND] SIGNAL…`: `-` or a missing command takes the trap away. `trap` alone prints what is set. */
export async function trapSignals({ shell, args, io }: BuiltinCall): Promise<number> {
  const { traps } = shell.state;
  const words = args[0] === '--' ? args.slice(1) : args;
  const [first = '', ...rest] = words;
  if (first === '-l') {
    await writeText(io.stdout, `${Object.keys(SIGNALS).join('\n')}\n`);
    return EXIT_CODES.ok;
  }
  if (first === '' && words.length === 0) {
    await writeText(io.stdout, [...traps].map(([signal, command]) => `trap -- ${quoteWord(command)} ${signal}\n`).join(''));
    return EXIT_CODES.ok;
  }
  const isReset = rest.length === 0 || /^\d+$/.test(first);
  let status: number = EXIT_CODES.ok;
  for (const word of isReset ? words : rest) {
    const signal = signalName(word);
    if (signal === null) {
      await shell.printError(io, `trap: bad signal '${word}'`);
      status = EXIT_CODES.failure;
    } else if (isReset || first === '-') {
      traps.delete(signal);
    } else {
      traps.set(signal, first);
    }
  }
  return status;
}
