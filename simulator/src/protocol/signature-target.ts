import type { NamedMistake } from '../model/diagnosis.ts';
import type { Making } from './making.ts';
import type { SignatureReading } from './signature-encodings.ts';

/** What a search has found. */
export interface FoundMaking {
  readonly making: Making;
  /** Empty: the making is right. */
  readonly mistakes: readonly NamedMistake[];
  /** Whether every mistake is in the key. */
  readonly isKeyOnly: boolean;
  /** How the signature is written; null: as it should be. */
  readonly encoding: SignatureReading['encoding'];
}

export interface TargetParts {
  /** The signature as it came. */
  readonly given: string;
  readonly readings: readonly SignatureReading[];
  readonly right: Making;
}

/** The signature that came, in every way in which it can be read. */
export class SignatureTarget {
  readonly #byHex: ReadonlyMap<string, SignatureReading>;
  readonly #lengths: ReadonlySet<number>;
  /** Ways of writing that cannot be read back: every making is written in them. */
  readonly #unreadable: readonly SignatureReading[];
  readonly #given: string;

  constructor({ given, readings, right }: TargetParts) {
    const readable = readings.filter(({ encoding }) => encoding?.write === undefined);
    this.#unreadable = readings.filter(({ encoding }) => encoding?.write !== undefined);
    // The first reading of the same bytes wins.
    this.#byHex = new Map(readable.toReversed().map((reading) => [reading.hex, reading]));
    const lengths = readable.map(({ hex }) => hex.length / 2);
    this.#lengths = new Set(this.#unreadable.length === 0 ? lengths : [...lengths, right.digest.length]);
    this.#given = given.trim().toLowerCase();
  }

  /** Whether a digest of so many bytes can have made it. */
  hasLength(bytes: number): boolean {
    return this.#lengths.has(bytes);
  }

  /** Compares a signature that was made; `describe` says how, if it is the one that came. null: it is another one. */
  judge(hex: string, describe: () => Omit<FoundMaking, 'encoding'>): FoundMaking | null {
    const reading =
      this.#byHex.get(hex) ??
      this.#unreadable.find(({ encoding }) => encoding?.write?.(hex).trim().toLowerCase() === this.#given);
    return reading === undefined ? null : { ...describe(), encoding: reading.encoding };
  }
}
