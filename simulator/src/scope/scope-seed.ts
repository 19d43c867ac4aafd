import { z } from 'zod';
import type { ProblemPlace } from '../model/problem.ts';
import { finish } from '../model/refusal.ts';
import type { ScopeSeed } from '../model/scope-handle.ts';
import { canonicalAddress } from '../protocol/addresses.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { appSchema, bearerSchema, read, sessionSchema, subscriberSchema } from './documents.ts';
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

/** The parts of a seed that instances share as text: the options of a simulator have more than their seed. */
export function sharedSeed(seed: ScopeSeed): ScopeSeed {
  return Object.fromEntries(Object.entries(seed).filter(([name]) => Object.hasOwn(seedParts, name))) as ScopeSeed;
}

const LISTS = ['apps', 'subscribers', 'sessions'] as const;
/** As many documents are checked at once. */
const PIECE = 500;

/** Checks a seed with pauses: 150,000 documents take a part of a second. A ProblemError names the place in the whole seed. */
export function* judgeSeed(seed: ScopeSeed): Generator<void, void> {
  const lists = LISTS.map((name) => ({ name, items: seed[name] as unknown }));
  const long = lists.filter(({ items }) => Array.isArray(items) && items.length > PIECE);
  read(seedSchema, 'scope', { ...seed, ...Object.fromEntries(long.map(({ name }) => [name, []])) });
  for (const { name, items } of long) {
    for (let at = 0; at < (items as unknown[]).length; at += PIECE) {
      judgePiece(name, (items as unknown[]).slice(at, at + PIECE), at);
      yield;
    }
  }
  yield* judgeDistinct(seed);
}

function judgePiece(name: (typeof LISTS)[number], piece: readonly unknown[], from: number): void {
  try {
    read(z.strictObject({ [name]: seedParts[name] }), 'scope', { [name]: piece });
  } catch (error) {
    if (!(error instanceof ProblemError)) {
      throw error;
    }
    const places = error.places.map(({ pointer, message }) => ({
      pointer: pointer.replace(/^(\/\w+\/)(\d+)/, (_, list: string, index: string) => `${list}${from + Number(index)}`),
      message,
    }));
    const problems = places.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
    throw new ProblemError('invalid', `the scope is not valid: ${problems}`, places);
  }
}

/** Refuses a seed that has two documents of one name. */
export function needDistinct(seed: ScopeSeed): void {
  finish(judgeDistinct(seed));
}

function* judgeDistinct({ apps = [], subscribers = [], sessions = [] }: ScopeSeed): Generator<void, void> {
  const places = [
    ...(yield* repeated('apps', 'appid', { items: apps, nameOf: ({ appid }) => appid })),
    ...(yield* repeated('subscribers', 'msisdn', { items: subscribers, nameOf: ({ msisdn }) => msisdn })),
    ...(yield* repeated('sessions', 'address', {
      items: sessions,
      nameOf: ({ address }) => canonicalAddress(address) ?? address,
    })),
  ];
  if (places.length > 0) {
    const problems = places.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
    throw new ProblemError('invalid', `the seed has one document twice: ${problems}`, places);
  }
}

interface NamedItems<T> {
  readonly items: readonly T[];
  readonly nameOf: (item: T) => string;
}

function* repeated<T>(
  collection: string,
  key: string,
  { items, nameOf }: NamedItems<T>,
): Generator<void, readonly ProblemPlace[]> {
  const first = new Map<string, number>();
  const places: ProblemPlace[] = [];
  for (const [index, item] of items.entries()) {
    const name = nameOf(item);
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, index);
    } else {
      places.push({
        pointer: `/${collection}/${index}/${key}`,
        message: `stands at /${collection}/${before}/${key} already`,
      });
    }
    if (index % PIECE === PIECE - 1) {
      yield;
    }
  }
  return places;
}
