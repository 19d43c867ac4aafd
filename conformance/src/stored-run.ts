import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Check } from './check.ts';
import { UsageError } from './errors.ts';
import { LATE_EVIDENCE, type LateEvidence } from './evidence.ts';
import { readGatewayRow, type StoredGatewayRow } from './gateway-profile/gateway-evidence.ts';
import type { Observations } from './observations.ts';
import { type RunReport, runReportSchema } from './report/run-report.ts';
import { describeIssue, parseStored, readOptional } from './stored-json.ts';

/** A check as a run has stored it. */
export interface StoredRow {
  readonly check: Check;
  readonly observations: Observations;
}

/** A run as it lies in its folder. */
export interface StoredRun {
  readonly runDir: string;
  readonly report: RunReport;
  readonly late: LateEvidence;
  /** The evidence of a check; null where it was not judged from observations. */
  row(folder: string): Promise<StoredRow | null>;
  /** The same of a check of the gateway profile. */
  gatewayRow(folder: string): Promise<StoredGatewayRow | null>;
  /** True where the folder holds the check itself, which every row that ran leaves. */
  hasCheck(folder: string): Promise<boolean>;
}

const REPORT = 'report.json';

/** Stands for the subscriber's whole number, which evidence does not have: a page that shows it must still be seen to show one. */
const STAND_IN = '15400000000';
const REDACTED_NUMBER = '[whole number]';

/** Opens the folder of a run, or that of the report.json that is given. Throws UsageError where it is none, and where a file of it is damaged. */
export async function openStoredRun(given: string): Promise<StoredRun> {
  const runDir = await folderOf(given);
  const report = parseReport(await readOptional(join(runDir, REPORT)), runDir);
  const latePath = join(runDir, LATE_EVIDENCE);
  const late = await readOptional(latePath);
  return {
    runDir,
    report,
    late: late === null ? { callbacks: [], ends: [] } : parseStored('late', late, latePath),
    row: (folder) => readRow(join(runDir, folder)),
    gatewayRow: (folder) => readGatewayRow(join(runDir, folder)),
    hasCheck: async (folder) => (await readOptional(join(runDir, folder, 'check.json'))) !== null,
  };
}

async function folderOf(given: string): Promise<string> {
  const found = await stat(given).catch(() => null);
  if (found === null) {
    throw noRun(given, 'there is no such folder');
  }
  if (found.isDirectory()) {
    return given;
  }
  if (basename(given) !== REPORT) {
    throw noRun(given, 'it is a file; give the folder');
  }
  return dirname(given);
}

function parseReport(text: string | null, runDir: string): RunReport {
  if (text === null) {
    throw noRun(runDir, `it has no ${REPORT}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw noRun(runDir, `its ${REPORT} is no JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  const parsed = runReportSchema.safeParse(value);
  if (parsed.success) {
    return parsed.data;
  }
  const format = (value as { readonly format?: unknown } | null)?.format;
  const wanted = runReportSchema.shape.format.value;
  const isOther = typeof format === 'string' && format !== wanted;
  throw noRun(
    runDir,
    isOther
      ? `its ${REPORT} is of another version (${format}; this quhao reads ${wanted})`
      : `its ${REPORT} is damaged (${describeIssue(parsed.error)})`,
  );
}

function noRun(given: string, what: string): UsageError {
  return new UsageError(`${given} is no folder of a run: ${what}. quhao conform writes them under runs/`);
}

async function readRow(folder: string): Promise<StoredRow | null> {
  const observedPath = join(folder, 'observations.json');
  const checkPath = join(folder, 'check.json');
  const observed = await readOptional(observedPath);
  const check = await readOptional(checkPath);
  if (observed === null || check === null) {
    return null;
  }
  const observations = parseStored('observations', observed.replaceAll(REDACTED_NUMBER, STAND_IN), observedPath);
  const log = ((await readOptional(join(folder, 'log.txt'))) ?? '').split('\n').filter((line) => line !== '');
  return { check: parseStored('check', check, checkPath), observations: { ...observations, log } };
}
