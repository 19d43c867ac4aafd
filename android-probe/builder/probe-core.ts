import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { requireTool } from './run-tool.ts';
import { isThere, type Toolchain } from './toolchain.ts';

/** The probe without an SDK: compiled once for each state of its sources. */
export interface ProbeCore {
  /** The probe's classes without R, which every APK makes anew. */
  readonly jar: string;
  readonly manifest: string;
  readonly resources: string;
  /** Says which sources these are. */
  readonly digest: string;
}

/** Its classes keep this package, whatever the app is called. */
export const PROBE_PACKAGE = 'app.quhao.probe';
export const MIN_SDK = 24;
export const TARGET_SDK = 34;

export async function openProbeCore(root: string, cacheDir: string, tools: Toolchain): Promise<ProbeCore> {
  const home = join(root, 'android-probe/probe');
  const digest = await digestOf([home, tools.keyStore]);
  const jar = join(cacheDir, `probe-core-${digest.slice(0, 16)}.jar`);
  const manifest = join(home, 'AndroidManifest.xml');
  const core = { jar, manifest, resources: join(home, 'res'), digest };
  if (!(await isThere(jar))) {
    await compileCore(core, { home, work: `${jar}.${process.pid}` }, tools);
  }
  return core;
}

async function compileCore(core: ProbeCore, { home, work }: { home: string; work: string }, tools: Toolchain): Promise<void> {
  const [gen, classes] = [join(work, 'gen'), join(work, 'classes')];
  await mkdir(classes, { recursive: true });
  try {
    await requireTool('compiling the resources of the probe', tools.aapt2, [
      ...['compile', '--dir', core.resources, '-o', join(work, 'probe.zip')],
    ]);
    await requireTool('linking the resources of the probe', tools.aapt2, [
      ...['link', '-o', join(work, 'probe.apk'), '-I', tools.framework, '--manifest', core.manifest, '--java', gen],
      // The ids of an APK's resources depend on the SDK in it: the probe must not hold them as constants.
      ...['--non-final-ids', '--auto-add-overlay', join(work, 'probe.zip')],
    ]);
    await compileJava('compiling the probe', {
      tools,
      sources: [...(await filesUnder(join(home, 'java'), '.java')), ...(await filesUnder(gen, '.java'))],
      classPath: [tools.platform],
      output: classes,
    });
    await rm(join(classes, 'app/quhao/probe/R.class'));
    for (const name of await readdir(join(classes, 'app/quhao/probe'))) {
      if (name.startsWith('R$')) {
        await rm(join(classes, 'app/quhao/probe', name));
      }
    }
    await jarOf(classes, join(work, 'core.jar'), tools);
    await rename(join(work, 'core.jar'), core.jar);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

export interface Compilation {
  readonly tools: Toolchain;
  readonly sources: readonly string[];
  readonly classPath: readonly string[];
  readonly output: string;
}

/** javac for what goes into an APK; android-all has no java.*, so --release gives it. */
export async function compileJava(what: string, compilation: Compilation): Promise<void> {
  const { tools, output } = compilation;
  await requireTool(what, tools.javac, javacArguments(compilation, output));
}

export function javacArguments({ sources, classPath }: Omit<Compilation, 'tools' | 'output'>, output: string): readonly string[] {
  const path = classPath.join(process.platform === 'win32' ? ';' : ':');
  return ['--release', '11', '-g', '-encoding', 'UTF-8', '-nowarn', '-proc:none', '-cp', path, '-d', output, ...sources];
}

/** A jar with fixed times: the same classes give the same bytes. */
export async function jarOf(classes: string, target: string, tools: Toolchain): Promise<void> {
  await requireTool('packing classes', tools.jar, [
    ...['--create', '--no-manifest', '--file', target, '--date=2000-01-01T00:00:00Z', '-C', classes, '.'],
  ]);
}

export async function filesUnder(folder: string, ending: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A digest of files, and of all files in folders, with their names. */
export async function digestOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    const files = await filesUnder(path, '').catch(() => [path]);
    for (const file of files) {
      hash.update(`${file.slice(path.length)}\0`).update(await readFile(file));
    }
  }
  return hash.digest('hex');
}
