import type { HandsetKind } from '../../../device.ts';
import { type Call, type CommandRow, withArguments } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { input } from '../../screen/input.ts';
import { wm } from '../../screen/wm.ts';
import { am } from '../am/am.ts';
import { appops } from '../appops/appops.ts';
import { runIme } from '../device/ime.ts';
import { SERVICE_INTERFACES } from '../device/service.ts';
import { runBattery } from '../dumpsys/battery.ts';
import { runDeviceIdle } from '../dumpsys/device-idle.ts';
import { pm } from '../pm/pm.ts';
import { settings } from '../settings/settings.ts';
import { runAlarmService } from './alarm.ts';
import { runJobScheduler } from './job-scheduler.ts';
import { runQuhaoService } from './quhao.ts';
import { runConnectivityService, runPhoneService, runWifiService } from './radio.ts';
import { runUiMode } from './ui-mode.ts';

/** Services by the name that `cmd` knows them by. */
const SERVICES: Readonly<Record<string, (call: Call) => Promise<number>>> = {
  activity: am.run,
  alarm: runAlarmService,
  appops: appops.run,
  battery: async (call) => await runBattery(call, call.args),
  connectivity: runConnectivityService,
  deviceidle: async (call) => await runDeviceIdle(call, call.args),
  input: input.run,
  input_method: runIme,
  jobscheduler: runJobScheduler,
  package: pm.run,
  phone: runPhoneService,
  quhao: runQuhaoService,
  settings: settings.run,
  uimode: runUiMode,
  wifi: runWifiService,
  window: wm.run,
};

/** Whether a device of this kind has the service. */
function hasService(name: string, { hasQuhaoService }: HandsetKind): boolean {
  return Object.hasOwn(SERVICES, name) && (name !== 'quhao' || hasQuhaoService);
}

/** The exit code of AOSP cmd.cpp for an unknown service. */
const NO_SERVICE = 20;

/** `cmd [-w] SERVICE WORDS…`, `cmd -l`. */
export const cmd: CommandRow = {
  name: 'cmd',
  async run(call) {
    const { kind } = call.system.device;
    const [name = '', ...args] = call.args[0] === '-w' ? call.args.slice(1) : call.args;
    if (name === '') {
      await call.printError(
        'cmd: No service specified; use -l to list all running services. Use -w to start waiting for service.\n',
      );
      return NO_SERVICE;
    }
    if (name === '-l') {
      await call.print(
        `Currently running services:\n${Object.keys(SERVICES)
          .filter((each) => hasService(each, kind))
          .map((each) => `  ${each}\n`)
          .join('')}`,
      );
      return EXIT_CODES.ok;
    }
    const run = hasService(name, kind) ? SERVICES[name] : undefined;
    if (run === undefined && Object.hasOwn(SERVICE_INTERFACES, name)) {
      await call.printError(`No shell command implementation.\n`);
      return EXIT_CODES.serviceError;
    }
    if (run === undefined) {
      await call.printError(`cmd: Can't find service: ${name}\n`);
      return NO_SERVICE;
    }
    return await run(withArguments(call, `cmd ${name}`, args));
  },
};
