import type { ClassFile } from './class-file.ts';
import { parseManifest } from './manifest-source.ts';
import { openArchive, requireEntry, type SdkJar, type SdkPart } from './sdk-file.ts';
import { writeZip } from './zip-writer.ts';

/** Kinds of resources that an R class has an inner class for. */
const KINDS =
  'anim|animator|array|attr|bool|color|dimen|drawable|font|fraction|id|integer|interpolator|layout|menu|mipmap|navigation|plurals|raw|string|style|styleable|transition|xml';
const R_CLASS = new RegExp(`^(.+)\\.R(?:\\$(?:${KINDS}))?$`);
const INNER_R_CLASS = new RegExp(`^(.+)\\.R\\$(?:${KINDS})$`);

/** The packages of all manifests. */
export function packagesOf(parts: readonly SdkPart[]): ReadonlySet<string> {
  const names = parts.map(({ manifest }) => (manifest === null ? null : parseManifest(manifest).packageName));
  return new Set(names.filter((name) => name !== null));
}

/** The package of an R class that the build makes; null for every other class. */
export function isResourceClass(name: string, packages: ReadonlySet<string>): boolean {
  const owner = R_CLASS.exec(name)?.[1];
  return owner !== undefined && packages.has(owner);
}

/** Packages whose R class the SDK uses, and that no manifest names: resources were handed over without one. */
export function namelessPackages(
  jars: readonly { readonly classes: readonly ClassFile[] }[],
  { present, parts }: { readonly present: ReadonlySet<string>; readonly parts: readonly SdkPart[] },
): readonly string[] {
  if (parts.every(({ resources }) => resources === null)) {
    return [];
  }
  const named = packagesOf(parts);
  const references = jars.flatMap(({ classes }) => classes.flatMap((one) => one.references));
  const owners = references.filter((name) => !present.has(name)).map((name) => INNER_R_CLASS.exec(name)?.[1]);
  return [...new Set(owners.filter((name) => name !== undefined && name !== 'android' && !named.has(name)))] as readonly string[];
}

export interface WithoutResourceClasses {
  readonly parts: readonly SdkPart[];
  /** A sentence for each jar that lost classes. */
  readonly notes: readonly string[];
}

/** Leaves R classes out whose numbers were those of another build: the build makes them anew. */
export function dropResourceClasses(parts: readonly SdkPart[]): WithoutResourceClasses {
  const packages = packagesOf(parts);
  const notes: string[] = [];
  const left = parts.map((part) => ({ ...part, jars: part.jars.map((jar) => withoutR(jar, packages, notes)) }));
  return { parts: left, notes };
}

function withoutR(jar: SdkJar, packages: ReadonlySet<string>, notes: string[]): SdkJar {
  const archive = openArchive(jar.bytes, jar.name);
  const names = [...archive.entries.keys()];
  const dropped = new Set(
    names.filter((entry) => entry.endsWith('.class') && isResourceClass(entry.slice(0, -6).replaceAll('/', '.'), packages)),
  );
  const [first] = dropped;
  if (first === undefined) {
    return jar;
  }
  const owner = first.slice(0, first.lastIndexOf('/')).replaceAll('/', '.');
  notes.push(`${jar.name}: ${owner}.R was made anew; numbers of resources that were compiled into other classes are wrong now`);
  const left = names.filter((entry) => !dropped.has(entry));
  const bytes = writeZip(left.map((entry) => ({ name: entry, bytes: requireEntry(archive, entry, jar.name), alignment: null })));
  return { ...jar, bytes };
}
