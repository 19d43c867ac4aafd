import { type AdapterTable, classesNamedIn, partsOf } from './adapter-table.ts';
import { BuildError, troubleText } from './build-error.ts';
import type { ClassFile } from './class-file.ts';
import { JAVA } from './class-index.ts';

type Classes = ReadonlyMap<string, ClassFile>;

interface KnownClasses {
  /** Of the SDK's files, with their methods. */
  readonly classes: Classes;
  /** Names of Android's classes. */
  readonly platform: ReadonlySet<string>;
}

/** Throws BuildError where a table names a class or a method that neither the SDK nor the platform has. */
export function requireNamed(table: AdapterTable, { classes, platform }: KnownClasses, place: string): void {
  const missing = classesNamedIn(table).find((name) => !classes.has(name) && !platform.has(name) && !JAVA.test(name));
  if (missing !== undefined) {
    throw misnamed(
      place,
      `the class ${missing} is in none of the files given`,
      'correct the name; a nested class is written Outer$Inner',
    );
  }
  requireListeners(table, classes, place);
  requireMethods(table, classes, place);
}

function requireListeners({ listeners = {} }: AdapterTable, classes: Classes, place: string): void {
  for (const [name, methods] of Object.entries(listeners)) {
    if (!classes.has(name)) {
      // An interface of the platform: its methods are not read.
      continue;
    }
    for (const method of Object.keys(methods)) {
      if (!hasMethod(name, method, classes)) {
        const own = classes.get(name)?.methods.join(', ') ?? '';
        throw misnamed(place, `the listener ${name} has no method ${method}`, `it has: ${own}`);
      }
    }
  }
}

function requireMethods(table: AdapterTable, classes: Classes, place: string): void {
  const { instance } = table;
  const { steps, chained, specs } = partsOf(table);
  const made = specs.flatMap(({ class: owner, method }) => (method === undefined ? [] : [{ class: owner, method }]));
  for (const { class: owner, method } of [...steps, ...made, ...chained]) {
    // The object may be of another class than the one that makes it, so any class may have its methods.
    const isThere =
      owner === undefined
        ? [...classes.values()].some((candidate) => candidate.methods.includes(method))
        : hasMethod(owner, method, classes);
    if (!isThere) {
      const where = owner ?? instance?.class ?? '';
      const own = classes.get(where)?.methods.filter((name) => !name.startsWith('<')) ?? [];
      throw misnamed(
        place,
        `${owner ?? 'no class of the SDK'} has ${owner === undefined ? 'a' : 'no'} method ${method}`,
        `${where} has: ${own.join(', ')}`,
      );
    }
  }
}

/** Of the class or of a parent; a parent that is not in the SDK may have any. */
function hasMethod(owner: string | null, method: string, classes: Classes): boolean {
  if (owner === null || owner === 'java.lang.Object') {
    return false;
  }
  const found = classes.get(owner);
  return (
    found === undefined ||
    found.methods.includes(method) ||
    [found.superName, ...found.interfaces].some((parent) => hasMethod(parent, method, classes))
  );
}

function misnamed(place: string, cause: string, cure: string): BuildError {
  return new BuildError('ADAPTER', troubleText({ place, cause, cure }));
}
