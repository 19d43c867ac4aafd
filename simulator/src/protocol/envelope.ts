import { CHECK_BODY_FIELDS, CHECK_HEADER_FIELDS, type FieldRow } from './fields.ts';

/** tokenValidate's two halves (wire.md §5): each field is read in its own and nowhere else. */

type Fields = Readonly<Record<string, unknown>>;

const namesOf = (rows: readonly FieldRow[]): ReadonlySet<string> => new Set(rows.map(({ name }) => name));
const HEADER_NAMES = namesOf(CHECK_HEADER_FIELDS);
const BODY_NAMES = namesOf(CHECK_BODY_FIELDS);

interface Half {
  readonly prefix: 'header.' | 'body.';
  readonly fields: Fields;
  readonly own: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
  readonly otherFields: Fields;
}

/**
 * Both halves under one roof: a known field of its half by its name; any other by its name too, but with its half (`header.token`) where that name belongs to
 * the other half or stands in both.
 */
export function envelopeFields(header: Fields, body: Fields): Fields {
  const halves: readonly Half[] = [
    { prefix: 'header.', fields: header, own: HEADER_NAMES, others: BODY_NAMES, otherFields: body },
    { prefix: 'body.', fields: body, own: BODY_NAMES, others: HEADER_NAMES, otherFields: header },
  ];
  // Nearly every message is so; a spread costs a tenth of the entries.
  if (halves.every((half) => Object.keys(half.fields).every((name) => isClear(name, half)))) {
    return { ...body, ...header };
  }
  return Object.fromEntries(halves.flatMap(named));
}

function isClear(name: string, { own, others, otherFields }: Half): boolean {
  return own.has(name) || !(others.has(name) || Object.hasOwn(otherFields, name));
}

function named(half: Half): readonly (readonly [string, unknown])[] {
  return Object.entries(half.fields).map(([name, value]) => [isClear(name, half) ? name : half.prefix + name, value]);
}
