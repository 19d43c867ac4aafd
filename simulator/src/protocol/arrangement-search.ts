import type { NamedMistake } from '../model/diagnosis.ts';
import {
  type Digest,
  hmacDigest,
  KEY_PART,
  type KeyName,
  type MadePart,
  type Making,
  plainDigest,
  USUAL_DIGESTS,
} from './making.ts';
import { type MistakeSource, nameMistake } from './mistake.ts';
import type { FoundMaking, SignatureTarget } from './signature-target.ts';

/** Signatures of some of the values, or of all, in any order: every choice of up to six values is made. */

export const ARRANGEMENT_MISTAKES = {
  leftOut: { id: 'values-left-out', en: 'left {0} out', zh: '漏签了 {0}' },
  order: { id: 'values-in-order', en: 'signed the values in the order {0}', zh: '按 {0} 的顺序签名' },
  only: { id: 'values-only', en: 'signed {0}, and nothing else', zh: '只签了 {0}' },
  keyFirst: { id: 'key-put-first', en: 'put the {0} first', zh: '把 {0} 放在了最前面' },
  key: { id: 'key-taken', en: 'signed with the {0} instead of the {1}', zh: '用了 {0}，应使用 {1}' },
  digest: { id: 'digest-taken', en: 'took {0} instead of {1}', zh: '用了 {0}，应使用 {1}' },
} as const;

const MOST_VALUES = 6;
const KEYS_TRIED = 3;
const LISTED_LEFT_OUT = 3;
const SLICE = 1000;

/** How the key and the digest meet. */
interface Frame {
  readonly digest: Digest;
  readonly place: 'first' | 'last' | 'none';
}

export function* searchArrangements(source: MistakeSource, target: SignatureTarget): Generator<void, FoundMaking | null> {
  const { right, otherKeys } = source;
  const values = right.parts.filter(({ isKey }) => isKey !== true);
  const { value } = right.key;
  if (values.length > MOST_VALUES || typeof value !== 'string') {
    return null;
  }
  const lower = { name: `${right.key.name} in lower case`, value: value.toLowerCase() };
  const keys = [right.key, lower, ...otherKeys.slice(0, KEYS_TRIED)];
  const frames = framesOf(right).filter(({ digest }) => target.hasLength(digest.length));
  let made = 0;
  for (const chosen of arrangements(values)) {
    const text = chosen.map((part) => part.value).join(right.joiner);
    for (const { digest, place } of frames) {
      for (const key of digest.name === right.digest.name ? keys : keys.slice(0, 1)) {
        const hex = digest.make(aroundText(text, { place, key, joiner: right.joiner }), key.value);
        const found = target.judge(hex, () => describe({ right, values, chosen, key, frame: { digest, place } }));
        if (found !== null) {
          return found;
        }
      }
    }
    made += frames.length * keys.length;
    if (made > SLICE) {
      made = 0;
      yield;
    }
  }
  return null;
}

function framesOf(right: Making): readonly Frame[] {
  const hmacs = USUAL_DIGESTS.map(hmacDigest);
  const plain = USUAL_DIGESTS.map(plainDigest);
  if (right.key.value === '') {
    return [{ digest: right.digest, place: 'none' }];
  }
  return [
    ...hmacs.map((digest) => ({ digest, place: 'none' as const })),
    ...plain.flatMap((digest) => (['last', 'first'] as const).map((place) => ({ digest, place }))),
  ].sort((a, b) => Number(b.digest.name === right.digest.name) - Number(a.digest.name === right.digest.name));
}

function aroundText(text: string, { place, key, joiner }: Pick<Frame, 'place'> & { key: KeyName; joiner: string }): string {
  switch (place) {
    case 'first':
      return `${key.value}${joiner}${text}`;
    case 'last':
      return `${text}${joiner}${key.value}`;
    case 'none':
      return text;
  }
}

/** Every choice of one or more of the parts, in every order; the longest last. */
function* arrangements(parts: readonly MadePart[]): Generator<readonly MadePart[]> {
  let shorter: readonly (readonly MadePart[])[] = [[]];
  while (shorter.length > 0) {
    shorter = shorter.flatMap((chosen) => parts.filter((part) => !chosen.includes(part)).map((part) => [...chosen, part]));
    yield* shorter;
  }
}

interface Found {
  readonly right: Making;
  readonly values: readonly MadePart[];
  readonly chosen: readonly MadePart[];
  readonly key: KeyName;
  readonly frame: Frame;
}

function describe(found: Found): Omit<FoundMaking, 'encoding'> {
  return { making: makingOf(found), mistakes: namesOf(found), isKeyOnly: false };
}

function makingOf({ right, chosen, key, frame: { digest, place } }: Found): Making {
  const parts = { first: [KEY_PART, ...chosen], last: [...chosen, KEY_PART], none: chosen }[place];
  return { ...right, key, digest, parts };
}

function namesOf({ right, values, chosen, key, frame }: Found): readonly NamedMistake[] {
  const { leftOut, order, only, keyFirst, key: otherKey, digest } = ARRANGEMENT_MISTAKES;
  const names = chosen.map(({ name }) => name);
  const missing = values.filter((part) => !chosen.includes(part));
  const isInOrder = values.filter((part) => chosen.includes(part)).every((part, at) => part === chosen[at]);
  const arranged = (): readonly NamedMistake[] => {
    if (isInOrder && missing.length <= LISTED_LEFT_OUT) {
      return missing.map(({ name }) => nameMistake(leftOut, { subjects: [name] }));
    }
    return [nameMistake(missing.length === 0 ? order : only, { subjects: [names.join(', ')] })];
  };
  const isOtherDigest = frame.digest.name !== right.digest.name;
  return [
    ...arranged(),
    ...(frame.place === 'first' ? [nameMistake(keyFirst, { subjects: [key.name] })] : []),
    ...(key === right.key ? [] : [nameMistake(otherKey, { subjects: [key.name, right.key.name] })]),
    ...(isOtherDigest ? [nameMistake(digest, { subjects: [frame.digest.name, right.digest.name] })] : []),
  ];
}
