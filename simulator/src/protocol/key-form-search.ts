import { KEY_MISTAKES } from './key-mistakes.ts';
import { aroundKey, putBetween } from './making.ts';
import { type MistakeRow, type MistakeSource, type MistakeVariant, nameMistake } from './mistake.ts';
import { RARE_KEY_MISTAKES } from './rare-key-mistakes.ts';
import type { FoundMaking, SignatureTarget } from './signature-target.ts';

/** Two mistakes in the form of one key: in quotes and with a line feed, in lower case behind a label. The first is made first. */

/** With a way for each place in the key: too many to meet each other. */
const BY_PLACE: readonly string[] = ['key-typing-error', 'key-inside', 'key-open-end'];

const KEY_FORMS: readonly MistakeRow[] = [...KEY_MISTAKES, ...RARE_KEY_MISTAKES].filter(
  ({ id, slot }) => slot === 'key form' && !BY_PLACE.includes(id),
);

interface Form {
  readonly row: MistakeRow;
  readonly variant: MistakeVariant;
  readonly key: string;
}

export function* searchKeyForms(source: MistakeSource, target: SignatureTarget): Generator<void, FoundMaking | null> {
  const { right } = source;
  if (typeof right.key.value !== 'string' || right.key.value === '' || !target.hasLength(right.digest.length)) {
    return null;
  }
  const variants = KEY_FORMS.flatMap((row) => row.variants(source).map((variant) => ({ row, variant })));
  const pieces = aroundKey(right);
  const tried = new Set<string>([right.key.value]);
  const forms: Form[] = variants.flatMap(({ row, variant }) => {
    const { value } = variant.make(right).key;
    const isNew = typeof value === 'string' && !tried.has(value);
    tried.add(value.toString());
    return isNew ? [{ row, variant, key: value }] : [];
  });
  for (const first of forms) {
    const once = { ...right, key: { name: right.key.name, value: first.key } };
    for (const { row, variant } of variants) {
      const making = variant.make(once);
      const { value } = making.key;
      const key = value.toString('latin1');
      if (!tried.has(key)) {
        tried.add(key);
        const hex = right.digest.make(putBetween(pieces, value), value);
        const found = target.judge(hex, () => ({
          making,
          mistakes: [nameMistake(first.row, first.variant), nameMistake(row, variant)],
          isKeyOnly: true,
        }));
        if (found !== null) {
          return found;
        }
      }
    }
    yield;
  }
  return null;
}
