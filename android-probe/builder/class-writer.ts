/** Writes class files of chapter 4 of the JVM specification: constants, and methods without branches. */

/** Java 5: code without branches needs no stack maps, and every verifier takes it. */
const VERSION = 49;
const MAGIC = 0xcafebabe;

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

export interface WrittenMethod {
  readonly access: number;
  readonly name: string;
  readonly descriptor: string;
  readonly maxStack: number;
  readonly maxLocals: number;
  readonly code: readonly number[];
}

export interface WrittenClass {
  readonly access: number;
  /** Names with slashes. */
  readonly name: string;
  readonly parent: string;
  readonly fields: readonly Pick<WrittenMethod, 'access' | 'name' | 'descriptor'>[];
  readonly methods: readonly WrittenMethod[];
}

/** The bytes of the class; `pool` has the constants of its code. */
export function writeClass(pool: ConstantPool, { access, name, parent, fields, methods }: WrittenClass): Buffer {
  const head = (member: WrittenClass['fields'][number]): readonly number[] => [
    ...uint16(member.access),
    ...uint16(pool.text(member.name)),
    ...uint16(pool.text(member.descriptor)),
  ];
  const body = [
    ...[...uint16(access), ...uint16(pool.classOf(name)), ...uint16(pool.classOf(parent)), ...uint16(0)],
    ...[...uint16(fields.length), ...fields.flatMap((field) => [...head(field), ...uint16(0)])],
    ...[...uint16(methods.length), ...methods.flatMap((method) => [...head(method), ...uint16(1), ...codeOf(pool, method)])],
    ...uint16(0),
  ];
  const start = Buffer.from([...uint32(MAGIC), ...uint16(0), ...uint16(VERSION)]);
  return Buffer.concat([start, pool.bytes(), Buffer.from(body)]);
}

function codeOf(pool: ConstantPool, { code, maxStack, maxLocals }: WrittenMethod): readonly number[] {
  const body = [...uint16(maxStack), ...uint16(maxLocals), ...uint32(code.length), ...code, ...uint16(0), ...uint16(0)];
  return [...uint16(pool.text('Code')), ...uint32(body.length), ...body];
}

export function uint16(value: number): readonly number[] {
  return [(value >> 8) & 0xff, value & 0xff];
}

function uint32(value: number): readonly number[] {
  return [...uint16(value >>> 16), ...uint16(value)];
}
