import { z } from 'zod';
import { milliseconds } from './fault-effect.ts';
import { OPERATIONS } from './operations.ts';

/** Which of the matching requests a rule fires for. docs/faults.md, OpenAPI and the config file's schema have the descriptions. */
export const whenSchema = z.union(
  [
    z.strictObject({ nth: z.int().min(1) }).describe('The nth request that matches, alone.'),
    z.strictObject({ first: z.int().min(1) }).describe('The first n that match.'),
    z.strictObject({ every: z.int().min(1) }).describe('Every kth that matches.'),
    z
      .strictObject({ fromMs: milliseconds, toMs: milliseconds })
      .describe('A window on the scope’s clock, from the rule’s arming.'),
    z
      .strictObject({
        afterStep: z
          .int()
          .min(1)
          .max(Math.max(...OPERATIONS.map((row) => row.lastStep))),
      })
      .describe('Only a request that has passed this step of the order of checks.'),
    z
      .strictObject({ probability: z.number().gt(0).max(1), seed: z.string().min(1) })
      .describe('By chance, the same for the same seed. For soak runs only: a test with chance in it proves nothing.'),
  ],
  'is none of nth, first, every, fromMs with toMs, afterStep, probability with seed, or more than one of them',
);
