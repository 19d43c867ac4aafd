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

/** The condition that the headers of a change ask for (RFC 9110 §13.1). */
export function conditionOf({ 'if-match': match, 'if-none-match': noneMatch }: Conditions): Condition {
  return (standing) => {
    const tag = standing === undefined ? null : entityTag(standing);
    if (match !== undefined && !matches(match, tag)) {
      const now = tag === null ? 'there is none' : `it has ${tag} now: read it again`;
      throw new ProblemError('changed', `If-Match names another version of the document; ${now}`);
    }
    if (noneMatch !== undefined && matches(noneMatch, tag)) {
      throw new ProblemError('changed', `If-None-Match names a document that is there, with ${tag}`);
    }
  };
}

function matches(header: string, tag: string | null): boolean {
  return tag !== null && header.split(',').some((part) => part.trim() === '*' || part.trim() === tag);
}
