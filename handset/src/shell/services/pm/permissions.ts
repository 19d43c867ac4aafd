import type { InstalledPackage } from '../../../device.ts';
import { AppGoneError } from '../../../errors.ts';
import { isRuntimePermission } from '../../../packages/runtime-permissions.ts';
import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { parseOptions } from '../../options.ts';

/** What BasicShellCommandHandler ends with where a service threw. */
const THREW = 255;

/** `pm grant PACKAGE PERMISSION`: a running process holds it from then on. */
export async function grantPermission(call: Call, args: readonly string[]): Promise<number> {
  const { name, permission } = wordsOf(args);
  const refusal = refusalOf(call, name, permission);
  if (refusal !== null) {
    return await printError(call, 'grant', refusal);
  }
  const { apps, packages } = call.system.device;
  await packages.decide(name, permission, 'granted');
  const refused = packages.get(name)?.refusedPermissions ?? [];
  await apps.get(name)?.call('permissions', { refused }).catch(ignoreGone);
  return EXIT_CODES.ok;
}

/** `pm revoke PACKAGE PERMISSION`: the process dies of it, unless it never held the permission (AOSP PermissionManagerServiceImpl). */
export async function revokePermission(call: Call, args: readonly string[]): Promise<number> {
  const { name, permission } = wordsOf(args);
  const refusal = refusalOf(call, name, permission);
  if (refusal !== null) {
    return await printError(call, 'revoke', refusal);
  }
  const { apps, packages } = call.system.device;
  if (packages.get(name)?.refusedPermissions.includes(permission)) {
    return EXIT_CODES.ok;
  }
  await packages.decide(name, permission, 'refused');
  await apps.forceStop(name);
  return EXIT_CODES.ok;
}

function wordsOf(args: readonly string[]): { readonly name: string; readonly permission: string } {
  const [name = '', permission = ''] = parseOptions(args, { values: ['--user'] }).rest;
  return { name, permission };
}

/** Why the permission manager would throw, in its words; null where it would not. */
function refusalOf(call: Call, name: string, permission: string): string | null {
  const found: InstalledPackage | null = call.system.device.packages.get(name);
  if (found === null) {
    return `java.lang.IllegalArgumentException: Unknown package: ${name}`;
  }
  if (!found.permissions.includes(permission)) {
    return `java.lang.SecurityException: Package ${name} has not requested permission ${permission}`;
  }
  if (!isRuntimePermission(permission)) {
    return `java.lang.SecurityException: Permission ${permission} requested by ${name} is not a changeable permission type`;
  }
  return null;
}

async function printError(call: Call, verb: 'grant' | 'revoke', refusal: string): Promise<number> {
  await call.printError(`\nException occurred while executing '${verb}':\n${refusal}\n`);
  return THREW;
}

/** A process that has just ended needs no telling. */
function ignoreGone(cause: unknown): void {
  if (!(cause instanceof AppGoneError)) {
    throw cause;
  }
}
