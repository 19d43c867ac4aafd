import type { CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { UsageError } from '../../options.ts';
import { requireSwitch } from './radio.ts';

/** `svc wifi|data enable|disable, power stayon true|false`. */
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
    if (bearer === 'power' && value === 'stayon' && /^(?:true|false|usb|ac|wireless|dream)$/.test(args[2] ?? '')) {
      system.settings.put('global', 'stay_on_while_plugged_in', args[2] === 'false' ? '0' : '7');
      return EXIT_CODES.ok;
    }
    throw new UsageError(`'${args.join(' ')}' is not known; known are wifi enable|disable, data enable|disable`);
  },
};
