import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TestbedError } from '../errors.ts';
import { readBuildFacts } from './build-facts.ts';
import { compareBuilds } from './compare-builds.ts';
import { type Comparison, renderComparisonJson } from './comparison.ts';
import { comparisonLines, renderComparison } from './comparison-text.ts';

/** A run to compare, and what the reader calls it. */
interface RunToCompare {
  readonly runDir: string;
  readonly label: string;
}

export interface CompareOptions {
  readonly before: RunToCompare;
  readonly after: RunToCompare;
  readonly print: (line: string) => void;
  /** A new warn fails the comparison. */
  readonly strict?: boolean;
  /** A copy of comparison.json. */
  readonly json?: string;
  /** A file that a CI service shows as the page of its job. */
  readonly stepSummary?: string;
}

/** Compares two stored runs without a device: prints what changed, and writes comparison.json and comparison.md beside the second report. Throws UsageError. */
export async function compareRuns(options: CompareOptions): Promise<Comparison> {
  const { before, after, strict: isStrict = false, print } = options;
  const comparison = compareBuilds(
    await readBuildFacts(before.runDir, before.label),
    await readBuildFacts(after.runDir, after.label),
    { isStrict },
  );
  for (const line of comparisonLines(comparison)) {
    print(line);
  }
  await writeComparison(comparison, options);
  return comparison;
}

async function writeComparison(comparison: Comparison, { json, stepSummary = '' }: CompareOptions): Promise<void> {
  const { run } = comparison.after;
  const [text, page] = [renderComparisonJson(comparison), renderComparison(comparison)];
  try {
    await writeFile(join(run, 'comparison.json'), text);
    await writeFile(join(run, 'comparison.md'), page);
    if (json !== undefined) {
      await writeFile(json, text);
    }
    if (stepSummary !== '') {
      await appendFile(stepSummary, `${page}\n`);
    }
  } catch (error) {
    throw new TestbedError('OUTPUT', `the comparison could not be written: ${String(error)}`, { cause: error });
  }
}
