import { z } from 'zod';
import { deviceCardSchema } from '../device/device-card.ts';
import { portraitSchema } from '../portrait/portrait.ts';
import { VERDICTS } from '../verdict.ts';

/** `report.json`, published as conformance/report.schema.json. Everything in it is redacted. */

const findingSchema = z.object({
  name: z.string(),
  status: z.enum(['ok', 'info', 'warn', 'wrong', 'unsure']),
  expected: z.string(),
  observed: z.string(),
  meaning: z.string(),
  clause: z.string().optional().describe("the clause of the finding, where it is not the check's first"),
});

const outcomeSchema = z.object({
  id: z.string(),
  verdict: z.enum(VERDICTS),
  headline: z.string(),
  clause: z.array(z.string()).readonly(),
  level: z.enum(['MUST', 'SHOULD', 'INFO']),
  subject: z.enum(['sdk', 'page', 'gateway', 'server']),
  durationMs: z.number(),
  findings: z.array(findingSchema).readonly(),
  evidence: z.string().nullable().describe('folder of the evidence, relative to the run'),
  screenshots: z.array(z.string()).readonly(),
  mutant: z.string().nullable(),
  breaches: z
    .array(
      z.object({
        law: z.string(),
        status: z.enum(['wrong', 'unsure']),
        expected: z.string(),
        observed: z.string(),
        clause: z.string().optional().describe('the clause of the law that is broken, where it is not the first'),
      }),
    )
    .readonly()
    .describe('laws that were broken while the check ran'),
  waived: z.string().optional().describe('the waiver of an expected failure, which does not count for the exit code'),
  retried: z.string().optional().describe('why the check was run a second time'),
});

const mutantSchema = z.object({
  mutant: z.string(),
  text: z.string(),
  check: z.string().nullable(),
  fate: z.enum(['killed', 'survived', 'undecided', 'open']),
  verdict: z.enum(VERDICTS).nullable(),
  reason: z.string(),
});

export const runReportSchema = z.object({
  format: z.literal('quhao-report-2'),
  startedAt: z.string().describe('ISO 8601'),
  durationMs: z.number(),
  subject: z
    .object({
      name: z.string(),
      version: z.string(),
      adapter: z.string(),
      configurable: z.boolean().optional().describe('whether it was configured with the gateway'),
    })
    .nullable(),
  testbed: z.array(z.string()).readonly().describe('lines that the testbed printed as it came up'),
  device: deviceCardSchema.optional().describe('the device card: what can be set and proved there'),
  portrait: portraitSchema.optional().describe('what the SDK does on a healthy device, before anything is judged'),
  command: z.string().optional().describe('the command that runs checks of the run again, without what selects them'),
  exitCode: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  summary: z.record(z.enum(VERDICTS), z.number()).describe('count per verdict'),
  checks: z.array(outcomeSchema).readonly(),
  mutants: z.array(mutantSchema).readonly(),
});

export type RunReport = z.infer<typeof runReportSchema>;

export function reportJsonSchema(): unknown {
  return z.toJSONSchema(runReportSchema, { target: 'draft-2020-12' });
}

export function renderJson(report: RunReport): string {
  return `${JSON.stringify(runReportSchema.parse(report), null, 2)}\n`;
}
