import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AdapterInput, type BuiltAdapter, buildAdapter } from './adapter-source.ts';
import { apkFiles, compileDex, dexLibraries } from './apk.ts';
import { BuildError, troubleText } from './build-error.ts';
import { cacheKey, requireFiles } from './cache-key.ts';
import { checkClasses } from './check-classes.ts';
import { dropDoubledClasses } from './doubled-classes.ts';
import { noteDoubledResources } from './doubled-resources.ts';
import { compileResources, linkResources } from './link-resources.ts';
import { fetchLibraries, libraryFolder } from './maven.ts';
import type { ProbeBuildOptions } from './options.ts';
import { compileJava, filesUnder, jarOf, openProbeCore, type ProbeCore, TARGET_SDK } from './probe-core.ts';
import { type MergedProbe, mergeProbeManifest } from './probe-manifest.ts';
import { dropResourceClasses } from './resource-classes.ts';
import { type FileRole, openSdkFile, type SdkPart } from './sdk-file.ts';
import { signApk } from './sign-apk.ts';
import { isThere, openToolchain, type Toolchain } from './toolchain.ts';
import { writeZip } from './zip-writer.ts';

export { BuildError } from './build-error.ts';
export type { ProbeBuildOptions } from './options.ts';

export interface BuiltProbe {
  /** probe-phone-state.apk lies beside it. */
  readonly apk: string;
  /** What a user has to know of the build: a sentence each. */
  readonly notes: readonly string[];
  /** It was there already. */
  readonly isCached: boolean;
}

/** Both APKs and the key of what they were made from. */
const APKS = [
  { name: 'probe.apk', asksForPhoneState: false },
  { name: 'probe-phone-state.apk', asksForPhoneState: true },
] as const;
const NOTES = 'notes.json';

/** Builds a probe around an SDK, or finds the one that was built from the same files. Throws BuildError. */
export async function buildProbe(options: ProbeBuildOptions): Promise<BuiltProbe> {
  if (options.sdk.length === 0) {
    throw new BuildError('OPTION', troubleText({ place: '--sdk', cause: 'no file was given', cure: '--sdk my.aar' }));
  }
  await requireFiles(options);
  await mkdir(options.cacheDir, { recursive: true });
  const tools = await openToolchain(options.root);
  const core = await openProbeCore(options.root, options.cacheDir, tools);
  const key = await cacheKey(options, [core.digest, fileURLToPath(new URL('.', import.meta.url))]);
  const folder = join(options.cacheDir, 'probes', key);
  if (await isThere(join(folder, NOTES))) {
    return { apk: join(folder, APKS[0].name), notes: await readNotes(folder), isCached: true };
  }
  const work = await mkdtemp(join(options.cacheDir, 'building-'));
  try {
    const notes = await assemble({ options, tools, core, work });
    await mkdir(join(options.cacheDir, 'probes'), { recursive: true });
    await writeFile(join(work, 'out', NOTES), JSON.stringify(notes));
    await rename(join(work, 'out'), folder).catch((error: NodeJS.ErrnoException) => {
      // Another process built the same meanwhile.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') {
        throw error;
      }
    });
    return { apk: join(folder, APKS[0].name), notes, isCached: false };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function readNotes(folder: string): Promise<readonly string[]> {
  return JSON.parse(await readFile(join(folder, NOTES), 'utf8')) as string[];
}

interface Assembly {
  readonly options: ProbeBuildOptions;
  readonly tools: Toolchain;
  readonly core: ProbeCore;
  readonly work: string;
}

async function assemble(assembly: Assembly): Promise<readonly string[]> {
  const { options, tools, core, work } = assembly;
  await mkdir(join(work, 'out'));
  const files = await librariesOf(options, tools);
  const unique = dropDoubledClasses(await openParts({ sdk: options.sdk, library: files }, work));
  const { parts, notes: renewed } = dropResourceClasses(unique.parts);
  const doubled = [...unique.notes, ...renewed, ...(await noteDoubledResources(parts))];
  const own = await writeJars(parts.slice(0, options.sdk.length), work, 'sdk');
  const libraries = await writeJars(parts.slice(options.sdk.length), work, 'library');
  const checked = await checkClasses({ options, parts, core, platform: tools.platform });
  const adapterInput: AdapterInput = {
    files: options.adapter,
    classPath: [core.jar, ...own, ...libraries, tools.platform],
    classes: checked.classes,
    platform: checked.platform,
    work,
  };
  const adapter = await buildAdapter(adapterInput, tools);
  const subject = options.sdk.map((file) => basename(file)).join(' + ');
  const manifest = await mergeProbeManifest({ options, parts, core, checked, subject, adapterClass: adapter.className });
  const archives = await compileResources(parts, { probe: await probeResources(assembly), work }, tools);
  await linkBoth({ assembly, manifest, archives, names: parts.map(({ name }) => name) });
  const resourceJar = await compileR(assembly);
  const { minSdk } = manifest;
  const dexed = await dexLibraries({ jars: libraries, classPath: [], work, minSdk }, options.cacheDir, tools);
  const jars = [core.jar, resourceJar, ...own, ...(await writeAdapter(adapter, work)), ...(dexed === null ? [] : [dexed])];
  const dex = await compileDex({ jars, classPath: libraries, work, minSdk }, tools);
  await packBoth({ assembly, manifest, parts, adapter, dex });
  return [...doubled, ...manifest.notes, ...checked.notes, ...nativeNotes(parts, options), ...flavourNotes(options)];
}

const CLEARTEXT_DENIED = `<?xml version="1.0" encoding="utf-8"?>
<network-security-config>
    <base-config cleartextTrafficPermitted="false" />
</network-security-config>
`;

/** The probe's resources, and what a flavour puts in their place. */
async function probeResources({ options, core, work }: Assembly): Promise<readonly string[]> {
  if (!options.isCleartextDenied) {
    return [core.resources];
  }
  const flavour = join(work, 'flavour');
  await mkdir(join(flavour, 'xml'), { recursive: true });
  await writeFile(join(flavour, 'xml', 'network_security_config.xml'), CLEARTEXT_DENIED);
  return [core.resources, flavour];
}

function flavourNotes({ isCleartextDenied }: ProbeBuildOptions): readonly string[] {
  return isCleartextDenied ? ['the probe forbids plain HTTP, as an app may (--cleartext-denied)'] : [];
}

async function librariesOf({ libraries, cacheDir }: ProbeBuildOptions, tools: Toolchain): Promise<readonly string[]> {
  return fetchLibraries(libraries, libraryFolder(cacheDir, libraries), tools.mvn);
}

/** The user's files before those of Maven: of two that disagree the first counts. */
async function openParts(
  { sdk, library }: Readonly<Record<FileRole, readonly string[]>>,
  work: string,
): Promise<readonly SdkPart[]> {
  return Promise.all(
    [...sdk, ...library].map((file, index) =>
      openSdkFile(file, join(work, `part-${index}`), index < sdk.length ? 'sdk' : 'library'),
    ),
  );
}

/** Writes each jar of each part, so that javac and D8 can read them. */
async function writeJars(parts: readonly SdkPart[], work: string, role: FileRole): Promise<readonly string[]> {
  const jars = parts.flatMap((part) => part.jars);
  return Promise.all(
    jars.map(async ({ name, bytes }, index) => {
      // D8 goes by the ending; a folder of classes has none.
      const path = join(work, `${role}-${index}-${basename(name, '.jar')}.jar`);
      await writeFile(path, bytes);
      return path;
    }),
  );
}

async function writeAdapter({ jars }: BuiltAdapter, work: string): Promise<readonly string[]> {
  return Promise.all(
    jars.map(async ({ bytes }, index) => {
      const path = join(work, `adapter-${index}.jar`);
      await writeFile(path, bytes);
      return path;
    }),
  );
}

interface Linked {
  readonly assembly: Assembly;
  readonly manifest: MergedProbe;
  readonly archives: readonly string[];
  readonly names: readonly string[];
}

async function linkBoth({ assembly: { work, tools }, manifest, archives, names }: Linked): Promise<void> {
  const { minSdk, packages } = manifest;
  for (const { name, asksForPhoneState } of APKS) {
    const file = join(work, `${name}.xml`);
    await writeFile(file, asksForPhoneState ? manifest.askingXml : manifest.xml);
    await linkResources(
      {
        manifest: file,
        archives,
        names,
        packages,
        minSdk,
        targetSdk: TARGET_SDK,
        output: join(work, `linked-${name}`),
        gen: join(work, 'gen'),
      },
      tools,
    );
  }
}

async function compileR({ work, tools }: Assembly): Promise<string> {
  const classes = join(work, 'r-classes');
  const target = join(work, 'r.jar');
  await mkdir(classes, { recursive: true });
  const sources = await filesUnder(join(work, 'gen'), '.java');
  await compileJava('compiling R', { tools, sources, classPath: [tools.platform], output: classes });
  await jarOf(classes, target, tools);
  return target;
}

interface Packing {
  readonly assembly: Assembly;
  readonly manifest: MergedProbe;
  readonly parts: readonly SdkPart[];
  readonly adapter: BuiltAdapter;
  readonly dex: readonly ReadDex[];
}

type ReadDex = { readonly name: string; readonly bytes: Buffer };

async function packBoth({ assembly: { work, tools, options }, manifest, parts, adapter, dex }: Packing): Promise<void> {
  for (const { name } of APKS) {
    const linked = await readFile(join(work, `linked-${name}`));
    const files = apkFiles({ linked, parts, dex, assets: adapter.assets, isNativeDropped: options.isNativeDropped });
    const unsigned = join(work, `unsigned-${name}`);
    await writeFile(unsigned, writeZip(files));
    await signApk(unsigned, join(work, 'out', name), { tools, minSdk: manifest.minSdk, keyStore: options.keyStore });
  }
}

function nativeNotes(parts: readonly SdkPart[], { isNativeDropped }: ProbeBuildOptions): readonly string[] {
  const names = parts.flatMap(({ native }) => native.map(({ name }) => name));
  if (names.length === 0) {
    return [];
  }
  return isNativeDropped
    ? [`native libraries were left out (--drop-native): ${names.join(', ')}`]
    : [
        'the SDK has native libraries: the virtual handset refuses them (INSTALL_FAILED_NO_MATCHING_ABIS) unless --drop-native leaves them out',
      ];
}
