interface ClassShape {
  /** Names with slashes. */
  readonly name: string;
  readonly parent?: string;
  readonly interfaces?: readonly string[];
  readonly refersTo?: readonly string[];
  readonly isAbstract?: boolean;
  /** Names, or names with descriptors: `onDone(La/Result;)V`; `static` or `private` may stand before. */
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
  const texts = methods.flatMap((method) => [method.replace(/^\w+ |\(.*/g, ''), /\(.*/.exec(method)?.[0] ?? '()V']);
  const members = methods.flatMap((method, index) => [
    accessOf(method),
    pool.length + 1 + 2 * index,
    pool.length + 2 + 2 * index,
    0,
  ]);
  const parents = [2, 4, interfaces.length, ...interfaces.map((_, index) => 6 + 2 * index)];
  const numbers = [isAbstract ? 0x0401 : 0x0001, ...parents, 0, methods.length, ...members, 0];
  const head = [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 55, 0, pool.length + texts.length + 1];
  const tail = numbers.map((value) => Buffer.from([value >> 8, value & 0xff]));
  return Buffer.concat([Buffer.from(head), ...pool, ...texts.map(textConstant), ...tail]);
}

/** Public, but for what is private. */
function accessOf(method: string): number {
  if (method.startsWith('private ')) {
    return 0x0002;
  }
  return method.startsWith('static ') ? 0x0009 : 0x0001;
}

function textConstant(text: string): Buffer {
  return Buffer.concat([Buffer.from([1, 0, text.length]), Buffer.from(text)]);
}
