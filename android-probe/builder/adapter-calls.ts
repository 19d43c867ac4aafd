import { type Path, partsOf, type TableCall } from './adapter-parts.ts';
import type { AdapterTable, Argument } from './adapter-schema.ts';
import { type ClassFile, classNameOf, isPublic, isStatic as isStaticMember, type Member, parametersOf } from './class-file.ts';

type Classes = ReadonlyMap<string, ClassFile>;
/** Makes the error of a place of the table. */
type Refuse = (path: Path, cause: string, cure: string) => Error;

/** Throws what `refuse` makes where no method, constructor or field of the SDK is as a table calls it. */
export function requireCalls(table: AdapterTable, classes: Classes, refuse: Refuse): void {
  const { calls, specs } = partsOf(table);
  const listeners = new Set(Object.keys(table.listeners ?? {}));
  for (const call of calls) {
    requireCall(call, { classes, listeners }, refuse);
  }
  for (const { path, spec } of specs) {
    const { class: owner = '', field } = spec;
    if (field !== undefined) {
      requireField({ owner, field }, classes, (cause, cure) => refuse([...path, 'field'], cause, cure));
    }
  }
}

interface Known {
  readonly classes: Classes;
  /** Names of the listeners that the table describes. */
  readonly listeners: ReadonlySet<string>;
}

function requireCall(call: TableCall, known: Known, refuse: Refuse): void {
  const { owner = '', isStatic, method, arguments: given } = call;
  const candidates = candidatesOf(call, known.classes);
  if (candidates === null || given === undefined) {
    return;
  }
  const isConstructor = method === '<init>';
  const name = isConstructor ? `constructor of ${owner}` : `${isStatic ? `${owner}.` : ''}${method}`;
  const path = [...call.path, isConstructor ? 'class' : 'method'];
  const open = candidates.filter(isPublic);
  if (open.length === 0) {
    throw refuse(path, `${name} is not public, so that no app can call it`, 'name a public method, or write the adapter in Java');
  }
  const fitting = open.filter(({ descriptor }) => isTaking(parametersOf(descriptor), given, known));
  const has = `there is: ${[...new Set(open.map((one) => signatureOf(one, owner)))].join(', ')}`;
  if (fitting.length === 0) {
    throw refuse(path, `no ${name} takes (${given.map(textOf).join(', ')})`, has);
  }
  if (isStatic && !isConstructor && !fitting.some(isStaticMember)) {
    throw refuse(path, `${name} is not static`, 'leave its class out and name the object by `instance` or `target`');
  }
}

/** Null where they cannot be known: a parent of the platform may have more. */
function candidatesOf({ owner = '', isStatic, method }: TableCall, classes: Classes): readonly Member[] | null {
  const found = classes.get(owner);
  if (found === undefined) {
    return null;
  }
  if (method === '<init>') {
    return found.members.filter(({ name }) => name === method);
  }
  if (isStatic) {
    const members = membersOf(owner, method, classes);
    return members.length === 0 ? null : members;
  }
  // The object may be of another class than the one that makes it, so any class may have its methods.
  return [...classes.values()].flatMap(({ members }) => members.filter(({ name }) => name === method));
}

function membersOf(owner: string, method: string, classes: Classes): readonly Member[] {
  const found = classes.get(owner);
  const parents = found === undefined ? [] : [found.superName, ...found.interfaces].filter((parent) => parent !== null);
  return [
    ...(found?.members.filter(({ name }) => name === method) ?? []),
    ...parents.flatMap((parent) => membersOf(parent, method, classes)),
  ];
}

interface NamedField {
  readonly owner: string;
  readonly field: string;
}

function requireField({ owner, field }: NamedField, classes: Classes, refuse: (cause: string, cure: string) => Error): void {
  const fields = fieldsOf(owner, classes);
  const fitting = fields?.find(({ name }) => name === field);
  if (fields === null || (fitting !== undefined && isOpen(fitting))) {
    return;
  }
  const others = fields.filter(isOpen).map(({ name }) => name);
  const cause = fitting === undefined ? `${owner} has no field ${field}` : `${owner}.${field} is no public static field`;
  throw refuse(cause, `public static fields of it: ${others.join(', ') || 'none'}`);
}

function isOpen(field: Member): boolean {
  return isPublic(field) && isStaticMember(field);
}

/** Of the class and its parents; null where one of them is not in the SDK. */
function fieldsOf(owner: string, classes: Classes): readonly Member[] | null {
  if (owner === 'java.lang.Object') {
    return [];
  }
  const found = classes.get(owner);
  if (found === undefined) {
    return null;
  }
  const inherited = [found.superName, ...found.interfaces].map((parent) => (parent === null ? [] : fieldsOf(parent, classes)));
  return inherited.includes(null) ? null : [...found.fields, ...inherited.flatMap((fields) => fields ?? [])];
}

function isTaking(types: readonly string[], given: readonly Argument[], known: Known): boolean {
  return types.length === given.length && types.every((type, index) => fits(type, given[index] ?? null, known));
}

const NUMBER =
  /^(?:[BSIJFD]|Ljava\/lang\/(?:Byte|Short|Integer|Long|Float|Double|String|Number|Object|Comparable);|Ljava\/io\/Serializable;)$/;
const BOOLEAN = /^(?:Z|Ljava\/lang\/(?:Boolean|Object|Comparable);|Ljava\/io\/Serializable;)$/;
const TEXT = /^(?:Ljava\/lang\/(?:String|CharSequence|Object|Comparable);|Ljava\/io\/Serializable;)$/;
const CONTEXT = /^L(?:java\/lang\/Object|android\/content\/(?:Context|ContextWrapper)|android\/app\/Application);$/;
const ACTIVITY =
  /^L(?:java\/lang\/Object|android\/content\/(?:Context|ContextWrapper)|android\/view\/ContextThemeWrapper|android\/app\/Activity);$/;
const LIST =
  /^(?:\[.*|Ljava\/util\/(?:List|ArrayList|Collection|AbstractList|AbstractCollection);|Ljava\/lang\/(?:Iterable|Object);)$/;
const NUMBERS = new Set(['requestCode', 'value']);

/** As the probe fits them (ArgumentTypes.java, TableCalls.java). */
function fits(type: string, argument: Argument, known: Known): boolean {
  const isObject = /^[L[]/.test(type);
  if (typeof argument === 'number' || NUMBERS.has(argument as string)) {
    return NUMBER.test(type);
  }
  if (typeof argument === 'boolean') {
    return BOOLEAN.test(type);
  }
  if (argument === null || argument === 'suspend' || argument === 'theme') {
    return isObject;
  }
  if (argument === 'context') {
    return CONTEXT.test(type) || isOfSdk(type, known.classes);
  }
  if (argument === 'activity') {
    return ACTIVITY.test(type);
  }
  if (argument === 'listener') {
    return known.listeners.has(classNameOf(type));
  }
  if (typeof argument === 'string') {
    return TEXT.test(type);
  }
  if (Array.isArray(argument)) {
    return LIST.test(type);
  }
  if ('text' in argument) {
    return TEXT.test(type) || isConstant(type, argument.text, known.classes);
  }
  // What an object is of shows when it is made; a number may be one.
  return isObject || !('listener' in argument || 'on' in argument);
}

/** An application class of the SDK's own is a context too. */
function isOfSdk(type: string, classes: Classes): boolean {
  const parent = classes.get(classNameOf(type))?.superName ?? '';
  return CONTEXT.test(`L${parent.replaceAll('.', '/')};`) && parent !== 'java.lang.Object';
}

/** A constant of an enum of the SDK; of one of the platform it is not known. */
function isConstant(type: string, name: string, classes: Classes): boolean {
  const found = classes.get(classNameOf(type));
  return found === undefined
    ? /^L(?:android|javax?)\/(?!lang\/)/.test(type)
    : found.superName === 'java.lang.Enum' && found.fields.some((field) => field.name === name);
}

function textOf(argument: Argument): string {
  if (typeof argument !== 'object' || argument === null) {
    return String(argument);
  }
  if (Array.isArray(argument)) {
    return `[${argument.map(textOf).join(', ')}]`;
  }
  return JSON.stringify(argument).replaceAll('"', '');
}

const PRIMITIVES: Readonly<Record<string, string>> = {
  ...{ Z: 'boolean', B: 'byte', C: 'char', S: 'short' },
  ...{ I: 'int', J: 'long', F: 'float', D: 'double' },
};

/** `login(String, int, Login$Callback)`: classes without their package. */
function signatureOf({ name, descriptor }: Member, owner: string): string {
  const types = parametersOf(descriptor).map((type) => {
    const element = type.replace(/^\[+/, '');
    const word = PRIMITIVES[element] ?? classNameOf(element).replace(/^.*\./, '');
    return `${word}${'[]'.repeat(type.length - element.length)}`;
  });
  return `${name === '<init>' ? owner.replace(/^.*\./, '') : name}(${types.join(', ')})`;
}
