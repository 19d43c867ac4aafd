import { createHmac, hash } from 'node:crypto';
import { DIGEST_ALGORITHMS, type Making, plainDigest, USUAL_DIGESTS } from './making.ts';
import type { MistakeRow, MistakeVariant } from './mistake.ts';
import { ORDERS, sortedByName } from './separator-mistakes.ts';
import { urlEncoded } from './url-encoding.ts';

/** Rarer mistakes in the form of the string to sign and in its digest. They meet no other mistake, so that a search costs each of them one digest. */

const BEFORE_KEY = [
  ...['&Key=', '&KEY=', '&appkey=', '&appsecret=', '&app_key=', '&app_secret=', '&secretKey=', '&secret_key='],
  ...['&APPSECRET=', '&APPKEY=', '&sign=', '&Secret=', '&keySecret=', '&token='],
] as const;

const BEFORE_KEY_OF_PAIRS = ['', '&', '&key=', '&Key=', '&KEY=', '&appKey=', '&appSecret=', '&secret='] as const;

const SORTED = { en: ', sorted by name', zh: '，并按字段名排序' } as const;
const UNSORTED = { en: '', zh: '' } as const;

export const RARE_FORM_MISTAKES = [
  {
    id: 'before-key-rare',
    slot: 'join',
    cost: 3,
    isAlone: true,
    en: 'wrote {0} before the key',
    zh: '在密钥前写了 {0}',
    variants: ({ right }) =>
      hasKeyPart(right)
        ? BEFORE_KEY.map((text) => variant([JSON.stringify(text)], (making) => ({ ...making, beforeKey: text })))
        : [],
  },
  {
    id: 'pairs-before-key-rare',
    slot: 'join',
    cost: 3,
    isAlone: true,
    en: 'signed pairs name=value, joined with &{1}, with {0} before the key, instead of the values alone',
    zh: '用 & 连接 name=value{1}，并在密钥前写了 {0}；应只拼接各字段的值',
    variants: ({ right }) =>
      !hasKeyPart(right)
        ? []
        : BEFORE_KEY.flatMap((text) => [
            variant([JSON.stringify(text), UNSORTED], (making) => pairs(making, text)),
            variant([JSON.stringify(text), SORTED], (making) => pairs(sortedByName(making), text)),
          ]),
  },
  {
    id: 'pairs-with-empty-sign',
    slot: 'join',
    cost: 3,
    isAlone: true,
    en: 'signed pairs name=value, joined with &{0}, with an empty sign= among them, instead of the values alone',
    zh: '用 & 连接 name=value{0}，其中还有空的 sign=；应只拼接各字段的值',
    variants: ({ right }) =>
      (hasKeyPart(right) ? BEFORE_KEY_OF_PAIRS : ['']).flatMap((text) => [
        variant([UNSORTED], (making) => pairs(withEmptySign(making), text)),
        variant([SORTED], (making) => pairs(sortedByName(withEmptySign(making)), text)),
      ]),
  },
  {
    id: 'pairs-hmac-and-key',
    slot: 'join',
    cost: 3,
    isAlone: true,
    en: 'signed pairs name=value, joined with & and sorted by name, with the key behind them and as the key of {0} too',
    zh: '按字段名排序用 & 连接 name=value，拼接密钥后又用它做 {0}',
    variants: ({ right }) =>
      !hasKeyPart(right)
        ? []
        : (['md5', 'sha256', 'sha1'] as const).flatMap((algorithm) =>
            BEFORE_KEY_OF_PAIRS.map((text) =>
              variant([`HMAC-${algorithm.toUpperCase()}`], (making) => ({
                ...pairs(sortedByName(making), text),
                digest: {
                  ...plainDigest(algorithm),
                  make: (bytes, key) => createHmac(algorithm, key).update(bytes).digest('hex'),
                },
              })),
            ),
          ),
  },
  {
    id: 'text-of-object',
    slot: 'join',
    cost: 4,
    isAlone: true,
    en: 'signed {0}, instead of the values alone',
    zh: '对{0}签名，应只拼接各字段的值',
    variants: ({ right }) =>
      OBJECT_TEXTS.flatMap(({ open, close, style, joiner, ...words }) =>
        ORDERS.map((order) =>
          variant([words], (making) => {
            const hasKey = hasKeyPart(right);
            const around = { start: open, ending: hasKey ? '' : close, beforeKey: hasKey ? close : null };
            return { ...order(making), style, joiner, ...around };
          }),
        ),
      ),
  },
  {
    id: 'text-turned',
    slot: 'join',
    cost: 4,
    isAlone: true,
    en: 'took the digest of the string to sign {0}',
    zh: '对{0}待签名串做了摘要',
    variants: ({ right }) =>
      TEXT_TURNS.flatMap(({ turn, ...words }) =>
        TEXT_FORMS.map((form) =>
          variant([words], (making) => ({
            ...form(making),
            digest: { ...right.digest, make: (text, key) => right.digest.make(turn(text.toString()), key) },
          })),
        ),
      ),
  },
  {
    id: 'included-nothing',
    slot: 'presence',
    cost: 4,
    isAlone: true,
    en: 'put the word {0} among the values, for a field that was not set',
    zh: '未赋值的字段以“{0}”参与了签名',
    variants: ({ right }) =>
      ['null', 'undefined', 'None', 'nil', '""'].flatMap((word) =>
        Array.from({ length: right.parts.length + 1 }, (_, at) =>
          variant([word], (making) => ({ ...making, parts: making.parts.toSpliced(at, 0, { name: word, value: word }) })),
        ),
      ),
  },
  {
    id: 'digest-thrice',
    slot: 'digest',
    cost: 4,
    isAlone: true,
    en: 'took {0} three times',
    zh: '做了三次 {0}',
    variants: ({ right }) =>
      CASES.map((write) => nested(right, [right.digest.name], (hex, again) => again(write(again(write(hex)))))),
  },
  {
    id: 'digest-of-digest',
    slot: 'digest',
    cost: 4,
    isAlone: true,
    en: 'took {0} of the hex digits of {1}',
    zh: '对 {1} 的十六进制结果又做了 {0}',
    variants: ({ right }) =>
      right.digest.isKeyed
        ? digestedFirst(right)
        : DIGEST_ALGORITHMS.flatMap((inner) =>
            DIGEST_ALGORITHMS.filter((outer) => outer !== inner || plainDigest(outer).name !== right.digest.name).flatMap(
              (outer) =>
                CASES.map((write) =>
                  variant([plainDigest(outer).name, plainDigest(inner).name], (making) => ({
                    ...making,
                    digest: { ...plainDigest(outer), make: (text) => hash(outer, write(hash(inner, text, 'hex')), 'hex') },
                  })),
                ),
            ),
          ),
  },
  {
    id: 'digest-key-before-digest',
    slot: 'digest',
    cost: 4,
    isAlone: true,
    en: 'took {0} of the values first, then of its hex digits with the key before them',
    zh: '先对各值做 {0}，再把密钥拼接在其结果前做一次',
    variants: ({ right }) =>
      !hasKeyPart(right)
        ? []
        : CASES.map((write) =>
            variant([right.digest.name], (making) => ({
              ...making,
              parts: making.parts.filter(({ isKey }) => isKey !== true),
              digest: {
                ...making.digest,
                make: (text, key) => making.digest.make(`${key.toString()}${write(making.digest.make(text, key))}`, key),
              },
            })),
          ),
  },
  {
    id: 'digest-reversed',
    slot: 'digest',
    cost: 4,
    isAlone: true,
    en: 'wrote the bytes of the {0} in reverse order, the last one first',
    zh: '{0} 的字节顺序颠倒了（小端）',
    variants: ({ right }) => [
      variant([right.digest.name], (making) => ({
        ...making,
        digest: {
          ...making.digest,
          make: (text, key) => Buffer.from(making.digest.make(text, key), 'hex').reverse().toString('hex'),
        },
      })),
    ],
  },
] as const satisfies readonly MistakeRow[];

/** The keyed digest of another digest of the text. */
function digestedFirst({ digest }: Making): readonly MistakeVariant[] {
  return USUAL_DIGESTS.flatMap((inner) =>
    [...CASES, (hex: string): Buffer => Buffer.from(hex, 'hex')].map((write) =>
      variant([digest.name, plainDigest(inner).name], (making) => ({
        ...making,
        digest: { ...digest, make: (text, key) => digest.make(write(hash(inner, text, 'hex')), key) },
      })),
    ),
  );
}

const OBJECT_TEXTS = [
  {
    open: '{',
    close: '}',
    style: 'pairs',
    joiner: ', ',
    en: 'a map as Java prints it, {a=b, c=d}',
    zh: ' Java Map.toString() 的文本',
  },
  {
    open: '',
    close: '',
    style: 'spaced json',
    joiner: '',
    en: 'JSON with blanks behind : and ,',
    zh: '冒号和逗号后带空格的 JSON 文本',
  },
  { open: '', close: '', style: 'colons', joiner: ',', en: 'name:value, joined with commas', zh: '用逗号连接的 name:value' },
  { open: '', close: '', style: 'colons', joiner: '\n', en: 'name:value, one a line', zh: '每行一个的 name:value' },
  { open: '', close: '', style: 'pairs', joiner: ';', en: 'name=value, joined with semicolons', zh: '用分号连接的 name=value' },
  { open: '', close: '', style: 'pairs', joiner: ',', en: 'name=value, joined with commas', zh: '用逗号连接的 name=value' },
  { open: '', close: '', style: 'pairs', joiner: '\n', en: 'name=value, one a line', zh: '每行一个的 name=value' },
] as const;

const TEXT_FORMS = [
  (making: Making): Making => making,
  (making: Making): Making => pairs(making, '&key='),
  (making: Making): Making => pairs(sortedByName(making), '&key='),
] as const;

const TEXT_TURNS = [
  { turn: (text: string): string => Buffer.from(text).toString('base64'), en: 'in base64', zh: ' Base64 编码后的' },
  { turn: urlEncoded, en: 'that was URL-encoded', zh: ' URL 编码后的' },
  { turn: (text: string): string => text.toLowerCase(), en: 'in lower case, key and all', zh: '整体转成小写的' },
  { turn: (text: string): string => text.toUpperCase(), en: 'in upper case', zh: '整体转成大写的' },
  { turn: (text: string): string => Buffer.from(text).toString('hex'), en: 'in hex', zh: '十六进制编码后的' },
  { turn: (text: string): string => [...text].reverse().join(''), en: 'backwards', zh: '前后颠倒的' },
  { turn: (text: string): string => JSON.stringify(text), en: 'as a JSON string', zh: ' JSON 字符串形式的' },
] as const;

const CASES = [(hex: string): string => hex, (hex: string): string => hex.toUpperCase()] as const;

function hasKeyPart({ parts }: Making): boolean {
  return parts.some(({ isKey }) => isKey === true);
}

function variant(subjects: MistakeVariant['subjects'] & {}, make: MistakeVariant['make']): MistakeVariant {
  return { subjects, make };
}

/** The digest of the first one's hex digits, as `more` says. */
function nested(
  right: Making,
  subjects: readonly string[],
  more: (hex: string, again: (text: string) => string) => string,
): MistakeVariant {
  const { digest } = right;
  return variant(subjects, (making) => ({
    ...making,
    digest: { ...digest, make: (text, key) => more(digest.make(text, key), (hex) => digest.make(hex, key)) },
  }));
}

function pairs(making: Making, beforeKey: string): Making {
  return { ...making, style: 'pairs', joiner: '&', beforeKey: hasKeyPart(making) ? beforeKey : null };
}

function withEmptySign(making: Making): Making {
  const key = making.parts.findIndex(({ isKey }) => isKey === true);
  return { ...making, parts: making.parts.toSpliced(key === -1 ? making.parts.length : key, 0, { name: 'sign', value: '' }) };
}
