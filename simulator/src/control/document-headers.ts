import type { z } from 'zod';
import { type Condition, conditionOf, entityTag, isNamedBy } from '../scope/condition.ts';
import type { ControlCall } from './route.ts';
import type { conditionHeadersSchema } from './schemas.ts';

/** The headers of documents: ETag, If-Match, and which members a change has changed. */

const CHANGED_HEADER = 'Quhao-Changed';

export const CHANGE_DESCRIPTION = `The answer has the document as it stands now, its ETag, and in ${CHANGED_HEADER} the names of the members that have another value than before: all of them for a new document, nothing where none has. If-Match and If-None-Match are honoured.`;

/** Answers a read whose If-None-Match names the document: 304, and no body. */
export const NOT_MODIFIED = Symbol('not modified');

/** A document that is read, its tag in the answer's header. */
export function readTagged<T extends object>(call: ControlCall, document: T): T | typeof NOT_MODIFIED {
  const { 'if-match': match, 'if-none-match': noneMatch } = call.headers as z.output<typeof conditionHeadersSchema>;
  conditionOf({ 'if-match': match })(document);
  return isNamedBy(noneMatch, setTag(call, document)) ? NOT_MODIFIED : document;
}

function setTag({ setHeader }: ControlCall, document: object): string {
  const tag = entityTag(document);
  setHeader('ETag', tag);
  return tag;
}

interface Change<T> {
  readonly before: object | undefined;
  readonly after: T;
}

/** The document after a change, its tag and the names of what changed in the answer's headers. */
export function changed<T extends object>(call: ControlCall, { before, after }: Change<T>): T {
  const old: Readonly<Record<string, unknown>> = { ...before };
  const names = Object.entries(after)
    .filter(([name, value]) => before === undefined || JSON.stringify(old[name]) !== JSON.stringify(value))
    .map(([name]) => name);
  call.setHeader(CHANGED_HEADER, names.join(', '));
  setTag(call, after);
  return after;
}

/** What the document must be, as the call's headers say. */
export function conditionOfCall({ headers }: ControlCall): Condition {
  return conditionOf(headers as z.output<typeof conditionHeadersSchema>);
}
