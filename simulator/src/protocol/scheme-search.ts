import {
  type Digest,
  hmacDigest,
  KEY_PART,
  type KeyName,
  type MadePart,
  type Making,
  madeBy,
  plainDigest,
  USUAL_DIGESTS,
} from './making.ts';
import { type MistakeSource, nameMistake, type Subject } from './mistake.ts';
import type { FoundMaking, SignatureTarget } from './signature-target.ts';
import { urlEncoded } from './url-encoding.ts';

/** Whole other ways to sign, as other services document them: which fields, in what order and form, where the key stands, and which digest. */

export const SCHEME_MISTAKE = {
  id: 'other-scheme',
  en: 'took {4} of {0} ({1}, {2}){3}, as another service’s documents have it',
  zh: '对{0}（{1}，{2}）{3}做了 {4}，这是其他服务的签名方式',
} as const;

type Words = Exclude<Subject, string>;
type Parts = readonly MadePart[];

interface Choice<T> {
  readonly words: Words;
  readonly value: T;
}

const AMPERSAND_PAIRS = style('pairs', '&', { en: 'pairs name=value joined with &', zh: '用 & 连接的 name=value' });

const STYLES = [
  AMPERSAND_PAIRS,
  style('pairs', '', { en: 'pairs name=value with nothing between', zh: '直接拼接的 name=value' }),
  style('named', '', { en: 'names with their values', zh: '字段名和值' }),
  style('values', '', { en: 'the values', zh: '各值' }),
  style('values', '&', { en: 'values joined with &', zh: '用 & 连接的值' }),
  style('values', '|', { en: 'values joined with |', zh: '用 | 连接的值' }),
  style('values', ',', { en: 'values joined with commas', zh: '用逗号连接的值' }),
  style('values', '\n', { en: 'values joined with line feeds', zh: '用换行连接的值' }),
  style('json', '', { en: 'a JSON object', zh: 'JSON 文本' }),
  style('spaced json', '', { en: 'a JSON object with blanks behind : and ,', zh: '带空格的 JSON 文本' }),
] as const satisfies readonly Choice<Pick<Making, 'style' | 'joiner'>>[];

function style(name: Making['style'], joiner: string, words: Words): Choice<Pick<Making, 'style' | 'joiner'>> {
  return { words, value: { style: name, joiner } };
}

const ORDERS: readonly Choice<(parts: Parts) => Parts>[] = [
  { words: { en: 'as they stand in the request', zh: '按请求中的顺序' }, value: (parts) => parts },
  { words: { en: 'sorted by name', zh: '按字段名排序' }, value: (parts) => parts.toSorted(by(({ name }) => name)) },
  {
    words: { en: 'sorted by name without regard to letter case', zh: '按字段名排序（不分大小写）' },
    value: (parts) => parts.toSorted(by(({ name }) => name.toLowerCase())),
  },
  { words: { en: 'sorted by value', zh: '按值排序' }, value: (parts) => parts.toSorted(by(({ value }) => value)) },
  { words: { en: 'backwards', zh: '倒序' }, value: (parts) => parts.toReversed() },
];

function by(keyOf: (part: MadePart) => string): (a: MadePart, b: MadePart) => number {
  return (a, b) => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b)));
}

/** What is done to every value before. */
const CODINGS: readonly Choice<(value: string) => string>[] = [
  { words: { en: '', zh: '' }, value: (text) => text },
  { words: { en: ', URL-encoded', zh: '，并做了 URL 编码' }, value: urlEncoded },
];

const LABELS = ['&', '&appSecret=', '&appKey=', '&secret=', '&app_secret=', '&secretKey=', '&Key=', '&KEY='] as const;
const NAMES_OF_KEY = ['key', 'appKey', 'appSecret', 'secret', 'app_secret', 'secretKey'] as const;

/** Where the key stands among the parts, and what stands before it. */
interface Place {
  readonly beforeKey: string | null;
  readonly put: (parts: Parts, key: KeyName) => Parts;
}

/** With HMAC, whose key is beside the text, it may stand in the text too. */
const PLACES_BESIDE_HMAC: readonly Choice<Place>[] = [
  { words: { en: '', zh: '' }, value: place((parts) => parts) },
  { words: { en: ' and {key} behind them', zh: '末尾拼接 {key} 后' }, value: place((parts) => [...parts, KEY_PART], '') },
  labelled('&key='),
];

const PLACES: readonly Choice<Place>[] = [
  ...PLACES_BESIDE_HMAC.slice(1),
  { words: { en: ' and {key} before them', zh: '开头拼接 {key} 后' }, value: place((parts) => [KEY_PART, ...parts], '') },
  {
    words: { en: ' and {key} before and behind them', zh: '首尾拼接 {key} 后' },
    value: place((parts) => [KEY_PART, ...parts, KEY_PART], ''),
  },
  {
    words: { en: ', with {key} among them in its place', zh: '（{key} 也参与排序）' },
    value: place((parts, { value }) => parts.toSpliced(placeOf(parts, value.toString(), 'value'), 0, KEY_PART)),
  },
];

/** Labels are those of pairs. */
const PLACES_AMONG_PAIRS: readonly Choice<Place>[] = [
  ...PLACES,
  ...LABELS.map(labelled),
  ...NAMES_OF_KEY.map((name) => ({
    words: { en: `, with {key} among them as ${name}`, zh: `加入字段 ${name}（{key}）后` },
    value: place((parts) => parts.toSpliced(placeOf(parts, name, 'name'), 0, KEY_PART), `&${name}=`),
  })),
];

function labelled(label: string): Choice<Place> {
  return {
    words: { en: `, with ${JSON.stringify(label)} and {key} behind them`, zh: `末尾拼接 ${JSON.stringify(label)} 和 {key} 后` },
    value: place((parts) => [...parts, KEY_PART], label),
  };
}

function place(put: Place['put'], beforeKey: string | null = null): Place {
  return { beforeKey, put };
}

/** Among parts that are sorted by name or value. */
function placeOf(parts: Parts, text: string, by: 'name' | 'value'): number {
  const at = parts.findIndex((part) => part[by] > text);
  return at === -1 ? parts.length : at;
}

export function* searchSchemes(source: MistakeSource, target: SignatureTarget): Generator<void, FoundMaking | null> {
  const { right } = source;
  const digests = digestsTried().filter(({ length }) => target.hasLength(length));
  if (right.key.value === '' || digests.length === 0) {
    return null;
  }
  const keys = keysOf(source);
  for (const text of textsOf(source)) {
    for (const digest of digests) {
      for (const place of placesOf(text, digest)) {
        for (const key of keys) {
          const making = makingOf(right, { text, place: place.value, key, digest });
          const found = target.judge(madeBy(making), () => ({
            making,
            mistakes: [nameMistake(SCHEME_MISTAKE, { subjects: subjectsOf({ text, place, key, digest }) })],
            isKeyOnly: false,
          }));
          if (found !== null) {
            return found;
          }
        }
      }
    }
    yield;
  }
  return null;
}

function placesOf({ style }: SchemeText, { isKeyed }: Digest): readonly Choice<Place>[] {
  if (isKeyed) {
    return PLACES_BESIDE_HMAC;
  }
  return style === AMPERSAND_PAIRS ? PLACES_AMONG_PAIRS : PLACES;
}

function digestsTried(): readonly Digest[] {
  return [...USUAL_DIGESTS.map(plainDigest), ...USUAL_DIGESTS.map(hmacDigest)];
}

const OTHER_KEYS_TRIED = 1;

function keysOf({ right: { key }, otherKeys }: MistakeSource): readonly KeyName[] {
  const keys = [key, ...otherKeys.slice(0, OTHER_KEYS_TRIED)];
  const lower = keys.flatMap(({ name, value }) =>
    typeof value === 'string' ? [{ name: `${name} in lower case`, value: value.toLowerCase() }] : [],
  );
  return [...keys, ...lower];
}

interface SchemeText {
  readonly parts: Parts;
  readonly style: (typeof STYLES)[number];
  /** Style, fields and order in words. */
  readonly words: readonly [Words, Words, Words];
}

function textsOf(source: MistakeSource): readonly SchemeText[] {
  const seen = new Set<string>();
  return fieldSets(source).flatMap((fields) =>
    ORDERS.flatMap((order) =>
      CODINGS.flatMap((coding) => {
        const parts = order.value(fields.value.map(({ name, value }) => ({ name, value: coding.value(value) })));
        const id = JSON.stringify(parts);
        if (seen.has(id)) {
          return [];
        }
        seen.add(id);
        return STYLES.map(
          (style): SchemeText => ({ parts, style, words: [style.words, joined(fields.words, coding.words), order.words] }),
        );
      }),
    ),
  );
}

function joined(one: Words, other: Words): Words {
  return { en: one.en + other.en, zh: one.zh + other.zh };
}

function fieldSets({ right, unsigned, sent }: MistakeSource): readonly Choice<Parts>[] {
  const signed = right.parts.filter(({ isKey }) => isKey !== true);
  const all = sent ?? [...signed, ...unsigned];
  return [
    { words: { en: 'the signed fields', zh: '参与签名的字段' }, value: signed },
    { words: { en: 'the fields that have a value', zh: '所有非空字段' }, value: all.filter(({ value }) => value !== '') },
    { words: { en: 'all fields', zh: '所有字段' }, value: all },
    { words: { en: 'all fields and an empty sign', zh: '所有字段和空的 sign' }, value: [...all, { name: 'sign', value: '' }] },
  ];
}

interface Scheme<P> {
  readonly text: SchemeText;
  readonly place: P;
  readonly key: KeyName;
  readonly digest: Digest;
}

function makingOf(right: Making, { text, place, key, digest }: Scheme<Place>): Making {
  const parts = place.put(text.parts, key);
  const [first] = parts;
  // A label stands before the first part too, without its &.
  const start = first?.isKey === true && place.beforeKey !== null ? place.beforeKey.replace(/^&/, '') : '';
  return { ...right, ...text.style.value, parts, key, digest, start, beforeKey: place.beforeKey };
}

function subjectsOf({ text, place, key, digest }: Scheme<Choice<Place>>): readonly Subject[] {
  const around = (words: string): string => words.replace('{key}', key.name);
  const keyed = digest.isKeyed
    ? { en: `${digest.name} with the ${key.name} as its key`, zh: `以 ${key.name} 为密钥的 ${digest.name}` }
    : digest.name;
  return [...text.words, { en: around(place.words.en), zh: around(place.words.zh) }, keyed];
}
