import { z } from 'zod';
import { isObject } from '../protocol/json.ts';
import { invalid } from './documents.ts';

/** The document with a patch merged into it (RFC 7396): a member of null goes, an object is merged, everything else replaces. JSON has no undefined: such a member is absent. */
export function mergePatch(document: unknown, patch: unknown): unknown {
  if (!isObject(patch)) {
    return patch;
  }
  const merged: Record<string, unknown> = isObject(document) ? { ...document } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) {
      delete merged[name];
    } else if (value !== undefined) {
      merged[name] = mergePatch(merged[name], value);
    }
  }
  return merged;
}

/** A patch is an object: anything else would replace the whole document. */
export function readPatch(what: string, patch: unknown): object {
  if (!isObject(patch)) {
    throw invalid(what, [{ path: [], message: 'a patch is an object with the members to change' }]);
  }
  return patch;
}

/** The schema of a patch of the schema's documents: every member may be absent, or null. */
export function patchSchemaOf(schema: z.ZodObject): z.ZodObject {
  const members = Object.entries(schema.shape).map(([name, member]) => [name, optionalMember(member as z.ZodType)] as const);
  return z.strictObject(Object.fromEntries(members));
}

function optionalMember(member: z.ZodType): z.ZodType {
  const inner = member instanceof z.ZodDefault ? (member.unwrap() as z.ZodType) : member;
  return (inner instanceof z.ZodObject ? patchSchemaOf(inner) : inner).nullish();
}
