import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstalledPackage } from '../device.ts';
import { dataFolderOf } from '../files/device-files.ts';
import { makeAppRoot } from './app-root.ts';
import type { ArchiveUse } from './class-archive.ts';
import type { JdkPlace } from './jdk-place.ts';
import type { RunFolder } from './run-folder.ts';
import type { RuntimePlace } from './runtime-place.ts';

/** Where an app's JVM finds its files. */
export interface AppPlace {
  /** The arguments of that name in handset/PROTOCOL.md §1. */
  readonly paths: Readonly<Record<string, string>>;
  /** The arguments of app-root.sh; null without a root folder of its own. */
  readonly root: readonly string[] | null;
}

/** In the machine's own tree. */
export function placeOnHost(installed: InstalledPackage, tests: InstalledPackage | null): AppPlace {
  const { apkPath, classesPath, dataDir } = installed;
  const ofTests = tests === null ? {} : { testApk: tests.apkPath, testClasses: tests.classesPath };
  return { paths: { apk: apkPath, classes: classesPath, data: dataDir, home: dataFolderOf(installed), ...ofTests }, root: null };
}

/** What the root folder of an app is made from. */
export interface RootParts {
  readonly installed: InstalledPackage;
  readonly tests: InstalledPackage | null;
  readonly process: string;
  readonly folder: RunFolder;
  readonly archive: ArchiveUse;
  readonly runtime: RuntimePlace;
  readonly jdk: JdkPlace;
  readonly apiLevel: 34 | 35;
  readonly model: string;
}

/** Makes the app's root folder, with the paths of a phone. */
export async function placeInRoot({
  installed,
  tests,
  process,
  folder,
  archive,
  runtime,
  jdk,
  apiLevel,
  model,
}: RootParts): Promise<AppPlace> {
  const ofTests = tests === null ? null : testPaths(tests);
  const app = `/data/app/${installed.name}`;
  const paths = {
    apk: `${app}/base.apk`,
    classes: `${app}/classes.jar`,
    data: '/data/misc/quhao',
    home: `/data/user/0/${installed.name}`,
    ...ofTests?.paths,
  };
  const home = dataFolderOf(installed);
  // The part of the shared storage that an app may write.
  const shared = join(installed.dataDir, 'shared', 'Android');
  await mkdir(home, { recursive: true });
  await mkdir(shared, { recursive: true });
  const root = await makeAppRoot({
    folder: folder.root,
    jdk,
    facts: { process, apiLevel, model },
    mounts: [
      { source: runtime.folder, mode: 'ro' },
      { source: installed.apkPath, target: paths.apk, mode: 'ro' },
      { source: installed.classesPath, target: paths.classes, mode: 'ro' },
      { source: installed.dataDir, target: paths.data, mode: 'rw' },
      { source: home, target: paths.home, mode: 'rw' },
      { source: shared, target: '/storage/emulated/0/Android', mode: 'rw' },
      { source: folder.path, mode: 'rw' },
      ...(ofTests?.mounts ?? []),
      ...(archive.reads === null ? [] : [{ source: archive.reads, mode: 'ro' } as const]),
    ],
  });
  return { paths, root };
}

/** Where a process sees the package that instruments it. */
function testPaths({ name, apkPath, classesPath }: InstalledPackage) {
  const folder = `/data/app/${name}`;
  const paths = { testApk: `${folder}/base.apk`, testClasses: `${folder}/classes.jar` };
  return {
    paths,
    mounts: [
      { source: apkPath, target: paths.testApk, mode: 'ro' },
      { source: classesPath, target: paths.testClasses, mode: 'ro' },
    ] as const,
  };
}
