interface ClassShape {
  /** Names with slashes. */
  readonly name: string;
  readonly parent?: string;
  readonly interfaces?: readonly string[];
  readonly refersTo?: readonly string[];
  readonly isAbstract?: boolean;
  /** Names, or names with descriptors: `onDone(La/Result;)V`. */
  readonly methods?: readonly string[];
}

/** Writes a class file with nothing in it but names: for tests that need one without a compiler. */
export function classBytes({
  name,
  parent,
  interfaces = [],
  refersTo = [],
  isAbstract = false,
  methods = [],
}: ClassShape): Buffer {
  const names = [name, parent ?? 'java/lang/Object', ...interfaces, ...refersTo];
  const pool = names.flatMap((text, index) => [textConstant(text), Buffer.from([7, 0, 2 * index + 1])]);
  const texts = methods.flatMap((method) => [method.replace(/\(.*/, ''), /\(.*/.exec(method)?.[0] ?? '()V']);
  const members = methods.flatMap((_, index) => [1, pool.length + 1 + 2 * index, pool.length + 2 + 2 * index, 0]);
  const parents = [2, 4, interfaces.length, ...interfaces.map((_, index) => 6 + 2 * index)];
  const numbers = [isAbstract ? 0x0401 : 0x0001, ...parents, 0, methods.length, ...members, 0];
  const head = [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 55, 0, pool.length + texts.length + 1];
  const tail = numbers.map((value) => Buffer.from([value >> 8, value & 0xff]));
  return Buffer.concat([Buffer.from(head), ...pool, ...texts.map(textConstant), ...tail]);
}

function textConstant(text: string): Buffer {
  return Buffer.concat([Buffer.from([1, 0, text.length]), Buffer.from(text)]);
}
