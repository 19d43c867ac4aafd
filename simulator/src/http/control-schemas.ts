import { z } from 'zod';

/** Bodies and queries of the control API that are no documents of their own. */

export const clockSchema = z.strictObject({ now: z.int().optional(), rate: z.number().min(0).max(100_000).optional() });
export const advanceSchema = z.strictObject({ ms: z.number().min(0) });
export const revokeSchema = z.strictObject({ msisdn: z.string().optional() });
export const queueSchema = z.array(z.string());
export const mintSchema = z.strictObject({
  appid: z.string(),
  msisdn: z.string(),
  capability: z.enum(['login', 'check']).optional(),
});
const operation = z.enum(['prefetch', 'get-token', 'login-token-validate', 'token-validate']);
const waitMs = z.coerce.number().int().min(0).max(600_000).optional();
const entryNumber = z.coerce.number().int().min(0).optional();
export const countRequestsSchema = z.strictObject({
  plane: z.enum(['bearer', 'token', 'exchange']).optional(),
  operation: operation.optional(),
  appid: z.string().optional(),
  msgid: z.string().optional(),
  resultCode: z.string().optional(),
  after: entryNumber,
});
export const journalSchema = countRequestsSchema.extend({ waitMs });
export const countFlowsSchema = z.strictObject({
  appid: z.string().optional(),
  subscriber: z.string().optional(),
  resultCode: z.string().optional(),
  operations: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(operation))
    .optional(),
  after: entryNumber,
});
export const flowSchema = countFlowsSchema.extend({ waitMs, expect: z.enum(['one']).optional() });
