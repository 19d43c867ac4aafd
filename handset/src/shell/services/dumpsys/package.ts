import { posix } from 'node:path';
import type { InstalledPackage } from '../../../device.ts';
import { devicePathOf } from '../../../files/device-files.ts';
import { isRuntimePermission } from '../../../packages/runtime-permissions.ts';
import type { System } from '../../system.ts';
import { formatDate } from '../../time-format.ts';

/** `dumpsys package [PACKAGE]`. */
export function dumpPackage(system: System, [name]: readonly string[]): string {
  const packages = system.device.packages.list().filter((each) => name === undefined || each.name === name);
  return packages.length === 0 && name !== undefined
    ? `Unable to find package: ${name}\n`
    : `Packages:\n${packages.map((each) => describe(each)).join('')}`;
}

/** Permissions of the manifest are granted. `pm revoke` refuses runtime permissions. */
function describe(installed: InstalledPackage): string {
  const runtime = installed.permissions.filter(isRuntimePermission);
  const atInstall = installed.permissions.filter((each) => !runtime.includes(each));
  const when = formatDate(new Date(installed.installedAt), '%Y-%m-%d %H:%M:%S');
  return [
    `  Package [${installed.name}] (quhao):\n`,
    `    userId=${installed.uid}\n`,
    `    codePath=${posix.dirname(devicePathOf(installed.name))}\n`,
    `    versionCode=${installed.versionCode} minSdk=${installed.minSdk} targetSdk=${installed.targetSdk}\n`,
    `    versionName=${installed.versionName}\n`,
    `    signatures=[sha256:${installed.certificateSha256}]\n`,
    `    firstInstallTime=${when}\n`,
    `    lastUpdateTime=${when}\n`,
    '    requested permissions:\n',
    ...installed.permissions.map((each) => `      ${each}\n`),
    '    install permissions:\n',
    ...atInstall.map((each) => `      ${each}: granted=true\n`),
    '    User 0: installed=true hidden=false stopped=false enabled=0\n',
    '      runtime permissions:\n',
    ...runtime.map((each) => `        ${each}: granted=${!installed.refusedPermissions.includes(each)}\n`),
  ].join('');
}
