import { runActivityService } from '../activity-service.ts';
import { type CommandRow, exitCodes, withWords } from '../command.ts';
import { parseOptions, UsageFault } from '../options.ts';

const launcher = 'android.intent.category.LAUNCHER';
const noActivities = 252;

/** `monkey -p PACKAGE [-c CATEGORY] 1`: the common way to open an app by its name alone. Random events are not offered. */
export const monkey: CommandRow = {
  name: 'monkey',
  async run(call) {
    const { values, rest } = parseOptions(call.args, {
      flags: ['-v', '--ignore-crashes', '--ignore-timeouts', '--ignore-security-exceptions'],
      values: ['-p', '-c', '-s', '--throttle', '--pct-syskeys'],
    });
    const packageName = values.get('-p');
    if (packageName === undefined || rest.length !== 1 || rest[0] !== '1') {
      throw new UsageFault("this handset's monkey only opens an app: monkey -p PACKAGE -c android.intent.category.LAUNCHER 1");
    }
    const found = call.system.device.packages.get(packageName);
    if (found === null || found.launcherActivity === null) {
      await call.print('** No activities found to run, monkey aborted.\n');
      return noActivities;
    }
    const args = [
      'start',
      '-a',
      'android.intent.action.MAIN',
      '-c',
      values.get('-c') ?? launcher,
      '-n',
      `${found.name}/${found.launcherActivity}`,
    ];
    const code = await runActivityService({ ...withWords(call, 'am', args), print: async () => undefined });
    await call.print(code === exitCodes.ok ? 'Events injected: 1\n' : '** Monkey aborted due to error.\n');
    return code;
  },
};
