import type { MadePart, Making } from './making.ts';
import type { MistakeRow, MistakeSource, MistakeVariant, Subject } from './mistake.ts';

/** Mistakes in which values are signed, and in what order. */
export const ORDER_MISTAKES = [
  {
    id: 'left-out',
    slot: 'presence',
    cost: 1,
    en: 'left {0} out',
    zh: '漏签了 {0}',
    variants: ({ right }) => right.parts.map((part) => variant(right, [part], (parts) => without(parts, part.name))),
  },
  {
    id: 'alone',
    slot: 'presence',
    cost: 3,
    isAlone: true,
    en: 'took {0} alone',
    zh: '只用了 {0}，漏了其余各项',
    variants: ({ right }) => right.parts.map((part) => variant(right, [part], (parts) => taken(parts, part.name))),
  },
  {
    id: 'included',
    slot: 'presence',
    cost: 2,
    en: 'included {0}, which is not signed',
    zh: '多签了不参与签名的 {0}',
    variants: includedVariants,
  },
  {
    id: 'included-in-order',
    slot: 'order',
    cost: 3,
    en: 'included {0}, which is not signed, and signed the values {1}',
    zh: '多签了不参与签名的 {0}，并且{1}签名',
    variants: ({ orders, unsigned }) =>
      unsigned.flatMap((extra) =>
        orders.map(({ names, ...words }) => ({
          subjects: [extra.name, words],
          make: change((parts) => arrange([extra, ...parts], names)),
        })),
      ),
  },
  {
    id: 'order-by-name',
    slot: 'order',
    cost: 1,
    en: 'signed the values in the order of their names',
    zh: '按字段名排序后签名',
    variants: () => [{ make: change((parts) => withoutMovingKey(parts, (values) => [...values].sort(byName))) }],
  },
  {
    id: 'order-reverse',
    slot: 'order',
    cost: 2,
    en: 'signed the values in reverse order',
    zh: '按相反的顺序签名',
    variants: () => [{ make: change((parts) => withoutMovingKey(parts, (values) => values.toReversed())) }],
  },
  {
    id: 'order-other',
    slot: 'order',
    cost: 1,
    en: 'signed the values {0}',
    zh: '{0}签名',
    variants: ({ orders }) =>
      orders.map(({ names, ...words }) => ({ subjects: [words], make: change((parts) => arrange(parts, names)) })),
  },
  {
    id: 'other-formula',
    slot: 'order',
    cost: 1,
    en: 'signed by the formula of {0}',
    zh: '用了{0}的签名公式',
    variants: ({ formulas = [] }) =>
      formulas.map(({ parts: values, ...words }) => ({
        subjects: [words],
        make: change((parts) => [...values, ...parts.filter(({ isKey }) => isKey === true)]),
      })),
  },
  {
    id: 'exchanged',
    slot: 'order',
    cost: 2,
    en: 'changed the places of {0} and {1}',
    zh: '{0} 与 {1} 的位置颠倒了',
    variants: ({ right }) =>
      values(right).flatMap((part, from) =>
        values(right)
          .slice(from + 1)
          .map((other) => variant(right, [part, other], (parts) => exchange(parts, part.name, other.name))),
      ),
  },
  {
    id: 'put-first',
    slot: 'order',
    cost: 2,
    en: 'put {0} first',
    zh: '把 {0} 放到了最前面',
    variants: ({ right }) =>
      values(right).map((part) => variant(right, [part], (parts) => [...taken(parts, part.name), ...without(parts, part.name)])),
  },
  {
    id: 'key-first',
    slot: 'order',
    cost: 1,
    en: 'put the {0} first instead of last',
    zh: '把 {0} 放到了最前面，应在最后',
    variants: ({ right }) =>
      keys(right).map((part) => variant(right, [part], (parts) => [...taken(parts, part.name), ...without(parts, part.name)])),
  },
  {
    id: 'key-both-ends',
    slot: 'order',
    cost: 2,
    en: 'put the {0} both first and last',
    zh: '首尾都拼接了 {0}',
    variants: ({ right }) =>
      keys(right).map((part) =>
        variant(right, [part], (parts) => [...taken(parts, part.name), ...without(parts, part.name), ...taken(parts, part.name)]),
      ),
  },
  {
    id: 'put-last',
    slot: 'order',
    cost: 3,
    en: 'put {0} last',
    zh: '把 {0} 放到了最后面',
    variants: ({ right }) =>
      right.parts.map((part) => variant(right, [part], (parts) => [...without(parts, part.name), ...taken(parts, part.name)])),
  },
  {
    id: 'put-after',
    slot: 'order',
    cost: 4,
    en: 'put {0} after {1}',
    zh: '把 {0} 放到了 {1} 之后',
    variants: ({ right }) =>
      right.parts.flatMap((part) =>
        values(right)
          .filter((other) => other.name !== part.name)
          .map((other) => variant(right, [part, other], (parts) => putAfter(parts, part.name, other.name))),
      ),
  },
] as const satisfies readonly MistakeRow[];

type Parts = readonly MadePart[];

function change(turn: (parts: Parts) => Parts): (making: Making) => Making {
  return (making) => ({ ...making, parts: turn(making.parts) });
}

function variant(right: Making, subjects: Parts, turn: (parts: Parts) => Parts): MistakeVariant {
  return { subjects: subjects.map((part): Subject => (part.isKey ? right.key.name : part.name)), make: change(turn) };
}

/** The parts that change places: all but a key at the end, whose mistakes are rows of their own. */
function values({ parts }: Making): Parts {
  return parts.filter(({ isKey }, at) => isKey !== true || at < parts.length - 1);
}

function keys({ parts }: Making): Parts {
  return parts.filter(({ isKey }, at) => isKey === true && at === parts.length - 1);
}

function taken(parts: Parts, name: string): Parts {
  return parts.filter((part) => part.name === name);
}

function without(parts: Parts, name: string): Parts {
  return parts.filter((part) => part.name !== name);
}

function byName(a: MadePart, b: MadePart): number {
  return a.name < b.name ? -1 : 1;
}

function withoutMovingKey(parts: Parts, turn: (values: Parts) => Parts): Parts {
  const turned = turn(parts.filter(({ isKey }) => isKey !== true));
  let next = 0;
  return parts.map((part) => {
    if (part.isKey === true) {
      return part;
    }
    next += 1;
    return turned[next - 1] ?? part;
  });
}

/** The parts that `names` has, in the order of `names`; the key where it was. */
function arrange(parts: Parts, names: readonly string[]): Parts {
  const arranged = names.flatMap((name) => parts.filter((part) => part.isKey !== true && part.name === name));
  const key = parts.findIndex(({ isKey }) => isKey === true);
  const at = key === parts.length - 1 ? arranged.length : Math.min(key, arranged.length);
  return key === -1 ? arranged : arranged.toSpliced(at, 0, ...parts.slice(key, key + 1));
}

function exchange(parts: Parts, first: string, second: string): Parts {
  const [from, to] = [parts.findIndex(({ name }) => name === first), parts.findIndex(({ name }) => name === second)];
  return from === -1 || to === -1
    ? parts
    : parts.with(from, parts[to] ?? { name: '', value: '' }).with(to, parts[from] ?? { name: '', value: '' });
}

function putAfter(parts: Parts, moved: string, after: string): Parts {
  const others = without(parts, moved);
  const at = others.findIndex(({ name }) => name === after);
  return at === -1 ? parts : others.toSpliced(at + 1, 0, ...taken(parts, moved));
}

function includedVariants({ right, unsigned }: MistakeSource): readonly MistakeVariant[] {
  return unsigned.flatMap((extra) =>
    Array.from({ length: right.parts.length + 1 }, (_, at) => ({
      subjects: [extra.name],
      make: change((parts) => parts.toSpliced(at, 0, extra)),
    })),
  );
}
