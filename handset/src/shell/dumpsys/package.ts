import { posix } from 'node:path';
import type { InstalledPackage } from '../../device.ts';
import { devicePathOf } from '../../files/device-files.ts';
import type { System } from '../system.ts';
import { formatDate } from '../time-format.ts';
import type { Dump } from './service.ts';

/** `dumpsys package [PACKAGE]`. */
export const dumpPackage: Dump = (system, [name]) => {
  const found = system.device.packages.list().filter((each) => name === undefined || each.name === name);
  return found.length === 0 && name !== undefined
    ? `Unable to find package: ${name}\n`
    : `Packages:\n${found.map((each) => describe(system, each)).join('')}`;
};

/** Every permission that the manifest asks for is granted at installation but those that a user is asked for; those are `pm grant`'s. */
function describe(system: System, found: InstalledPackage): string {
  const granted = new Set(system.grants.granted(found.name));
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
    '    User 0: installed=true hidden=false stopped=false enabled=0\n',
    '      runtime permissions:\n',
    ...[...granted].map((each) => `        ${each}: granted=true\n`),
  ].join('');
}
