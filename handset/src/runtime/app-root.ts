import { mkdir, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KERNEL_VERSION } from '../files/proc-files.ts';
import { isBelow, type JdkPlace } from './jdk-place.ts';

/** A file or folder of the machine that an app sees. */
interface Mount {
  readonly source: string;
  /** Where the app sees it; the same path when absent. */
  readonly target?: string;
  readonly mode: 'ro' | 'rw';
}

/** What the files of the root folder say. */
interface RootFacts {
  readonly process: string;
  readonly apiLevel: 34 | 35;
  readonly model: string;
}

export interface AppRootParts {
  /** An empty folder that becomes `/`. */
  readonly folder: string;
  readonly jdk: JdkPlace;
  readonly mounts: readonly Mount[];
  readonly facts: RootFacts;
}

/** Where the machine's root is for a moment while the app's becomes `/` (app-root.sh). */
const HOST = '/.host';
const DEVICES: readonly Mount[] = ['null', 'zero', 'random', 'urandom'].map((name) => ({ source: `/dev/${name}`, mode: 'rw' }));

/** Fills the root folder of an app. Returns the arguments of app-root.sh up to its first `--`. */
export async function makeAppRoot({ folder, jdk, mounts, facts }: AppRootParts): Promise<readonly string[]> {
  const all = withoutNested([...jdk.folders.map((source): Mount => ({ source, mode: 'ro' })), ...DEVICES, ...mounts]);
  for (const path of [HOST, '/proc', '/data', '/storage/emulated/0', '/system/bin']) {
    await mkdir(join(folder, path), { recursive: true });
  }
  await writeDeviceFiles(folder, facts);
  await linkAll(folder, [
    ...jdk.links,
    { path: '/sdcard', target: '/storage/emulated/0' },
    { path: '/data/data', target: '/data/user/0' },
    // The loader of the JDK's libraries and its launcher follow this link.
    { path: '/proc/self/exe', target: jdk.java },
  ]);
  for (const { source, target = source } of all) {
    await makeTarget(source, join(folder, target));
  }
  return [folder, ...all.flatMap(({ mode, source, target = source }) => [mode, source, target])];
}

/** What lies in a folder that is shown at the same place needs no mount of its own. */
function withoutNested(mounts: readonly Mount[]): readonly Mount[] {
  const isSame = ({ source, target = source }: Mount): boolean => source === target;
  return mounts.filter(
    (mount, place) =>
      !isSame(mount) ||
      mount.mode === 'rw' ||
      !mounts.some(
        (other, at) =>
          at !== place && isSame(other) && isBelow(mount.source, other.source) && (other.source !== mount.source || at < place),
      ),
  );
}

async function makeTarget(source: string, target: string): Promise<void> {
  const isFolder = (await stat(source)).isDirectory();
  await mkdir(isFolder ? target : dirname(target), { recursive: true });
  if (!isFolder) {
    await writeFile(target, '');
  }
}

async function linkAll(folder: string, links: JdkPlace['links']): Promise<void> {
  for (const { path, target } of links) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await symlink(target, join(folder, path));
  }
}

/** Files that apps read to learn about the device. */
async function writeDeviceFiles(folder: string, { process, apiLevel, model }: RootFacts): Promise<void> {
  const release = apiLevel - 20;
  const files = {
    '/etc/hosts': '127.0.0.1 localhost\n::1 ip6-localhost\n',
    '/system/build.prop': `ro.build.version.sdk=${apiLevel}\nro.build.version.release=${release}\nro.product.model=${model}\n`,
    '/proc/version': KERNEL_VERSION,
    '/proc/cpuinfo': 'processor\t: 0\nHardware\t: quhao\n',
    '/proc/meminfo': 'MemTotal:        4000000 kB\nMemFree:         2000000 kB\nMemAvailable:    3000000 kB\n',
    '/proc/mounts': '',
    '/proc/self/cmdline': `${process}\0`,
    '/proc/self/status': `Name:\t${process.slice(-15)}\nState:\tR (running)\nTracerPid:\t0\n`,
    '/proc/self/maps': '',
    '/proc/self/mounts': '',
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  await symlink('../etc', join(folder, 'system', 'etc'));
}
