import { posix } from 'node:path';
import type { InstalledPackage } from '../../../device.ts';
import { devicePathOf } from '../../../files/device-files.ts';
import { isRuntimePermission } from '../../../packages/runtime-permissions.ts';
import { formatDate } from '../../time-format.ts';
import type { Dump } from './service.ts';

/** `dumpsys package [PACKAGE]`. */
export const dumpPackage: Dump = (system, [name]) => {
  const found = system.device.packages.list().filter((each) => name === undefined || each.name === name);
  return found.length === 0 && name !== undefined
    ? `Unable to find package: ${name}\n`
    : `Packages:\n${found.map((each) => describe(each)).join('')}`;
};

/** What the manifest asks for is granted, for good or (runtime permissions) until `pm revoke`. */
function describe(found: InstalledPackage): string {
  const runtime = found.permissions.filter(isRuntimePermission);
  const atInstall = found.permissions.filter((each) => !runtime.includes(each));
  const when = formatDate(new Date(found.installedAt), '%Y-%m-%d %H:%M:%S');
  return [
    `  Package [${found.name}] (quhao):\n`,
    `    userId=${found.uid}\n`,
    `    codePath=${posix.dirname(devicePathOf(found.name))}\n`,
    `    versionCode=${found.versionCode} minSdk=${found.minSdk} targetSdk=${found.targetSdk}\n`,
    `    versionName=${found.versionName}\n`,
    `    signatures=[sha256:${found.certificateSha256}]\n`,
    `    firstInstallTime=${when}\n`,
    `    lastUpdateTime=${when}\n`,
    '    requested permissions:\n',
    ...found.permissions.map((each) => `      ${each}\n`),
    '    install permissions:\n',
    ...atInstall.map((each) => `      ${each}: granted=true\n`),
    '    User 0: installed=true hidden=false stopped=false enabled=0\n',
    '      runtime permissions:\n',
    ...runtime.map((each) => `        ${each}: granted=${!found.refusedPermissions.includes(each)}\n`),
  ].join('');
}
