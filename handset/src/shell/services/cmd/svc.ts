import type { CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { UsageError } from '../../options.ts';
import { requireSwitch } from './radio.ts';

/** `svc wifi|data enable|disable`. */
export const svc: CommandRow = {
  name: 'svc',
  async run({ args, system }) {
    const [bearer, value = ''] = args;
    const { radio } = system.device;
    if (bearer === 'wifi') {
      await radio.setWifi(requireSwitch(value));
      return EXIT_CODES.ok;
    }
    if (bearer === 'data') {
      await radio.setMobileData(requireSwitch(value));
      return EXIT_CODES.ok;
    }
    throw new UsageError(`'${args.join(' ')}' is not known; known are wifi enable|disable, data enable|disable`);
  },
};
