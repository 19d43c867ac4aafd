import { searchArrangements } from './arrangement-search.ts';
import { searchKeyForms } from './key-form-search.ts';
import { aroundKey, hmacDigest, type Making, madeBy, plainDigest, putBetween, textOf, USUAL_DIGESTS } from './making.ts';
import { type MistakeRow, type MistakeSource, type MistakeVariant, nameMistake, SLOTS, type Slot } from './mistake.ts';
import { SIGNATURE_MISTAKES } from './mistake-table.ts';
import { searchSchemes } from './scheme-search.ts';
import { type FoundMaking, SignatureTarget, type TargetParts } from './signature-target.ts';

/** Finds the mistakes that a signature was made with, by making them: one, or two at once, the likely ones first; then whole other ways to sign. */

export interface SignatureSearch extends MistakeSource, TargetParts {
  /** How many mistakes at once are looked for; 3, the default: whole other ways to sign, too. */
  readonly depth?: 0 | 1 | 2 | 3;
}

/** null: no known mistake makes this signature. Yields every some milliseconds: a whole search of two mistakes takes a quarter of a second. */
export function* searchMistakes(search: SignatureSearch): Generator<void, FoundMaking | null> {
  const { right, depth = 3 } = search;
  const target = new SignatureTarget(search);
  const pairs = new PairSearch(right, target);
  const found = pairs.judgeRight();
  if (found !== null || depth === 0) {
    return found;
  }
  const all: Tried[] = [];
  for (const row of SIGNATURE_MISTAKES) {
    all.push(...row.variants(search).map((variant) => new Tried(row, variant, right)));
    yield;
  }
  const single = yield* searchSingles(all.sort(byCost), pairs);
  if (single !== null || depth === 1) {
    return single;
  }
  const pair = yield* searchPairs(pairs);
  if (pair !== null || depth === 2 || textOf(right).length > LONGEST_WHOLE) {
    return pair;
  }
  return (
    (yield* searchRareDigests(pairs)) ??
    (yield* searchRareValues(pairs)) ??
    (yield* searchKeyForms(search, target)) ??
    (yield* searchArrangements(search, target)) ??
    (yield* searchSchemes(search, target))
  );
}

/** Whoever signs by another service's rules signs texts that are as short as these; digests of longer ones take their time. */
const LONGEST_WHOLE = 400;

/** Makings between two pauses. */
const SLICE = 1000;

/** A mistake in one of its ways. What was made of it alone is kept, since it meets hundreds of others. */
class Tried {
  readonly row: MistakeRow;
  readonly variant: MistakeVariant;
  readonly alone: Making;
  readonly isInKey: boolean;
  readonly isInText: boolean;
  readonly rank: number;
  /** A digest that few take meets likely mistakes only. */
  readonly isRareDigest: boolean;
  #pieces: readonly string[] | null = null;

  constructor(row: MistakeRow, variant: MistakeVariant, right: Making) {
    this.row = row;
    this.variant = variant;
    this.alone = variant.make(right);
    this.isInKey = KEY_SLOTS.includes(row.slot);
    this.isInText = TEXT_SLOTS.includes(row.slot);
    this.rank = SLOTS.indexOf(row.slot);
    this.isRareDigest =
      row.slot === 'digest' && !USUAL_NAMES.has(this.alone.digest.name) && this.alone.digest.name !== right.digest.name;
  }

  /** The string to sign around the key. */
  get pieces(): readonly string[] {
    this.#pieces ??= aroundKey(this.alone);
    return this.#pieces;
  }
}

const USUAL_NAMES: ReadonlySet<string> = new Set(
  USUAL_DIGESTS.flatMap((name) => [plainDigest(name).name, hmacDigest(name).name]),
);
const KEY_SLOTS: readonly Slot[] = ['key', 'key form'];
const TEXT_SLOTS: readonly Slot[] = ['value', 'presence', 'order', 'join', 'end'];

function byCost(a: Tried, b: Tried): number {
  return a.row.cost - b.row.cost;
}

function* searchSingles(all: readonly Tried[], pairs: PairSearch): Generator<void, FoundMaking | null> {
  for (const [at, tried] of all.entries()) {
    const found = pairs.judgeSingle(tried);
    if (found !== null) {
      return found;
    }
    if (at % SLICE === SLICE - 1) {
      yield;
    }
  }
  return null;
}

/** By the sum of both costs. */
function* searchPairs(pairs: PairSearch): Generator<void, FoundMaking | null> {
  const all = pairs.distinct;
  const ofCost = (cost: number): readonly Tried[] => all.filter(({ row }) => row.cost === cost);
  for (let sum = 2; sum <= 8; sum++) {
    for (let cost = 1; cost * 2 <= sum; cost++) {
      const [cheap, dear] = [ofCost(cost), ofCost(sum - cost)];
      for (const [index, one] of cheap.entries()) {
        const others = cost * 2 === sum ? dear.slice(index + 1) : dear;
        const found = pairs.judgePairs(
          one,
          others.filter((other) => !isLeftForLater(one, other)),
        );
        if (found !== null) {
          return found;
        }
        yield;
      }
    }
  }
  return null;
}

/** What rare values meet: a time that was taken twice has thousands of them. */
const MET_BY_RARE_VALUES: readonly string[] = ['key-other', 'key-lower', 'key-end'];
const MET_OF_EACH = 2;

function* searchRareValues(pairs: PairSearch): Generator<void, FoundMaking | null> {
  const met = MET_BY_RARE_VALUES.flatMap((id) => pairs.distinct.filter(({ row }) => row.id === id).slice(0, MET_OF_EACH));
  for (const [at, value] of pairs.rareValues.entries()) {
    const found = pairs.judgePairs(value, met);
    if (found !== null) {
      return found;
    }
    if (at % SLICE === SLICE - 1) {
      yield;
    }
  }
  return null;
}

/** Rare digests beside what is not likely, either: looked for last. */
function* searchRareDigests(pairs: PairSearch): Generator<void, FoundMaking | null> {
  const others = pairs.distinct.filter((other) => !other.isRareDigest && other.row.cost > 1);
  for (const rare of pairs.distinct.filter(({ isRareDigest }) => isRareDigest)) {
    const found = pairs.judgePairs(rare, others);
    if (found !== null) {
      return found;
    }
    yield;
  }
  return null;
}

function isLeftForLater(one: Tried, other: Tried): boolean {
  return (one.isRareDigest && other.row.cost > 1) || (other.isRareDigest && one.row.cost > 1);
}

function canMeet(one: Tried, other: Tried): boolean {
  return one.row.slot !== other.row.slot || (one.row.slot === 'value' && one.variant.part !== other.variant.part);
}

/** Of two mistakes in the key, the one in its form is that of the key which was taken, not of the right one. */
function subjectsOf({ row, variant }: Tried, all: readonly Tried[]): Pick<MistakeVariant, 'subjects'> {
  const taken = row.slot === 'key form' ? all.find((other) => other.row.slot === 'key') : undefined;
  const [own, ...more] = variant.subjects ?? [];
  return taken === undefined || own === undefined ? variant : { subjects: [taken.alone.key.name, ...more] };
}

/** Makes mistakes of the table, alone and in twos, and compares. */
class PairSearch {
  /** The mistakes that change what is made, each once: they meet others. */
  readonly distinct: Tried[] = [];
  readonly rareValues: Tried[] = [];
  readonly #right: Making;
  readonly #rightHex: string;
  readonly #target: SignatureTarget;
  readonly #seen = new Set<string>();

  constructor(right: Making, target: SignatureTarget) {
    this.#right = right;
    this.#rightHex = madeBy(right);
    this.#target = target;
  }

  judgeRight(): FoundMaking | null {
    return this.#target.judge(this.#rightHex, () => describe(this.#right, []));
  }

  judgeSingle(tried: Tried): FoundMaking | null {
    const { alone, row } = tried;
    const hex = madeBy(alone);
    const made = `${row.id} ${hex}`;
    if (row.isAlone === true && row.slot === 'value') {
      this.rareValues.push(tried);
    }
    if (row.isAlone !== true && hex !== this.#rightHex && !this.#seen.has(made)) {
      this.#seen.add(made);
      this.distinct.push(tried);
    }
    return this.#target.judge(hex, () => describe(alone, [tried]));
  }

  /** The first of the others whose meeting with the one is what came. */
  judgePairs(one: Tried, others: readonly Tried[]): FoundMaking | null {
    for (const other of others) {
      const found = this.#judgePair(one, other);
      if (found !== null) {
        return found;
      }
    }
    return null;
  }

  #judgePair(one: Tried, other: Tried): FoundMaking | null {
    const { digest } = this.#right;
    if (!canMeet(one, other) || !this.#target.hasLength(one.variant.length ?? other.variant.length ?? digest.length)) {
      return null;
    }
    const [first, second] = one.rank <= other.rank ? [one, other] : [other, one];
    if (first.isInText && second.isInKey) {
      const { key } = second.alone;
      const hex = digest.make(putBetween(first.pieces, key.value), key.value);
      return this.#target.judge(hex, () => describe({ ...first.alone, key }, [first, second]));
    }
    const making = second.variant.make(first.alone);
    return this.#target.judge(madeBy(making), () => describe(making, [first, second]));
  }
}

function describe(making: Making, mistakes: readonly Tried[]): Omit<FoundMaking, 'encoding'> {
  return {
    making,
    mistakes: mistakes.map((tried) => nameMistake(tried.row, subjectsOf(tried, mistakes))),
    isKeyOnly: mistakes.every(({ isInKey }) => isInKey),
  };
}
