import { fullWidth } from './full-width.ts';
import { keyVariant, spoilt } from './key-mistakes.ts';
import type { MistakeRow } from './mistake.ts';
import { PRINTED_NOTHINGS, templatesOf } from './placeholders.ts';

/** Rarer mistakes in the form of the key. They meet other forms of the key at the end of a whole search, and nothing else. */

const RARE_AT_END = [
  { text: '\u200E', en: 'a left-to-right mark', zh: '左至右标记' },
  { text: '\u2060', en: 'a word joiner', zh: '字连接符' },
  { text: '\u200C', en: 'a zero-width non-joiner', zh: '零宽不连字' },
  { text: '\u200D', en: 'a zero-width joiner', zh: '零宽连字' },
  { text: '\u200F', en: 'a right-to-left mark', zh: '右至左标记' },
  { text: '\u00AD', en: 'a soft hyphen', zh: '软连字符' },
  { text: '\u2002', en: 'an en space', zh: '半身空格' },
  { text: '\u2003', en: 'an em space', zh: '全身空格' },
  { text: '\u2009', en: 'a thin space', zh: '窄空格' },
  { text: '\u202F', en: 'a narrow no-break space', zh: '窄不换行空格' },
  { text: '\u2028', en: 'a line separator', zh: '行分隔符' },
  { text: '\f', en: 'a form feed', zh: '换页符' },
  { text: '\v', en: 'a vertical tab', zh: '垂直制表符' },
  { text: '\u001A', en: 'the end-of-file character of DOS', zh: 'DOS 文件结束符' },
  { text: '\uFFFD', en: 'a replacement character', zh: '替换字符' },
  { text: 'ï»¿', en: 'a byte order mark that was read as ISO-8859-1', zh: '按 ISO-8859-1 读出的 BOM' },
  { text: '\u0085', en: 'the line end NEL', zh: 'NEL 换行符' },
  { text: '\\n', en: 'the two characters \\n', zh: '字面的 \\n' },
  { text: '\\r\\n', en: 'the four characters \\r\\n', zh: '字面的 \\r\\n' },
  { text: '.', en: 'a full stop', zh: '句点' },
  { text: '。', en: 'a full stop', zh: '句号' },
  { text: '\n\n', en: 'two line feeds', zh: '两个换行' },
  { text: '  ', en: 'two blanks', zh: '两个空格' },
  { text: '    ', en: 'four blanks', zh: '四个空格' },
  { text: '"', en: 'one quotation mark', zh: '单个引号' },
  { text: "'", en: 'one single quotation mark', zh: '单个单引号' },
  { text: ' # prod', en: 'a comment', zh: '注释' },
  { text: ':', en: 'a colon', zh: '冒号' },
  { text: '=', en: 'an equals sign', zh: '等号' },
  { text: '&', en: '&', zh: '&' },
] as const;

const INSIDE = [
  { text: '\u200B', en: 'a zero-width space', zh: '零宽空格' },
  { text: ' ', en: 'a blank', zh: '空格' },
  { text: '\n', en: 'a line feed', zh: '换行' },
  { text: '-', en: 'a hyphen', zh: '连字符' },
] as const;

const BRACKETS = [
  '[]',
  '()',
  '{}',
  '【】',
  '「」',
  '《》',
  '‘’',
  '«»',
  '（）',
  '＂＂',
  '""""',
  '\\"\\"',
  '&quot;&quot;',
] as const;
const LABELS = [
  'APP_SECRET=',
  'APP_KEY=',
  'app_secret=',
  'app_key=',
  'app.secret=',
  'app.key=',
  'SECRET=',
  'KEY=',
  'appSecret:',
  'appKey:',
  'appSecret: ',
  'appKey: ',
  'secret:',
  'key:',
  'Bearer ',
  'Basic ',
  'export ',
] as const;

const PLACEHOLDERS: readonly string[] = [
  ...['changeme', 'change-me', 'your-app-secret', 'your_app_secret', 'YOUR_APP_SECRET', 'YOUR_APP_KEY', 'yourAppSecret'],
  ...['secret', 'key', 'password', 'test', 'xxx', 'XXX', '123456', 'TODO', '%APP_SECRET%'],
  ...['*'.repeat(32), '*'.repeat(16), '*'.repeat(8), '******'],
  ...['appSecret', 'appKey', 'APP_SECRET', 'APP_KEY'].flatMap(templatesOf),
  ...PRINTED_NOTHINGS,
];

export const RARE_KEY_MISTAKES = [
  {
    id: 'key-end-rare',
    slot: 'key form',
    cost: 3,
    isAlone: true,
    en: 'had {1} at the end of the {0}',
    zh: '{0} 末尾多了{1}',
    variants: ({ right }) => RARE_AT_END.map(({ text, ...words }) => spoilt(right, (key) => `${key}${text}`, words)),
  },
  {
    id: 'key-start-rare',
    slot: 'key form',
    cost: 4,
    isAlone: true,
    en: 'had {1} before the {0}',
    zh: '{0} 开头多了{1}',
    variants: ({ right }) => RARE_AT_END.map(({ text, ...words }) => spoilt(right, (key) => `${text}${key}`, words)),
  },
  {
    id: 'key-inside',
    slot: 'key form',
    cost: 4,
    isAlone: true,
    en: 'had {1} inside of the {0}, behind character {2}',
    zh: '{0} 的第 {2} 个字符后多了{1}',
    variants: ({ right }) =>
      INSIDE.flatMap(({ text, ...words }) =>
        Array.from({ length: Math.max(right.key.value.length - 1, 0) }, (_, at) =>
          spoilt(right, (key) => `${key.slice(0, at + 1)}${text}${key.slice(at + 1)}`, words, String(at + 1)),
        ),
      ),
  },
  {
    id: 'key-grouped',
    slot: 'key form',
    cost: 4,
    isAlone: true,
    en: 'wrote the {0} in groups of {1}',
    zh: '{0} 按每 {1} 个字符分了组',
    variants: ({ right }) =>
      [2, 4, 8].flatMap((size) =>
        [' ', '-', ':'].map((mark) =>
          spoilt(right, (key) => key.match(new RegExp(`.{1,${size}}`, 'g'))?.join(mark) ?? key, String(size)),
        ),
      ),
  },
  {
    id: 'key-bracketed',
    slot: 'key form',
    cost: 4,
    isAlone: true,
    en: 'had the brackets {1} around the {0}',
    zh: '{0} 带了括号 {1}',
    variants: ({ right }) =>
      BRACKETS.map((pair) => {
        const half = pair.length / 2;
        return spoilt(right, (key) => `${pair.slice(0, half)}${key}${pair.slice(half)}`, pair);
      }),
  },
  {
    id: 'key-bytes-literal',
    slot: 'key form',
    cost: 3,
    isAlone: true,
    en: "used the {0} as Python prints bytes, b'…'",
    zh: "{0} 按 Python 的 bytes 输出，带了 b'…'",
    variants: ({ right }) => ["b'", 'b"'].map((open) => spoilt(right, (key) => `${open}${key}${open.slice(1)}`)),
  },
  {
    id: 'key-printed',
    slot: 'key form',
    cost: 4,
    isAlone: true,
    en: 'used the {0} with {1} around it',
    zh: '{0} 外带了 {1}',
    variants: ({ right }) => PRINTED.map(([open, close]) => spoilt(right, (key) => `${open}${key}${close}`, `${open}…${close}`)),
  },
  {
    id: 'key-quoted-lower',
    slot: 'key form',
    cost: 4,
    isAlone: true,
    en: 'had quotes around the {0}, in lower case',
    zh: '{0} 写成了小写并带了引号',
    variants: ({ right }) => ['"', "'"].map((quote) => spoilt(right, (key) => `${quote}${key.toLowerCase()}${quote}`)),
  },
  {
    id: 'key-labelled-rare',
    slot: 'key form',
    cost: 4,
    isAlone: true,
    en: 'had {1} before the {0}',
    zh: '{0} 前带了 {1}',
    variants: ({ right }) => LABELS.map((label) => spoilt(right, (key) => `${label}${key}`, JSON.stringify(label))),
  },
  {
    id: 'key-printed-bytes',
    slot: 'key form',
    cost: 4,
    isAlone: true,
    en: 'decoded the {0} from hex, and took its bytes as text in {1}',
    zh: '对 {0} 做了十六进制解码，又按 {1} 转成了文本',
    variants: ({ right }) =>
      (['latin1', 'utf8'] as const).map((coding) =>
        spoilt(right, (key) => Buffer.from(key, 'hex').toString(coding), coding === 'utf8' ? 'UTF-8' : 'ISO-8859-1'),
      ),
  },
  {
    id: 'key-cut-rare',
    slot: 'key form',
    cost: 4,
    isAlone: true,
    en: 'left {1} of the {0} out',
    zh: '{0} 少了{1}',
    variants: ({ right }) => [
      spoilt(right, (key) => key.slice(1, -1), { en: 'the first and the last character', zh: '首尾各一个字符' }),
      spoilt(right, (key) => key.slice(0, 24), { en: 'all behind character 24', zh: '第 24 个字符之后的部分' }),
      spoilt(right, (key) => key.slice(0, 8), { en: 'all behind character 8', zh: '第 8 个字符之后的部分' }),
      spoilt(right, (key) => key.slice(2), { en: 'the first two characters', zh: '前两个字符' }),
      spoilt(right, (key) => key.slice(0, -2), { en: 'the last two characters', zh: '后两个字符' }),
      spoilt(right, (key) => key.replace(/^0+/, ''), { en: 'the zeros at the beginning', zh: '开头的 0' }),
    ],
  },
  {
    id: 'key-masked',
    slot: 'key form',
    cost: 4,
    isAlone: true,
    en: 'used the {0} as it is shown, with asterisks in its middle',
    zh: '用了中间打星号的 {0}',
    variants: ({ right }) =>
      [3, 4, 6, 8].flatMap((shown) =>
        [3, 4, 6, 8, 32 - 2 * shown].map((stars) =>
          spoilt(right, (key) => `${key.slice(0, shown)}${'*'.repeat(stars)}${key.slice(-shown)}`),
        ),
      ),
  },
  {
    id: 'key-turned',
    slot: 'key form',
    cost: 4,
    isAlone: true,
    en: 'wrote the {0} {1}',
    zh: '{0} 写错了：{1}',
    variants: ({ right }) => [
      spoilt(right, (key) => [...key].reverse().join(''), { en: 'backwards', zh: '前后颠倒' }),
      spoilt(right, (key) => `${key.slice(0, 1)}${key.slice(1).toLowerCase()}`, {
        en: 'in lower case behind a capital letter',
        zh: '只有首字母大写',
      }),
      spoilt(right, (key) => `${key.slice(16)}${key.slice(0, 16)}`, { en: 'with its halves exchanged', zh: '前后两半颠倒' }),
    ],
  },
  {
    id: 'key-full-width',
    slot: 'key form',
    cost: 4,
    isAlone: true,
    en: 'wrote {1} of the {0} full-width',
    zh: '{0} 的{1}写成了全角',
    variants: ({ right }) => [
      spoilt(right, (key) => fullWidth(key, /[0-9]/g), { en: 'the digits', zh: '数字' }),
      spoilt(right, (key) => fullWidth(key, /[!-~]/g), { en: 'all characters', zh: '全部字符' }),
    ],
  },
  {
    id: 'key-both',
    slot: 'key',
    cost: 4,
    isAlone: true,
    en: 'used the {1} and the {2}, one behind the other, instead of the {0}',
    zh: '把 {1} 和 {2} 拼接后当作密钥，应使用 {0}',
    variants: ({ right, otherKeys: [other] }) =>
      other === undefined
        ? []
        : [
            [right.key, other],
            [other, right.key],
          ].map((keys) => ({
            subjects: [right.key.name, ...keys.map(({ name }) => name)],
            make: (making) => ({
              ...making,
              key: { name: 'both keys', value: keys.map(({ value }) => value.toString()).join('') },
            }),
          })),
  },
  {
    id: 'key-placeholder',
    slot: 'key',
    cost: 4,
    isAlone: true,
    en: 'used the placeholder {1} for the {0}, which was not filled in',
    zh: '{0} 未填写，签名用了占位符 {1}',
    variants: ({ right }) => PLACEHOLDERS.map((word) => keyVariant(right, JSON.stringify(word), word)),
  },
] as const satisfies readonly MistakeRow[];

/** What languages print around an optional value, and configurations around an encrypted one. */
const PRINTED = [
  ['Some("', '")'],
  ['Optional("', '")'],
  ['Optional[', ']'],
  ['Just "', '"'],
  ['ENC(', ')'],
] as const;
