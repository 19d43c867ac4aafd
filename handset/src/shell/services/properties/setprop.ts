import type { CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';

/** `setprop NAME VALUE`. */
export const setprop: CommandRow = {
  name: 'setprop',
  async run({ args, system, printError }) {
    const [name, value, ...others] = args;
    if (name === undefined || value === undefined || others.length > 0) {
      await printError('setprop: usage: setprop NAME VALUE\n');
      return EXIT_CODES.failure;
    }
    if (!system.properties.set(name, value)) {
      await printError(
        `setprop: failed to set property '${name}' to '${value}': it is read-only or follows the handset's state\n`,
      );
      return EXIT_CODES.failure;
    }
    return EXIT_CODES.ok;
  },
};
