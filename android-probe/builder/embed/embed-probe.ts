import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openZip } from '../../../handset/src/packages/zip-archive.ts';
import { buildAdapter } from '../adapter-source.ts';
import { compileDex } from '../apk.ts';
import { APKS, type Assembly, compileR, flavourNotes, probeResources, writeAdapter } from '../assembly.ts';
import { BuildError, troubleText } from '../build-error.ts';
import { classNamesIn } from '../class-index.ts';
import { compileResources, linkResources } from '../link-resources.ts';
import { MIN_SDK, TARGET_SDK } from '../probe-core.ts';
import { type MergedProbe, mergeProbeManifest } from '../probe-manifest.ts';
import type { PackedFile } from '../sdk-file.ts';
import { signApk } from '../sign-apk.ts';
import { writeZip } from '../zip-writer.ts';
import { checkAppApi } from './app-api.ts';
import { joinManifests } from './app-manifest.ts';
import { embeddedFiles } from './embedded-files.ts';
import { entryOf, type GivenApp, openApp } from './given-app.ts';
import { readDocument } from './manifest-chunks.ts';
import { packageIds } from './resource-table.ts';
import { writeStubJar } from './stub-jar.ts';

/**
 * Numbers of resource packages below an app's own 0x7f, as those of a feature; Robolectric, and so the handset, reads none above it
 * (DynamicRefTable takes the number for a signed byte).
 */
const LAST_FREE_PACKAGE = 0x7e;
const PACKAGES_SINCE = 26;

/**
 * Puts the probe into an app that has the SDK inside: classes and resources of the app stay as they are, with their numbers; its manifest
 * gets the probe's parts, and it is signed anew. Gives what a user has to know of it.
 */
export async function embedProbe(assembly: Assembly, path: string): Promise<readonly string[]> {
  const { options, tools, core, work } = assembly;
  requireAlone(assembly, path);
  const app = await openApp(path);
  const notes = checkAppApi({ place: path, classes: app.classes, hasAdapter: options.adapter.length > 0 });
  const platform = new Set(await classNamesIn(tools.platform));
  const stubs = join(work, 'app-stubs.jar');
  await writeFile(stubs, writeStubJar(app.classes.values()));
  const classPath = [core.jar, stubs, tools.platform];
  const adapter = await buildAdapter({ files: options.adapter, classPath, classes: app.classes, platform, work }, tools);
  const checked = { classes: new Map(), platform, resourcePackages: [], notes: [] };
  const manifest = await mergeProbeManifest({
    ...{ options: { ...options, packageName: app.facts.packageName }, parts: [], core, checked },
    ...{ subject: app.name, adapterClass: adapter.className },
  });
  await linkInto(assembly, app, manifest);
  const jars = [core.jar, await compileR(assembly), ...(await writeAdapter(adapter, work))];
  const minSdk = Math.max(MIN_SDK, app.facts.minSdk);
  const dex = await compileDex({ jars, classPath: [], work, minSdk }, tools);
  const joined = await packInto(assembly, { app, dex, assets: adapter.assets, minSdk });
  const old = minSdk < PACKAGES_SINCE ? [`the probe in ${app.name} needs Android 8 or newer`] : [];
  return [
    `${app.name} keeps its package ${app.facts.packageName}, and is signed anew`,
    ...notes,
    ...joined,
    ...old,
    ...flavourNotes(options),
  ];
}

/** Throws BuildError where a flag was given that an app has no use for. */
function requireAlone({ options }: Assembly, path: string): void {
  const [, second] = options.sdk;
  const refused = [
    ...(second === undefined ? [] : [{ given: `--sdk ${second}`, cure: 'give the app alone: it has all that its SDK needs' }]),
    ...(options.libraries.length === 0 ? [] : [{ given: '--with', cure: 'give the app alone: it has all that its SDK needs' }]),
    ...(options.packageName === null ? [] : [{ given: '--package', cure: "leave it out: the app's package stays" }]),
  ];
  const [first] = refused;
  if (first !== undefined) {
    throw new BuildError(
      'OPTION',
      troubleText({ place: path, cause: `an APK does not go with ${first.given}`, cure: first.cure }),
    );
  }
}

/** The probe's resources as a second package beside the app's, under the app's name: who asks by name finds both. */
async function linkInto(assembly: Assembly, app: GivenApp, manifest: MergedProbe): Promise<void> {
  const { work, tools } = assembly;
  const archives = await compileResources([], { probe: await probeResources(assembly), work }, tools);
  const taken = app.resources === null ? [] : packageIds(app.resources);
  const packageId = [...Array(16).keys()].map((index) => LAST_FREE_PACKAGE - index).find((id) => !taken.includes(id));
  for (const { name, asksForPhoneState } of APKS) {
    const file = join(work, `${name}.xml`);
    await writeFile(file, asksForPhoneState ? manifest.askingXml : manifest.xml);
    await linkResources(
      {
        ...{ manifest: file, archives, names: [], packages: [], minSdk: MIN_SDK, targetSdk: TARGET_SDK },
        ...{ output: join(work, `linked-${name}`), gen: join(work, 'gen'), packageId: packageId ?? LAST_FREE_PACKAGE },
      },
      tools,
    );
  }
}

interface Embedding {
  readonly app: GivenApp;
  readonly dex: readonly PackedFile[];
  readonly assets: readonly PackedFile[];
  readonly minSdk: number;
}

async function packInto({ options, tools, work }: Assembly, { app, dex, assets, minSdk }: Embedding): Promise<readonly string[]> {
  const { isNativeDropped, isCleartextDenied, keyStore } = options;
  let notes: readonly string[] = [];
  for (const { name } of APKS) {
    const linked = openZip(await readFile(join(work, `linked-${name}`)));
    const joined = joinManifests({
      app: app.manifest,
      probe: readDocument(entryOf(linked, 'AndroidManifest.xml')),
      overridden: isCleartextDenied ? ['networkSecurityConfig'] : [],
    });
    const { files, native } = embeddedFiles({ app, linked, manifest: joined.document, dex, assets, isNativeDropped });
    const unsigned = join(work, `unsigned-${name}`);
    await writeFile(unsigned, writeZip(files));
    await signApk(unsigned, join(work, 'out', name), { tools, minSdk, keyStore });
    notes = notes.length === 0 ? [...joined.notes, ...native] : notes;
  }
  return notes;
}
