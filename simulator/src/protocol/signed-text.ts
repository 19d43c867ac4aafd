import { type MadePart, type Making, type SignedPart, textOf, write } from './making.ts';
import { redactField } from './redaction.ts';

/** How the string that a signature is made of is shown. */

/** The string to sign, redacted, in the notation of the formulas: a line feed is ⏎, values with nothing between them are a‖b, and a key stands by its name. */
export function showMaking(making: Making): string {
  const { joiner, style, beforeKey, start, ending } = making;
  const show = ({ name, value, isKey }: MadePart): string => (isKey ? `[${making.key.name}]` : redactField(name, value));
  const shown = {
    ...making,
    start: showLineEnds(start),
    ending: showLineEnds(ending),
    beforeKey: beforeKey === '' ? '‖' : beforeKey,
  };
  return write(shown, show, joiner === '' && style === 'values' ? '‖' : showLineEnds(joiner));
}

function showLineEnds(text: string): string {
  return text.replaceAll('\r', '␍').replaceAll('\n', '⏎').replaceAll('\t', '⇥').replaceAll('\uFEFF', '‹BOM›');
}

/** Values with a joiner between them, in the same notation. */
export function showParts(parts: readonly SignedPart[], joiner: string): string {
  return parts.map(({ name, value }) => redactField(name, value)).join(showLineEnds(joiner));
}

export function firstDifference(expected: Making, got: Making): string {
  const [a, b] = [Buffer.from(textOf(expected), 'utf8'), Buffer.from(textOf(got), 'utf8')];
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a[at] === b[at]) {
    at += 1;
  }
  return at === length && a.length === b.length ? 'none' : String(at);
}
