import type { NamedMistake } from '../model/diagnosis.ts';
import { isScrip, isToken } from './credentials.ts';

/** What a text is that stands where a token should: the likely one first. */
interface TokenMistake extends NamedMistake {
  readonly test: (text: string) => boolean;
}

const CUT = /^STsid[0-9a-zA-Z]{1,51}$/;
const TOKEN_LENGTH = 57;
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
    test: (text) => isToken(/^([^\\]+)(?:\\[nrt])+$/.exec(text)?.[1] ?? ''),
  },
  {
    id: 'token-labelled',
    en: 'a token with a label before it, as token= or Bearer',
    zh: '令牌前带了 token= 或 Bearer 等前缀',
    test: (text) => isToken(/^[A-Za-z-]+(?:\s*[=:]\s*|\s+)(\S+)$/.exec(text)?.[1] ?? ''),
  },
  {
    id: 'token-url-encoded-twice',
    en: 'a token that is URL-encoded twice',
    zh: '令牌做了两次 URL 编码',
    test: (text) => /%25/.test(text) && isToken(bare(decoded(decoded(text)))),
  },
  {
    id: 'token-html',
    en: 'a token with entities of HTML, as &quot;',
    zh: '令牌带了 &quot；等 HTML 实体',
    test: (text) => isToken(text.replace(/&(?:quot|apos|amp|lt|gt|nbsp|#\d+|#x[0-9a-f]+);/gi, '')) && text.includes('&'),
  },
  {
    id: 'token-punctuated',
    en: 'a token with punctuation or brackets around it',
    zh: '令牌首尾带了标点或括号',
    test: (text) => isToken(bare(text)) && !isToken(text),
  },
  {
    id: 'token-with-parameters',
    en: 'a token with further parameters behind it, as &x=1',
    zh: '令牌后带了其他参数（如 &x=1）',
    test: (text) => isToken(/^(\w+)[&?#;|]/.exec(text)?.[1] ?? ''),
  },
  {
    id: 'token-list',
    en: 'two or more tokens with a mark between them',
    zh: '传了多个令牌',
    test: (text) => /^\w+(?:[,;|\s]+\w+)+$/.test(text) && text.split(/[,;|\s]+/).every(isToken),
  },
  {
    id: 'token-masked',
    en: 'a token as a log shows it, with the rest left out',
    zh: '误传了日志中省略或脱敏后的令牌',
    test: (text) => /^STsid\w*(?:\*{2,}|\.{3}|…)\w*$/.test(text),
  },
  {
    id: 'token-json',
    en: 'the SDK’s whole result, in which the token stands',
    zh: '误传了 SDK 的整个返回结果，应只取其中的 token',
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
    zh: '令牌重复了两次，或拼接了两个令牌',
    test: (text) => isToken(text.slice(0, text.length / 2)) && isToken(text.slice(text.length / 2)),
  },
  { id: 'token-cut', en: 'a token that is cut off', zh: '令牌被截断了', test: (text) => CUT.test(text) },
  { id: 'token-longer', en: 'a token with more characters behind it', zh: '令牌末尾多了字符', test: (text) => LONGER.test(text) },
  {
    id: 'token-wrong-character',
    en: 'a token with a character that no token has',
    zh: '令牌中有一个不该出现的字符',
    test: (text) => text.length === TOKEN_LENGTH && text.startsWith('STsid') && [...text.slice(5)].filter(isForeign).length <= 1,
  },
  {
    id: 'token-without-head',
    en: 'a token without its first letters, STsid',
    zh: '令牌缺少开头的 STsid',
    test: (text) => isToken(`STsid${text}`),
  },
  { id: 'token-scrip', en: 'a scrip, or another text of its form', zh: '误传了 scrip（取号凭证）', test: isScrip },
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
  {
    id: 'token-inside',
    en: 'a text that has a token in its middle, as a URL or markup',
    zh: '令牌夹在其他文本（如 URL 或标记）中间',
    test: (text) => /(?<![0-9A-Za-z])STsid[0-9]{20}[0-9a-zA-Z]{32}(?![0-9A-Za-z])/.test(text),
  },
  {
    id: 'token-full-width',
    en: 'a token in full-width characters',
    zh: '令牌写成了全角字符',
    test: (text) => isToken(text.normalize('NFKC')),
  },
  {
    id: 'token-unicode-escapes',
    en: 'a token with escapes of JSON in it, as \\u0053, written out',
    zh: '令牌中带了字面的 \\uXXXX 转义',
    test: (text) =>
      isToken(text.replace(/\\u([0-9a-f]{4})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))),
  },
  {
    id: 'token-backwards',
    en: 'a token backwards',
    zh: '令牌前后颠倒',
    test: (text) => isToken([...text].reverse().join('')),
  },
  {
    id: 'token-head-twice',
    en: 'a token with its first letters, STsid, twice',
    zh: '令牌开头的 STsid 重复了',
    test: (text) => isToken(text.replace(/^STsid/, '')),
  },
  { id: 'token-appid', en: 'an appid, by its form', zh: '误传了 appid', test: (text) => /^[0-9]{12}$/.test(text) },
  {
    id: 'token-sms-code',
    en: 'a number of a few digits, as a code from a text message',
    zh: '误传了几位数字（例如短信验证码）',
    test: (text) => /^[0-9]{4,8}$/.test(text.trim()),
  },
  {
    id: 'token-jwt',
    en: 'a JSON web token, which another service has issued',
    zh: '误传了其他服务签发的 JWT',
    test: (text) => /^(?:Bearer )?eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(text.trim()),
  },
  {
    id: 'token-placeholder',
    en: 'a placeholder that was not filled in',
    zh: '占位符未替换为真实令牌',
    test: (text) =>
      /^(?:[$%{<[]+\s*[\w.-]+\s*[}>\]%]*|(?:your|my)[-_ ]?\w*|token|accessToken|test|todo|xxx+)$/i.test(text.trim()),
  },
  {
    id: 'token-digest',
    en: 'a digest in hex, by its form',
    zh: '误传了摘要值',
    test: (text) => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text.trim()),
  },
] as const satisfies readonly TokenMistake[];

/** null: it is a token by its form, or nothing that is recognised. */
export function diagnoseToken(text: string): NamedMistake | null {
  const row = isToken(text) ? undefined : TOKEN_MISTAKES.find(({ test }) => test(text));
  return row === undefined ? null : { id: row.id, en: row.en, zh: row.zh };
}

/** Without marks around it. A text that is far longer than a token stays as it is: looking for its last mark takes the square of its length. */
function bare(text: string): string {
  return text.length > TOKEN_LENGTH * 2 ? text : text.replace(/^[\s[({<"',;:=.]+/, '').replace(/[\s\])}>"',;:=.。,]+$/, '');
}

function isForeign(character: string, at: number): boolean {
  return !(at < 20 ? /[0-9]/ : /[0-9a-zA-Z]/).test(character);
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
