import { BuildError, troubleText } from './build-error.ts';
import { type ClassFile, type Member, parametersOf } from './class-file.ts';
import { ConstantPool, uint16, type WrittenMethod, writeClass } from './class-writer.ts';

const CALLS = 'app/quhao/probe/table/ListenerCalls';
const CALLS_FIELD = { access: 0x0001, name: 'calls', descriptor: `L${CALLS};` };
const PUBLIC = 0x0001;
const PRIVATE = 0x0002;
const PROTECTED = 0x0004;
const STATIC = 0x0008;
const FINAL = 0x0010;
const SUPER = 0x0020;
const BRIDGE = 0x0040;
const ABSTRACT = 0x0400;

const OP = {
  ...{ aconstNull: 1, iconst0: 3, lconst0: 9, fconst0: 11, dconst0: 14, sipush: 17, ldcW: 19 },
  ...{ iload: 21, lload: 22, fload: 23, dload: 24, aload: 25, aastore: 83, dup: 89, wide: 196 },
  ...{ ireturn: 172, lreturn: 173, freturn: 174, dreturn: 175, areturn: 176, return: 177 },
  ...{ getfield: 180, invokespecial: 183, invokestatic: 184, anewarray: 189 },
} as const;

interface Kind {
  readonly load: number;
  readonly zero: number;
  readonly return: number;
  readonly slots: number;
  /** The class that boxes it; null: it is an object. */
  readonly box: string | null;
}

const INT = { load: OP.iload, zero: OP.iconst0, return: OP.ireturn, slots: 1 } as const;
const OBJECT: Kind = { load: OP.aload, zero: OP.aconstNull, return: OP.areturn, slots: 1, box: null };
/** By the letter of a descriptor. */
const PRIMITIVES: Readonly<Record<string, Kind>> = {
  Z: { ...INT, box: 'java/lang/Boolean' },
  B: { ...INT, box: 'java/lang/Byte' },
  C: { ...INT, box: 'java/lang/Character' },
  S: { ...INT, box: 'java/lang/Short' },
  I: { ...INT, box: 'java/lang/Integer' },
  J: { load: OP.lload, zero: OP.lconst0, return: OP.lreturn, slots: 2, box: 'java/lang/Long' },
  F: { load: OP.fload, zero: OP.fconst0, return: OP.freturn, slots: 1, box: 'java/lang/Float' },
  D: { load: OP.dload, zero: OP.dconst0, return: OP.dreturn, slots: 2, box: 'java/lang/Double' },
};

export interface ListenerClass {
  /** With dots. */
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Writes a subclass of a listener that is a class: no proxy can stand for it. It has a public field `calls`, to which every method goes
 * that is abstract or named in the table. Throws BuildError where the class cannot have a subclass.
 */
export function writeListenerClass(
  listener: ClassFile,
  methods: readonly string[],
  { classes, place }: { readonly classes: ReadonlyMap<string, ClassFile>; readonly place: string },
): ListenerClass {
  requireExtensible(listener, place);
  const parent = listener.name.replaceAll('.', '/');
  const name = `${parent.slice(0, parent.lastIndexOf('/') + 1)}QuhaoListener$${parent.slice(parent.lastIndexOf('/') + 1)}`;
  const pool = new ConstantPool();
  const overridden = overridable(listener, new Set(methods), classes).map((member) => methodOf(pool, name, member));
  const bytes = writeClass(pool, {
    access: PUBLIC | FINAL | SUPER,
    ...{ name, parent, fields: [CALLS_FIELD] },
    methods: [constructorOf(pool, parent), ...overridden],
  });
  return { name: name.replaceAll('/', '.'), bytes };
}

function requireExtensible({ name, isFinal, members }: ClassFile, place: string): void {
  const made = members.find((member) => member.name === '<init>' && member.descriptor === '()V');
  if (isFinal || made === undefined || (made.access & PRIVATE) !== 0) {
    const why = isFinal ? 'a final class' : 'a class without a constructor that takes no arguments';
    throw new BuildError(
      'ADAPTER',
      troubleText({
        place,
        cause: `the listener ${name} is ${why}: nothing can stand for it`,
        cure: 'name an interface or an open class, or write the adapter in Java (docs/any-sdk.md)',
      }),
    );
  }
}

/** Of the class and its parents, each once: what is abstract, and what the table names. */
function overridable(
  listener: ClassFile,
  named: ReadonlySet<string>,
  classes: ReadonlyMap<string, ClassFile>,
): readonly Member[] {
  const seen = new Map<string, Member>();
  const visit = (file: ClassFile | undefined): void => {
    for (const member of file?.members ?? []) {
      const key = `${member.name}${member.descriptor}`;
      if (!seen.has(key) && !member.name.startsWith('<')) {
        seen.set(key, member);
      }
    }
    for (const parent of file === undefined ? [] : [file.superName, ...file.interfaces]) {
      visit(parent === null ? undefined : classes.get(parent));
    }
  };
  visit(listener);
  return [...seen.values()].filter(({ name, access }) => {
    const isClosed = (access & (STATIC | FINAL | PRIVATE | BRIDGE)) !== 0;
    return !isClosed && ((access & ABSTRACT) !== 0 || named.has(name));
  });
}

function constructorOf(pool: ConstantPool, parent: string): WrittenMethod {
  const code = [OP.aload, 0, OP.invokespecial, ...uint16(pool.method(parent, '<init>', '()V')), OP.return];
  return { access: PUBLIC, name: '<init>', descriptor: '()V', maxStack: 1, maxLocals: 1, code };
}

/** `ListenerCalls.take(this.calls, "name", new Object[] {…}); return nothing, zero or null`. */
function methodOf(pool: ConstantPool, owner: string, { name, descriptor, access }: Member): WrittenMethod {
  const { parameters, returned } = readDescriptor(descriptor);
  const take = pool.method(CALLS, 'take', `(${CALLS_FIELD.descriptor}Ljava/lang/String;[Ljava/lang/Object;)V`);
  const code: number[] = [
    ...[OP.aload, 0, OP.getfield, ...uint16(pool.field(owner, CALLS_FIELD.name, CALLS_FIELD.descriptor))],
    ...[OP.ldcW, ...uint16(pool.string(name)), OP.sipush, ...uint16(parameters.length)],
    ...[OP.anewarray, ...uint16(pool.classOf('java/lang/Object'))],
  ];
  let slot = 1;
  for (const [index, letter] of parameters.entries()) {
    const { load, slots, box } = PRIMITIVES[letter] ?? OBJECT;
    code.push(OP.dup, OP.sipush, ...uint16(index), OP.wide, load, ...uint16(slot));
    if (box !== null) {
      code.push(OP.invokestatic, ...uint16(pool.method(box, 'valueOf', `(${letter})L${box};`)));
    }
    code.push(OP.aastore);
    slot += slots;
  }
  code.push(OP.invokestatic, ...uint16(take));
  const { zero, return: end } = PRIMITIVES[returned] ?? OBJECT;
  code.push(...(returned === 'V' ? [OP.return] : [zero, end]));
  return { access: access & (PUBLIC | PROTECTED), name, descriptor, maxStack: 7, maxLocals: slot, code };
}

/** The first letters of the types: those of objects and arrays are L and [. */
function readDescriptor(descriptor: string): { readonly parameters: readonly string[]; readonly returned: string } {
  const returned = descriptor.slice(descriptor.indexOf(')') + 1);
  return { parameters: parametersOf(descriptor).map((type) => type.charAt(0)), returned: returned.charAt(0) };
}
