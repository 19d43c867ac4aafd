import { classEntries } from './class-index.ts';
import { openArchive, requireEntry, type SdkJar, type SdkPart } from './sdk-file.ts';
import { writeZip } from './zip-writer.ts';

export interface UniqueParts {
  readonly parts: readonly SdkPart[];
  /** A sentence for each jar that lost classes. */
  readonly notes: readonly string[];
}

/** Leaves a class that is in two jars out of the later one. */
export function dropDoubledClasses(parts: readonly SdkPart[]): UniqueParts {
  const owners = new Map<string, string>();
  const notes: string[] = [];
  const unique = parts.map((part) => ({ ...part, jars: part.jars.map((jar) => withoutDoubled(jar, owners, notes)) }));
  return { parts: unique, notes };
}

function withoutDoubled(jar: SdkJar, owners: Map<string, string>, notes: string[]): SdkJar {
  const archive = openArchive(jar.bytes, jar.name);
  const names = [...archive.entries.keys()];
  const classes = classEntries(names);
  const doubled = classes.filter((entry) => owners.has(entry));
  for (const entry of classes) {
    owners.set(entry, owners.get(entry) ?? jar.name);
  }
  const [first] = doubled;
  if (first === undefined) {
    return jar;
  }
  const others = doubled.length === 1 ? '' : ` (and ${doubled.length - 1} more)`;
  const name = first.slice(0, -'.class'.length).replaceAll('/', '.');
  notes.push(`${jar.name}: the class ${name}${others} was left out, since ${owners.get(first)} has it`);
  const left = new Set(doubled);
  const files = names.filter((entry) => !left.has(entry));
  const bytes = writeZip(files.map((entry) => ({ name: entry, bytes: requireEntry(archive, entry, jar.name), alignment: null })));
  return { ...jar, bytes };
}
