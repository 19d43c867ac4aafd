import { devicePathOf } from '../files/device-files.ts';
import { type Call, exitCodes } from './command.ts';
import { parseOptions } from './options.ts';
import { abandonSession, commitSession, createSession, installPackage, writeSession } from './package-install.ts';
import { listThings } from './package-list.ts';
import { grantPermission, revokePermission } from './package-permissions.ts';

type Subcommand = (call: Call, args: readonly string[]) => Promise<number>;

/** `pm …` and `cmd package …`. */
const subcommands: Readonly<Record<string, Subcommand>> = {
  clear: clearPackage,
  grant: grantPermission,
  install: installPackage,
  'install-abandon': abandonSession,
  'install-commit': commitSession,
  'install-create': createSession,
  'install-write': writeSession,
  list: listThings,
  path: printPath,
  'resolve-activity': resolveActivity,
  revoke: revokePermission,
  uninstall: uninstallPackage,
};

export async function runPackageService(call: Call): Promise<number> {
  const [name = '', ...args] = call.args;
  const run = Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
  if (run === undefined) {
    await call.complain(`Unknown command: ${name}\nThis handset's pm knows: ${Object.keys(subcommands).join(', ')}\n`);
    return 255;
  }
  return await run(call, args);
}

async function uninstallPackage(call: Call, args: readonly string[]): Promise<number> {
  const { rest } = parseOptions(args, { flags: ['-k'], values: ['--user', '--versionCode'] });
  const name = rest[0] ?? '';
  const { apps, packages } = call.system.device;
  if (packages.get(name) === null) {
    await call.print('Failure [DELETE_FAILED_INTERNAL_ERROR]\n');
    return exitCodes.failure;
  }
  await apps.forceStop(name);
  const isGone = await packages.uninstall(name);
  call.system.operations.forget(name);
  await call.print(isGone ? 'Success\n' : 'Failure [DELETE_FAILED_INTERNAL_ERROR]\n');
  return isGone ? exitCodes.ok : exitCodes.failure;
}

async function printPath(call: Call, args: readonly string[]): Promise<number> {
  const { rest } = parseOptions(args, { values: ['--user'] });
  const name = rest[0] ?? '';
  if (call.system.device.packages.get(name) === null) {
    return exitCodes.failure;
  }
  await call.print(`package:${devicePathOf(name)}\n`);
  return exitCodes.ok;
}

async function clearPackage(call: Call, args: readonly string[]): Promise<number> {
  const { rest } = parseOptions(args, { values: ['--user'] });
  const isCleared = await call.system.device.packages.clear(rest[0] ?? '');
  await call.print(isCleared ? 'Success\n' : 'Failed\n');
  return isCleared ? exitCodes.ok : exitCodes.failure;
}

/** `resolve-activity --brief PACKAGE`: its launcher activity. */
async function resolveActivity(call: Call, args: readonly string[]): Promise<number> {
  const { flags, values, rest } = parseOptions(args, {
    flags: ['--brief', '--components'],
    values: ['--user', '-a', '-c', '-p', '--query-flags'],
  });
  const found = call.system.device.packages.get(values.get('-p') ?? rest.at(-1) ?? '');
  if (found === null || found.launcherActivity === null) {
    await call.print('No activity found\n');
    return exitCodes.ok;
  }
  const heading = flags.has('--brief') ? 'priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=false\n' : '';
  await call.print(`${heading}${found.name}/${found.launcherActivity}\n`);
  return exitCodes.ok;
}
