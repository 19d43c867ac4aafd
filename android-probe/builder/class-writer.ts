/** Writes class files of chapter 4 of the JVM specification: constants, and methods without branches. */

/** Java 5: code without branches needs no stack maps, and every verifier takes it. */
const VERSION = 49;
const MAGIC = 0xcafebabe;
const PUBLIC_STATIC = 0x0009;

/** The constants of a class, each once. */
export class ConstantPool {
  readonly #entries: Buffer[] = [];
  readonly #indices = new Map<string, number>();

  text(value: string): number {
    const bytes = Buffer.from(value);
    return this.#add(`text ${value}`, () => [1, ...uint16(bytes.length), ...bytes]);
  }

  /** `name` with slashes. */
  classOf(name: string): number {
    return this.#add(`class ${name}`, () => [7, ...uint16(this.text(name))]);
  }

  string(value: string): number {
    return this.#add(`string ${value}`, () => [8, ...uint16(this.text(value))]);
  }

  field(owner: string, name: string, descriptor: string): number {
    return this.#member(9, `${owner}.${name}:${descriptor}`);
  }

  method(owner: string, name: string, descriptor: string): number {
    return this.#member(10, `${owner}.${name}:${descriptor}`);
  }

  /** Count and entries, as they stand in the file. */
  bytes(): Buffer {
    return Buffer.concat([Buffer.from(uint16(this.#entries.length + 1)), ...this.#entries]);
  }

  #member(tag: number, text: string): number {
    return this.#add(`${tag} ${text}`, () => {
      const [, owner = '', name = '', descriptor = ''] = /^(.*)\.([^.:]+):(.*)$/.exec(text) ?? [];
      const pair = this.#add(`pair ${name}:${descriptor}`, () => [
        12,
        ...uint16(this.text(name)),
        ...uint16(this.text(descriptor)),
      ]);
      return [tag, ...uint16(this.classOf(owner)), ...uint16(pair)];
    });
  }

  /** What an entry refers to is added before it. */
  #add(key: string, make: () => readonly number[]): number {
    const present = this.#indices.get(key);
    if (present !== undefined) {
      return present;
    }
    const entry = Buffer.from(make());
    this.#entries.push(entry);
    this.#indices.set(key, this.#entries.length);
    return this.#entries.length;
  }
}

/** A field, or a method without code. */
interface WrittenMember {
  readonly access: number;
  readonly name: string;
  readonly descriptor: string;
}

export interface WrittenMethod extends WrittenMember {
  readonly maxStack: number;
  readonly maxLocals: number;
  readonly code: readonly number[];
}

/** Names with slashes. */
export interface NestedClass {
  readonly name: string;
  readonly outer: string;
  /** As its source calls it. */
  readonly simpleName: string;
}

export interface WrittenClass {
  /** Java 5 when absent. */
  readonly version?: number;
  readonly access: number;
  /** Names with slashes. */
  readonly name: string;
  readonly parent: string;
  readonly interfaces?: readonly string[];
  readonly fields: readonly WrittenMember[];
  readonly methods: readonly (WrittenMethod | WrittenMember)[];
  readonly nested?: readonly NestedClass[];
}

/** The bytes of the class; `pool` has the constants of its code. */
export function writeClass(pool: ConstantPool, written: WrittenClass): Buffer {
  const { version = VERSION, access, name, parent, interfaces = [], fields, methods, nested = [] } = written;
  const head = (member: WrittenMember): readonly number[] => [
    ...uint16(member.access),
    ...uint16(pool.text(member.name)),
    ...uint16(pool.text(member.descriptor)),
  ];
  const body = [
    ...[...uint16(access), ...uint16(pool.classOf(name)), ...uint16(pool.classOf(parent))],
    ...[...uint16(interfaces.length), ...interfaces.flatMap((one) => uint16(pool.classOf(one)))],
    ...[...uint16(fields.length), ...fields.flatMap((field) => [...head(field), ...uint16(0)])],
    ...[...uint16(methods.length), ...methods.flatMap((method) => [...head(method), ...codeOf(pool, method)])],
    ...nestedOf(pool, nested),
  ];
  const start = Buffer.from([...uint32(MAGIC), ...uint16(0), ...uint16(version)]);
  return Buffer.concat([start, pool.bytes(), Buffer.from(body)]);
}

/** The attributes of a method: its code, where it has any. */
function codeOf(pool: ConstantPool, method: WrittenMethod | WrittenMember): readonly number[] {
  if (!('code' in method)) {
    return uint16(0);
  }
  const { code, maxStack, maxLocals } = method;
  const body = [...uint16(maxStack), ...uint16(maxLocals), ...uint32(code.length), ...code, ...uint16(0), ...uint16(0)];
  return [...uint16(1), ...uint16(pool.text('Code')), ...uint32(body.length), ...body];
}

/** The attributes of a class: which classes are nested in which, where there are any. */
function nestedOf(pool: ConstantPool, nested: readonly NestedClass[]): readonly number[] {
  if (nested.length === 0) {
    return uint16(0);
  }
  const rows = nested.flatMap(({ name, outer, simpleName }) => [
    ...[...uint16(pool.classOf(name)), ...uint16(pool.classOf(outer)), ...uint16(pool.text(simpleName))],
    ...uint16(PUBLIC_STATIC),
  ]);
  const body = [...uint16(nested.length), ...rows];
  return [...uint16(1), ...uint16(pool.text('InnerClasses')), ...uint32(body.length), ...body];
}

export function uint16(value: number): readonly number[] {
  return [(value >> 8) & 0xff, value & 0xff];
}

function uint32(value: number): readonly number[] {
  return [...uint16(value >>> 16), ...uint16(value)];
}
