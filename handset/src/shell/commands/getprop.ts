import { type CommandRow, exitCodes } from '../command.ts';

/** `getprop`, `getprop NAME [DEFAULT]`. */
export const getprop: CommandRow = {
  name: 'getprop',
  async run({ args, system, print }) {
    const [name, fallback = ''] = args;
    if (name === undefined) {
      await print(
        system.properties
          .list()
          .map(([key, value]) => `[${key}]: [${value}]\n`)
          .join(''),
      );
      return exitCodes.ok;
    }
    await print(`${system.properties.get(name) || fallback}\n`);
    return exitCodes.ok;
  },
};
