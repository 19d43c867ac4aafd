import { type CommandRow, exitCodes } from '../command.ts';

/** `setprop NAME VALUE`. */
export const setprop: CommandRow = {
  name: 'setprop',
  async run({ args, system, complain }) {
    const [name, value, ...others] = args;
    if (name === undefined || value === undefined || others.length > 0) {
      await complain('setprop: usage: setprop NAME VALUE\n');
      return exitCodes.failure;
    }
    if (!system.properties.set(name, value)) {
      await complain(`setprop: failed to set property '${name}' to '${value}': it is read-only or follows the handset's state\n`);
      return exitCodes.failure;
    }
    return exitCodes.ok;
  },
};
