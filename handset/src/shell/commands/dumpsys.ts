import { type CommandRow, exitCodes } from '../command.ts';
import { dumpActivity } from '../dumpsys/activity.ts';
import { dumpConnectivity } from '../dumpsys/connectivity.ts';
import { dumpNetstats } from '../dumpsys/netstats.ts';
import { dumpPackage } from '../dumpsys/package.ts';
import type { Dump } from '../dumpsys/service.ts';
import { dumpTelephony } from '../dumpsys/telephony.ts';
import { dumpWifi } from '../dumpsys/wifi.ts';
import { dumpWindow } from '../dumpsys/window.ts';

const services: Readonly<Record<string, Dump>> = {
  activity: dumpActivity,
  connectivity: dumpConnectivity,
  netstats: dumpNetstats,
  package: dumpPackage,
  'telephony.registry': dumpTelephony,
  wifi: dumpWifi,
  window: dumpWindow,
};

/** `dumpsys SERVICE [WORDS…]`, `dumpsys -l`: the lines that tools read. */
export const dumpsys: CommandRow = {
  name: 'dumpsys',
  async run({ args, complain, print, system }) {
    const [name = '-l', ...words] = args[0] === '-t' ? args.slice(2) : args;
    if (name === '-l') {
      const names = Object.keys(services).map((each) => `  ${each}\n`);
      await print(`Currently running services:\n${names.join('')}`);
      return exitCodes.ok;
    }
    const dump = Object.hasOwn(services, name) ? services[name] : undefined;
    if (dump === undefined) {
      await complain(`Can't find service: ${name}\n`);
      return exitCodes.failure;
    }
    await print(await dump(system, words));
    return exitCodes.ok;
  },
};
