import { type CommandRow, exitCodes } from '../command.ts';
import { display } from '../display.ts';
import { UsageFault } from '../options.ts';

const answers: Readonly<Record<string, string>> = {
  size: `Physical size: ${display.width}x${display.height}\n`,
  density: `Physical density: ${display.density}\n`,
};

/** `wm size`, `wm density`; the screen cannot be changed. */
export const wm: CommandRow = {
  name: 'wm',
  async run({ args, print }) {
    const [what = '', ...others] = args;
    const answer = Object.hasOwn(answers, what) ? answers[what] : undefined;
    if (answer === undefined || others.length > 0) {
      throw new UsageFault(`'${args.join(' ')}' is not known; this handset's screen is fixed and answers size and density`);
    }
    await print(answer);
    return exitCodes.ok;
  },
};
