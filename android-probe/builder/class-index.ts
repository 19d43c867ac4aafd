import { readFile } from 'node:fs/promises';
import { openZip } from '../../handset/src/packages/zip-archive.ts';
import { BuildError, troubleText } from './build-error.ts';
import { type ClassFile, readClassFile } from './class-file.ts';
import { artifactOfClass } from './known-artifacts.ts';
import { openArchive, requireEntry, type SdkJar } from './sdk-file.ts';

/** Packages that Android has outside android-all.jar: the language's own, and the old HTTP client. */
export const JAVA = /^(?:java|javax|sun|jdk|dalvik|libcore|org\.apache\.http)\./;

/** Every class of a jar, read. */
export function classesOf({ name, bytes }: SdkJar): readonly ClassFile[] {
  const archive = openArchive(bytes, name);
  return classEntries([...archive.entries.keys()]).map((entry) => {
    const read = readWhole(requireEntry(archive, entry, name));
    if (read === null) {
      throw new BuildError(
        'SDK_FILE',
        troubleText({
          place: `${name}!/${entry}`,
          cause: 'this is no class file, or a damaged one',
          cure: 'build or download the file again',
        }),
      );
    }
    return read;
  });
}

/** Null too where the file ends before its class does. */
function readWhole(bytes: Buffer): ClassFile | null {
  try {
    return readClassFile(bytes);
  } catch (error) {
    if (error instanceof RangeError) {
      return null;
    }
    throw error;
  }
}

/** The names of the classes in a jar on disk; its contents are not unpacked. */
export async function classNamesIn(path: string): Promise<readonly string[]> {
  const { entries } = openZip(await readFile(path));
  return classEntries([...entries.keys()]).map((entry) => entry.slice(0, -'.class'.length).replaceAll('/', '.'));
}

/** The entries that are classes of a jar, but for those of other Java versions. */
export function classEntries(entries: readonly string[]): readonly string[] {
  return entries.filter(
    (entry) => entry.endsWith('.class') && !entry.startsWith('META-INF/') && !entry.endsWith('module-info.class'),
  );
}

/** Throws BuildError where a class is in two jars; of the SDK's own files only the first still has it. */
export function requireUnique(jars: readonly { readonly name: string; readonly classes: readonly ClassFile[] }[]): void {
  const owners = new Map<string, string>();
  for (const jar of jars) {
    for (const { name } of jar.classes) {
      const owner = owners.get(name);
      if (owner !== undefined) {
        throw new BuildError(
          'CLASSES',
          troubleText({
            place: jar.name,
            cause: `the class ${name} is in ${owner} too`,
            cure: 'give the SDK without the classes of the probe',
          }),
        );
      }
      owners.set(name, jar.name);
    }
  }
}

export interface MissingClass {
  readonly name: string;
  readonly jar: string;
  /** A class that refers to it. */
  readonly by: string;
}

/** Classes that the SDK's own classes name and that are nowhere. */
export function missingClasses(
  jars: readonly { readonly name: string; readonly classes: readonly ClassFile[] }[],
  present: ReadonlySet<string>,
): readonly MissingClass[] {
  const missing = new Map<string, MissingClass>();
  for (const { name: jar, classes } of jars) {
    for (const { name: by, references } of classes) {
      for (const name of references) {
        if (!present.has(name) && !JAVA.test(name) && !missing.has(name)) {
          missing.set(name, { name, jar, by });
        }
      }
    }
  }
  return [...missing.values()];
}

/** One message for all missing classes, by library. */
export function missingClassesError(missing: readonly MissingClass[]): BuildError {
  const groups = new Map<string | null, MissingClass[]>();
  for (const row of missing) {
    const artifact = artifactOfClass(row.name);
    groups.set(artifact, [...(groups.get(artifact) ?? []), row]);
  }
  const texts = [...groups].map(([artifact, rows]) => {
    const [first] = rows;
    const more = rows.length === 1 ? '' : ` and ${rows.length - 1} more of the same library`;
    return troubleText({
      place: first?.jar ?? '',
      cause: `the class ${first?.name}${artifact === null && rows.length > 1 ? ` (and ${rows.length - 1} others)` : more} is missing; ${first?.by} refers to it`,
      cure: artifact === null ? cureOf(first?.name ?? '') : `--with ${artifact}:VERSION`,
    });
  });
  return new BuildError('CLASSES', [...texts, 'An SDK that can do without them: --allow-missing'].join('\n'));
}

function cureOf(name: string): string {
  return /(?:^|\.)BR$/.test(name)
    ? "an app's build makes this class of data binding, the probe's does not: give it by a further --sdk JAR"
    : 'give the library that has it by --sdk FILE or --with';
}
