import { join } from 'node:path';
import type { Device, InstalledPackage } from '../device.ts';
import { procFiles } from './proc-files.ts';
import type { VirtualFiles } from './virtual-files.ts';

/** Files that show the handset's state: `/proc`, `/dev/null`, and installed packages at the path that `pm path` prints. */
export function virtualFilesOf(device: Device): VirtualFiles {
  return () => [
    ...procFiles(device),
    { path: '/dev/null', content: () => '', discardsWrites: true },
    ...device.packages.list().map((each) => ({ path: devicePathOf(each.name), content: { hostPath: each.apkPath } })),
  ];
}

/** The device path of a package's APK. */
export function devicePathOf(packageName: string): string {
  return `/data/app/${packageName}/base.apk`;
}

/** The app's own data (`/data/user/0/PACKAGE`), in the folder that keeps all that a handset stores for it. */
export function dataFolderOf({ dataDir, name }: InstalledPackage): string {
  return join(dataDir, `${name}-dataDir`);
}
