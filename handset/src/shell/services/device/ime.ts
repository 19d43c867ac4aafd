import type { Call, CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';

/** `ime list|enable|disable|set|reset` and `cmd input_method …`. The handset has no keyboard on its screen, and apps that bring one cannot be bound. */
export async function runIme(call: Call): Promise<number> {
  const words = call.args.filter((word, place, all) => word !== '--user' && all[place - 1] !== '--user');
  const [verb = '', id] = words;
  switch (verb) {
    case 'list':
    case 'reset':
      return EXIT_CODES.ok;
    case 'enable':
    case 'disable':
    case 'set':
      await call.printError(
        id === undefined
          ? `\nException occurred while executing '${verb}':\njava.lang.IllegalArgumentException: Argument expected after "${verb}"\n`
          : `Unknown input method ${id} cannot be ${verb === 'set' ? 'selected' : `${verb}d`} for user #0\n`,
      );
      return EXIT_CODES.serviceError;
    default:
      await call.printError(`Unknown command: ${verb}\n`);
      return EXIT_CODES.serviceError;
  }
}

export const ime: CommandRow = { name: 'ime', run: runIme };
