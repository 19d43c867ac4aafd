import type { Call, CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { dumpActivity } from './activity.ts';
import { runBattery } from './battery.ts';
import { dumpConnectivity } from './connectivity.ts';
import { runDeviceIdle } from './device-idle.ts';
import { dumpJobScheduler } from './job-scheduler.ts';
import { dumpMemory, dumpProcessors } from './memory.ts';
import { dumpNetstats } from './netstats.ts';
import { dumpPackage } from './package.ts';
import { dumpDisplay, dumpInput, dumpInputMethod, dumpPower, dumpWindow } from './screen-dumps.ts';
import type { Dump } from './service.ts';
import { dumpSurface } from './surface.ts';
import { dumpTelephony } from './telephony.ts';
import { dumpUiMode } from './ui-mode.ts';
import { dumpWifi } from './wifi.ts';

const SERVICES: Readonly<Record<string, Dump>> = {
  SurfaceFlinger: dumpSurface,
  activity: dumpActivity,
  connectivity: dumpConnectivity,
  cpuinfo: dumpProcessors,
  display: dumpDisplay,
  input: dumpInput,
  input_method: dumpInputMethod,
  meminfo: dumpMemory,
  jobscheduler: dumpJobScheduler,
  netstats: dumpNetstats,
  package: dumpPackage,
  power: dumpPower,
  'telephony.registry': dumpTelephony,
  uimode: dumpUiMode,
  wifi: dumpWifi,
  window: dumpWindow,
};

/** Services whose dump also takes commands. */
const COMMANDED: Readonly<Record<string, (call: Call, words: readonly string[]) => Promise<number>>> = {
  battery: runBattery,
  deviceidle: runDeviceIdle,
};

/** Options of dumpsys itself. `-t` and `-T` have a value. */
const OPTIONS: ReadonlySet<string> = new Set(['--dump', '--thread', '--pid', '--stability', '--clients', '--proto', '--skip']);

/** `dumpsys [-t SECONDS] SERVICE [WORDS…]`, `dumpsys -l`. Prints the lines that tools read. */
export const dumpsys: CommandRow = {
  name: 'dumpsys',
  async run(call) {
    const { args, printError, print, system } = call;
    const words = /^-[tT]$/.test(args[0] ?? '') ? args.slice(2) : args;
    const [name = '-l', ...rest] = words;
    const names = [...Object.keys(SERVICES), ...Object.keys(COMMANDED)].sort();
    if (name === '-l') {
      await print(`Currently running services:\n${names.map((each) => `  ${each}\n`).join('')}`);
      return EXIT_CODES.ok;
    }
    if (OPTIONS.has(name)) {
      await printError(`dumpsys: ${name} is not supported on this handset\n`);
      return EXIT_CODES.failure;
    }
    const run = Object.hasOwn(COMMANDED, name) ? COMMANDED[name] : undefined;
    if (run !== undefined) {
      return await run(call, rest);
    }
    const dump = Object.hasOwn(SERVICES, name) ? SERVICES[name] : undefined;
    if (dump === undefined) {
      await printError(`Can't find service: ${name}\n`);
      return EXIT_CODES.failure;
    }
    await print(await dump(system, rest));
    return EXIT_CODES.ok;
  },
};
