import { devicePathOf } from '../../../files/device-files.ts';
import type { Call, CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { parseOptions } from '../../options.ts';
import { dumpPackage } from '../dumpsys/package.ts';
import { printException } from '../exception-text.ts';
import { isKnownUser } from '../user-option.ts';
import { abandonSession, commitSession, createSession, installPackage, writeSession } from './install.ts';
import { FEATURES, listItems } from './list.ts';
import { grantPermission, revokePermission } from './permissions.ts';
import { queryActivities, resolveActivity } from './resolve.ts';

type Subcommand = (call: Call, args: readonly string[]) => Promise<number>;

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  clear: clearPackage,
  compile: fixedAnswer('Success\n'),
  'create-user': refusal('users beside the owner'),
  disable: refusal('disabled packages'),
  'disable-user': refusal('disabled packages'),
  dump: dumpOne,
  enable: refusal('disabled packages'),
  'get-install-location': fixedAnswer('0[auto]\n'),
  'get-max-users': fixedAnswer('Maximum supported users: 1\n'),
  grant: grantPermission,
  'has-feature': hasFeature,
  hide: refusal('hidden packages'),
  install: installPackage,
  'install-abandon': abandonSession,
  'install-commit': commitSession,
  'install-create': createSession,
  'install-write': writeSession,
  list: listItems,
  path: printPath,
  'query-activities': queryActivities,
  'resolve-activity': resolveActivity,
  revoke: revokePermission,
  suspend: refusal('suspended packages'),
  'trim-caches': fixedAnswer(''),
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

/** `uninstall [-k] [--user USER] [--versionCode CODE] PACKAGE`. */
async function uninstallPackage(call: Call, args: readonly string[]): Promise<number> {
  const { flags, values, rest } = parseOptions(args, { flags: ['-k'], values: ['--user', '--versionCode'] });
  const name = rest[0] ?? '';
  const { apps, packages } = call.system.device;
  if (name === '') {
    await call.printError('Error: package name not specified\n');
    return EXIT_CODES.failure;
  }
  if (!isKnownUser(values.get('--user'))) {
    await call.printError(`Failure [not installed for ${values.get('--user')}]\n`);
    return EXIT_CODES.failure;
  }
  const installed = packages.get(name);
  const code = values.get('--versionCode');
  if (installed === null || (code !== undefined && Number(code) !== installed.versionCode)) {
    await call.print('Failure [DELETE_FAILED_INTERNAL_ERROR]\n');
    return EXIT_CODES.failure;
  }
  await apps.forceStop(name);
  const isGone = await packages.uninstall(name, flags.has('-k') ? 'keep' : 'delete');
  call.system.operations.remove(name);
  await call.print(isGone ? 'Success\n' : 'Failure [DELETE_FAILED_INTERNAL_ERROR]\n');
  return isGone ? EXIT_CODES.ok : EXIT_CODES.failure;
}

async function printPath(call: Call, args: readonly string[]): Promise<number> {
  const { values, rest } = parseOptions(args, { values: ['--user'] });
  const name = rest[0] ?? '';
  if (call.system.device.packages.get(name) === null || !isKnownUser(values.get('--user'))) {
    return EXIT_CODES.failure;
  }
  await call.print(`package:${devicePathOf(name)}\n`);
  return EXIT_CODES.ok;
}

async function clearPackage(call: Call, args: readonly string[]): Promise<number> {
  const { values, rest } = parseOptions(args, { flags: ['--cache-only'], values: ['--user'] });
  if (rest[0] === undefined) {
    await call.printError('Error: no package specified\n');
    return EXIT_CODES.failure;
  }
  const isCleared = isKnownUser(values.get('--user')) && (await call.system.device.packages.clear(rest[0]));
  await call.print(isCleared ? 'Success\n' : 'Failed\n');
  return isCleared ? EXIT_CODES.ok : EXIT_CODES.failure;
}

/** `pm dump PACKAGE`: what dumpsys says of it. */
async function dumpOne(call: Call, [name]: readonly string[]): Promise<number> {
  if (name === undefined) {
    await call.printError('Error: no package specified\n');
    return EXIT_CODES.failure;
  }
  await call.print(`DUMP OF SERVICE package:\n${dumpPackage(call.system, [name])}`);
  return EXIT_CODES.ok;
}

async function hasFeature(call: Call, [name]: readonly string[]): Promise<number> {
  if (name === undefined) {
    await call.printError('Error: expected FEATURE name\n');
    return EXIT_CODES.failure;
  }
  const isPresent = FEATURES.some((each) => each === name);
  await call.print(`${isPresent}\n`);
  return isPresent ? EXIT_CODES.ok : EXIT_CODES.failure;
}

function fixedAnswer(text: string): Subcommand {
  return async (call) => {
    await call.print(text);
    return EXIT_CODES.ok;
  };
}

/** Subcommands of Android for what the handset has not: other users, disabled packages, splits. */
function refusal(reason: string): Subcommand {
  return async (call) =>
    await printException(
      call,
      call.args[0] ?? '',
      `java.lang.UnsupportedOperationException: ${reason} are not supported on this handset`,
    );
}
