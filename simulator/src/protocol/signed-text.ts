import { redactField } from './redaction.ts';

/** The string that a signature is made of: as it is right, and as clients make it wrongly. */

export interface SignedPart {
  readonly name: string;
  readonly value: string;
}

/** Another order in which a client may have signed the values. */
export interface FieldOrder {
  /** In words: `in the order of the field table`. */
  readonly description: string;
  readonly names: readonly string[];
}

/** A string to sign, as it might have been made, and the mistake in making it. */
export interface TextVariant {
  readonly cause: string;
  readonly parts: readonly SignedPart[];
  readonly joiner: string;
  /** Added after the last value. */
  readonly ending?: string;
  /** The key is one of the parts, and must not be appended. */
  readonly hasKey?: true;
}

type ShownText = Pick<TextVariant, 'parts' | 'joiner' | 'ending'>;

type TextQuestion = {
  readonly parts: readonly SignedPart[];
  readonly joiner: string;
  readonly orders?: readonly FieldOrder[];
};

const JOINERS = [
  { joiner: '', description: 'nothing' },
  { joiner: '\n', description: 'line feeds' },
  { joiner: '\r\n', description: 'CR LF' },
  { joiner: '&', description: '&' },
  { joiner: ',', description: 'commas' },
  { joiner: '|', description: '|' },
] as const;

/** Strings to sign that have a mistake, the likely mistakes first. */
export function textVariants(question: TextQuestion): readonly TextVariant[] {
  return [...commonVariants(question), ...rarerVariants(question)];
}

export function commonVariants({ parts, joiner }: TextQuestion): readonly TextVariant[] {
  const sorted = [...parts].sort((a, b) => (a.name < b.name ? -1 : 1));
  const ordered = [
    { cause: 'signed the values in the order of their names', parts: sorted, joiner },
    { cause: 'signed the values in reverse order', parts: parts.toReversed(), joiner },
    ...parts.flatMap((part, from) =>
      parts.slice(from + 1).map((other, offset) => ({
        cause: `changed the places of ${part.name} and ${other.name}`,
        parts: exchange(parts, from, from + 1 + offset),
        joiner,
      })),
    ),
  ];
  const joined = JOINERS.filter((row) => row.joiner !== joiner).map((row) => ({
    cause: `joined the values with ${row.description}`,
    parts,
    joiner: row.joiner,
  }));
  const left = parts.map((part) => ({ cause: `left ${part.name} out`, parts: parts.filter((other) => other !== part), joiner }));
  return [...ordered, ...joined, ...left, ...valueVariants(parts, joiner)];
}

const VALUE_MISTAKES = [
  { describe: (name: string) => `had a blank at the end of ${name}`, change: (value: string) => `${value} ` },
  { describe: (name: string) => `wrote ${name} in lower case`, change: (value: string) => value.toLowerCase() },
  { describe: (name: string) => `wrote ${name} in upper case`, change: (value: string) => value.toUpperCase() },
  {
    describe: (name: string) => `signed ${name} in seconds instead of milliseconds`,
    change: (value: string) => (/^[0-9]{17}$/.test(value) ? value.slice(0, 14) : value),
  },
] as const;

function valueVariants(parts: readonly SignedPart[], joiner: string): readonly TextVariant[] {
  return VALUE_MISTAKES.flatMap(({ describe, change }) =>
    parts
      .filter((part) => change(part.value) !== part.value)
      .map((part) => ({
        cause: describe(part.name),
        parts: parts.map((other) => (other === part ? { name: part.name, value: change(part.value) } : other)),
        joiner,
      })),
  );
}

export function rarerVariants({ parts, joiner, orders = [] }: TextQuestion): readonly TextVariant[] {
  return [
    ...orders.map(({ description, names }) => ({
      cause: `signed the values ${description}`,
      parts: arrange(parts, names),
      joiner,
    })),
    ...movedVariants(parts, joiner),
    { cause: 'had a line feed at the end of the string to sign', parts, joiner, ending: '\n' },
  ];
}

/** The parts that `names` has, in the order of `names`. */
function arrange(parts: readonly SignedPart[], names: readonly string[]): readonly SignedPart[] {
  return names.flatMap((name) => parts.filter((part) => part.name === name));
}

/** A part that moved by one place has changed places with its neighbour, and is left out here. */
function movedVariants(parts: readonly SignedPart[], joiner: string): readonly TextVariant[] {
  return parts.flatMap((part, from) => {
    const others = parts.filter((other) => other !== part);
    return parts.flatMap((_, to) =>
      Math.abs(from - to) < 2
        ? []
        : [{ cause: `put ${part.name} ${placeAmong(others, to)}`, parts: others.toSpliced(to, 0, part), joiner }],
    );
  });
}

function placeAmong(others: readonly SignedPart[], at: number): string {
  const before = others[at - 1];
  if (before === undefined) {
    return 'first';
  }
  return at === others.length ? 'last' : `after ${before.name}`;
}

function exchange(parts: readonly SignedPart[], from: number, to: number): readonly SignedPart[] {
  const changed = [...parts];
  changed.splice(from, 1, ...parts.slice(to, to + 1));
  changed.splice(to, 1, ...parts.slice(from, from + 1));
  return changed;
}

interface UnsignedQuestion extends Required<TextQuestion> {
  readonly unsigned: readonly SignedPart[];
}

/** The values that are not signed, at any place among the signed ones, or at their own place in another order. */
export function unsignedVariants({ parts, joiner, orders, unsigned }: UnsignedQuestion): readonly TextVariant[] {
  return unsigned.flatMap((extra) => {
    const cause = `included ${extra.name}, which is not signed`;
    return [
      ...Array.from({ length: parts.length + 1 }, (_, at) => ({ cause, parts: parts.toSpliced(at, 0, extra), joiner })),
      ...orders.map(({ description, names }) => ({
        cause: `${cause}, and signed the values ${description}`,
        parts: arrange([...parts, extra], names),
        joiner,
      })),
    ];
  });
}

export function textOf({ parts, joiner, ending = '' }: ShownText): string {
  return parts.map((part) => part.value).join(joiner) + ending;
}

/** The string to sign, redacted, in the notation of the formulas: a line feed is ⏎, and values with nothing between them are a‖b. */
export function showText({ parts, joiner, ending = '' }: ShownText): string {
  const shown = joiner === '' ? '‖' : showLineEnds(joiner);
  return parts.map(({ name, value }) => redactField(name, value)).join(shown) + showLineEnds(ending);
}

function showLineEnds(text: string): string {
  return text.replaceAll('\r', '␍').replaceAll('\n', '⏎');
}

export function firstDifference(expected: TextVariant, got: TextVariant): string {
  const [a, b] = [Buffer.from(textOf(expected), 'utf8'), Buffer.from(textOf(got), 'utf8')];
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a[at] === b[at]) {
    at += 1;
  }
  return at === length && a.length === b.length ? 'none' : String(at);
}
