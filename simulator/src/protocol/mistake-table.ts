import { DIGEST_MISTAKES } from './digest-mistakes.ts';
import { FORM_MISTAKES } from './form-mistakes.ts';
import { KEY_MISTAKES } from './key-mistakes.ts';
import type { MistakeRow } from './mistake.ts';
import { ORDER_MISTAKES } from './order-mistakes.ts';
import { PRINTED_MISTAKES } from './printed-mistakes.ts';
import { RARE_FORM_MISTAKES } from './rare-form-mistakes.ts';
import { RARE_KEY_MISTAKES } from './rare-key-mistakes.ts';
import { SEPARATOR_MISTAKES } from './separator-mistakes.ts';
import { TIME_VALUE_MISTAKES } from './time-value-mistakes.ts';
import { VALUE_MISTAKES } from './value-mistakes.ts';

/** Every mistake in making a signature that is recognised; signature-encodings.ts has those in writing it. */
export const SIGNATURE_MISTAKES: readonly MistakeRow[] = [
  ...KEY_MISTAKES,
  ...ORDER_MISTAKES,
  ...FORM_MISTAKES,
  ...VALUE_MISTAKES,
  ...TIME_VALUE_MISTAKES,
  ...DIGEST_MISTAKES,
  ...RARE_KEY_MISTAKES,
  ...RARE_FORM_MISTAKES,
  ...SEPARATOR_MISTAKES,
  ...PRINTED_MISTAKES,
];
