import { requireCalls } from './adapter-calls.ts';
import { classesNamedIn, type Path, partsOf } from './adapter-parts.ts';
import type { AdapterTable } from './adapter-schema.ts';
import { BuildError, troubleText } from './build-error.ts';
import { type ClassFile, classNameOf, parametersOf } from './class-file.ts';
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

/** `FILE:LINE` of a place of the table. */
type PlaceOf = (path: Path) => string;

/** Throws BuildError where a table names what neither the SDK nor the platform has, or calls it otherwise than it is. */
export function requireNamed(table: AdapterTable, { classes, platform }: KnownClasses, place: PlaceOf): void {
  for (const [missing, path] of classesNamedIn(table)) {
    if (classes.has(missing) || platform.has(missing) || JAVA.test(missing)) {
      continue;
    }
    throw misnamed(
      place(path),
      `the class ${missing} is in none of the files given`,
      'correct the name; a nested class is written Outer$Inner',
    );
  }
  requireListeners(table, classes, place);
  requireMethods(table, classes, place);
  requireCalls(table, classes, (path, cause, cure) => misnamed(place(path), cause, cure));
}

function requireListeners({ listeners = {} }: AdapterTable, classes: Classes, place: PlaceOf): void {
  for (const [name, methods] of Object.entries(listeners)) {
    if (!classes.has(name)) {
      // An interface of the platform: its methods are not read.
      continue;
    }
    for (const [method, templates] of Object.entries(methods)) {
      if (!hasMethod(name, method, classes)) {
        throw misnamed(
          place(['listeners', name, method]),
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
function requirePlaces({ listener, method, templates }: ListenerMethod, classes: Classes, place: PlaceOf): void {
  const overloads = (classes.get(listener)?.members ?? []).filter(({ name }) => name === method);
  const places = templates.flatMap((text) => [...text.matchAll(/\{(\d+)(?:\.(\w+))?(?:\.\w+)*\}/g)]);
  for (const [whole, index, member] of places) {
    const most = Math.max(...overloads.map(({ descriptor }) => parametersOf(descriptor).length));
    if (overloads.length > 0 && Number(index) >= most) {
      throw misnamed(
        place(['listeners', listener, method]),
        `${whole} of ${listener}.${method}: the method has ${most} arguments`,
        most === 0 ? 'a method without arguments has no places' : `its places are {0} to {${most - 1}}`,
      );
    }
    if (member === undefined) {
      continue;
    }
    const types = overloads.map(({ descriptor }) => classNameOf(parametersOf(descriptor)[Number(index)] ?? ''));
    const [type = ''] = types;
    if (types.length > 0 && types.every((one) => classes.has(one) && !hasMember(one, member, classes))) {
      const fields = classes.get(type)?.fields.map(({ name }) => name) ?? [];
      const own = [...namesToCall(classes.get(type)), ...fields].join(', ');
      throw misnamed(
        place(['listeners', listener, method]),
        `${whole} of ${listener}.${method}: ${type} has no member ${member}`,
        `it has: ${own}`,
      );
    }
  }
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

function requireMethods(table: AdapterTable, classes: Classes, place: PlaceOf): void {
  for (const { path, owner = '', isStatic, method } of partsOf(table).calls) {
    if (method === '<init>' || !classes.has(owner)) {
      // Methods of the platform's classes are not read.
      continue;
    }
    // The object may be of another class than the one that makes it, so any class may have its methods.
    const isThere = isStatic
      ? hasMethod(owner, method, classes)
      : [...classes.values()].some((candidate) => candidate.methods.includes(method));
    if (!isThere) {
      throw misnamed(
        place([...path, 'method']),
        `${isStatic ? owner : 'no class of the SDK'} has ${isStatic ? 'no' : 'a'} method ${method}`,
        `${owner} has: ${namesToCall(classes.get(owner)).join(', ')}`,
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
