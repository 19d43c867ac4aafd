import { type AdapterTable, classesNamedIn, partsOf } from './adapter-table.ts';
import { BuildError, troubleText } from './build-error.ts';
import { type ClassFile, parametersOf } from './class-file.ts';
import { JAVA } from './class-index.ts';

const ACC_PRIVATE = 0x0002;
const ACC_SYNTHETIC = 0x1000;

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
    for (const [method, templates] of Object.entries(methods)) {
      if (!hasMethod(name, method, classes)) {
        throw misnamed(
          place,
          `the listener ${name} has no method ${method}`,
          `it has: ${namesToCall(classes.get(name)).join(', ')}`,
        );
      }
      requirePlaces({ listener: name, method, templates: Object.values(templates) }, classes, place);
    }
  }
}

interface ListenerMethod {
  readonly listener: string;
  readonly method: string;
  readonly templates: readonly string[];
}

/** `{1.code}`: what the method takes at that place has such a member, where its class is the SDK's. */
function requirePlaces({ listener, method, templates }: ListenerMethod, classes: Classes, place: string): void {
  const overloads = (classes.get(listener)?.members ?? []).filter(({ name }) => name === method);
  const places = templates.flatMap((text) => [...text.matchAll(/\{(\d+)\.(\w+)(?:\.\w+)*\}/g)]);
  for (const [whole, index, member = ''] of places) {
    const types = overloads.map(({ descriptor }) => classNameOf(parametersOf(descriptor)[Number(index)]));
    const [type = ''] = types;
    if (types.length > 0 && types.every((one) => classes.has(one) && !hasMember(one, member, classes))) {
      const fields = classes.get(type)?.fields.map(({ name }) => name) ?? [];
      const own = [...namesToCall(classes.get(type)), ...fields].join(', ');
      throw misnamed(place, `${whole} of ${listener}.${method}: ${type} has no member ${member}`, `it has: ${own}`);
    }
  }
}

/** Of an object; empty for primitives and arrays. */
function classNameOf(descriptor = ''): string {
  return descriptor.startsWith('L') ? descriptor.slice(1, -1).replaceAll('/', '.') : '';
}

/** As Template.java looks for it: a method, a getter or a field, of the class or of a parent. */
function hasMember(owner: string, member: string, classes: Classes): boolean {
  const capital = member.charAt(0).toUpperCase() + member.slice(1);
  const found = classes.get(owner);
  if (found === undefined) {
    // A parent of the platform: JSONObject, Map and Bundle among others have keys for members.
    return owner !== 'java.lang.Object';
  }
  const isOwn =
    [member, `get${capital}`, `is${capital}`].some((name) => found.methods.includes(name)) ||
    found.fields.some(({ name }) => name === member);
  const parents = [found.superName, ...found.interfaces].filter((parent) => parent !== null);
  const isOfSubclass = found.isInterface || [...classes.values()].some(({ superName }) => superName === owner);
  return isOwn || isOfSubclass || parents.some((parent) => hasMember(parent, member, classes));
}

/** What a table may call: no constructors, nothing private and nothing that a compiler has made. */
function namesToCall(owner: ClassFile | undefined): readonly string[] {
  const names = (owner?.members ?? [])
    .filter(({ name, access }) => (access & (ACC_PRIVATE | ACC_SYNTHETIC)) === 0 && !/^<|^lambda\$/.test(name))
    .map(({ name }) => name);
  return [...new Set(names)];
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
      throw misnamed(
        place,
        `${owner ?? 'no class of the SDK'} has ${owner === undefined ? 'a' : 'no'} method ${method}`,
        `${where} has: ${namesToCall(classes.get(where)).join(', ')}`,
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
