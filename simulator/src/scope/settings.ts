import { z } from 'zod';
import { LAST_MOMENT } from '../clock.ts';
import { type Settings, STRICTNESSES } from '../model/documents.ts';
import { byPlane, operationSchema } from '../model/operations.ts';
import { addressSchema } from './documents.ts';

/** A time that a scope's clock can show: from 1970 to 9999, so that `systemtime` has 17 digits. */
const momentSchema = z.int().min(0).max(LAST_MOMENT);

export const clockSchema = z.strictObject({
  now: momentSchema.describe('Epoch milliseconds, 1970 to 9999; absent: unchanged').optional(),
  rate: z
    .number()
    .min(0)
    .max(100_000)
    .describe('1 is real time, 0 is frozen, 60 a minute for a second; absent: unchanged')
    .optional(),
});

/** The settings of a scope with their defaults: what no public document settles (wire.md §7). */
export const settingsSchema = z.strictObject({
  strictness: z.enum(STRICTNESSES).default('guide'),
  scripLifeMs: z.int().min(1).default(3_600_000),
  scripUse: z.enum(['many', 'once']).default('many'),
  timeWindowMs: z.int().min(0).nullable().default(null),
  msgidReplay: z.enum(['allowed', 'refused']).default('allowed'),
  roaming: z.enum(['served', 'refused']).default('served'),
  topUpDelayMs: z.int().min(0).default(1_800_000),
  switchedOff: z.array(operationSchema).default([]),
  callerAddress: addressSchema.nullable().default(null),
  skewMs: z.strictObject(byPlane(z.int().default(0))).default(byPlane(0)),
});

export const defaultSettings: Settings = settingsSchema.parse({});
