import { type AdapterTable, classesNamedIn } from './adapter-table.ts';
import { BuildError, troubleText } from './build-error.ts';
import type { ClassFile } from './class-file.ts';

type Classes = ReadonlyMap<string, ClassFile>;

/** Throws BuildError where a table names a class or a method that the SDK does not have. */
export function requireNamed(table: AdapterTable, classes: Classes, place: string): void {
  const missing = classesNamedIn(table).find((name) => !classes.has(name));
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
    for (const method of Object.keys(methods)) {
      if (!hasMethod(name, method, classes)) {
        const own = classes.get(name)?.methods.join(', ') ?? '';
        throw misnamed(place, `the listener ${name} has no method ${method}`, `it has: ${own}`);
      }
    }
  }
}

function requireMethods({ instance, setup = [], configure = [], methods }: AdapterTable, classes: Classes, place: string): void {
  const steps = [...setup, ...configure, ...Object.values(methods)];
  for (const { class: owner, method } of steps) {
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
