import type { Call, CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';

/** Helpers that tools push and start, by their main class, and what each needs that the handset lacks. */
const HELPERS: Readonly<Record<string, string>> = {
  'com.genymobile.scrcpy.Server':
    'a video encoder (MediaCodec) and SurfaceControl; screencap takes pictures, quhao handset screen shows them live',
  'com.wetest.uia2.Main': 'UiAutomation in a process of the shell; am instrument runs one in the process of an app',
  'com.android.commands.uiautomator.Launcher': 'UiAutomation in a process of the shell; uiautomator dump is a command',
  'com.android.commands.monkey.Monkey': 'the window manager in a process of the shell; monkey is a command',
};
const OTHERS = 'a runtime for dex outside of an installed app';

const CLASS_PATH_OPTION = '-Djava.class.path=';
const USAGE = 'Usage: app_process [java-options] cmd-dir start-class-name [options]\n';

/** `app_process [JAVA-OPTIONS] DIR [--nice-name=NAME] CLASS [ARGUMENTS]`: refused, with the class, its jar and what is missing. */
async function runAppProcess(call: Call): Promise<number> {
  const { args, printError, session, system } = call;
  const start = args.findIndex((word) => !word.startsWith('-'));
  const className = start < 0 ? undefined : args.slice(start + 1).find((word) => !word.startsWith('--'));
  if (className === undefined) {
    await printError(`Error: no class name or --zygote supplied.\n${USAGE}`);
    return EXIT_CODES.failure;
  }
  const option = args.find((word) => word.startsWith(CLASS_PATH_OPTION))?.slice(CLASS_PATH_OPTION.length);
  const classPath = option ?? session.environment.get('CLASSPATH') ?? '';
  for (const jar of classPath.split(':').filter((path) => path !== '')) {
    const file = await system.files.stat(session.resolve(jar), 'follow').catch(() => null);
    if (file === null) {
      await printError(`app_process: ${jar}: No such file or directory\n`);
      return EXIT_CODES.failure;
    }
  }
  const lacks = Object.hasOwn(HELPERS, className) ? HELPERS[className] : OTHERS;
  const origin = classPath === '' ? '' : ` of ${classPath}`;
  await printError(`app_process: quhao: not supported: ${className}${origin} needs ${lacks}\n`);
  return EXIT_CODES.failure;
}

export const appProcess: readonly CommandRow[] = ['app_process', 'app_process32', 'app_process64'].map((name) => ({
  name,
  run: runAppProcess,
}));
