import type { Making } from './making.ts';
import type { MistakeRow, MistakeVariant } from './mistake.ts';
import { PRINTED_NOTHINGS, templatesOf } from './placeholders.ts';
import { ORDERS } from './separator-mistakes.ts';
import { replacement, value } from './value-mistakes.ts';

/** Signed is what a language prints of a value, of a list or of a map, where the text itself is asked for. They meet no other mistake. */

/** Lists of values, as languages print them. */
const LISTS = [
  { open: '[', joiner: ', ', close: ']', en: 'a list as Java prints it, [a, b]', zh: ' Java List.toString() 的文本' },
  { open: "['", joiner: "', '", close: "']", en: "a list as Python prints it, ['a', 'b']", zh: ' Python 列表的 str() 文本' },
  { open: "('", joiner: "', '", close: "')", en: "a tuple as Python prints it, ('a', 'b')", zh: ' Python 元组的 str() 文本' },
  { open: '["', joiner: '","', close: '"]', en: 'a JSON array', zh: ' JSON 数组' },
  { open: '["', joiner: '", "', close: '"]', en: 'a JSON array with blanks', zh: '带空格的 JSON 数组' },
  { open: '[', joiner: ' ', close: ']', en: 'a slice as Go prints it, [a b]', zh: ' Go 切片的打印文本' },
  { open: '"', joiner: '" "', close: '"', en: 'values in quotes with blanks between', zh: '加引号并用空格分隔的各值' },
  { open: '"', joiner: '","', close: '"', en: 'values in quotes with commas between', zh: '加引号并用逗号分隔的各值' },
  { open: "'", joiner: "','", close: "'", en: 'values in single quotes with commas between', zh: '加单引号并用逗号分隔的各值' },
] as const;

/** Maps of names and values, as languages print them. */
const MAPS = [
  { open: 'map[', between: ':', joiner: ' ', close: ']', en: 'a map as Go prints it, map[a:b]', zh: ' Go map 的打印文本' },
  {
    open: "{'",
    between: "': '",
    joiner: "', '",
    close: "'}",
    en: "a dict as Python prints it, {'a': 'b'}",
    zh: ' Python 字典的 str() 文本',
  },
  {
    open: '{"',
    between: '"=>"',
    joiner: '", "',
    close: '"}',
    en: 'a hash as Ruby prints it, {"a"=>"b"}',
    zh: ' Ruby 哈希的文本',
  },
  {
    open: '{:',
    between: '=>"',
    joiner: '", :',
    close: '"}',
    en: 'a hash of symbols as Ruby prints it, {:a=>"b"}',
    zh: ' Ruby 符号键哈希的文本',
  },
  {
    open: '%{"',
    between: '" => "',
    joiner: '", "',
    close: '"}',
    en: 'a map as Elixir prints it, %{"a" => "b"}',
    zh: ' Elixir 映射的文本',
  },
  {
    open: '[',
    between: ', ',
    joiner: '][',
    close: ']',
    en: 'pairs as C# prints them, [a, b][c, d]',
    zh: ' C# KeyValuePair 的文本',
  },
  {
    open: '[',
    between: ', ',
    joiner: '],[',
    close: ']',
    en: 'pairs as C# prints them, with commas between',
    zh: '用逗号连接的 C# KeyValuePair 文本',
  },
  { open: '', between: '="', joiner: '"&', close: '"', en: 'pairs name="value", joined with &', zh: '用 & 连接的 name="value"' },
  {
    open: '{',
    between: ':',
    joiner: ',',
    close: '}',
    en: 'an object whose names and values have no quotes',
    zh: '不带引号的对象文本',
  },
] as const;

export const PRINTED_MISTAKES = [
  {
    id: 'text-of-list',
    slot: 'join',
    cost: 4,
    isAlone: true,
    en: 'signed {0}, instead of the values one behind the other',
    zh: '对{0}签名，应直接拼接各字段的值',
    variants: ({ right }) =>
      LISTS.flatMap(({ open, joiner, close, ...words }) =>
        arounds(right, open, close).map((around): MistakeVariant => {
          return { subjects: [words], make: (making) => ({ ...making, joiner, ...around }) };
        }),
      ),
  },
  {
    id: 'text-of-map',
    slot: 'join',
    cost: 4,
    isAlone: true,
    en: 'signed {0}, instead of the values alone',
    zh: '对{0}签名，应只拼接各字段的值',
    variants: ({ right }) =>
      MAPS.flatMap(({ open, between, joiner, close, ...words }) =>
        ORDERS.map((order): MistakeVariant => {
          const [around] = arounds(right, open, close);
          const make = (making: Making): Making => ({ ...order(making), style: 'pairs', between, joiner, ...around });
          return { subjects: [words], make };
        }),
      ),
  },
  {
    id: 'text-is-word',
    slot: 'join',
    cost: 4,
    isAlone: true,
    en: 'signed {0}, what its language prints of an object, in the place of the values',
    zh: '对 {0}（对象的打印文本）签名，应拼接各字段的值',
    variants: () => OBJECT_WORDS.map((word) => ({ subjects: [JSON.stringify(word)], make: (making) => withText(making, word) })),
  },
  {
    id: 'text-quoted',
    slot: 'end',
    cost: 3,
    isAlone: true,
    en: 'signed the string in quotes, as {0}',
    zh: '签名串两端带了引号（{0}）',
    variants: ({ right }) =>
      ['"', "'"].flatMap((quote) =>
        arounds(right, quote, quote).map((around): MistakeVariant => {
          return { subjects: [`${quote}…${quote}`], make: (making) => ({ ...making, ...around }) };
        }),
      ),
  },
  {
    id: 'text-of-bytes',
    slot: 'end',
    cost: 3,
    isAlone: true,
    en: "signed bytes as Python prints them, b'…', instead of the text",
    zh: "对 Python bytes 的打印文本（b'…'）签名，应对文本本身签名",
    variants: () => [{ make: (making) => ({ ...making, start: "b'", ending: "'" }) }],
  },
  {
    ...value({ id: 'bytes-literal', cost: 3 }, (text) => [`b'${text}'`, `b"${text}"`], {
      en: "signed {0} as Python prints bytes, b'…'",
      zh: "签名所用的 {0} 按 Python 的 bytes 输出，带了 b'…'",
    }),
    isAlone: true,
  },
  {
    ...value({ id: 'optional', cost: 4 }, (text) => [`Optional[${text}]`, `Optional("${text}")`, `Some("${text}")`, `&${text}`], {
      en: 'signed {0} as its language prints an optional value',
      zh: '签名所用的 {0} 是 Optional 的打印文本',
    }),
    isAlone: true,
  },
  {
    ...value({ id: 'nothing-printed', cost: 4 }, () => PRINTED_NOTHINGS, {
      en: 'signed what its language prints for a {0} that was not there',
      zh: '签名时 {0} 未赋值，用了语言对空值的打印文本',
    }),
    isAlone: true,
  },
  {
    ...value({ id: 'template', cost: 3 }, (_, name) => templatesOf(name), {
      en: 'signed the placeholder of {0}, which was not filled in',
      zh: '模板中的 {0} 未被替换，签名用了占位符',
    }),
    isAlone: true,
  },
  {
    ...value({ id: 'floating', cost: 3 }, floating, {
      en: 'signed {0} as a number with a floating point is written',
      zh: '签名所用的 {0} 按浮点数格式输出',
    }),
    isAlone: true,
  },
  {
    id: 'value-of-other-field',
    slot: 'value',
    cost: 4,
    isAlone: true,
    en: 'signed the value of {1} in the place of {0}',
    zh: '签名时 {0} 的位置用了 {1} 的值',
    variants: ({ right, unsigned }) => {
      const values = right.parts.filter(({ isKey }) => isKey !== true);
      return values.flatMap((part) =>
        [...values, ...unsigned]
          .filter((other) => other.value !== part.value)
          .map((other) => replacement(part, other.value, [part.name, other.name])),
      );
    },
  },
  {
    id: 'value-of-other-app',
    slot: 'value',
    cost: 2,
    isAlone: true,
    en: 'signed {1}, another app, in the place of {0}',
    zh: '签名时 {0} 用了另一个应用 {1}',
    variants: ({ right, otherAppids = [] }) =>
      right.parts
        .filter(({ name }) => name.toLowerCase() === 'appid')
        .flatMap((part) => otherAppids.map((appid) => replacement(part, appid, [part.name, appid]))),
  },
] as const satisfies readonly MistakeRow[];

/** What languages print of an object, a map or a promise whose text nobody wrote. */
const OBJECT_WORDS = [
  ...['[object Object]', '[object Promise]', 'Array', 'Object', '{}', '[]', 'null', 'undefined', 'None', 'nil'],
  ...['System.Collections.Generic.Dictionary`2[System.String,System.String]', 'System.Collections.Hashtable'],
] as const;

function withText(making: Making, text: string): Making {
  return { ...making, parts: [{ name: 'text', value: text }, ...making.parts.filter(({ isKey }) => isKey === true)] };
}

/** A key that is part of the text stands behind the list, or in it as the last one. */
function arounds({ parts }: Making, start: string, close: string): readonly Pick<Making, 'start' | 'ending' | 'beforeKey'>[] {
  const inside = { start, ending: close, beforeKey: null };
  return parts.some(({ isKey }) => isKey === true) ? [{ start, ending: '', beforeKey: close }, inside] : [inside];
}

/** The digits that languages give a number with a floating point, and how they write it. */
function floating(text: string): readonly string[] {
  if (!/^\d{4,20}$/.test(text)) {
    return [];
  }
  const number = Number(text);
  const exponents = [undefined, 14, 13, 5, 2].flatMap((digits) => {
    const [mantissa = '', exponent = ''] = number.toExponential(digits).split('e+');
    const short = String(Number(mantissa));
    const mantissas = [...new Set([mantissa, short, short.includes('.') ? short : `${short}.0`])];
    return mantissas.flatMap((own) => [`${own}E+${exponent}`, `${own}e+${exponent}`, `${own}E${exponent}`]);
  });
  const grouped = BigInt(text).toLocaleString('en-US');
  return [...exponents, `${String(number)}.000000`, grouped, `${grouped}.00`, `${text}L`, `${text}n`];
}
