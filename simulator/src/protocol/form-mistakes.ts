import { type Making, wideBytes } from './making.ts';
import type { MistakeRow, MistakeVariant } from './mistake.ts';

/** Mistakes in how the values are joined, and in what stands around them. */

const JOINERS = [
  { joiner: '', en: 'nothing', zh: '空串' },
  { joiner: '\n', en: 'line feeds', zh: '换行' },
  { joiner: '\r\n', en: 'CR LF', zh: '回车换行' },
  { joiner: '&', en: '&', zh: '&' },
  { joiner: ',', en: 'commas', zh: '逗号' },
  { joiner: '|', en: '|', zh: '|' },
] as const;

const RARE_JOINERS = [
  { joiner: ' ', en: 'blanks', zh: '空格' },
  { joiner: '+', en: '+', zh: '+' },
  { joiner: '-', en: 'hyphens', zh: '连字符' },
  { joiner: '_', en: '_', zh: '_' },
  { joiner: ':', en: 'colons', zh: '冒号' },
  { joiner: ';', en: 'semicolons', zh: '分号' },
  { joiner: '#', en: '#', zh: '#' },
  { joiner: '\t', en: 'tabs', zh: '制表符' },
  { joiner: '\\n', en: 'the two characters \\n', zh: '字面的 \\n' },
] as const;

const BEFORE_KEY = ['&key=', 'key=', '&', '&appKey=', '&appSecret=', '&secret=', '\n', ' '] as const;

const ENDS = [
  { ending: '\n', en: 'a line feed', zh: '换行' },
  { ending: '\r\n', en: 'CR LF', zh: '回车换行' },
  { ending: ' ', en: 'a blank', zh: '空格' },
  { ending: '&', en: '&', zh: '&' },
  { ending: '\0', en: 'a zero byte', zh: '零字节' },
] as const;

const CHARSETS = [
  { charset: 'utf16le', name: 'UTF-16LE' },
  { charset: 'utf16be', name: 'UTF-16BE' },
  { charset: 'utf32le', name: 'UTF-32LE' },
  { charset: 'utf32be', name: 'UTF-32BE' },
] as const;

export const FORM_MISTAKES = [
  {
    id: 'joined-with',
    slot: 'join',
    cost: 1,
    en: 'joined the values with {0}',
    zh: '各值之间用{0}连接',
    variants: ({ right }) =>
      JOINERS.filter(({ joiner }) => joiner !== right.joiner).map(({ joiner, ...words }) => ({
        subjects: [words],
        make: (making) => ({ ...making, joiner }),
      })),
  },
  {
    id: 'joined-with-rare',
    slot: 'join',
    cost: 2,
    en: 'joined the values with {0}',
    zh: '各值之间用{0}连接',
    variants: () =>
      RARE_JOINERS.map(({ joiner, ...words }) => ({ subjects: [words], make: (making) => ({ ...making, joiner }) })),
  },
  {
    id: 'joined-values-only',
    slot: 'join',
    cost: 2,
    en: 'joined the values with {0}, and put the key behind them with nothing between',
    zh: '各值之间用{0}连接，末尾直接拼接密钥',
    variants: ({ right }) =>
      !hasKeyPart(right)
        ? []
        : JOINERS.filter(({ joiner }) => joiner !== right.joiner).map(({ joiner, ...words }) => ({
            subjects: [words],
            make: (making) => ({ ...making, joiner, beforeKey: '' }),
          })),
  },
  {
    id: 'before-key',
    slot: 'join',
    cost: 1,
    en: 'wrote {0} before the key',
    zh: '在密钥前写了 {0}',
    variants: ({ right }) =>
      hasKeyPart(right)
        ? BEFORE_KEY.map((beforeKey) => ({
            subjects: [visible(beforeKey)],
            make: (making) => ({ ...making, beforeKey }),
          }))
        : [],
  },
  {
    id: 'pairs',
    slot: 'join',
    cost: 1,
    en: 'signed pairs name=value, joined with &, instead of the values alone',
    zh: '用 & 连接 name=value 签名，应只拼接各字段的值',
    variants: ({ right }) => pairVariants(right, ['', '&', '&key=', '&appKey=', '&appSecret=', '&secret=']),
  },
  {
    id: 'pairs-joined-with-nothing',
    slot: 'join',
    cost: 2,
    en: 'signed pairs name=value with nothing between them, instead of the values alone',
    zh: '直接拼接 name=value 签名，应只拼接各字段的值',
    variants: ({ right }) =>
      ['', '&key=', 'key='].slice(0, hasKeyPart(right) ? 3 : 1).map((beforeKey) => styled('pairs', '', beforeKey)),
  },
  {
    id: 'names-and-values',
    slot: 'join',
    cost: 2,
    en: 'signed every name with its value behind it, instead of the values alone',
    zh: '拼接了字段名和值，应只拼接值',
    variants: () => [styled('named', '', '')],
  },
  {
    id: 'json',
    slot: 'join',
    cost: 3,
    en: 'signed a JSON object, instead of the values alone',
    zh: '对 JSON 文本签名，应只拼接各字段的值',
    variants: () => [styled('json', '', '')],
  },
  {
    id: 'ended-with',
    slot: 'end',
    cost: 2,
    en: 'had {0} at the end of the string to sign',
    zh: '待签名串末尾多了{0}',
    variants: () => ENDS.map(({ ending, ...words }) => ({ subjects: [words], make: (making) => ({ ...making, ending }) })),
  },
  {
    id: 'started-with',
    slot: 'end',
    cost: 4,
    en: 'had {0} at the beginning of the string to sign',
    zh: '待签名串开头多了{0}',
    variants: () => [
      { subjects: [{ en: 'a byte order mark', zh: 'BOM' }], make: (making) => ({ ...making, start: '\uFEFF' }) },
      { subjects: [{ en: 'a blank', zh: '空格' }], make: (making) => ({ ...making, start: ' ' }) },
      { subjects: ['&'], make: (making) => ({ ...making, start: '&' }) },
    ],
  },
  {
    id: 'quoted-text',
    slot: 'end',
    cost: 4,
    en: 'had quotes around the string to sign',
    zh: '待签名串两端带了引号',
    variants: () => ['"', "'"].map((quote) => ({ make: (making) => ({ ...making, start: quote, ending: quote }) })),
  },
  {
    id: 'charset',
    slot: 'charset',
    cost: 3,
    en: 'took the bytes of the string to sign in {0}, not UTF-8',
    zh: '待签名串按 {0} 取字节，应为 UTF-8',
    variants: () => CHARSETS.map(({ charset, name }) => ({ subjects: [name], make: (making) => ({ ...making, charset }) })),
  },
  {
    id: 'charset-of-key',
    slot: 'charset',
    cost: 4,
    en: 'took the bytes of the string to sign and of the key in {0}, not UTF-8',
    zh: '待签名串和密钥都按 {0} 取字节，应为 UTF-8',
    variants: ({ right }) =>
      !right.digest.isKeyed
        ? []
        : CHARSETS.map(({ charset, name }) => ({
            subjects: [name],
            make: (making) => ({
              ...making,
              charset,
              key: { ...making.key, value: wideBytes(making.key.value.toString(), charset) },
            }),
          })),
  },
] as const satisfies readonly MistakeRow[];

function hasKeyPart({ parts }: Making): boolean {
  return parts.some(({ isKey }) => isKey === true);
}

function pairVariants(right: Making, before: readonly string[]): readonly MistakeVariant[] {
  return hasKeyPart(right) ? before.map((text) => styled('pairs', '&', text)) : [styled('pairs', '&', null)];
}

function styled(style: Making['style'], joiner: string, beforeKey: string | null): MistakeVariant {
  return { make: (making) => ({ ...making, style, joiner, beforeKey }) };
}

function visible(text: string): string {
  return text === '\n' ? '⏎' : JSON.stringify(text);
}
