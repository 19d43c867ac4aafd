import { runActivityService } from '../activity-service.ts';
import { type Call, type CommandRow, exitCodes, withWords } from '../command.ts';
import { runPackageService } from '../package-service.ts';
import { runQuhaoService } from '../quhao-service.ts';
import { runConnectivityService, runPhoneService, runWifiService } from '../radio-services.ts';
import { appops } from './appops.ts';
import { input } from './input.ts';
import { settings } from './settings.ts';
import { wm } from './wm.ts';

/** Services by the name that `cmd` calls them. */
const services: Readonly<Record<string, (call: Call) => Promise<number>>> = {
  activity: runActivityService,
  appops: appops.run,
  connectivity: runConnectivityService,
  input: input.run,
  package: runPackageService,
  phone: runPhoneService,
  quhao: runQuhaoService,
  settings: settings.run,
  wifi: runWifiService,
  window: wm.run,
};

/** AOSP cmd.cpp's answer for a service that is not there. */
const noService = 20;

/** `cmd [-w] SERVICE WORDS…`, `cmd -l`. */
export const cmd: CommandRow = {
  name: 'cmd',
  async run(call) {
    const [name = '', ...args] = call.args[0] === '-w' ? call.args.slice(1) : call.args;
    if (name === '-l') {
      await call.print(
        `Currently running services:\n${Object.keys(services)
          .map((each) => `  ${each}\n`)
          .join('')}`,
      );
      return exitCodes.ok;
    }
    const run = Object.hasOwn(services, name) ? services[name] : undefined;
    if (run === undefined) {
      await call.complain(`cmd: Can't find service: ${name}\n`);
      return noService;
    }
    return await run(withWords(call, `cmd ${name}`, args));
  },
};
