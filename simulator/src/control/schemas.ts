import { z } from 'zod';
import { OPERATIONS, operationSchema, planeSchema } from '../model/operations.ts';
import { TOKEN } from '../protocol/credentials.ts';
import { msisdnSchema } from '../scope/documents.ts';
import { advanceSchema as millisecondsSchema } from '../scope/local-scope.ts';
import { LONGEST_WAIT_MS } from '../scope/waiting.ts';

/** The schemas of bodies, queries and headers that are not documents of a scope. */

export const advanceSchema = z.strictObject({ ms: millisecondsSchema });
export const scripsSchema = z.strictObject({ msisdn: msisdnSchema.optional() });
export const revokeSchema = z.strictObject({ msisdn: msisdnSchema.optional() });
export const queueSchema = z.array(z.string().regex(TOKEN, 'is not STsid, 20 digits and 32 letters and digits'));
const waitMs = z.coerce.number().int().min(0).max(LONGEST_WAIT_MS).optional();
const entryNumber = z
  .string()
  .regex(/^[0-9]{1,15}$/, 'is not the number of an entry')
  .transform(Number)
  .optional();
export const countRequestsSchema = z.strictObject({
  plane: planeSchema.optional(),
  operation: operationSchema.optional(),
  appid: z.string().optional(),
  msgid: z.string().optional(),
  resultCode: z.string().optional(),
  after: entryNumber,
});
export const journalSchema = countRequestsSchema.extend({ waitMs });
const ANY_OPERATION = `(${OPERATIONS.map(({ name }) => name).join('|')})`;

export const countFlowsSchema = z.strictObject({
  appid: z.string().optional(),
  subscriber: z.string().optional(),
  resultCode: z.string().optional(),
  operations: z
    .string()
    .meta({ pattern: `^${ANY_OPERATION}(,${ANY_OPERATION})*$`, description: 'All operations of the flow, in order' })
    .transform((text) => text.split(','))
    .pipe(z.array(operationSchema))
    .optional(),
  after: entryNumber,
});
export const flowSchema = countFlowsSchema.extend({ waitMs, expect: z.enum(['one']).optional() });
/** RFC 9110 §8.8.3 */
const entityTags = z
  .string()
  .regex(
    /^(?:\*|(?:W\/)?"[\x21\x23-\x7e]*"(?: *, *(?:W\/)?"[\x21\x23-\x7e]*")*)$/,
    'is neither * nor tags in double quotes, with commas between',
  )
  .meta({ examples: ['"0123456789abcdef"'] });

/** A change of a document that was read before: it is made only if the document is still the same. Node gives header names in lower case. */
export const conditionHeadersSchema = z.object({
  'if-match': entityTags.describe('The ETag that the document must have, or *').optional(),
  'if-none-match': entityTags.describe('The ETag that the document must not have; * for a new document').optional(),
});
/** EventSource cannot set headers. */
export const eventsSchema = z.strictObject({ after: entryNumber });
/** Other headers are ignored. */
export const eventHeadersSchema = z.object({ 'last-event-id': entryNumber });
