import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';

/** The shell user of a user build. There is no root. */
export const id: CommandRow = {
  name: 'id',
  async run({ args, print }) {
    await print(
      args.includes('-u') ? '2000\n' : 'uid=2000(shell) gid=2000(shell) groups=2000(shell),3003(inet) context=u:r:shell:s0\n',
    );
    return EXIT_CODES.ok;
  },
};

export const whoami: CommandRow = {
  name: 'whoami',
  async run({ print }) {
    await print('shell\n');
    return EXIT_CODES.ok;
  },
};
