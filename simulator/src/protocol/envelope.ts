import { CHECK_BODY_FIELDS, CHECK_HEADER_FIELDS, namesOf } from './fields.ts';

/** The two halves of tokenValidate (wire.md §5): each field is read in its own half and nowhere else. */

type Fields = Readonly<Record<string, unknown>>;

const headerNames = namesOf(CHECK_HEADER_FIELDS);
const bodyNames = namesOf(CHECK_BODY_FIELDS);

interface Half {
  readonly prefix: 'header.' | 'body.';
  readonly fields: Fields;
  readonly own: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
  readonly otherFields: Fields;
}

/**
 * The fields of both halves in one object. A field has its plain name where the name is unambiguous, and its half before the name (`header.token`) where
 * the name belongs to the other half or occurs in both.
 */
export function envelopeFields(header: Fields, body: Fields): Fields {
  const halves: readonly Half[] = [
    { prefix: 'header.', fields: header, own: headerNames, others: bodyNames, otherFields: body },
    { prefix: 'body.', fields: body, own: bodyNames, others: headerNames, otherFields: header },
  ];
  // True for nearly every message; a spread costs a tenth of the entries.
  if (halves.every((half) => Object.keys(half.fields).every((name) => isUnambiguous(name, half)))) {
    return { ...body, ...header };
  }
  return Object.fromEntries(halves.flatMap(namedEntries));
}

function isUnambiguous(name: string, { own, others, otherFields }: Half): boolean {
  return own.has(name) || !(others.has(name) || Object.hasOwn(otherFields, name));
}

function namedEntries(half: Half): readonly (readonly [string, unknown])[] {
  return Object.entries(half.fields).map(([name, value]) => [isUnambiguous(name, half) ? name : half.prefix + name, value]);
}
