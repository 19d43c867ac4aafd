import type { ClassFile } from '../class-file.ts';
import { ConstantPool, type NestedClass, writeClass } from '../class-writer.ts';
import type { ZipFile } from '../zip-writer.ts';
import { writeZip } from '../zip-writer.ts';

/** Before it interfaces have no methods of their own. */
const JAVA_8 = 52;
/** Flags that a class file knows as well; what dex adds is left out. */
const CLASS_FLAGS = 0x7611;
const SUPER = 0x0020;
const INTERFACE = 0x0200;
const MEMBER_FLAGS = 0x0fff;
const SYNTHETIC = 0x1000;

/** A jar with the names and types of an app's classes and no code: an adapter's sources are compiled against it. */
export function writeStubJar(classes: Iterable<ClassFile>): Buffer {
  const all = [...classes];
  const names = new Set(all.map(({ name }) => name));
  const nested = new Map<string, NestedClass[]>();
  for (const { name } of all) {
    const outer = name.slice(0, name.lastIndexOf('$'));
    if (name.includes('$') && names.has(outer)) {
      const row = { name: slashed(name), outer: slashed(outer), simpleName: name.slice(outer.length + 1) };
      for (const owner of [name, outer]) {
        nested.set(owner, [...(nested.get(owner) ?? []), row]);
      }
    }
  }
  return writeZip(
    all.map(
      (one): ZipFile => ({ name: `${slashed(one.name)}.class`, bytes: stubOf(one, nested.get(one.name) ?? []), alignment: null }),
    ),
  );
}

function stubOf({ name, superName, interfaces, access, fields, members }: ClassFile, nested: readonly NestedClass[]): Buffer {
  const isInterface = (access & INTERFACE) !== 0;
  const named = (member: ClassFile['fields'][number]): ClassFile['fields'][number] => ({
    ...member,
    access: member.access & MEMBER_FLAGS,
  });
  return writeClass(new ConstantPool(), {
    version: JAVA_8,
    access: (access & CLASS_FLAGS) | (isInterface ? 0 : SUPER),
    name: slashed(name),
    parent: slashed(superName ?? 'java.lang.Object'),
    interfaces: interfaces.map(slashed),
    fields: fields.filter((member) => (member.access & SYNTHETIC) === 0).map(named),
    methods: members.filter((member) => (member.access & SYNTHETIC) === 0 && member.name !== '<clinit>').map(named),
    nested,
  });
}

function slashed(name: string): string {
  return name.replaceAll('.', '/');
}
