import { z } from 'zod';
import { counted } from './counted.ts';
import { UsageError } from './errors.ts';
import { readNamedFile } from './named-file.ts';
import { type Selectable, type Selection, selectChecks } from './plan.ts';
import { type Outcome, VERDICTS, type Verdict } from './verdict.ts';

const reportSchema = z.object({
  format: z.string().startsWith('quhao-report-'),
  checks: z.array(z.object({ id: z.string(), verdict: z.enum(VERDICTS) })),
});

/** Ids of checks and laws that an earlier run has judged. */
export type Baseline = readonly string[];

const EXECUTED: readonly Verdict[] = ['pass', 'fail', 'warn', 'inconclusive'];

/** Verdicts of a check that did not run: not a fault of the bench, which has its own exit code. */
const LEFT_OUT: readonly Verdict[] = ['skipped', 'unimplemented', 'not-claimed'];

/** Reads report.json of an earlier run. Throws UsageError. */
export async function readBaseline(path: string): Promise<Baseline> {
  const parsed = reportSchema.safeParse(parseJson(await readNamedFile(path, 'the baseline')));
  if (!parsed.success) {
    throw new UsageError(
      `the baseline ${path} is no report.json of quhao (${whyNoReport(parsed.error)}); quhao conform writes one as runs/latest/report.json`,
    );
  }
  return parsed.data.checks.filter(({ verdict }) => EXECUTED.includes(verdict)).map(({ id }) => id);
}

function whyNoReport({ issues: [issue] }: z.ZodError): string {
  const place = issue?.path.join('.') ?? '';
  if (place === '') {
    return 'it is no JSON object';
  }
  return place === 'format' ? 'it has no format, or another' : `${place}: ${issue?.message}`;
}

/** Checks that the baseline has and that this run did not execute. Those that the selection leaves out on purpose do not count. Null where there are none. */
export function vanishedChecks(
  baseline: Baseline,
  outcomes: readonly Pick<Outcome, 'id' | 'verdict' | 'headline'>[],
  { selection, table }: { readonly selection: Selection; readonly table: readonly Selectable[] },
): Pick<Outcome, 'id' | 'verdict' | 'headline' | 'findings'> | null {
  const selected = new Set(selectChecks(table, selection).map(({ id }) => id));
  const known = new Set(table.map(({ id }) => id));
  const pattern = new RegExp(selection.grep ?? '');
  const isWanted = (id: string): boolean => (known.has(id) ? selected.has(id) : id.startsWith('law-') || pattern.test(id));
  const findings = baseline.filter(isWanted).flatMap((id) => {
    const now = outcomes.find((outcome) => outcome.id === id);
    if (now !== undefined && !LEFT_OUT.includes(now.verdict)) {
      return [];
    }
    const observed = `${id}: ${now === undefined ? 'not in this run' : `${now.verdict}, ${now.headline}`}`;
    const meaning = 'a check that vanishes unnoticed proves nothing any more';
    return [{ name: id, status: 'wrong' as const, expected: 'executed, as in the baseline', observed, meaning }];
  });
  const headline = `${counted(findings.length, 'check')} of the baseline ${findings.length === 1 ? 'was' : 'were'} not executed`;
  return findings.length === 0 ? null : { id: 'baseline-is-kept', verdict: 'fail', headline, findings };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
