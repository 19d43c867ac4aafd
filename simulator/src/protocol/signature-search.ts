import type { NamedMistake } from '../model/diagnosis.ts';
import { aroundKey, type Making, madeBy } from './making.ts';
import { type MistakeRow, type MistakeSource, type MistakeVariant, nameMistake, SLOTS, type Slot } from './mistake.ts';
import { SIGNATURE_MISTAKES } from './mistake-table.ts';
import type { SignatureReading } from './signature-encodings.ts';

/** Finds the mistakes that a signature was made with, by making them: one, or two at once, the likely ones first. */

export interface SignatureSearch extends MistakeSource {
  /** The signature as it came. */
  readonly given: string;
  readonly readings: readonly SignatureReading[];
  /** How many mistakes at once are looked for; default 2. */
  readonly depth?: 0 | 1 | 2;
}

export interface FoundMaking {
  readonly making: Making;
  /** Empty: the making is right. */
  readonly mistakes: readonly NamedMistake[];
  /** Whether every mistake is in the key. */
  readonly isKeyOnly: boolean;
  /** How the signature is written; null: as it should be. */
  readonly encoding: SignatureReading['encoding'];
}

/** null: no known mistake makes this signature. Yields every some milliseconds: a whole search of two mistakes takes a quarter of a second. */
export function* searchMistakes(search: SignatureSearch): Generator<void, FoundMaking | null> {
  const { right, depth = 2 } = search;
  const target = new Target(search);
  const found = target.judgeRight(right);
  if (found !== null || depth === 0) {
    return found;
  }
  const all = SIGNATURE_MISTAKES.flatMap((row) => row.variants(search).map((variant) => new Tried(row, variant, right)));
  const single = yield* searchSingles(all.sort(byCost), target);
  if (single !== null || depth === 1) {
    return single;
  }
  return yield* searchPairs(right, target);
}

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
  #pieces: readonly string[] | null = null;

  constructor(row: MistakeRow, variant: MistakeVariant, right: Making) {
    this.row = row;
    this.variant = variant;
    this.alone = variant.make(right);
    this.isInKey = KEY_SLOTS.includes(row.slot);
    this.isInText = TEXT_SLOTS.includes(row.slot);
    this.rank = SLOTS.indexOf(row.slot);
  }

  /** The string to sign around the key. */
  get pieces(): readonly string[] {
    this.#pieces ??= aroundKey(this.alone);
    return this.#pieces;
  }
}

const KEY_SLOTS: readonly Slot[] = ['key', 'key form'];
const TEXT_SLOTS: readonly Slot[] = ['value', 'presence', 'order', 'join', 'end'];

function byCost(a: Tried, b: Tried): number {
  return a.row.cost - b.row.cost;
}

function* searchSingles(all: readonly Tried[], target: Target): Generator<void, FoundMaking | null> {
  for (const [at, tried] of all.entries()) {
    const found = target.judgeSingle(tried);
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
function* searchPairs(right: Making, target: Target): Generator<void, FoundMaking | null> {
  const all = target.distinct;
  const ofCost = (cost: number): readonly Tried[] => all.filter(({ row }) => row.cost === cost);
  for (let sum = 2; sum <= 8; sum++) {
    for (let cost = 1; cost * 2 <= sum; cost++) {
      const [cheap, dear] = [ofCost(cost), ofCost(sum - cost)];
      for (const [index, one] of cheap.entries()) {
        const others = cost * 2 === sum ? dear.slice(index + 1) : dear;
        const found = others.reduce<FoundMaking | null>((known, other) => known ?? target.judgePair(right, one, other), null);
        if (found !== null) {
          return found;
        }
        yield;
      }
    }
  }
  return null;
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

/** The signature that came, as it can be read. */
class Target {
  /** The mistakes that change what is made, each once: they meet others. */
  readonly distinct: Tried[] = [];
  readonly #byHex: ReadonlyMap<string, SignatureReading>;
  readonly #lengths: ReadonlySet<number>;
  /** Ways of writing that cannot be read back: every making is written in them. */
  readonly #unreadable: readonly SignatureReading[];
  readonly #given: string;
  readonly #seen = new Set<string>();
  #right = '';

  constructor({ given, readings, right }: SignatureSearch) {
    const readable = readings.filter(({ encoding }) => encoding?.write === undefined);
    this.#unreadable = readings.filter(({ encoding }) => encoding?.write !== undefined);
    // The first reading of the same bytes wins.
    this.#byHex = new Map(readable.toReversed().map((reading) => [reading.hex, reading]));
    const lengths = readable.map(({ hex }) => hex.length / 2);
    this.#lengths = new Set(this.#unreadable.length === 0 ? lengths : [...lengths, right.digest.length]);
    this.#given = given.trim().toLowerCase();
  }

  judgeRight(right: Making): FoundMaking | null {
    this.#right = madeBy(right);
    return this.#judgeHex(this.#right, right, []);
  }

  judgeSingle(tried: Tried): FoundMaking | null {
    const { alone, row } = tried;
    const hex = madeBy(alone);
    const made = `${row.id} ${hex}`;
    if (row.isAlone !== true && hex !== this.#right && !this.#seen.has(made)) {
      this.#seen.add(made);
      this.distinct.push(tried);
    }
    return this.#judgeHex(hex, alone, [tried]);
  }

  judgePair(right: Making, one: Tried, other: Tried): FoundMaking | null {
    if (!canMeet(one, other) || !this.#lengths.has(one.variant.length ?? other.variant.length ?? right.digest.length)) {
      return null;
    }
    const [first, second] = one.rank <= other.rank ? [one, other] : [other, one];
    if (first.isInText && second.isInKey) {
      const { key } = second.alone;
      if (typeof key.value === 'string') {
        const hex = right.digest.make(first.pieces.join(key.value), key.value);
        return this.#isHit(hex) ? this.#judgeHex(hex, { ...first.alone, key }, [first, second]) : null;
      }
    }
    const making = second.variant.make(first.alone);
    return this.#judgeHex(madeBy(making), making, [first, second]);
  }

  #isHit(hex: string): boolean {
    return this.#byHex.has(hex) || this.#unreadable.length > 0;
  }

  #judgeHex(hex: string, making: Making, mistakes: readonly Tried[]): FoundMaking | null {
    const reading = this.#byHex.get(hex) ?? this.#unreadable.find(({ encoding }) => encoding?.write?.(hex) === this.#given);
    return reading === undefined
      ? null
      : {
          making,
          mistakes: mistakes.map((tried) => nameMistake(tried.row, subjectsOf(tried, mistakes))),
          isKeyOnly: mistakes.every(({ isInKey }) => isInKey),
          encoding: reading.encoding,
        };
  }
}
