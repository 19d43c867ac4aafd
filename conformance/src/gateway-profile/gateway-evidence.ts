import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Redactor } from '../redact.ts';
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
    return redactor.value(outcome);
  }
  const redacted = redactor.value({ ...outcome, evidence: check.id });
  const folder = join(runDir, check.id);
  await mkdir(folder, { recursive: true });
  const files = { 'check.json': check, 'outcome.json': redacted, [EXCHANGES]: observations };
  for (const [name, value] of Object.entries(files)) {
    await writeFile(join(folder, name), `${JSON.stringify(redactor.value(value), null, 2)}\n`);
  }
  return redacted;
}

/** Null where the folder is not one of a check of the gateway profile. */
export async function readGatewayRow(folder: string): Promise<StoredGatewayRow | null> {
  const [check, observations] = await Promise.all(['check.json', EXCHANGES].map((name) => readOptional(join(folder, name))));
  return check == null || observations == null ? null : { check: JSON.parse(check), observations: JSON.parse(observations) };
}

async function readOptional(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
      return null;
    }
    throw error;
  });
}
