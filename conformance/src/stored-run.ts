import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check } from './check.ts';
import { UsageError } from './errors.ts';
import { LATE_EVIDENCE, type LateEvidence } from './evidence.ts';
import { readGatewayRow, type StoredGatewayRow } from './gateway-profile/gateway-evidence.ts';
import type { Observations } from './observations.ts';
import { type RunReport, runReportSchema } from './report/run-report.ts';

/** A check as a run has stored it. */
export interface StoredRow {
  readonly check: Check;
  readonly observations: Observations;
}

/** A run as it lies in its folder. */
export interface StoredRun {
  readonly report: RunReport;
  readonly late: LateEvidence;
  /** The evidence of a check; null where it was not judged from observations. */
  row(folder: string): Promise<StoredRow | null>;
  /** The same of a check of the gateway profile. */
  gatewayRow(folder: string): Promise<StoredGatewayRow | null>;
}

/** Stands for the subscriber's whole number, which evidence does not have: a page that shows it must still be seen to show one. */
const STAND_IN = '15400000000';
const REDACTED_NUMBER = '[whole number]';

/** Opens the folder of a run. Throws UsageError where it is none. */
export async function openStoredRun(runDir: string): Promise<StoredRun> {
  const text = await readOptional(join(runDir, 'report.json'));
  const parsed = text === null ? null : runReportSchema.safeParse(parseJson(text));
  if (parsed === null || !parsed.success) {
    const what =
      parsed === null ? 'it has no report.json' : `its report.json is of another version (${parsed.error.issues[0]?.message})`;
    throw new UsageError(`${runDir} is no folder of a run: ${what}. quhao conform writes them under runs/`);
  }
  const late = await readOptional(join(runDir, LATE_EVIDENCE));
  return {
    report: parsed.data,
    late: late === null ? { callbacks: [], ends: [] } : (parseJson(late) as LateEvidence),
    row: (folder) => readRow(join(runDir, folder)),
    gatewayRow: (folder) => readGatewayRow(join(runDir, folder)),
  };
}

async function readRow(folder: string): Promise<StoredRow | null> {
  const observed = await readOptional(join(folder, 'observations.json'));
  const check = await readOptional(join(folder, 'check.json'));
  if (observed === null || check === null) {
    return null;
  }
  const observations = parseJson(observed.replaceAll(REDACTED_NUMBER, STAND_IN)) as Omit<Observations, 'log'> | null;
  const row = parseJson(check) as Check | null;
  if (observations === null || row === null) {
    throw new UsageError(`the evidence in ${folder} is damaged: check.json or observations.json is no JSON`);
  }
  const log = ((await readOptional(join(folder, 'log.txt'))) ?? '').split('\n').filter((line) => line !== '');
  return { check: row, observations: { ...observations, log } };
}

async function readOptional(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
      return null;
    }
    throw error;
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
