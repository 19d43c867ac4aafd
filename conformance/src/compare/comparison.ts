import { z } from 'zod';

/** What differs between two builds of an SDK: `comparison.json`. Everything in it comes from redacted reports and evidence. */

export const CHANGE_KINDS = [
  'verdict',
  'code',
  'time',
  'host',
  'connections',
  'bytes',
  'requests',
  'callback',
  'log',
  'files',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

const sideSchema = z.object({
  label: z.string().describe('the file that was given, or the folder of the run'),
  name: z.string(),
  version: z.string(),
  run: z.string().describe('folder of the run, with its report and evidence'),
});

const changeSchema = z.object({
  kind: z.enum(CHANGE_KINDS),
  what: z.string(),
  before: z.string(),
  after: z.string(),
  trend: z.enum(['worse', 'better', 'other']).describe('of a verdict; every other change is no judgement: other'),
  rows: z.array(z.string()).readonly().describe('checks in which it was seen; empty: in the portrait or over all rows'),
});

export const comparisonSchema = z.object({
  format: z.literal('quhao-comparison-1'),
  before: sideSchema,
  after: sideSchema,
  exitCode: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  compared: z.number().describe('checks and laws that both runs have'),
  onlyBefore: z.array(z.string()).readonly().describe('checks that the second run does not have'),
  onlyAfter: z.array(z.string()).readonly(),
  changes: z.array(changeSchema).readonly(),
  notes: z.array(z.string()).readonly().describe('what could not be compared'),
});

export type Comparison = z.infer<typeof comparisonSchema>;
export type Change = z.infer<typeof changeSchema>;
export type ComparedSide = z.infer<typeof sideSchema>;

export function renderComparisonJson(comparison: Comparison): string {
  return `${JSON.stringify(comparisonSchema.parse(comparison), null, 2)}\n`;
}
