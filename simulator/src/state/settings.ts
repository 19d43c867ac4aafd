import { z } from 'zod';
import type { Settings } from '../api.ts';
import { addressSchema } from './documents.ts';

/** What no public document settles (wire.md §7): a scope's settings, each with its default. */
export const settingsSchema = z.strictObject({
  strictness: z.enum(['guide', 'field']).default('guide'),
  scripLifeMs: z.int().min(1).default(3_600_000),
  scripUse: z.enum(['many', 'once']).default('many'),
  timeWindowMs: z.int().min(0).nullable().default(null),
  msgidReplay: z.enum(['allowed', 'refused']).default('allowed'),
  roaming: z.enum(['served', 'refused']).default('served'),
  topUpDelayMs: z.int().min(0).default(1_800_000),
  switchedOff: z.array(z.enum(['prefetch', 'get-token', 'login-token-validate', 'token-validate'])).default([]),
  callerAddress: addressSchema.nullable().default(null),
  skewMs: z
    .strictObject({ bearer: z.int().default(0), token: z.int().default(0), exchange: z.int().default(0) })
    .default({ bearer: 0, token: 0, exchange: 0 }),
});

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});
