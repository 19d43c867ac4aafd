import { z } from 'zod';
import type { ProblemPlace } from '../model/problem.ts';
import type { ScopeSeed } from '../model/scope-handle.ts';
import { canonicalAddress } from '../protocol/addresses.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { appSchema, bearerSchema, sessionSchema, subscriberSchema } from './documents.ts';
import { faultSchema } from './fault-rule.ts';
import { journalBoundsSchema } from './journal.ts';
import { clockSchema, settingsSchema } from './settings.ts';

/** The parts of a seed that every scope can have, the default scope included. */
export const seedParts = {
  seed: z.string().optional(),
  preset: z.enum(['none', 'personas']).optional(),
  settings: settingsSchema.partial().optional(),
  clock: clockSchema.optional(),
  journal: journalBoundsSchema.partial().optional(),
  apps: z.array(appSchema).optional(),
  subscribers: z.array(subscriberSchema).optional(),
  sessions: z.array(sessionSchema).optional(),
  bearers: z.array(bearerSchema).optional(),
  faults: z.array(faultSchema).optional(),
};

/** The schema of a seed. It is checked before the scope is created. */
export const seedSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[0-9A-Za-z-]{1,40}$/, 'is not 1–40 letters, digits and dashes')
    .optional(),
  ttlMs: z.int().min(1).max(2_147_483_647).optional(),
  ...seedParts,
});

/** Refuses a seed that has two documents of one name. */
export function needDistinct({ apps = [], subscribers = [], sessions = [] }: ScopeSeed): void {
  const places = [
    ...repeated(
      'apps',
      'appid',
      apps.map(({ appid }) => appid),
    ),
    ...repeated(
      'subscribers',
      'msisdn',
      subscribers.map(({ msisdn }) => msisdn),
    ),
    ...repeated(
      'sessions',
      'address',
      sessions.map(({ address }) => canonicalAddress(address) ?? address),
    ),
  ];
  if (places.length > 0) {
    const problems = places.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
    throw new ProblemError('invalid', `the seed has one document twice: ${problems}`, places);
  }
}

function repeated(collection: string, key: string, names: readonly string[]): readonly ProblemPlace[] {
  const first = new Map<string, number>();
  return names.flatMap((name, index) => {
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, index);
      return [];
    }
    return [{ pointer: `/${collection}/${index}/${key}`, message: `stands at /${collection}/${before}/${key} already` }];
  });
}
