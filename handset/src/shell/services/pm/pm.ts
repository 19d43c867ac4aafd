import { devicePathOf } from '../../../files/device-files.ts';
import type { Call, CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { parseOptions } from '../../options.ts';
import { abandonSession, commitSession, createSession, installPackage, writeSession } from './install.ts';
import { listItems } from './list.ts';
import { grantPermission, revokePermission } from './permissions.ts';

type Subcommand = (call: Call, args: readonly string[]) => Promise<number>;

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  clear: clearPackage,
  grant: grantPermission,
  install: installPackage,
  'install-abandon': abandonSession,
  'install-commit': commitSession,
  'install-create': createSession,
  'install-write': writeSession,
  list: listItems,
  path: printPath,
  'resolve-activity': resolveActivity,
  revoke: revokePermission,
  uninstall: uninstallPackage,
};

/** The package manager: `pm …` and `cmd package …`. */
export const pm: CommandRow = {
  name: 'pm',
  async run(call) {
    const [name = '', ...args] = call.args;
    const run = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
    if (run === undefined) {
      await call.printError(`Unknown command: ${name}
This handset's pm knows: ${Object.keys(SUBCOMMANDS).join(', ')}
`);
      return EXIT_CODES.serviceError;
    }
    return await run(call, args);
  },
};

async function uninstallPackage(call: Call, args: readonly string[]): Promise<number> {
  const { rest } = parseOptions(args, { flags: ['-k'], values: ['--user', '--versionCode'] });
  const name = rest[0] ?? '';
  const { apps, packages } = call.system.device;
  if (packages.get(name) === null) {
    await call.print('Failure [DELETE_FAILED_INTERNAL_ERROR]\n');
    return EXIT_CODES.failure;
  }
  await apps.forceStop(name);
  const isGone = await packages.uninstall(name);
  call.system.operations.remove(name);
  await call.print(isGone ? 'Success\n' : 'Failure [DELETE_FAILED_INTERNAL_ERROR]\n');
  return isGone ? EXIT_CODES.ok : EXIT_CODES.failure;
}

async function printPath(call: Call, args: readonly string[]): Promise<number> {
  const { rest } = parseOptions(args, { values: ['--user'] });
  const name = rest[0] ?? '';
  if (call.system.device.packages.get(name) === null) {
    return EXIT_CODES.failure;
  }
  await call.print(`package:${devicePathOf(name)}\n`);
  return EXIT_CODES.ok;
}

async function clearPackage(call: Call, args: readonly string[]): Promise<number> {
  const { rest } = parseOptions(args, { values: ['--user'] });
  const isCleared = await call.system.device.packages.clear(rest[0] ?? '');
  await call.print(isCleared ? 'Success\n' : 'Failed\n');
  return isCleared ? EXIT_CODES.ok : EXIT_CODES.failure;
}

/** `resolve-activity --brief PACKAGE` prints the launcher activity of a package. */
async function resolveActivity(call: Call, args: readonly string[]): Promise<number> {
  const { flags, values, rest } = parseOptions(args, {
    flags: ['--brief', '--components'],
    values: ['--user', '-a', '-c', '-p', '--query-flags'],
  });
  const target = call.system.device.packages.get(values.get('-p') ?? rest.at(-1) ?? '');
  if (target === null || target.launcherActivity === null) {
    await call.print('No activity found\n');
    return EXIT_CODES.ok;
  }
  const heading = flags.has('--brief') ? 'priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=false\n' : '';
  await call.print(`${heading}${target.name}/${target.launcherActivity}\n`);
  return EXIT_CODES.ok;
}
