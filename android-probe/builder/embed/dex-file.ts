import type { ClassFile, Member } from '../class-file.ts';

/** The parts of a dex file that the builder reads (Android's "Dalvik executable format"): classes, parents and methods. */
const NO_INDEX = 0xffffffff;
const ACC_FINAL = 0x0010;
const ACC_INTERFACE = 0x0200;
const ACC_ABSTRACT = 0x0400;
const CLASS_BYTES = 32;
const FIELD_BYTES = 8;
const METHOD_BYTES = 8;
const PROTOTYPE_BYTES = 12;

/** "035" to "040"; null where the bytes are no dex file. */
export function dexVersion(bytes: Buffer): string | null {
  return bytes.length > 0x70 && bytes.toString('latin1', 0, 4) === 'dex\n' ? bytes.toString('latin1', 4, 7) : null;
}

/** Every class of a dex file. Throws RangeError where it is damaged. */
export function readDexClasses(bytes: Buffer): readonly ClassFile[] {
  const dex = new DexReader(bytes);
  const [count, start] = [bytes.readUInt32LE(96), bytes.readUInt32LE(100)];
  return Array.from({ length: count }, (_, index) => dex.classAt(start + index * CLASS_BYTES));
}

class DexReader {
  readonly #bytes: Buffer;
  readonly #strings: number;
  readonly #types: number;
  readonly #prototypes: number;
  readonly #fields: number;
  readonly #methods: number;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#strings = bytes.readUInt32LE(60);
    this.#types = bytes.readUInt32LE(68);
    this.#prototypes = bytes.readUInt32LE(76);
    this.#fields = bytes.readUInt32LE(84);
    this.#methods = bytes.readUInt32LE(92);
  }

  classAt(offset: number): ClassFile {
    const field = (index: number): number => this.#bytes.readUInt32LE(offset + 4 * index);
    const access = field(1);
    const { fields, methods: members } = this.#membersOf(field(6));
    return {
      name: classOf(this.#type(field(0))),
      superName: field(2) === NO_INDEX ? null : classOf(this.#type(field(2))),
      interfaces: this.#typeList(field(3)).map(classOf),
      isAbstract: (access & ACC_ABSTRACT) !== 0,
      isInterface: (access & ACC_INTERFACE) !== 0,
      isFinal: (access & ACC_FINAL) !== 0,
      // An app's dex is whole: what it refers to is not looked for.
      references: [],
      methods: [...new Set(members.map(({ name }) => name))],
      members,
      access,
      fields,
    };
  }

  /** class_data_item: counts, then fields, then methods with their numbers as differences. */
  #membersOf(start: number): { readonly fields: readonly Member[]; readonly methods: readonly Member[] } {
    if (start === 0) {
      return { fields: [], methods: [] };
    }
    const numbers = new Uleb(this.#bytes, start);
    const [staticFields, instanceFields, direct, virtual] = [numbers.next(), numbers.next(), numbers.next(), numbers.next()];
    const list = (count: number, read: (index: number, access: number) => Member): readonly Member[] => {
      let index = 0;
      return Array.from({ length: count }, () => {
        index += numbers.next();
        return read(index, numbers.next());
      });
    };
    const field = (index: number, access: number): Member => ({ ...this.#field(index), access });
    const method = (index: number, access: number): Member => {
      numbers.next();
      return { ...this.#method(index), access };
    };
    return {
      fields: [staticFields, instanceFields].flatMap((count) => list(count, field)),
      methods: [direct, virtual].flatMap((count) => list(count, method)),
    };
  }

  #field(index: number): Omit<Member, 'access'> {
    const at = this.#fields + index * FIELD_BYTES;
    return {
      name: this.#string(this.#bytes.readUInt32LE(at + 4)),
      descriptor: this.#type(this.#bytes.readUInt16LE(at + 2)),
    };
  }

  #method(index: number): Omit<Member, 'access'> {
    const at = this.#methods + index * METHOD_BYTES;
    const prototype = this.#prototypes + this.#bytes.readUInt16LE(at + 2) * PROTOTYPE_BYTES;
    const parameters = this.#typeList(this.#bytes.readUInt32LE(prototype + 8)).join('');
    const returned = this.#type(this.#bytes.readUInt32LE(prototype + 4));
    return { name: this.#string(this.#bytes.readUInt32LE(at + 4)), descriptor: `(${parameters})${returned}` };
  }

  #typeList(start: number): readonly string[] {
    const count = start === 0 ? 0 : this.#bytes.readUInt32LE(start);
    return Array.from({ length: count }, (_, index) => this.#type(this.#bytes.readUInt16LE(start + 4 + 2 * index)));
  }

  #type(index: number): string {
    return this.#string(this.#bytes.readUInt32LE(this.#types + 4 * index));
  }

  /** Length, then modified UTF-8 up to a zero: names of classes and methods have no zero and no surrogates that matter here. */
  #string(index: number): string {
    const numbers = new Uleb(this.#bytes, this.#bytes.readUInt32LE(this.#strings + 4 * index));
    numbers.next();
    return this.#bytes.toString('utf8', numbers.offset, this.#bytes.indexOf(0, numbers.offset));
  }
}

/** Numbers of seven bits a byte. */
class Uleb {
  offset: number;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer, offset: number) {
    this.#bytes = bytes;
    this.offset = offset;
  }

  next(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes.readUInt8(this.offset);
      this.offset += 1;
      value |= (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) {
        return value >>> 0;
      }
    }
  }
}

/** `La/b/C;` is a.b.C. */
function classOf(descriptor: string): string {
  return descriptor.slice(1, -1).replaceAll('/', '.');
}
