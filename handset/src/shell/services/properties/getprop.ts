import type { CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';

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
      return EXIT_CODES.ok;
    }
    await print(`${system.properties.get(name) || fallback}\n`);
    return EXIT_CODES.ok;
  },
};
