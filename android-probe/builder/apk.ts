import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { openZip } from '../../handset/src/packages/zip-archive.ts';
import { BuildError, troubleText } from './build-error.ts';
import { runTool } from './run-tool.ts';
import { openArchive, type PackedFile, requireEntry, type SdkJar, type SdkPart } from './sdk-file.ts';
import { isThere, type Toolchain } from './toolchain.ts';
import type { ZipFile } from './zip-writer.ts';

const STORED = 0;
const SERVICES = 'META-INF/services/';
/** What a jar has beside its classes that no app needs at run time. */
const LEFT_OUT =
  /\.class$|\.kotlin_metadata$|\/$|^META-INF\/(?:MANIFEST\.MF|.*\.(?:SF|RSA|DSA|EC|kotlin_module|version)|maven\/|proguard\/|com\.android\.tools\/|versions\/|LICENSE|NOTICE)|^(?:assets|lib|res)\//;

interface DexInput {
  /** Jars, and archives that are dexed already. */
  readonly jars: readonly string[];
  /** Jars that are only looked at. */
  readonly classPath: readonly string[];
  readonly work: string;
  readonly minSdk: number;
}

/** D8 over everything. */
export async function compileDex(input: DexInput, tools: Toolchain): Promise<readonly PackedFile[]> {
  const output = join(input.work, 'dex');
  await mkdir(output);
  await runD8(input, output, tools);
  const names = (await readdir(output)).filter((name) => name.endsWith('.dex')).sort();
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(output, name)) })));
}

/** Libraries are large and do not change: dexed once, and kept. Null where there are none. */
export async function dexLibraries(input: DexInput, cacheDir: string, tools: Toolchain): Promise<string | null> {
  if (input.jars.length === 0) {
    return null;
  }
  const digest = createHash('sha256').update(`${input.minSdk} ${basename(tools.d8)}`);
  for (const jar of input.jars) {
    digest.update(await readFile(jar));
  }
  const kept = join(cacheDir, 'dexed', `${digest.digest('hex').slice(0, 24)}.zip`);
  if (!(await isThere(kept))) {
    const made = join(input.work, 'libraries.zip');
    await runD8(input, made, tools);
    await mkdir(dirname(kept), { recursive: true });
    await rename(made, kept);
  }
  return kept;
}

async function runD8({ jars, classPath, work, minSdk }: DexInput, output: string, tools: Toolchain): Promise<void> {
  const paths = classPath.flatMap((jar) => ['--classpath', jar]);
  const options = ['--release', '--min-api', String(minSdk), '--lib', tools.platform, '--lib', tools.javaHome, ...paths];
  const program = ['-cp', tools.d8, 'com.android.tools.r8.D8'];
  const { isDone, text } = await runTool(tools.java, [...program, ...options, '--output', output, ...jars]);
  if (!isDone) {
    const cause = `D8 refused the classes:\n${text.replaceAll(`${work}/`, '').trim().slice(0, 3000)}`;
    const cure = 'look at the class that it names; class files up to Java 21 are taken';
    throw new BuildError('CLASSES', troubleText({ place: 'classes', cause, cure }));
  }
}

interface ApkParts {
  /** What aapt2 has linked. */
  readonly linked: Buffer;
  readonly parts: readonly SdkPart[];
  readonly dex: readonly PackedFile[];
  readonly assets: readonly PackedFile[];
  readonly isNativeDropped: boolean;
}

/** The files of the APK; of two with one name the first counts, but lists of services are joined. */
export function apkFiles({ linked, parts, dex, assets, isNativeDropped }: ApkParts): readonly ZipFile[] {
  const archive = openZip(linked);
  const base = [...archive.entries.values()].map(
    ({ name, method }): ZipFile => ({
      name,
      bytes: requireEntry(archive, name, 'the linked APK'),
      alignment: method === STORED ? 4 : null,
    }),
  );
  const added = [
    ...dex,
    ...assets,
    ...parts.flatMap((part) => part.assets),
    ...(isNativeDropped ? [] : parts.flatMap((part) => part.native)),
    ...parts.flatMap((part) => part.jars.flatMap(javaResources)),
  ];
  const byName = new Map<string, ZipFile>();
  for (const file of [...base, ...added.map(({ name, bytes }): ZipFile => ({ name, bytes, alignment: null }))]) {
    const first = byName.get(file.name);
    if (first === undefined) {
      byName.set(file.name, file);
    } else if (file.name.startsWith(SERVICES)) {
      byName.set(file.name, { ...first, bytes: joinServices(first.bytes, file.bytes) });
    }
  }
  return [...byName.values()];
}

/** The lines of two lists of services; a service in both stands once. */
function joinServices(first: Buffer, second: Buffer): Buffer {
  const lines = `${first}\n${second}`.split(/\r?\n/).filter((line) => line.trim() !== '');
  return Buffer.from(`${[...new Set(lines)].join('\n')}\n`);
}

/** Files of a jar that its classes read at run time. */
function javaResources({ name: place, bytes }: SdkJar): readonly PackedFile[] {
  const archive = openArchive(bytes, place);
  const names = [...archive.entries.keys()].filter((name) => !LEFT_OUT.test(name));
  return names.map((name) => ({ name, bytes: requireEntry(archive, name, place) }));
}
