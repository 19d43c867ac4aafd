import type { InstalledPackage } from '../../../device.ts';
import { AppGoneError } from '../../../errors.ts';
import { isRuntimePermission } from '../../../packages/runtime-permissions.ts';
import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { parseOptions } from '../../options.ts';
import { printException } from '../exception-text.ts';

/** `pm grant PACKAGE PERMISSION`. A running process holds the permission from then on. */
export async function grantPermission(call: Call, args: readonly string[]): Promise<number> {
  const { name, permission } = argumentsOf(args);
  const refusal = refusalOf(call, name, permission);
  if (refusal !== null) {
    return await printRefusal(call, 'grant', refusal);
  }
  const { apps, packages } = call.system.device;
  await packages.decide(name, permission, 'granted');
  const refused = packages.get(name)?.refusedPermissions ?? [];
  await apps.get(name)?.call('permissions', { refused }).catch(ignoreGone);
  return EXIT_CODES.ok;
}

/** `pm revoke PACKAGE PERMISSION`. Ends the process, unless it did not hold the permission (AOSP PermissionManagerServiceImpl). */
export async function revokePermission(call: Call, args: readonly string[]): Promise<number> {
  const { name, permission } = argumentsOf(args);
  const refusal = refusalOf(call, name, permission);
  if (refusal !== null) {
    return await printRefusal(call, 'revoke', refusal);
  }
  const { apps, packages } = call.system.device;
  if (packages.get(name)?.refusedPermissions.includes(permission)) {
    return EXIT_CODES.ok;
  }
  await packages.decide(name, permission, 'refused');
  await apps.forceStop(name);
  return EXIT_CODES.ok;
}

function argumentsOf(args: readonly string[]): { readonly name: string; readonly permission: string } {
  const [name = '', permission = ''] = parseOptions(args, { values: ['--user'] }).rest;
  return { name, permission };
}

/** The exception that Android's permission manager would throw; null when it would not throw. */
function refusalOf(call: Call, name: string, permission: string): string | null {
  const installed: InstalledPackage | null = call.system.device.packages.get(name);
  if (installed === null) {
    return `java.lang.IllegalArgumentException: Unknown package: ${name}`;
  }
  if (!installed.permissions.includes(permission)) {
    return `java.lang.SecurityException: Package ${name} has not requested permission ${permission}`;
  }
  if (!isRuntimePermission(permission)) {
    return `java.lang.SecurityException: Permission ${permission} requested by ${name} is not a changeable permission type`;
  }
  return null;
}

async function printRefusal(call: Call, verb: 'grant' | 'revoke', refusal: string): Promise<number> {
  return await printException(call, verb, refusal);
}

/** A process that has just ended starts with the new permissions anyway. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof AppGoneError)) {
    throw error;
  }
}
