import type { InstalledPackage } from '../../../device.ts';
import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { parseOptions, UsageError } from '../../options.ts';
import { type Component, describeIntent, formatComponent, type IntentRequest, parseIntent, shortComponent } from './intent.ts';

const START_OPTIONS = [
  '-W',
  '-S',
  '-D',
  '-N',
  '-R',
  '--attach-agent',
  '--track-allocation',
  '--task-overlay',
  '--lock-task',
] as const;
const ACTION_MAIN = 'android.intent.action.MAIN';
const CATEGORY_LAUNCHER = 'android.intent.category.LAUNCHER';
/** `am` adds this flag after it has printed the intent, because it has no task of its own to start the activity in. */
const FLAG_ACTIVITY_NEW_TASK = 0x1000_0000;

/** What became of a start; what `am` says of it, and the state that `-W` prints for a process that was running. */
const WARNINGS = {
  STARTED: '',
  DELIVERED_TO_TOP: 'intent has been delivered to currently running top-most instance.',
  TASK_TO_FRONT: 'its current task has been brought to the front',
} as const;
const LAUNCH_STATES = { STARTED: 'WARM', DELIVERED_TO_TOP: 'UNKNOWN (0)', TASK_TO_FRONT: 'HOT' } as const satisfies Record<
  keyof typeof WARNINGS,
  string
>;

/** `am start`, `am start-activity`. */
export async function startActivity(call: Call, args: readonly string[]): Promise<number> {
  const requested = parseIntent(args, START_OPTIONS);
  // An intent without action and component launches the package (AOSP ActivityManagerShellCommand.runStartActivity).
  const intent: IntentRequest =
    requested.action === null && requested.component === null
      ? { ...requested, action: ACTION_MAIN, categories: [...requested.categories, CATEGORY_LAUNCHER] }
      : requested;
  if (intent.options.has('-S') && targetOf(intent) !== null) {
    await call.print(`Stopping: ${targetOf(intent)}\n`);
    await call.system.device.apps.forceStop(targetOf(intent) ?? '');
  }
  await call.print(`Starting: ${describeIntent(intent)}\n`);
  return await launch(call, intent);
}

async function launch(call: Call, intent: IntentRequest): Promise<number> {
  const { apps, packages } = call.system.device;
  const target = packages.get(targetOf(intent) ?? '');
  const component = intent.component ?? launcherOf(target, intent);
  if (target === null) {
    return await refuse(call, intent);
  }
  const startedAt = process.hrtime.bigint();
  const wasRunning = apps.get(target.name) !== null;
  const app = await apps.start(target.name);
  const result = await app.call('startActivity', {
    ...(component === null ? {} : { component: formatComponent(component) }),
    ...(intent.action === null ? {} : { action: intent.action }),
    ...(intent.data === null ? {} : { data: intent.data }),
    ...(intent.type === null ? {} : { type: intent.type }),
    categories: intent.categories,
    extras: intent.extras,
    flags: intent.flags | FLAG_ACTIVITY_NEW_TASK,
  });
  if (result['status'] === 'not-found') {
    return await refuse(call, intent);
  }
  if (result['status'] === 'refused') {
    return await deny(call, 'start', String(result['reason']));
  }
  const launch = toLaunch(result['launch']);
  if (WARNINGS[launch] !== '') {
    await call.printError(`Warning: Activity not started, ${WARNINGS[launch]}\n`);
  }
  if (intent.options.has('-W')) {
    const totalMs = Number((process.hrtime.bigint() - startedAt) / 1_000_000n);
    const expected = component === null ? target.name : shortComponent(component);
    const shown = typeof result['component'] === 'string' ? result['component'] : expected;
    await call.print(
      `Status: ok\nLaunchState: ${wasRunning ? LAUNCH_STATES[launch] : 'COLD'}\nActivity: ${shown}\nTotalTime: ${totalMs}\nWaitTime: ${totalMs}\nComplete\n`,
    );
  }
  return EXIT_CODES.ok;
}

function toLaunch(value: unknown): keyof typeof WARNINGS {
  return value === 'DELIVERED_TO_TOP' || value === 'TASK_TO_FRONT' ? value : 'STARTED';
}

export function targetOf(intent: IntentRequest): string | null {
  return intent.component?.package ?? intent.package;
}

function launcherOf(target: InstalledPackage | null, intent: IntentRequest): Component | null {
  const isLaunch = intent.action === ACTION_MAIN && intent.categories.includes(CATEGORY_LAUNCHER);
  return isLaunch && target !== null && target.launcherActivity !== null
    ? { package: target.name, className: target.launcherActivity }
    : null;
}

/** An implicit intent without a package is not resolved: the handset does not start apps to ask them. */
async function refuse(call: Call, intent: IntentRequest): Promise<number> {
  if (intent.component === null) {
    await call.printError(`Error: Activity not started, unable to resolve ${describeIntent(intent)}\n`);
  } else {
    await call.printError(`Error type 3\nError: Activity class {${formatComponent(intent.component)}} does not exist.\n`);
  }
  return EXIT_CODES.failure;
}

/** What Android's shell prints where a service throws a SecurityException. */
export async function deny(call: Call, subcommand: string, message: string): Promise<number> {
  await call.printError(`\nException occurred while executing '${subcommand}':\njava.lang.SecurityException: ${message}\n`);
  return EXIT_CODES.serviceError;
}

/** `am kill [--user N] PACKAGE`. Ends a process only where the user does not see it. Its task stays. */
export async function kill(call: Call, args: readonly string[]): Promise<number> {
  const { rest } = parseOptions(args, { values: ['--user'] });
  const [name] = rest;
  if (name === undefined) {
    throw new UsageError('Argument expected after "kill"', EXIT_CODES.serviceError);
  }
  const { apps } = call.system.device;
  const app = apps.get(name);
  if (app !== null && (await app.call('activities'))['resumed'] === null) {
    await apps.kill(name);
  }
  return EXIT_CODES.ok;
}

/** `am force-stop [--user N] PACKAGE`. As on a phone, an unknown package is no error. */
export async function forceStop(call: Call, args: readonly string[]): Promise<number> {
  const { rest } = parseOptions(args, { values: ['--user'] });
  const [name] = rest;
  if (name === undefined) {
    throw new UsageError('Argument expected after "force-stop"', EXIT_CODES.serviceError);
  }
  await call.system.device.apps.forceStop(name);
  return EXIT_CODES.ok;
}
