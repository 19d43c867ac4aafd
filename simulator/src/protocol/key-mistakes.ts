import { type Making, plainDigest } from './making.ts';
import type { MistakeRow, MistakeSource, MistakeVariant } from './mistake.ts';
import { fromHex } from './signatures.ts';

/** Mistakes in the choice of the key and in its form. */

const AT_END = [
  { text: ' ', en: 'a blank', zh: '空格' },
  { text: '\n', en: 'a line feed', zh: '换行' },
  { text: '\r\n', en: 'CR LF', zh: '回车换行' },
  { text: '\r', en: 'a carriage return', zh: '回车' },
  { text: '\t', en: 'a tab', zh: '制表符' },
  { text: '\u3000', en: 'a full-width blank', zh: '全角空格' },
  { text: '\u00A0', en: 'a no-break space', zh: '不换行空格' },
  { text: '\u200B', en: 'a zero-width space', zh: '零宽空格' },
  { text: '\uFEFF', en: 'a byte order mark', zh: 'BOM' },
  { text: '\0', en: 'a zero byte', zh: '零字节' },
  { text: ';', en: 'a semicolon', zh: '分号' },
  { text: ',', en: 'a comma', zh: '逗号' },
] as const;

const QUOTES = [
  { open: '"', close: '"', en: 'quotes', zh: '双引号' },
  { open: "'", close: "'", en: 'single quotes', zh: '单引号' },
  { open: '“', close: '”', en: 'curly quotes', zh: '中文引号' },
  { open: '`', close: '`', en: 'backquotes', zh: '反引号' },
  { open: '<', close: '>', en: 'angle brackets', zh: '尖括号' },
  { open: '${', close: '}', en: 'the braces of a placeholder', zh: '占位符的花括号' },
] as const;

const NOTHINGS = ['null', 'undefined', 'None', 'nil'] as const;

export const KEY_MISTAKES = [
  {
    id: 'key-other',
    slot: 'key',
    cost: 1,
    en: 'signed with the {0} instead of the {1}',
    zh: '用了 {0}，应使用 {1}',
    variants: ({ right, otherKeys }) =>
      otherKeys.map((key) => ({ subjects: [key.name, right.key.name], make: (making) => ({ ...making, key }) })),
  },
  {
    id: 'key-missing',
    slot: 'key',
    cost: 2,
    en: 'left the {0} out',
    zh: '{0} 为空',
    variants: ({ right }) => [keyVariant(right, 'nothing', '')],
  },
  {
    id: 'key-nothing',
    slot: 'key',
    cost: 3,
    en: 'used the word {1} for the {0}, which was not set',
    zh: '{0} 未配置，签名用了“{1}”',
    variants: ({ right }) => NOTHINGS.map((word) => keyVariant(right, word, word)),
  },
  {
    id: 'key-field',
    slot: 'key',
    cost: 3,
    en: 'used {1} as the key instead of the {0}',
    zh: '误把 {1} 当作密钥，应使用 {0}',
    variants: ({ right }) =>
      right.parts.filter(({ isKey }) => isKey !== true).map(({ name, value }) => keyVariant(right, name, value)),
  },
  {
    id: 'key-end',
    slot: 'key form',
    cost: 1,
    en: 'had {1} at the end of the {0}',
    zh: '{0} 末尾多了{1}',
    variants: ({ right }) => AT_END.map(({ text, ...words }) => spoilt(right, (key) => `${key}${text}`, words)),
  },
  {
    id: 'key-start',
    slot: 'key form',
    cost: 2,
    en: 'had {1} before the {0}',
    zh: '{0} 开头多了{1}',
    variants: ({ right }) => AT_END.map(({ text, ...words }) => spoilt(right, (key) => `${text}${key}`, words)),
  },
  {
    id: 'key-around',
    slot: 'key form',
    cost: 3,
    en: 'had {1} before and after the {0}',
    zh: '{0} 首尾都多了{1}',
    variants: ({ right }) =>
      AT_END.slice(0, 6).map(({ text, ...words }) => spoilt(right, (key) => `${text}${key}${text}`, words)),
  },
  {
    id: 'key-quoted',
    slot: 'key form',
    cost: 2,
    en: 'had {1} around the {0}',
    zh: '{0} 带了{1}',
    variants: ({ right }) => QUOTES.map(({ open, close, ...words }) => spoilt(right, (key) => `${open}${key}${close}`, words)),
  },
  {
    id: 'key-lower',
    slot: 'key form',
    cost: 1,
    en: 'wrote the {0} in lower case',
    zh: '{0} 写成了小写',
    variants: ({ right }) => [spoilt(right, (key) => key.toLowerCase())],
  },
  {
    id: 'key-hex-decoded',
    slot: 'key form',
    cost: 1,
    en: 'decoded the {0} from hex, where its letters themselves are the key',
    zh: '对 {0} 做了十六进制解码，应直接使用其文本',
    variants: ({ right }) => [spoilt(right, (key) => fromHex(key) ?? key)],
  },
  {
    id: 'key-base64-decoded',
    slot: 'key form',
    cost: 2,
    en: 'decoded the {0} from base64, where its letters themselves are the key',
    zh: '对 {0} 做了 Base64 解码，应直接使用其文本',
    variants: ({ right }) => [spoilt(right, (key) => Buffer.from(key, 'base64'))],
  },
  {
    id: 'key-encoded',
    slot: 'key form',
    cost: 3,
    en: 'encoded the {0} in {1} first',
    zh: '先对 {0} 做了 {1} 编码',
    variants: ({ right }) => [
      spoilt(right, (key) => Buffer.from(key).toString('base64'), 'base64'),
      spoilt(right, (key) => Buffer.from(key).toString('hex'), 'hex'),
      spoilt(right, (key) => Buffer.from(key).toString('hex').toUpperCase(), 'upper-case hex'),
    ],
  },
  {
    id: 'key-digested',
    slot: 'key form',
    cost: 3,
    en: 'took the {1} of the {0} first',
    zh: '先对 {0} 做了 {1}',
    variants: ({ right }) => [
      spoilt(right, (key) => plainDigest('md5').make(key, ''), 'MD5'),
      spoilt(right, (key) => plainDigest('md5').make(key, '').toUpperCase(), { en: 'MD5, upper-case,', zh: 'MD5（大写）' }),
      spoilt(right, (key) => plainDigest('sha256').make(key, ''), 'SHA-256'),
    ],
  },
  {
    id: 'key-labelled',
    slot: 'key form',
    cost: 3,
    en: 'had {1} before the {0}, as a configuration file has it',
    zh: '{0} 前带了配置文件里的 {1}',
    variants: ({ right }) =>
      ['appKey=', 'appSecret=', 'key=', 'secret=', '='].map((label) => spoilt(right, (key) => `${label}${key}`, label)),
  },
  {
    id: 'key-twice',
    slot: 'key form',
    cost: 3,
    en: 'wrote the {0} twice',
    zh: '{0} 重复了两次',
    variants: ({ right }) => [spoilt(right, (key) => `${key}${key}`)],
  },
  {
    id: 'key-as-uuid',
    slot: 'key form',
    cost: 4,
    en: 'wrote the {0} with hyphens, as a UUID',
    zh: '{0} 写成了带连字符的 UUID 形式',
    variants: ({ right }) => [spoilt(right, asUuid), spoilt(right, (key) => asUuid(key).toLowerCase())],
  },
  {
    id: 'key-cut',
    slot: 'key form',
    cost: 2,
    en: 'left the {1} of the {0} out',
    zh: '{0} 少了{1}',
    variants: ({ right }) => [
      spoilt(right, (key) => key.slice(1), { en: 'first character', zh: '第一个字符' }),
      spoilt(right, (key) => key.slice(0, -1), { en: 'last character', zh: '最后一个字符' }),
      spoilt(right, (key) => key.slice(0, 16), { en: 'second half', zh: '后一半' }),
      spoilt(right, (key) => key.slice(16), { en: 'first half', zh: '前一半' }),
    ],
  },
  {
    id: 'key-lookalike',
    slot: 'key form',
    cost: 3,
    en: 'wrote {1} in the {0}',
    zh: '{0} 中把{1}',
    variants: ({ right }) => [
      spoilt(right, (key) => key.replaceAll('0', 'O'), { en: 'the letter O for 0', zh: '数字 0 写成了字母 O' }),
      spoilt(right, (key) => key.replaceAll('1', 'l'), { en: 'the letter l for 1', zh: '数字 1 写成了字母 l' }),
      spoilt(right, (key) => key.replaceAll('1', 'I'), { en: 'the letter I for 1', zh: '数字 1 写成了字母 I' }),
    ],
  },
  {
    id: 'key-typing-error',
    slot: 'key form',
    cost: 5,
    isAlone: true,
    en: 'has a typing error in the {0}, at character {1}',
    zh: '{0} 的第 {1} 个字符写错了',
    variants: typingErrors,
  },
] as const satisfies readonly MistakeRow[];

/** `name` is that of the key which was taken instead. */
export function keyVariant({ key }: Making, name: string, value: string): MistakeVariant {
  return { subjects: [key.name, name], make: (making) => ({ ...making, key: { name, value } }) };
}

export function spoilt(
  { key }: Making,
  spoil: (key: string) => string | Buffer,
  ...more: readonly (string | { readonly en: string; readonly zh: string })[]
): MistakeVariant {
  return {
    subjects: [key.name, ...more],
    make: (making) => {
      const { name, value } = making.key;
      return typeof value === 'string' ? { ...making, key: { name: `${name}, spoilt`, value: spoil(value) } } : making;
    },
  };
}

function asUuid(key: string): string {
  return key.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const HEX_DIGITS = [...'0123456789ABCDEF', 'O', 'I', 'l', ''] as const;

/** One character wrong, missing, doubled, or exchanged with its neighbour. */
function typingErrors({ right }: MistakeSource): readonly MistakeVariant[] {
  const length = right.key.value.length;
  return Array.from({ length }, (_, at) => at).flatMap((at) => [
    ...HEX_DIGITS.map((digit) => spoilt(right, (key) => `${key.slice(0, at)}${digit}${key.slice(at + 1)}`, String(at + 1))),
    spoilt(right, (key) => `${key.slice(0, at)}${key[at] ?? ''}${key.slice(at)}`, String(at + 1)),
    spoilt(right, (key) => `${key.slice(0, at)}${key[at + 1] ?? ''}${key[at] ?? ''}${key.slice(at + 2)}`, String(at + 1)),
  ]);
}
