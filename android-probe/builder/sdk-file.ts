import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, normalize, relative, resolve, sep } from 'node:path';
import { openZip, readEntry, type ZipArchive, ZipError } from '../../handset/src/packages/zip-archive.ts';
import { BuildError, troubleText } from './build-error.ts';
import type { ManifestText } from './manifest-source.ts';
import { filesUnder } from './probe-core.ts';
import { writeZip } from './zip-writer.ts';

export interface SdkJar {
  /** As messages name it: `my.aar!/libs/crypto.jar`. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** A file to be put into the APK. */
export interface PackedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What one AAR or JAR has for the probe. */
export interface SdkPart {
  readonly name: string;
  readonly jars: readonly SdkJar[];
  readonly manifest: ManifestText | null;
  /** Folder with resources; null where there are none. */
  readonly resources: string | null;
  readonly assets: readonly PackedFile[];
  /** Native libraries, `lib/ABI/NAME.so`. */
  readonly native: readonly PackedFile[];
}

/** The jars of an AAR; a folder has its own beside the others. */
const JARS = /^(?:libs\/)?[^/]+\.jar$/;
const CLASSES_JAR = 'classes.jar';
/** Jars of an AAR that build tools read and no app has: lint rules, and the API that other builds see. */
const TOOL_JARS: ReadonlySet<string> = new Set(['lint.jar', 'api.jar']);

/** What a jar brings beside classes and their resources. */
const ASSETS = /^assets\/.*[^/]$/;
const NATIVE = /^lib\/[^/]+\/[^/]+\.so$/;

/** A file of the user's, or one that Maven brought along. */
export type FileRole = 'sdk' | 'library';

/** Reads an AAR, a JAR or a folder; resources are unpacked into `folder`. Throws BuildError with the cure. */
export async function openSdkFile(path: string, folder: string, role: FileRole = 'sdk'): Promise<SdkPart> {
  const { bytes, isFolder } = await readGiven(path);
  const name = basename(path);
  const archive = openArchive(bytes, path);
  const names = [...archive.entries.keys()].filter((entry) => !entry.endsWith('/'));
  if (names.includes('classes.dex')) {
    throw refusal(
      path,
      'this is an APK or a dex archive, and its classes are no class files',
      'give an APK alone (--sdk app.apk), else the AAR or JAR of the SDK',
    );
  }
  const inner = names.find((entry) => /^(?:libs\/)?[^/]+\.aar$/.test(entry));
  if (isFolder && inner !== undefined) {
    throw refusal(path, `an AAR inside a folder is not read: ${inner}`, `give it by a further --sdk ${join(path, inner)}`);
  }
  const jarNames = jarsIn(names);
  const hasClasses = names.some((entry) => entry.endsWith('.class'));
  const isWithJars = jarNames.length > 0 && (isFolder || !hasClasses);
  if (!names.includes('AndroidManifest.xml') && !isWithJars) {
    return jarPart({ name, bytes, archive, names, path, role });
  }
  // An archive with a manifest may have its classes beside it, not in a jar.
  const own = hasClasses ? [{ name, bytes }] : [];
  const inJars = jarNames.map((entry) => ({ name: `${name}!/${entry}`, bytes: requireEntry(archive, entry, name) }));
  const manifest = readable(archive, 'AndroidManifest.xml', name);
  return {
    name,
    jars: [...own, ...inJars],
    manifest: manifest === null ? null : { place: `${name}!/AndroidManifest.xml`, text: manifest.toString() },
    resources: await unpackResources(archive, names, { path, folder }),
    assets: [...packed({ name, archive, names }, ASSETS), ...inJars.flatMap((jar) => packedIn(jar, ASSETS))],
    native: [
      ...packed({ name, archive, names }, /^(?:jni|jniLibs|libs)\/[^/]+\/[^/]+\.so$/).map((file) => ({
        ...file,
        name: file.name.replace(/^[^/]+/, 'lib'),
      })),
      ...inJars.flatMap((jar) => packedIn(jar, NATIVE)),
    ],
  };
}

/** Files of a jar inside of an AAR that the APK takes under the same name. */
function packedIn({ name, bytes }: SdkJar, pattern: RegExp): readonly PackedFile[] {
  const archive = openArchive(bytes, name);
  return packed({ name, archive, names: [...archive.entries.keys()] }, pattern);
}

function jarsIn(names: readonly string[]): readonly string[] {
  const jars = names.filter((entry) => JARS.test(entry));
  return jars.includes(CLASSES_JAR) ? jars.filter((entry) => !TOOL_JARS.has(entry)) : jars;
}

async function readGiven(path: string): Promise<{ readonly bytes: Buffer; readonly isFolder: boolean }> {
  const found = await stat(path).catch(() => null);
  if (found === null) {
    throw refusal(path, 'there is no such file', 'check the path after --sdk');
  }
  const isFolder = found.isDirectory();
  return { bytes: isFolder ? await zipFolder(path) : await readFile(path), isFolder };
}

/** A folder as SDKs are handed over in: jars, resources, a manifest. It is read as an AAR. */
async function zipFolder(path: string): Promise<Buffer> {
  const files = await filesUnder(path, '');
  return writeZip(
    await Promise.all(
      files.map(async (file) => ({
        name: relative(path, file).split(sep).join('/'),
        bytes: await readFile(file),
        alignment: 4 as const,
      })),
    ),
  );
}

/** Reads the directory of a given file. Throws BuildError where it is no archive. */
export function openArchive(bytes: Buffer, path: string): ZipArchive {
  try {
    return openZip(bytes, { takesFirst: true });
  } catch (error) {
    if (error instanceof ZipError) {
      throw refusal(path, `this is no AAR and no JAR: ${error.message}`, 'download or build the file again');
    }
    throw error;
  }
}

interface NamedArchive {
  /** As messages name it. */
  readonly name: string;
  readonly archive: ZipArchive;
  readonly names: readonly string[];
}

interface OpenedJar extends NamedArchive {
  readonly bytes: Buffer;
  readonly path: string;
  readonly role: FileRole;
}

function jarPart({ name, bytes, archive, names, path, role }: OpenedJar): SdkPart {
  // Some libraries are only a name: all that they have is metadata for other compilers.
  if (role === 'sdk' && !names.some((entry) => entry.endsWith('.class'))) {
    throw noClasses(path, names);
  }
  return {
    name,
    jars: [{ name, bytes }],
    manifest: null,
    resources: null,
    assets: packed({ name, archive, names }, ASSETS),
    native: packed({ name, archive, names }, NATIVE),
  };
}

/** SDKs are handed over in archives, with a folder or two around the file that is meant. */
function noClasses(path: string, names: readonly string[]): BuildError {
  const inside = names.filter((entry) => /\.(?:aar|jar|apk)$/.test(entry));
  return inside.length === 0
    ? refusal(
        path,
        'it has neither jars (AAR, folder) nor class files (JAR)',
        'a JAR of sources or an empty AAR cannot be judged',
      )
    : refusal(
        path,
        `it is no SDK itself, and has others in folders: ${inside.slice(0, 4).join(', ')}`,
        'unpack it, and give the AAR, the folder with jars and res, or the whole APK by --sdk',
      );
}

function packed({ archive, names, name: place }: NamedArchive, pattern: RegExp): readonly PackedFile[] {
  const entries = names.filter((entry) => pattern.test(entry));
  return entries.map((entry) => ({ name: entry, bytes: requireEntry(archive, entry, place) }));
}

async function unpackResources(
  archive: ZipArchive,
  names: readonly string[],
  { path, folder }: { path: string; folder: string },
): Promise<string | null> {
  const entries = names.filter((entry) => entry.startsWith('res/'));
  for (const entry of entries) {
    const target = resolve(folder, normalize(entry));
    if (!target.startsWith(resolve(folder) + sep)) {
      throw refusal(path, `the entry "${entry}" leads out of the archive`, 'do not use this file');
    }
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, requireEntry(archive, entry, path));
  }
  return entries.length === 0 ? null : join(folder, 'res');
}

/** The bytes of an entry that the directory has; `place` names the archive in the error. */
export function requireEntry(archive: ZipArchive, name: string, place: string): Buffer {
  const bytes = readable(archive, name, place);
  if (bytes === null) {
    throw refusal(place, `it has no ${name}`, 'download or build the file again');
  }
  return bytes;
}

function readable(archive: ZipArchive, name: string, place: string): Buffer | null {
  try {
    return readEntry(archive, name);
  } catch (error) {
    if (error instanceof ZipError) {
      throw refusal(`${place}!/${name}`, error.message, 'download or build the file again');
    }
    throw error;
  }
}

function refusal(place: string, cause: string, cure: string): BuildError {
  return new BuildError('SDK_FILE', troubleText({ place, cause, cure }));
}
