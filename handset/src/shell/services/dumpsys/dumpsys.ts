import type { CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { dumpActivity } from './activity.ts';
import { dumpConnectivity } from './connectivity.ts';
import { dumpNetstats } from './netstats.ts';
import { dumpPackage } from './package.ts';
import type { Dump } from './service.ts';
import { dumpTelephony } from './telephony.ts';
import { dumpWifi } from './wifi.ts';
import { dumpWindow } from './window.ts';

const SERVICES: Readonly<Record<string, Dump>> = {
  activity: dumpActivity,
  connectivity: dumpConnectivity,
  netstats: dumpNetstats,
  package: dumpPackage,
  'telephony.registry': dumpTelephony,
  wifi: dumpWifi,
  window: dumpWindow,
};

/** `dumpsys SERVICE [WORDS…]`, `dumpsys -l`. Prints the lines that tools read. */
export const dumpsys: CommandRow = {
  name: 'dumpsys',
  async run({ args, printError, print, system }) {
    const [name = '-l', ...words] = args[0] === '-t' ? args.slice(2) : args;
    if (name === '-l') {
      const names = Object.keys(SERVICES).map((each) => `  ${each}\n`);
      await print(`Currently running services:\n${names.join('')}`);
      return EXIT_CODES.ok;
    }
    const dump = Object.hasOwn(SERVICES, name) ? SERVICES[name] : undefined;
    if (dump === undefined) {
      await printError(`Can't find service: ${name}\n`);
      return EXIT_CODES.failure;
    }
    await print(await dump(system, words));
    return EXIT_CODES.ok;
  },
};
