/** What the builder has to know of a class file (chapter 4 of the JVM specification): names only. */
export interface ClassFile {
  /** With dots, `$` for a nested class. */
  readonly name: string;
  readonly superName: string | null;
  readonly interfaces: readonly string[];
  readonly access: number;
  readonly isAbstract: boolean;
  readonly isInterface: boolean;
  readonly isFinal: boolean;
  /** Names of all classes that the constant pool names. */
  readonly references: readonly string[];
  /** Names of its own methods, each once. */
  readonly methods: readonly string[];
  /** Its own methods, with every overload. */
  readonly members: readonly Member[];
  readonly fields: readonly Member[];
}

/** A class of which nothing but the name is known. */
export function nameOnly(name: string): ClassFile {
  return {
    name,
    superName: null,
    interfaces: [],
    access: 0,
    isAbstract: false,
    isInterface: false,
    isFinal: false,
    references: [],
    methods: [],
    members: [],
    fields: [],
  };
}

/** Descriptors of the parameters of a method, in their order. */
export function parametersOf(descriptor: string): readonly string[] {
  const [, given = ''] = /^\((.*)\)/.exec(descriptor) ?? [];
  return given.match(/\[*(?:L[^;]+;|[ZBCSIJFD])/g) ?? [];
}

/** `a.b.C` of the descriptor `La/b/C;`; empty for primitives and arrays. */
export function classNameOf(descriptor: string): string {
  return descriptor.startsWith('L') ? descriptor.slice(1, -1).replaceAll('/', '.') : '';
}

/** Of a class or a member. */
export function isPublic({ access }: Pick<Member, 'access'>): boolean {
  return (access & ACC_PUBLIC) !== 0;
}

export function isStatic({ access }: Pick<Member, 'access'>): boolean {
  return (access & ACC_STATIC) !== 0;
}

/** A method, or a field, whose descriptor is its type. */
export interface Member {
  readonly name: string;
  /** `(Ljava/lang/String;I)V`. */
  readonly descriptor: string;
  readonly access: number;
}

const MAGIC = 0xcafebabe;
const ACC_PUBLIC = 0x0001;
const ACC_STATIC = 0x0008;
const ACC_FINAL = 0x0010;
const ACC_INTERFACE = 0x0200;
const ACC_ABSTRACT = 0x0400;
/** Bytes of a constant after its tag, by tag; 1 (text) has its own length, 5 and 6 take two places. */
const SIZES: Readonly<Record<number, number>> = {
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 2,
  8: 2,
  9: 4,
  10: 4,
  11: 4,
  12: 4,
  15: 3,
  16: 2,
  17: 4,
  18: 4,
  19: 2,
  20: 2,
};

/** Null where the bytes are no class file. */
export function readClassFile(bytes: Buffer): ClassFile | null {
  if (bytes.length < 10 || bytes.readUInt32BE(0) !== MAGIC) {
    return null;
  }
  const { texts, classes, end } = readPool(bytes);
  const nameAt = (index: number): string => (texts.get(classes.get(index) ?? 0) ?? '').replaceAll('/', '.');
  const interfaceCount = bytes.readUInt16BE(end + 6);
  const superIndex = bytes.readUInt16BE(end + 4);
  const access = bytes.readUInt16BE(end);
  const fields = readMembers(bytes, end + 8 + 2 * interfaceCount, texts);
  const { members } = readMembers(bytes, fields.end, texts);
  return {
    name: nameAt(bytes.readUInt16BE(end + 2)),
    superName: superIndex === 0 ? null : nameAt(superIndex),
    interfaces: Array.from({ length: interfaceCount }, (_, i) => nameAt(bytes.readUInt16BE(end + 8 + 2 * i))),
    access,
    isAbstract: (access & ACC_ABSTRACT) !== 0,
    isInterface: (access & ACC_INTERFACE) !== 0,
    isFinal: (access & ACC_FINAL) !== 0,
    references: [...new Set([...classes.keys()].map((index) => elementOf(nameAt(index))))].filter((name) => name !== ''),
    methods: [...new Set(members.map(({ name }) => name))],
    members,
    fields: fields.members,
  };
}

interface Members {
  readonly members: readonly Member[];
  readonly end: number;
}

/** Fields or methods: access, name, descriptor, attributes. */
function readMembers(bytes: Buffer, start: number, texts: ReadonlyMap<number, string>): Members {
  const members: Member[] = [];
  let offset = start + 2;
  for (let left = bytes.readUInt16BE(start); left > 0; left -= 1) {
    const textAt = (at: number): string => texts.get(bytes.readUInt16BE(offset + at)) ?? '';
    members.push({ access: bytes.readUInt16BE(offset), name: textAt(2), descriptor: textAt(4) });
    let attributes = bytes.readUInt16BE(offset + 6);
    offset += 8;
    for (; attributes > 0; attributes -= 1) {
      offset += 6 + bytes.readUInt32BE(offset + 2);
    }
  }
  return { members, end: offset };
}

interface Pool {
  readonly texts: ReadonlyMap<number, string>;
  /** Index of a class constant to the index of its name. */
  readonly classes: ReadonlyMap<number, number>;
  readonly end: number;
}

function readPool(bytes: Buffer): Pool {
  const count = bytes.readUInt16BE(8);
  const texts = new Map<number, string>();
  const classes = new Map<number, number>();
  let offset = 10;
  for (let index = 1; index < count; index += 1) {
    const tag = bytes.readUInt8(offset);
    if (tag === 1) {
      const length = bytes.readUInt16BE(offset + 1);
      texts.set(index, bytes.toString('utf8', offset + 3, offset + 3 + length));
      offset += 3 + length;
      continue;
    }
    if (tag === 7) {
      classes.set(index, bytes.readUInt16BE(offset + 1));
    }
    const size = SIZES[tag];
    if (size === undefined) {
      throw new RangeError(`constant ${index} of the class has the unknown tag ${tag}`);
    }
    offset += 1 + size;
    // Constants of eight bytes take two places in the pool.
    index += tag === 5 || tag === 6 ? 1 : 0;
  }
  return { texts, classes, end: offset };
}

/** The class of an array's elements; empty for primitives. */
function elementOf(name: string): string {
  if (!name.startsWith('[')) {
    return name;
  }
  return /^\[+L(.*);$/.exec(name)?.[1] ?? '';
}
