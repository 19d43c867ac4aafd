import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HandsetError } from '../errors.ts';

/** The built app runtime, as a JVM is started with it. */
export interface RuntimePlace {
  /** The options of jvm-options.txt in its order. */
  readonly options: readonly string[];
  readonly classPath: readonly string[];
  readonly platformJar: string;
  /** The folder of all these jars. */
  readonly folder: string;
}

const MAIN_JARS = ['quhao-runtime.jar', 'quhao-runtime-parent.jar'];
/** Robolectric names its platform jars by the version of Android. */
const ANDROID_OF_API = { 34: 14, 35: 15 } as const;

/** Finds the built runtime in handset/runtime/target. Rejects with a HandsetError that names the missing file. */
export async function locateRuntime(runtimeDir: string, apiLevel: 34 | 35): Promise<RuntimePlace> {
  for (const jar of MAIN_JARS) {
    await requireFile(join(runtimeDir, jar));
  }
  const libraries = (await readdir(join(runtimeDir, 'lib')).catch(() => [])).filter((name) => name.endsWith('.jar')).sort();
  return {
    options: await readOptions(runtimeDir),
    classPath: [...MAIN_JARS.map((jar) => join(runtimeDir, jar)), ...libraries.map((name) => join(runtimeDir, 'lib', name))],
    platformJar: await findPlatform(runtimeDir, apiLevel),
    folder: runtimeDir,
  };
}

async function findPlatform(runtimeDir: string, apiLevel: 34 | 35): Promise<string> {
  const folder = join(runtimeDir, 'platform');
  const android = ANDROID_OF_API[apiLevel];
  const names = await readdir(folder).catch(() => []);
  const name = names.find((file) => file.startsWith(`android-all-instrumented-${android}-`) && file.endsWith('.jar'));
  if (name !== undefined) {
    return join(folder, name);
  }
  throw new HandsetError(
    'NO_PLATFORM',
    `${folder} has no android-all-instrumented jar of Android ${android} for API ${apiLevel}; it has: ${names.join(', ') || 'nothing'}`,
  );
}

/** The script that gives an app a root folder of its own. It lies beside the build. */
export function appRootScript(runtimeDir: string): string {
  return join(dirname(runtimeDir), 'app-root.sh');
}

/** One option on each line. `#` begins a comment. */
async function readOptions(runtimeDir: string): Promise<string[]> {
  const path = join(dirname(runtimeDir), 'jvm-options.txt');
  await requireFile(path);
  const lines = (await readFile(path, 'utf8')).split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}

async function requireFile(path: string): Promise<void> {
  try {
    await access(path);
  } catch (error) {
    throw new HandsetError('NO_RUNTIME', `${path} is missing; build the app runtime: mvn -q -B package in handset/runtime`, {
      cause: error,
    });
  }
}
