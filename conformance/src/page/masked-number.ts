/** A phone number in a text: as a person reads it, whatever the spelling of its mask. */
export interface ShownNumber {
  readonly isMasked: boolean;
  readonly head: string;
  readonly tail: string;
}

/** Stars, dots, crosses, boxes, after Unicode's NFKC has made full-width forms plain. */
const MASK = '[*∗⁎✱✲✻★☆•●○◦∙·⋅・xX×□■▪◻◼#]';
const GAP = '[\\s\\u2010-\\u2015_.-]*';
const MASKED = new RegExp(`(?<!\\d)(?:\\+?86${GAP})?(1\\d{1,3})${GAP}(?:${MASK}${GAP}){3,8}(\\d{2,4})(?!\\d)`, 'u');
const WHOLE = new RegExp(`(?<!\\d)(?:\\+?86${GAP})?(1\\d{2})${GAP}(\\d{4})${GAP}(\\d{4})(?!\\d)`, 'u');

export function readNumber(text: string): ShownNumber | null {
  const plain = text.normalize('NFKC');
  const masked = MASKED.exec(plain);
  if (masked !== null) {
    return { isMasked: true, head: masked[1] ?? '', tail: masked[2] ?? '' };
  }
  const whole = WHOLE.exec(plain);
  return whole === null ? null : { isMasked: false, head: whole[1] ?? '', tail: whole[3] ?? '' };
}

/** For evidence: the spelling of the page is of no use there, and an unmasked number may not stand in it. */
export function maskedWords({ head, tail }: ShownNumber): string {
  return `${head}****${tail}`;
}
