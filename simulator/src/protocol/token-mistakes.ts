import type { NamedMistake } from '../model/diagnosis.ts';
import { isScrip, isToken } from './credentials.ts';

/** What a text is that stands where a token should: the likely one first. */
interface TokenMistake extends NamedMistake {
  readonly test: (text: string) => boolean;
}

const CUT = /^STsid[0-9a-zA-Z]{1,51}$/;
const LONGER = /^STsid[0-9]{20}[0-9a-zA-Z]{33,}$/;

export const TOKEN_MISTAKES = [
  {
    id: 'token-blanks',
    en: 'a token with blanks or line ends around it',
    zh: '令牌首尾有空白或换行',
    test: (text) => text.trim() !== text && isToken(text.trim()),
  },
  {
    id: 'token-invisible',
    en: 'a token with invisible characters in it, such as a byte order mark or a zero-width space',
    zh: '令牌中有 BOM、零宽空格等不可见字符',
    test: (text) => isToken(text.replace(/[\p{Cc}\p{Cf}\p{Zs}]/gu, '')) && !isToken(text),
  },
  {
    id: 'token-quoted',
    en: 'a token in quotes',
    zh: '令牌带了引号',
    test: (text) => isToken(text.trim().replace(/^(\\?["'“‘`])(.*?)(\\?["'”’`])$/, '$2')),
  },
  {
    id: 'token-url-encoded',
    en: 'a URL-encoded token',
    zh: '令牌做了 URL 编码',
    test: (text) =>
      text.includes('%') &&
      isToken(
        decoded(text)
          .trim()
          .replace(/^"(.*)"$/, '$1'),
      ),
  },
  {
    id: 'token-escaped',
    en: 'a token with the escape of a line end behind it, written out',
    zh: '令牌末尾带了字面的 \\n 或 \\r',
    test: (text) => isToken(text.replace(/(?:\\[nrt])+$/, '')) && text.includes('\\'),
  },
  {
    id: 'token-labelled',
    en: 'a token with a label before it, as token= or Bearer',
    zh: '令牌前带了 token= 或 Bearer 等前缀',
    test: (text) => isToken(/^[A-Za-z-]+\s*[ =:]\s*(\S+)$/.exec(text)?.[1] ?? ''),
  },
  {
    id: 'token-json',
    en: 'the SDK’s whole result, in which the token stands',
    zh: '误传了 SDK 的整个返回结果,应只取其中的 token',
    test: (text) => /^\s*\{[\s\S]*STsid/.test(text),
  },
  {
    id: 'token-base64',
    en: 'a token in base64',
    zh: '令牌做了 Base64 编码',
    test: (text) => isToken(Buffer.from(text, 'base64').toString('latin1')),
  },
  {
    id: 'token-hex',
    en: 'a token in hex',
    zh: '令牌做了十六进制编码',
    test: (text) => isToken(Buffer.from(text, 'hex').toString('latin1')),
  },
  {
    id: 'token-reversed-case',
    en: 'a token in another letter case',
    zh: '令牌被转换了大小写',
    test: (text) => /^stsid[0-9]{20}[0-9a-z]{32}$/i.test(text) && !text.startsWith('STsid'),
  },
  {
    id: 'token-twice',
    en: 'a token written twice, or two tokens',
    zh: '令牌重复了两次,或拼接了两个令牌',
    test: (text) => isToken(text.slice(0, text.length / 2)) && isToken(text.slice(text.length / 2)),
  },
  { id: 'token-cut', en: 'a token that is cut off', zh: '令牌被截断了', test: (text) => CUT.test(text) },
  { id: 'token-longer', en: 'a token with more characters behind it', zh: '令牌末尾多了字符', test: (text) => LONGER.test(text) },
  {
    id: 'token-without-head',
    en: 'a token without its first letters, STsid',
    zh: '令牌缺少开头的 STsid',
    test: (text) => isToken(`STsid${text}`),
  },
  { id: 'token-scrip', en: 'a scrip, or another text of its form', zh: '误传了 scrip(取号凭证)', test: isScrip },
  {
    id: 'token-msgid',
    en: 'a msgid or traceId, by its form',
    zh: '误传了 msgid 或 traceId',
    test: (text) => /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(text),
  },
  {
    id: 'token-number',
    en: 'a phone number',
    zh: '误传了手机号',
    test: (text) => /^(?:\+?86)?1[0-9*]{10}$/.test(text),
  },
  {
    id: 'token-nothing',
    en: 'the word for nothing: null, undefined, None or nil',
    zh: '令牌为空值的字面量 null、undefined 等',
    test: (text) => /^(?:null|undefined|none|nil|\[object Object\])$/i.test(text.trim()),
  },
] as const satisfies readonly TokenMistake[];

/** null: it is a token by its form, or nothing that is recognised. */
export function diagnoseToken(text: string): NamedMistake | null {
  const row = isToken(text) ? undefined : TOKEN_MISTAKES.find(({ test }) => test(text));
  return row === undefined ? null : { id: row.id, en: row.en, zh: row.zh };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) {
      return '';
    }
    throw error;
  }
}
