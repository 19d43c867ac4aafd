import { access, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { BuildError, troubleText } from './build-error.ts';
import { requireTool, runTool } from './run-tool.ts';

/** The programs that a probe is built with; scripts/build-probe --tools fetches those that no system brings along. */
export interface Toolchain {
  readonly java: string;
  readonly javac: string;
  readonly jar: string;
  readonly javaHome: string;
  readonly aapt2: string;
  readonly apksigner: string;
  readonly mvn: string;
  /** The jar that has D8. */
  readonly d8: string;
  /** Android's classes. */
  readonly platform: string;
  /** Android's resources, as aapt2 links against them. */
  readonly framework: string;
  readonly keyStore: string;
}

const D8 = /^r8-.*\.jar$/;
const PLATFORM = /^android-all-.*\.jar$/;

/** Finds every tool under the repository's folder. Throws BuildError that says how the missing one is had. */
export async function openToolchain(root: string): Promise<Toolchain> {
  const tools = await fetchTools(root);
  const javaHome = await findJavaHome();
  const program = (name: string): string => join(javaHome, 'bin', name);
  const home = process.env['ANDROID_HOME'];
  return {
    java: program('java'),
    javac: program('javac'),
    jar: program('jar'),
    javaHome,
    aapt2: (await newestBuildTool(home, 'aapt2')) ?? join(tools, 'aapt2'),
    apksigner: (await newestBuildTool(home, 'apksigner')) ?? (await requireApksigner()),
    mvn: 'mvn',
    d8: await jarIn(tools, D8),
    platform: await jarIn(tools, PLATFORM),
    framework: join(tools, 'fw34.jar'),
    keyStore: join(root, 'android-probe/keys/probe.p12'),
  };
}

/** The path of the jar of Android's classes, which is fetched the first time. Throws BuildError where it cannot be. */
export async function findPlatform(root: string): Promise<string> {
  return jarIn(await fetchTools(root), PLATFORM);
}

/** The folder of the fetched tools, complete. */
async function fetchTools(root: string): Promise<string> {
  const tools = await toolsFolder(root);
  if (!(await isThere(join(tools, 'stamp')))) {
    await requireTool('fetching the build tools', join(root, 'scripts/build-probe'), ['--tools', tools]);
  }
  return tools;
}

async function jarIn(tools: string, pattern: RegExp): Promise<string> {
  const names = await readdir(tools);
  return join(tools, names.find((name) => pattern.test(name)) ?? 'missing');
}

/** A clone keeps the tools where its own probe is built; the npm package, whose folder may be another user's, in the user's cache. */
async function toolsFolder(root: string): Promise<string> {
  const isClone = await isThere(join(root, 'scripts/setup'));
  return isClone ? join(root, 'android-probe/build/tools') : join(homedir(), '.cache', 'quhao', 'build-tools');
}

async function findJavaHome(): Promise<string> {
  const given = process.env['JAVA_HOME'];
  if (given !== undefined && (await isThere(join(given, 'bin/javac')))) {
    return given;
  }
  const { isDone, text } = await runTool('java', ['-XshowSettings:properties', '-version']).catch(() => ({
    isDone: false,
    text: '',
  }));
  const home = /java\.home = (.*)/.exec(text)?.[1]?.trim();
  if (isDone && home !== undefined && (await isThere(join(home, 'bin/javac')))) {
    return home;
  }
  throw new BuildError(
    'TOOL',
    troubleText({
      place: 'javac',
      cause: 'there is no JDK in JAVA_HOME or on the path',
      cure: 'on Debian: apt-get install openjdk-17-jdk-headless; else set JAVA_HOME',
    }),
  );
}

/** The tool of the newest build-tools that ANDROID_HOME has; null for none. */
async function newestBuildTool(home: string | undefined, name: string): Promise<string | null> {
  if (home === undefined) {
    return null;
  }
  const folder = join(home, 'build-tools');
  const versions = await readdir(folder).catch((): string[] => []);
  for (const version of versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))) {
    if (await isThere(join(folder, version, name))) {
      return join(folder, version, name);
    }
  }
  return null;
}

async function requireApksigner(): Promise<string> {
  const works = await runTool('apksigner', ['--version']).then(
    ({ isDone }) => isDone,
    () => false,
  );
  if (works) {
    return 'apksigner';
  }
  throw new BuildError(
    'TOOL',
    troubleText({
      place: 'apksigner',
      cause: 'it is not on the path, and ANDROID_HOME has no build-tools with it',
      cure: 'on Debian: apt-get install -y --no-install-recommends apksigner',
    }),
  );
}

export function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
