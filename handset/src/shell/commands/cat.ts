import type { CommandRow } from '../command.ts';
import { forEachInput } from './inputs.ts';

/** `cat [FILE…]`; `-` and no file mean stdin. */
export const cat: CommandRow = {
  name: 'cat',
  async run(call) {
    return await forEachInput(call, call.args, async (source) => {
      for (let chunk = await source.read(); chunk !== null; chunk = await source.read()) {
        await call.io.stdout.write(chunk);
      }
    });
  },
};
