import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { openZip, readEntry, type ZipArchive, ZipError } from '../../../handset/src/packages/zip-archive.ts';
import { BuildError, troubleText } from '../build-error.ts';
import type { ClassFile } from '../class-file.ts';
import { type AppFacts, appFacts } from './app-manifest.ts';
import { dexVersion, readDexClasses } from './dex-file.ts';
import { type ChunkDocument, readDocument } from './manifest-chunks.ts';

const MANIFEST = 'AndroidManifest.xml';
const RESOURCES = 'resources.arsc';
/** What the handset's newest API level can install. */
const HIGHEST_SDK = 34;
/** Of Android 16; no converter reads it. */
const CONTAINER_DEX = '041';

/** An app with an SDK inside. */
export interface GivenApp {
  readonly name: string;
  readonly archive: ZipArchive;
  readonly manifest: ChunkDocument;
  readonly facts: AppFacts;
  readonly classes: ReadonlyMap<string, ClassFile>;
  /** How many classesN.dex it has. */
  readonly dexCount: number;
  /** Null where it has no resources. */
  readonly resources: Buffer | null;
}

/** Whether the file is an APK. A file that cannot be read is none: reading it as an AAR says what is wrong. */
export async function isApp(path: string): Promise<boolean> {
  if (!/\.(?:apk|zip)$/i.test(path)) {
    return false;
  }
  const archive = openOrNull(await readFile(path));
  return archive !== null && [MANIFEST, 'classes.dex'].every((name) => archive.entries.has(name));
}

/** Reads an APK. Throws BuildError with the cure. */
export async function openApp(path: string): Promise<GivenApp> {
  const archive = openOrNull(await readFile(path));
  if (archive === null) {
    throw refusal(path, 'this is no APK', 'download or build the file again');
  }
  try {
    const manifest = readDocument(entryOf(archive, MANIFEST));
    const facts = appFacts(manifest);
    requireWhole(path, facts);
    const { classes, count } = readClasses(path, archive);
    const resources = archive.entries.has(RESOURCES) ? entryOf(archive, RESOURCES) : null;
    return { name: basename(path), archive, manifest, facts, classes, dexCount: count, resources };
  } catch (error) {
    if (error instanceof RangeError || error instanceof ZipError) {
      throw refusal(path, `it cannot be read: ${error.message}`, 'download or build the file again');
    }
    throw error;
  }
}

/** The bytes of an entry that the archive has. */
export function entryOf(archive: ZipArchive, name: string): Buffer {
  const bytes = readEntry(archive, name);
  if (bytes === null) {
    throw new RangeError(`it has no ${name}`);
  }
  return bytes;
}

function openOrNull(bytes: Buffer): ZipArchive | null {
  try {
    return openZip(bytes);
  } catch (error) {
    if (error instanceof ZipError) {
      return null;
    }
    throw error;
  }
}

function requireWhole(path: string, { splitBy, minSdk }: AppFacts): void {
  if (splitBy !== null) {
    const cure = 'build one APK of everything: bundletool build-apks --mode=universal, or Gradle without splits';
    throw refusal(path, `it is one of several APKs of an app (${splitBy} in its manifest)`, cure);
  }
  if (minSdk > HIGHEST_SDK) {
    throw refusal(path, `its minSdkVersion is ${minSdk}, above ${HIGHEST_SDK}`, 'build the app with a lower one');
  }
}

function readClasses(path: string, archive: ZipArchive): { classes: ReadonlyMap<string, ClassFile>; count: number } {
  const classes = new Map<string, ClassFile>();
  let count = 0;
  for (let name = 'classes.dex'; archive.entries.has(name); name = `classes${count + 1}.dex`) {
    const dex = entryOf(archive, name);
    const version = dexVersion(dex);
    if (version === null || version >= CONTAINER_DEX) {
      const cause = version === null ? `${name} is no dex file` : `${name} is of dex version ${version}, which is not read`;
      throw refusal(path, cause, 'build the app with a minSdkVersion of 34 or less');
    }
    for (const one of readDexClasses(dex)) {
      classes.set(one.name, classes.get(one.name) ?? one);
    }
    count += 1;
  }
  return { classes, count };
}

function refusal(place: string, cause: string, cure: string): BuildError {
  return new BuildError('SDK_FILE', troubleText({ place, cause, cure }));
}
