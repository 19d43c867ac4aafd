import { DIGEST_ALGORITHMS, type Digest, hmacDigest, type Making, plainDigest, USUAL_DIGESTS } from './making.ts';
import type { MistakeRow, MistakeVariant } from './mistake.ts';

/** Mistakes in the choice of the digest, and in where the key goes. */
export const DIGEST_MISTAKES = [
  {
    id: 'digest-other',
    slot: 'digest',
    cost: 1,
    en: 'took {0} instead of {1}',
    zh: '用了 {0}，应使用 {1}',
    variants: ({ right }) =>
      DIGEST_ALGORITHMS.map(right.digest.isKeyed ? hmacDigest : plainDigest)
        .filter(({ name }) => name !== right.digest.name)
        .map((digest) => variant(right, digest)),
  },
  {
    id: 'digest-hmac',
    slot: 'digest',
    cost: 1,
    en: 'took {0} with the key as its key, instead of {1} with the key at the end of the string',
    zh: '用密钥做了 {0}，应把密钥拼接在末尾再做 {1}',
    variants: ({ right }) =>
      hasKeyPart(right) ? DIGEST_ALGORITHMS.map((name) => variant(right, hmacDigest(name), withoutKeyPart)) : [],
  },
  {
    id: 'digest-hmac-and-key',
    slot: 'digest',
    cost: 3,
    en: 'took {0} with the key as its key and in the string too, instead of {1}',
    zh: '既拼接了密钥又用它做 {0}，应使用 {1}',
    variants: ({ right }) => (hasKeyPart(right) ? DIGEST_ALGORITHMS.map((name) => variant(right, hmacDigest(name))) : []),
  },
  {
    id: 'digest-key-last',
    slot: 'digest',
    cost: 1,
    en: 'took {0} with the key at the end of the string, instead of {1}',
    zh: '把密钥拼接在末尾做 {0}，应使用 {1}',
    variants: ({ right }) =>
      right.digest.isKeyed
        ? DIGEST_ALGORITHMS.map((name) =>
            variant(right, plainDigest(name), (making) => ({
              ...making,
              parts: [...making.parts, KEY_PART],
              beforeKey: beforeKey(making),
            })),
          )
        : [],
  },
  {
    id: 'digest-key-first',
    slot: 'digest',
    cost: 2,
    en: 'took {0} with the key at the beginning of the string, instead of {1}',
    zh: '把密钥拼接在开头做 {0}，应使用 {1}',
    variants: ({ right }) =>
      right.digest.isKeyed
        ? DIGEST_ALGORITHMS.map((name) =>
            variant(right, plainDigest(name), (making) => ({ ...making, parts: [KEY_PART, ...making.parts] })),
          )
        : [],
  },
  {
    id: 'digest-without-key',
    slot: 'digest',
    cost: 2,
    en: 'took {0} without any key, instead of {1}',
    zh: '未使用密钥，只做了 {0}，应使用 {1}',
    variants: ({ right }) => (right.digest.isKeyed ? DIGEST_ALGORITHMS.map((name) => variant(right, plainDigest(name))) : []),
  },
  {
    id: 'digest-twice',
    slot: 'digest',
    cost: 1,
    en: 'took {1} twice, the second time of the first one’s {2}',
    zh: '做了两次 {1}，第二次对象是第一次结果的{2}',
    variants: ({ right }) => [
      twice(right, (hex) => hex, { en: 'lower-case hex', zh: '小写十六进制' }),
      twice(right, (hex) => hex.toUpperCase(), { en: 'upper-case hex', zh: '大写十六进制' }),
      twice(right, (hex) => Buffer.from(hex, 'hex'), { en: 'bytes', zh: '字节' }),
    ],
  },
  {
    id: 'digest-key-after-digest',
    slot: 'digest',
    cost: 2,
    en: 'took {1} of the values first, then of its {2} with the key behind it',
    zh: '先对各值做 {1}，再对其{2}拼接密钥后做一次',
    variants: ({ right }) =>
      hasKeyPart(right)
        ? [
            keyAfter(right, (hex) => hex, { en: 'lower-case hex', zh: '小写十六进制' }),
            keyAfter(right, (hex) => hex.toUpperCase(), { en: 'upper-case hex', zh: '大写十六进制' }),
          ]
        : [],
  },
  {
    id: 'digest-swapped',
    slot: 'digest',
    cost: 2,
    en: 'exchanged the two arguments of {0}: the string was the key, the key the string',
    zh: '{0} 的两个参数颠倒了：密钥与待签名串互换',
    variants: ({ right }) =>
      right.digest.isKeyed
        ? [variant(right, swapped(right.digest))]
        : USUAL_DIGESTS.map((name) => variant(right, swapped(hmacDigest(name)), withoutKeyPart)),
  },
] as const satisfies readonly MistakeRow[];

const KEY_PART = { name: 'key', value: '', isKey: true } as const;

function swapped(digest: Digest): Digest {
  return { ...digest, make: (text, key) => digest.make(key, text) };
}

function beforeKey({ style, beforeKey: own }: Making): string | null {
  return own ?? (style === 'pairs' ? '' : null);
}

function hasKeyPart({ parts }: Making): boolean {
  return parts.some(({ isKey }) => isKey === true);
}

function withoutKeyPart(making: Making): Making {
  return { ...making, parts: making.parts.filter(({ isKey }) => isKey !== true) };
}

function variant(right: Making, digest: Digest, change: (making: Making) => Making = unchanged): MistakeVariant {
  return {
    subjects: [digest.name, right.digest.name],
    length: digest.length,
    make: (making) => ({ ...change(making), digest }),
  };
}

function unchanged(making: Making): Making {
  return making;
}

interface Words {
  readonly en: string;
  readonly zh: string;
}

function twice(right: Making, write: (hex: string) => string | Buffer, words: Words): MistakeVariant {
  const { digest } = right;
  const make = (text: string | Buffer, key: string | Buffer): string => digest.make(write(digest.make(text, key)), key);
  return withSubject(variant(right, { ...digest, make }), words);
}

function keyAfter(right: Making, write: (hex: string) => string, words: Words): MistakeVariant {
  const { digest } = right;
  const make = (text: string | Buffer, key: string | Buffer): string =>
    digest.make(`${write(digest.make(text, key))}${key.toString()}`, key);
  return withSubject(variant(right, { ...digest, make }, withoutKeyPart), words);
}

function withSubject({ subjects = [], ...rest }: MistakeVariant, words: Words): MistakeVariant {
  return { subjects: [...subjects, words], ...rest };
}
