import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { DISPLAY } from './display.ts';

const ANSWERS: Readonly<Record<string, string>> = {
  size: `Physical size: ${DISPLAY.width}x${DISPLAY.height}\n`,
  density: `Physical density: ${DISPLAY.density}\n`,
};

/** `wm size`, `wm density`. The screen cannot be changed. */
export const wm: CommandRow = {
  name: 'wm',
  async run({ args, print }) {
    const [what = '', ...others] = args;
    const answer = Object.hasOwn(ANSWERS, what) ? ANSWERS[what] : undefined;
    if (answer === undefined || others.length > 0) {
      throw new UsageError(`'${args.join(' ')}' is not known; this handset's screen is fixed and answers size and density`);
    }
    await print(answer);
    return EXIT_CODES.ok;
  },
};
