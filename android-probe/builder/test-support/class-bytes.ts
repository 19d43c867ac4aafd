/** Writes a class file with nothing in it but names: for tests that need one without a compiler. */
export function classBytes({
  name,
  parent = 'java/lang/Object',
  interfaces = [],
  refersTo = [],
  isAbstract = false,
}: ClassShape): Buffer {
  const names = [name, parent, ...interfaces, ...refersTo];
  const pool = names.flatMap((text, index) => [
    Buffer.concat([Buffer.from([1, 0, text.length]), Buffer.from(text)]),
    Buffer.from([7, 0, 2 * index + 1]),
  ]);
  const numbers = [
    isAbstract ? 0x0401 : 0x0001,
    2,
    4,
    interfaces.length,
    ...interfaces.map((_, index) => 6 + 2 * index),
    0,
    0,
    0,
  ];
  const head = [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 55, 0, pool.length + 1];
  return Buffer.concat([Buffer.from(head), ...pool, ...numbers.map((value) => Buffer.from([value >> 8, value & 0xff]))]);
}

interface ClassShape {
  /** Names with slashes. */
  readonly name: string;
  readonly parent?: string;
  readonly interfaces?: readonly string[];
  readonly refersTo?: readonly string[];
  readonly isAbstract?: boolean;
}
