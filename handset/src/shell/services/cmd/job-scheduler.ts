import type { RunningApp } from '../../../device.ts';
import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { parseOptions, UsageError } from '../../options.ts';

/** JobSchedulerShellCommand.CMD_ERR_… of AOSP, as a process's exit code. */
const ERRORS = { package: 256 - 232, job: 256 - 233, constraints: 256 - 234 } as const;

interface Target {
  readonly app: RunningApp;
  readonly packageName: string;
  readonly id: number;
}

type Command = (call: Call, args: readonly string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  run: async (call, args) => await run(call, args),
  timeout: async (call, args) => await apply(call, args, 'timeout'),
  stop: async (call, args) => await apply(call, args, 'timeout'),
  cancel: async (call, args) => await apply(call, args, 'cancel'),
};

const OPTIONS = { values: ['-u', '--user', '-n', '--namespace'], flags: ['-f', '--force', '-s', '--satisfied'] } as const;

/** `cmd jobscheduler run [-f] PACKAGE JOB`, `timeout`, `stop`, `cancel`. Jobs are those of running processes. */
export async function runJobScheduler(call: Call): Promise<number> {
  const [name = '', ...args] = call.args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    throw new UsageError(`this handset's jobscheduler knows: ${Object.keys(COMMANDS).join(', ')}`, EXIT_CODES.serviceError);
  }
  return await command(call, args);
}

async function run(call: Call, args: readonly string[]): Promise<number> {
  const { flags } = parseOptions(args, OPTIONS);
  const isForced = flags.has('-f') || flags.has('--force');
  const status = await command(call, args, { command: 'run', forced: isForced });
  if (status === EXIT_CODES.ok) {
    await call.print(`Running job${isForced ? ' [FORCED]' : ''}\n`);
  }
  return status;
}

function apply(call: Call, args: readonly string[], name: string): Promise<number> {
  return command(call, args, { command: name });
}

async function command(call: Call, args: readonly string[], what: Readonly<Record<string, unknown>>): Promise<number> {
  const target = await targetOf(call, args);
  if (typeof target === 'number') {
    return target;
  }
  const where = `${target.id} in package ${target.packageName} / user 0`;
  const { status } = await target.app.call('job', { ...what, id: target.id });
  if (status === 'NO_JOB') {
    await call.print(`Could not find job ${where}\n`);
    return ERRORS.job;
  }
  if (status === 'CONSTRAINTS') {
    await call.print(`Job ${where} has functional constraints but --force not specified\n`);
    return ERRORS.constraints;
  }
  return EXIT_CODES.ok;
}

/** An exit code where there is no such package or process. */
async function targetOf(call: Call, args: readonly string[]): Promise<Target | number> {
  const { rest } = parseOptions(args, OPTIONS);
  const [packageName, number] = rest;
  const id = Number(number);
  if (packageName === undefined || number === undefined || !Number.isInteger(id)) {
    throw new UsageError('needs a package and the number of a job', EXIT_CODES.serviceError);
  }
  const { apps, packages } = call.system.device;
  if (packages.get(packageName) === null) {
    await call.print(`Package not found: ${packageName} / user 0\n`);
    return ERRORS.package;
  }
  const app = apps.get(packageName);
  if (app === null) {
    await call.print(`Could not find job ${id} in package ${packageName} / user 0\n`);
    return ERRORS.job;
  }
  return { app, packageName, id };
}
