import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Redactor } from '../redact.ts';
import { parseStored, readOptional } from '../stored-json.ts';
import type { Outcome } from '../verdict.ts';
import type { GatewayCheck } from './gateway-check.ts';
import type { GatewayObservations } from './gateway-observations.ts';
import type { GatewayResult } from './run-gateway-row.ts';

const EXCHANGES = 'exchanges.json';

/** A check of the gateway profile as a run has stored it. */
export interface StoredGatewayRow {
  readonly check: GatewayCheck;
  readonly observations: GatewayObservations;
}

/** Writes the row's folder without secrets, and returns the redacted outcome with its place. A row that was not performed leaves none. */
export async function writeGatewayEvidence(
  check: GatewayCheck,
  { outcome, observations }: GatewayResult,
  { runDir, redactor }: { readonly runDir: string; readonly redactor: Redactor },
): Promise<Outcome> {
  if (observations === null) {
    return redactor.outcome(outcome);
  }
  const redacted: Outcome = { ...redactor.outcome(outcome), evidence: check.id };
  const folder = join(runDir, check.id);
  await mkdir(folder, { recursive: true });
  // The check is a row of the public table and holds nothing of this run.
  const files = { 'check.json': check, 'outcome.json': redacted, [EXCHANGES]: redactor.value(observations) };
  for (const [name, value] of Object.entries(files)) {
    await writeFile(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
  }
  return redacted;
}

/** Null where the folder is not one of a check of the gateway profile. Throws UsageError where a file of it is damaged. */
export async function readGatewayRow(folder: string): Promise<StoredGatewayRow | null> {
  const checkPath = join(folder, 'check.json');
  const exchangesPath = join(folder, EXCHANGES);
  const [check, exchanges] = await Promise.all([readOptional(checkPath), readOptional(exchangesPath)]);
  if (check === null || exchanges === null) {
    return null;
  }
  return {
    check: parseStored('gatewayCheck', check, checkPath),
    observations: parseStored('exchanges', exchanges, exchangesPath),
  };
}
