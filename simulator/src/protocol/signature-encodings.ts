import { isAscii } from 'node:buffer';
import type { NamedMistake } from '../model/diagnosis.ts';
import { asAscii } from './look-alikes.ts';
import { nameMistake, type Subject } from './mistake.ts';
import {
  ANY_PADDING,
  base64In,
  DIGEST_LENGTHS,
  fromBase32,
  hexIn,
  isOneShort,
  PADDED,
  percentDecoded,
  readEncodedHex,
  type SignatureForm,
  UNPADDED,
  URL_ALPHABET,
} from './signature-readers.ts';

/** How a client wrote a signature, and the bytes that it meant. */

export interface EncodingRow {
  readonly id: string;
  /** Of a signature that has no other mistake: `right but ${alone}`. */
  readonly alone: string;
  /** `{0}` stands for what is written so: the signature, or another field. */
  readonly en: string;
  readonly zh: string;
  /** The bytes in lower-case hex; null: the signature is not written in this way. */
  readonly read: (given: string, form: SignatureForm) => string | null;
  /** Writes bytes in this way, for a form that cannot be read back. */
  readonly write?: (hex: string) => string;
}

export interface SignatureReading {
  readonly hex: string;
  /** null: it is written as it should be. */
  readonly encoding: EncodingRow | null;
}

/** The likely ones first: the first that fits is named. */
export const ENCODING_MISTAKES = [
  {
    id: 'sign-blanks',
    alone: 'for blanks around it',
    en: 'sent blanks around {0}',
    zh: '{0}首尾有空白',
    read: (given, form) => (given.trim() === given ? null : hexIn(given.trim(), form.letterCase)),
  },
  {
    id: 'sign-invisible',
    alone: 'for characters that cannot be seen',
    en: 'sent {0} with characters that cannot be seen',
    zh: '{0}中有不可见字符',
    read: (given) => {
      const bare = given.replace(/[\u200B-\u200F\u2060\u00AD\u0085\uFEFF\0]/g, '').trim();
      return bare === given.trim() ? null : hexIn(bare, 'either');
    },
  },
  {
    id: 'sign-look-alike',
    alone: 'for characters that are full-width, or look like others',
    en: 'sent {0} with characters that are full-width, or look like others',
    zh: '{0}中有全角字符或形似的字母',
    read: (given) => (isAscii(Buffer.from(given)) ? null : hexIn(asAscii(given.trim()), 'either')),
  },
  {
    id: 'sign-labelled',
    alone: 'for the name before it',
    en: 'sent a name before {0}, as MD5: or sign=',
    zh: '{0}前带了名称（如 MD5：或 sign=）',
    read: (given) =>
      hexIn(
        /^\s*(?:md5(?: digest)?|sha-?\d+|hmac[\w-]*|sign|signature|hex|\(stdin\))\s*(?:\([^()\s]*\)\s*)?[:=]\s*(\w+)\s*$/i.exec(
          given,
        )?.[1] ?? '',
        'either',
      ),
  },
  {
    id: 'sign-bytes-literal',
    alone: 'for the b before it, as Python prints bytes',
    en: 'sent {0} as Python prints bytes, with b and quotes',
    zh: '{0}按 Python 的 bytes 输出，带了 b 和引号',
    read: (given) => hexIn(/^b(["'])(\w+)\1$/.exec(given.trim())?.[2] ?? '', 'either'),
  },
  {
    id: 'sign-twice',
    alone: 'written twice',
    en: 'wrote {0} twice, one behind the other',
    zh: '{0}重复了两次',
    read: (given) => hexIn(/^([0-9a-fA-F]{32,128})\1$/.exec(given.trim())?.[1] ?? '', 'either'),
  },
  {
    id: 'sign-byte-list',
    alone: 'as a list of numbers',
    en: 'wrote {0} as a list of numbers, as Java prints an array of bytes',
    zh: '{0}输出成了数字列表（Java Arrays.toString）',
    read: (given) =>
      /^\[-?\d{1,3}(?:,\s*-?\d{1,3})*\]$/.test(given.trim())
        ? Buffer.from(given.trim().slice(1, -1).split(',').map(Number)).toString('hex')
        : null,
  },
  {
    id: 'sign-case',
    alone: 'for its letter case',
    en: 'wrote {0} in the wrong letter case',
    zh: '{0}的大小写不对',
    read: (given) => hexIn(given.trim(), 'either'),
  },
  {
    id: 'sign-hex-punctuated',
    alone: 'for punctuation between its hex digits',
    en: 'wrote {0} in hex with punctuation, as 0x, AB-CD, AB:CD or [AB, CD]',
    zh: '{0}的十六进制带了 0x 或分隔符',
    read: (given) => {
      const bare = given
        .trim()
        .replace(/^0x/i, '')
        .replace(/^\[(.*)\]$/, '$1')
        .replace(/[-:, ]|\r?\n/g, '');
      return bare === given.trim() ? null : hexIn(bare, 'either');
    },
  },
  {
    id: 'sign-quoted',
    alone: 'for quotes around it',
    en: 'sent quotes around {0}',
    zh: '{0}带了引号',
    read: (given) => hexIn(/^(["'])(.*)\1$/.exec(given.trim())?.[2] ?? '', 'either'),
  },
  {
    id: 'sign-punctuated',
    alone: 'for a mark of punctuation beside it',
    en: 'sent {0} with a mark of punctuation beside it',
    zh: '{0}旁边多了一个标点',
    read: (given) => hexIn(/^["'`,;.([{<“‘]?(\w+?)["'`,;.)\]}>”’]?$/.exec(given.trim())?.[1] ?? '', 'either'),
  },
  {
    id: 'sign-hex-escaped',
    alone: 'with an escape before every byte',
    en: 'wrote {0} with an escape before every byte, as \\x0A or %0A',
    zh: '{0}的每个字节都带了转义（如 \\x0A、%0A）',
    read: (given) =>
      /^(?:(?:\\x|%|0x)[0-9a-fA-F]{2}[, ]*)+$/.test(given.trim())
        ? hexIn(given.replace(/\\x|%|0x|[, ]/g, '').trim(), 'either')
        : null,
  },
  {
    id: 'sign-raw-bytes',
    alone: 'as raw bytes in the place of hex digits',
    en: 'sent the bytes of {0} as text in ISO-8859-1, not in hex',
    zh: '{0}直接把字节当作 ISO-8859-1 文本发送，未转成十六进制',
    read: (given) => {
      const bytes = Buffer.from(given, 'latin1');
      const isBytes = bytes.toString('latin1') === given && DIGEST_LENGTHS.includes(given.length);
      return isBytes && !isAscii(bytes) ? bytes.toString('hex') : null;
    },
  },
  {
    id: 'sign-raw-utf8',
    alone: 'as raw bytes that were read as UTF-8',
    en: 'sent the bytes of {0} as text in UTF-8, which loses most of them',
    zh: '{0}直接把字节当作 UTF-8 文本发送，未转成十六进制',
    read: (given) => (given.includes('\uFFFD') ? '' : null),
    write: (hex) => Buffer.from(hex, 'hex').toString('utf8'),
  },
  {
    id: 'sign-base32',
    alone: 'in base32',
    en: 'wrote {0} in base32',
    zh: '{0}用了 Base32，应为十六进制',
    read: (given, { bytes }) => {
      const hex = fromBase32(given.trim());
      return hex !== null && (bytes === null || DIGEST_LENGTHS.includes(hex.length / 2)) ? hex : null;
    },
  },
  {
    id: 'sign-base64',
    alone: 'in base64',
    en: 'wrote {0} in base64',
    zh: '{0}用了 Base64，应为十六进制',
    read: (given, { bytes }) => base64In(given.trim(), PADDED, bytes),
  },
  {
    id: 'sign-base64-unpadded',
    alone: 'in base64 without its padding',
    en: 'wrote {0} in base64 without its padding',
    zh: '{0}用了去掉填充的 Base64，应为十六进制',
    read: (given, { bytes }) => base64In(given.trim(), UNPADDED, bytes),
  },
  {
    id: 'sign-base64-url',
    alone: 'in base64 with the alphabet of URLs',
    en: 'wrote {0} in base64 with the alphabet of URLs',
    zh: '{0}用了 URL 安全的 Base64，应为十六进制',
    read: (given, { bytes }) => base64In(given.trim(), URL_ALPHABET, bytes),
  },
  {
    id: 'sign-base64-lines',
    alone: 'in base64 with line breaks',
    en: 'wrote {0} in base64 with line breaks',
    zh: '{0}用了带换行的 Base64，应为十六进制',
    read: (given, { bytes }) => (/[\r\n]/.test(given) ? base64In(given.replace(/[\r\n]/g, ''), ANY_PADDING, bytes) : null),
  },
  {
    id: 'sign-base64-blanks',
    alone: 'in base64, its + turned into blanks',
    en: 'wrote {0} in base64, its + turned into blanks by a form',
    zh: '{0}用了 Base64，且其中的 + 被表单变成了空格',
    read: (given, { bytes }) => base64In(given.replaceAll(' ', '+'), ANY_PADDING, bytes),
  },
  {
    id: 'sign-base64-url-encoded',
    alone: 'in base64 that is URL-encoded',
    en: 'wrote {0} in base64 and URL-encoded it',
    zh: '{0}用了 Base64 并做了 URL 编码，应为十六进制',
    read: (given, { bytes }) =>
      /%[0-9a-fA-F]{2}/.test(given) ? base64In(percentDecoded(given.trim()), ANY_PADDING, bytes) : null,
  },
  {
    id: 'sign-base64-of-hex',
    alone: 'in base64 of its hex text',
    en: 'wrote {0} in base64 of its hex text',
    zh: '对{0}的十六进制文本又做了 Base64',
    read: (given, form) => readEncodedHex(given, form, 'base64'),
  },
  {
    id: 'sign-hex-of-hex',
    alone: 'in hex of its hex text',
    en: 'wrote {0} in hex of its hex text',
    zh: '对{0}的十六进制文本又做了十六进制编码',
    read: (given, form) => readEncodedHex(given, form, 'hex'),
  },
  {
    id: 'sign-zeros-dropped',
    alone: 'without the zeros at its beginning',
    en: 'dropped the zeros at the beginning of {0}, as a number prints them',
    zh: '{0}开头的 0 被去掉了（按数字转换十六进制所致）',
    read: (given, { bytes }) => {
      const text = given.trim();
      const isShort = bytes !== null && text.length < bytes * 2 && text.length > bytes * 2 - 6;
      return isShort ? hexIn(text.padStart(bytes * 2, '0'), 'either') : null;
    },
  },
  {
    id: 'sign-last-missing',
    alone: 'without its last character',
    en: 'sent {0} without its last character',
    zh: '{0}少了最后一个字符',
    read: (given, { bytes }) => (isOneShort(given, bytes) ? '' : null),
    write: (hex) => hex.slice(0, -1),
  },
  {
    id: 'sign-first-missing',
    alone: 'without its first character',
    en: 'sent {0} without its first character',
    zh: '{0}少了第一个字符',
    read: (given, { bytes }) => (isOneShort(given, bytes) ? '' : null),
    write: (hex) => hex.slice(1),
  },
  {
    id: 'sign-sixteen',
    alone: 'in the form of 16 digits',
    en: 'sent the 16 digits in the middle of {0}',
    zh: '用了 16 位 MD5，应为 32 位',
    read: (given, { bytes }) => (bytes === 16 && /^[0-9a-fA-F]{16}$/.test(given.trim()) ? '' : null),
    write: (hex) => hex.slice(8, 24),
  },
  {
    id: 'sign-half',
    alone: 'without its second half',
    en: 'sent the first half of {0}',
    zh: '{0}只有前一半',
    read: (given, { bytes }) =>
      bytes !== null && given.trim().length === bytes && /^[0-9a-fA-F]+$/.test(given.trim()) ? '' : null,
    write: (hex) => hex.slice(0, hex.length / 2),
  },
  {
    id: 'sign-bytes-unpadded',
    alone: 'without the zero before bytes of one digit',
    en: 'wrote bytes of {0} under 16 with one hex digit',
    zh: '{0}中小于 16 的字节少写了前导 0',
    read: (given, { bytes }) =>
      bytes !== null && /^[0-9a-fA-F]+$/.test(given.trim()) && given.trim().length < bytes * 2 ? '' : null,
    write: (hex) => hex.replace(/0(.)|(..)/g, '$1$2'),
  },
  {
    id: 'sign-bytes-signed',
    alone: 'with ffffff before bytes over 127',
    en: 'wrote the bytes of {0} as signed numbers, with ffffff before those over 127',
    zh: '{0}的字节按有符号数输出，带了 ffffff',
    read: (given) => (/^[0-9a-fA-F]+$/.test(given.trim()) && /ffffff/i.test(given) ? '' : null),
    write: (hex) => hex.replace(/../g, (byte) => (byte >= '80' ? `ffffff${byte}` : byte.replace(/^0(.)/, '$1'))),
  },
  {
    id: 'sign-bytes-signed-padded',
    alone: 'with ffffff before bytes over 127, the others padded',
    en: 'wrote the bytes of {0} as signed numbers: those over 127 with ffffff before them, the others with two digits',
    zh: '{0}的字节按有符号数输出：大于 127 的带了 ffffff，其余补足两位',
    read: (given) => (/^[0-9a-fA-F]+$/.test(given.trim()) && /ffffff/i.test(given) ? '' : null),
    write: (hex) => hex.replace(/../g, (byte) => (byte >= '80' ? `ffffff${byte}` : byte)),
  },
  {
    id: 'sign-number-signed',
    alone: 'as a signed number with a minus',
    en: 'wrote {0} as a signed number, which has a minus where the first bit is set',
    zh: '{0}按有符号大整数输出，出现了负号（BigInteger 未指定符号）',
    read: (given, { bytes }) =>
      bytes !== null && /^-[0-9a-fA-F]+$/.test(given.trim())
        ? (2n ** BigInt(bytes * 8) - BigInt(`0x${given.trim().slice(1)}`)).toString(16)
        : null,
  },
  {
    id: 'sign-decimal',
    alone: 'as a decimal number',
    en: 'wrote {0} as a decimal number',
    zh: '{0}写成了十进制数',
    read: (given, { bytes }) =>
      bytes !== null && /^[0-9]+$/.test(given.trim()) && given.trim().length > bytes * 2 && given.trim().length < bytes * 3
        ? BigInt(given.trim())
            .toString(16)
            .padStart(bytes * 2, '0')
        : null,
  },
] as const satisfies readonly EncodingRow[];

const SIGNATURE = { en: 'the signature', zh: '签名' } as const;

/** None where it is written as it should be. */
export function nameEncoding(encoding: EncodingRow | null, subject: Subject = SIGNATURE): readonly NamedMistake[] {
  return encoding === null ? [] : [nameMistake(encoding, { subjects: [subject] })];
}

/** Every way to read a signature, the way it should be written first. */
export function readSignature(given: string, form: SignatureForm): readonly SignatureReading[] {
  const asAsked = hexIn(given, form.letterCase);
  if (asAsked !== null && (form.bytes === null || asAsked.length === form.bytes * 2)) {
    return [{ hex: asAsked, encoding: null }];
  }
  const others = ENCODING_MISTAKES.flatMap((encoding): readonly SignatureReading[] => {
    const hex = encoding.read(given, form);
    return hex === null ? [] : [{ hex, encoding }];
  });
  return asAsked === null ? others : [{ hex: asAsked, encoding: null }, ...others];
}
