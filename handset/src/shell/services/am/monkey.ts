import { type CommandRow, withArguments } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { parseOptions, UsageError } from '../../options.ts';
import { am } from './am.ts';

const LAUNCHER = 'android.intent.category.LAUNCHER';
/** The exit code of AOSP Monkey.java when no activity matches. */
const NO_ACTIVITIES = 252;

/** `monkey -p PACKAGE [-c CATEGORY] 1` opens an app by its package name. Random events are not supported. */
export const monkey: CommandRow = {
  name: 'monkey',
  async run(call) {
    const { values, rest } = parseOptions(call.args, {
      flags: ['-v', '--ignore-crashes', '--ignore-timeouts', '--ignore-security-exceptions'],
      values: ['-p', '-c', '-s', '--throttle', '--pct-syskeys'],
    });
    const packageName = values.get('-p');
    if (packageName === undefined || rest.length !== 1 || rest[0] !== '1') {
      throw new UsageError("this handset's monkey only opens an app: monkey -p PACKAGE -c android.intent.category.LAUNCHER 1");
    }
    const target = call.system.device.packages.get(packageName);
    if (target === null || target.launcherActivity === null) {
      await call.print('** No activities found to run, monkey aborted.\n');
      return NO_ACTIVITIES;
    }
    const args = [
      'start',
      '-a',
      'android.intent.action.MAIN',
      '-c',
      values.get('-c') ?? LAUNCHER,
      '-n',
      `${target.name}/${target.launcherActivity}`,
      '--activity-reset-task-if-needed',
    ];
    const code = await am.run({ ...withArguments(call, 'am', args), print: async () => undefined });
    await call.print(code === EXIT_CODES.ok ? 'Events injected: 1\n' : '** Monkey aborted due to error.\n');
    return code;
  },
};
