import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type AdapterInput, type BuiltAdapter, buildAdapter } from './adapter-source.ts';
import { apkFiles, compileDex, dexLibraries } from './apk.ts';
import { APKS, type Assembly, compileR, flavourNotes, probeResources, writeAdapter } from './assembly.ts';
import { checkClasses } from './check-classes.ts';
import { dropDoubledClasses } from './doubled-classes.ts';
import { noteDoubledResources } from './doubled-resources.ts';
import { gradleFolder } from './gradle-cache.ts';
import { compileResources, linkResources } from './link-resources.ts';
import { fetchLibraries, libraryFolder } from './maven.ts';
import { nativeNotes } from './native-notes.ts';
import type { ProbeBuildOptions } from './options.ts';
import { TARGET_SDK } from './probe-core.ts';
import { type MergedProbe, mergeProbeManifest } from './probe-manifest.ts';
import { dropResourceClasses } from './resource-classes.ts';
import { type FileRole, openSdkFile, type SdkPart } from './sdk-file.ts';
import { signApk } from './sign-apk.ts';
import type { Toolchain } from './toolchain.ts';
import { writeZip } from './zip-writer.ts';

/** Builds both APKs of AARs, JARs and folders; gives what a user has to know of it. */
export async function assembleLibraries(assembly: Assembly): Promise<readonly string[]> {
  const { options, tools, core, work } = assembly;
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
  return [
    ...doubled,
    ...manifest.notes,
    ...checked.notes,
    ...nativeNotes(
      parts.flatMap(({ native }) => native.map(({ name }) => name)),
      options.isNativeDropped,
    ),
    ...flavourNotes(options),
  ];
}

async function librariesOf({ libraries, cacheDir }: ProbeBuildOptions, tools: Toolchain): Promise<readonly string[]> {
  const folder = libraryFolder(cacheDir, libraries);
  return fetchLibraries(libraries, { folder, mvn: tools.mvn, gradle: gradleFolder() });
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
