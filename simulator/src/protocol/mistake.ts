import type { NamedMistake } from '../model/diagnosis.ts';
import type { KeyName, Making, SignedPart } from './making.ts';

/** Another order in which a client may have signed the values. */
interface FieldOrder {
  /** In words: `in the order of the field table`. */
  readonly en: string;
  readonly zh: string;
  readonly names: readonly string[];
}

/** The formula of another call, or of the call's other method, with the request's values. */
export interface OtherFormula {
  /** In words: `loginTokenValidate’s MD5 method`. */
  readonly en: string;
  readonly zh: string;
  /** Without the key, which stays where the right making has one. */
  readonly parts: readonly SignedPart[];
}

/** What every mistake is made from: the right making and what else a client might have mistaken for a part of it. */
export interface MistakeSource {
  readonly right: Making;
  /** Keys that are often mistaken for the right one: the app's other key, another app's keys, the app's former keys. */
  readonly otherKeys: readonly KeyName[];
  readonly orders: readonly FieldOrder[];
  /** Values of the request that are not signed, but that a client may have signed by mistake. */
  readonly unsigned: readonly SignedPart[];
  /** All that the request has but its signature, as it was sent; absent: what is signed and what is not. */
  readonly sent?: readonly SignedPart[];
  /** The scope's other apps. */
  readonly otherAppids?: readonly string[];
  /** Formulas that are mistaken for the right one. */
  readonly formulas?: readonly OtherFormula[];
}

/** Of two mistakes at once, the one in the earlier slot is made first. Two mistakes of one slot do not meet, but for values of different fields. */
export const SLOTS = ['value', 'presence', 'order', 'join', 'end', 'key', 'key form', 'digest', 'charset'] as const;

export type Slot = (typeof SLOTS)[number];

/** One known mistake. `{0}` and `{1}` in its words are the variant's subjects. */
export interface MistakeRow {
  readonly id: string;
  readonly slot: Slot;
  /** 1: every second client that errs; 5: hardly anybody. The search goes by it. */
  readonly cost: 1 | 2 | 3 | 4 | 5;
  readonly en: string;
  readonly zh: string;
  /** Every way to make the mistake in this making. */
  readonly variants: (source: MistakeSource) => readonly MistakeVariant[];
  /** Too many or too rare to meet other mistakes; a whole search lets some of them meet a few. */
  readonly isAlone?: true;
}

export interface MistakeVariant {
  readonly subjects?: readonly Subject[];
  /** The field whose value is changed. */
  readonly part?: string;
  /** Another number of bytes than the right digest's. */
  readonly length?: number;
  readonly make: (making: Making) => Making;
}

/** One word for both languages, or one for each. */
export type Subject = string | { readonly en: string; readonly zh: string };

export function nameMistake(
  { id, en, zh }: Omit<MistakeRow, 'variants' | 'slot' | 'cost'>,
  { subjects = [] }: Pick<MistakeVariant, 'subjects'>,
): NamedMistake {
  return { id, en: fill(en, subjects, 'en'), zh: fill(zh, subjects, 'zh') };
}

function fill(words: string, subjects: readonly Subject[], language: 'en' | 'zh'): string {
  return words.replace(/\{(\d)\}/g, (_, index) => {
    const subject = subjects[Number(index)] ?? '';
    return typeof subject === 'string' ? subject : subject[language];
  });
}
