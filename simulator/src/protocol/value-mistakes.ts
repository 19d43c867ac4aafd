import { hash } from 'node:crypto';
import { fullWidth } from './full-width.ts';
import type { SignedPart } from './making.ts';
import type { MistakeRow, MistakeSource, MistakeVariant, Subject } from './mistake.ts';
import { maskNumber } from './numbers.ts';
import { urlEncoded } from './url-encoding.ts';

const FLAGS: readonly string[] = ['0', '1', '2', '3'];

const OTHER_VALUE = { en: 'signed another {0} than the request has', zh: '签名所用的 {0} 与请求中的不同' } as const;

/** Mistakes in a signed value: it is another one than the request has. */
export const VALUE_MISTAKES = [
  value({ id: 'blank-end', cost: 1 }, (text) => [`${text} `], {
    en: 'had a blank at the end of {0}',
    zh: '签名所用的 {0} 末尾多了空格',
  }),
  value({ id: 'blank-start', cost: 3 }, (text) => [` ${text}`], {
    en: 'had a blank before {0}',
    zh: '签名所用的 {0} 开头多了空格',
  }),
  value({ id: 'line-end', cost: 3 }, (text) => [`${text}\n`, `${text}\r\n`], {
    en: 'had a line end behind {0}',
    zh: '签名所用的 {0} 末尾多了换行',
  }),
  value({ id: 'trimmed', cost: 2 }, (text) => [text.trim()], {
    en: 'signed {0} without the blanks around it that it was sent with',
    zh: '签名前去掉了 {0} 首尾的空白，发送时却没有去掉',
  }),
  value({ id: 'lower', cost: 1 }, (text) => [text.toLowerCase()], {
    en: 'wrote {0} in lower case',
    zh: '签名所用的 {0} 写成了小写',
  }),
  value({ id: 'upper', cost: 1 }, (text) => [text.toUpperCase()], {
    en: 'wrote {0} in upper case',
    zh: '签名所用的 {0} 写成了大写',
  }),
  value({ id: 'quoted', cost: 3 }, (text) => [`"${text}"`, `'${text}'`], {
    en: 'had quotes around {0}',
    zh: '签名所用的 {0} 带了引号',
  }),
  value({ id: 'unquoted', cost: 3 }, (text) => [unquoted(text)], {
    en: 'signed {0} without the quotes that it was sent with',
    zh: '签名所用的 {0} 不带引号，发送的却带了引号',
  }),
  value({ id: 'url-encoded', cost: 1 }, urlEncodings, { en: 'signed {0} URL-encoded', zh: '签名所用的 {0} 做了 URL 编码' }),
  value({ id: 'url-decoded', cost: 1 }, urlDecoded, {
    en: 'signed {0} as it was before it was URL-encoded for the request',
    zh: '签名所用的 {0} 未做 URL 编码，发送的却是 URL 编码后的值',
  }),
  value({ id: 'nothing', cost: 2 }, () => ['null', 'undefined', 'None'], {
    en: 'signed the word null, undefined or None for {0}, which was not set yet',
    zh: '签名时 {0} 尚未赋值，用了 null、undefined 或 None',
  }),
  value({ id: 'base64', cost: 3 }, (text) => [Buffer.from(text).toString('base64')], {
    en: 'signed {0} in base64',
    zh: '签名所用的 {0} 做了 Base64 编码',
  }),
  {
    ...value({ id: 'cut', cost: 3 }, shortened, {
      en: 'signed only a part of {0}',
      zh: '签名所用的 {0} 被截断了',
    }),
    isAlone: true,
  },
  value({ id: 'twice', cost: 3 }, (text) => [text + text], { en: 'signed {0} twice', zh: '{0} 拼接了两次' }),
  value({ id: 'hyphens', cost: 1 }, hyphenated, {
    en: 'signed {0} with other hyphens than it was sent with, as a UUID has them',
    zh: '签名与发送的 {0} 一个带 UUID 连字符，一个不带',
  }),
  value(
    { id: 'version', cost: 1 },
    (text, name) => (name === 'version' ? others(['1.0', '2.0', '1', '2', 'v1.0', 'v2.0', '3.0'], text) : []),
    OTHER_VALUE,
  ),
  value(
    { id: 'flag', cost: 1 },
    (text) => (FLAGS.includes(text) ? others([...FLAGS, 'true', 'false', 'True', 'False'], text) : []),
    OTHER_VALUE,
  ),
  value(
    { id: 'capability', cost: 1 },
    (text) => (['login', 'check'].includes(text) ? others(['login', 'check'], text) : []),
    OTHER_VALUE,
  ),
  value(
    { id: 'country-code', cost: 1 },
    ofPhone((number) => [`+86${number}`, `86${number}`, `0086${number}`, `+86 ${number}`, `+86-${number}`]),
    { en: 'wrote {0} with its country code', zh: '{0} 带了国家码' },
  ),
  value(
    { id: 'phone-punctuated', cost: 2 },
    ofPhone((number) => [' ', '-'].map((mark) => [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(mark))),
    { en: 'wrote {0} with punctuation', zh: '{0} 带了分隔符' },
  ),
  value(
    { id: 'phone-written', cost: 3 },
    ofPhone((number) => [`0${number}`, fullWidth(number, /[0-9]/g), `tel:${number}`, `${number}.0`]),
    { en: 'wrote {0} in another form, as full-width or with a 0 before it', zh: '{0} 写成了其他形式（如全角，或前面多了 0）' },
  ),
  value(
    { id: 'phone-masked', cost: 1 },
    ofPhone((number) => [maskNumber(number), number.slice(7)]),
    {
      en: 'took the masked {0} that the SDK shows, or its last digits',
      zh: '用了脱敏后的 {0}，或只用了末几位',
    },
  ),
  value(
    { id: 'phone-digested', cost: 2 },
    ofPhone((number) =>
      (['md5', 'sha256', 'sha1'] as const)
        .map((algorithm) => hash(algorithm, number, 'hex'))
        .flatMap((digits) => [digits, digits.toUpperCase()]),
    ),
    { en: 'took a digest of {0} first', zh: '先对 {0} 做了摘要' },
  ),
  value({ id: 'number', cost: 3 }, (text) => (/^\d+(?:\.\d+)?$/.test(text) ? [String(Number(text)), `${text}.0`] : []), {
    en: 'signed {0} as a number was written',
    zh: '签名所用的 {0} 按数字格式输出',
  }),
] as const satisfies readonly MistakeRow[];

const CUT_LENGTHS = [16, 20, 32, 36, 40, 50, 64] as const;

/** Without a character at an end, without what a token begins with, and as columns of a database cut it. */
function shortened(text: string): readonly string[] {
  const cut = CUT_LENGTHS.filter((length) => length < text.length);
  return [text.slice(1), text.slice(0, -1), text.replace(/^STsid/, ''), ...cut.map((length) => text.slice(0, length))];
}

type Change = (text: string, name: string) => readonly string[];

/** A change of the phone number only, which stands in phoneNum. */
function ofPhone(change: (number: string) => readonly string[]): Change {
  return (text, name) => (name === 'phone' ? change(text) : []);
}

/** A change of any signed value. */
export function value(
  { id, cost }: Pick<MistakeRow, 'id' | 'cost'>,
  changeValue: Change,
  words: { readonly en: string; readonly zh: string },
): MistakeRow {
  return {
    id: `value-${id}`,
    slot: 'value',
    cost,
    ...words,
    variants: ({ right }: MistakeSource) =>
      right.parts
        .filter(({ isKey }) => isKey !== true)
        .flatMap((part) =>
          changeValue(part.value, part.name)
            .filter((changed) => changed !== part.value)
            .map((changed) => replacement(part, changed, [part.name])),
        ),
  };
}

export function replacement({ name }: SignedPart, changed: string, subjects: readonly Subject[]): MistakeVariant {
  return {
    subjects,
    part: name,
    make: (making) => ({
      ...making,
      parts: making.parts.map((part) => (part.name === name && part.isKey !== true ? { name, value: changed } : part)),
    }),
  };
}

function urlEncodings(text: string): readonly string[] {
  return [urlEncoded(text), urlEncoded(text).replaceAll('%20', '+')];
}

function urlDecoded(text: string): readonly string[] {
  try {
    const decoded = decodeURIComponent(text);
    return [decoded, ...(decoded === text ? [] : [unquoted(decoded)]), decodeURIComponent(text.replaceAll('+', '%20'))];
  } catch (error) {
    if (error instanceof URIError) {
      return [];
    }
    throw error;
  }
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}

function hyphenated(text: string): readonly string[] {
  const bare = text.replaceAll('-', '');
  return /^[0-9a-fA-F]{32}$/.test(bare) ? [bare, bare.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')] : [];
}

function others(values: readonly string[], own: string): readonly string[] {
  return values.filter((other) => other !== own);
}
