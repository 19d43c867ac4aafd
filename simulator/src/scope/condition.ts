import { createHash } from 'node:crypto';
import { ProblemError } from '../protocol/problem-error.ts';

/** Judges the document that stands there before it is changed or removed; throws a ProblemError where it may not be. */
export type Condition = (standing: object | undefined) => void;

export const NO_CONDITION: Condition = () => undefined;

/** The entity tag of a document: another one for every other content, whatever the order of its members. */
export function entityTag(document: object): string {
  const members = Object.entries(document).sort(([one], [other]) => (one < other ? -1 : 1));
  return `"${createHash('sha256').update(JSON.stringify(members)).digest('hex').slice(0, 32)}"`;
}

interface Conditions {
  readonly 'if-match'?: string | undefined;
  readonly 'if-none-match'?: string | undefined;
}

/** The condition that the headers of a change ask for (RFC 9110 §13.1). If-Match compares tags strongly, If-None-Match weakly. */
export function conditionOf({ 'if-match': match, 'if-none-match': noneMatch }: Conditions): Condition {
  if (match === undefined && noneMatch === undefined) {
    return NO_CONDITION;
  }
  return (standing) => {
    const tag = standing === undefined ? null : entityTag(standing);
    if (match !== undefined && !tagsOf(match).some((given) => names(given, tag))) {
      const now = tag === null ? 'there is none' : `it has ${tag} now: read it again`;
      throw new ProblemError('changed', `If-Match names another version of the document; ${now}`);
    }
    if (isNamedBy(noneMatch, tag)) {
      throw new ProblemError('changed', `If-None-Match names a document that is there, with ${tag}`);
    }
  };
}

/** Whether If-None-Match names a document with this tag; weak and strong tags are alike. */
export function isNamedBy(noneMatch: string | undefined, tag: string | null): boolean {
  return noneMatch !== undefined && tagsOf(noneMatch).some((given) => names(given.replace(/^W\//, ''), tag));
}

function tagsOf(header: string): readonly string[] {
  return header.split(',').map((part) => part.trim());
}

/** `tag`: the document's; null where there is no document. */
function names(given: string, tag: string | null): boolean {
  return tag !== null && (given === '*' || given === tag);
}
