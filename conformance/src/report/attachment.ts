import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check } from '../check.ts';
import { readGatewayRow, type StoredGatewayRow } from '../gateway-profile/gateway-evidence.ts';
import type { StoredObservations } from '../observations.ts';
import type { Outcome } from '../verdict.ts';

/** What the page shows of a check besides the report, from the evidence. All of it was redacted when it was written. */
export interface Attachment {
  readonly check: Check | null;
  /** Null where the check ended before it was judged. */
  readonly observations: StoredObservations | null;
  readonly pictures: readonly Picture[];
  /** A check of the gateway profile; null for one on a device. */
  readonly overHttp: StoredGatewayRow | null;
  readonly log: readonly string[];
}

export interface Picture {
  readonly name: string;
  /** Null where it is linked to and not shown: of a check that passed. */
  readonly png: Buffer | null;
  /** XML of the view tree that was read at the same time; null where there is none. */
  readonly tree: string | null;
}

/** The evidence of each outcome that has some. A law points at the folder of the row in which it was broken, which shows it. */
export async function attachmentsOf(runDir: string, outcomes: readonly Outcome[]): Promise<ReadonlyMap<string, Attachment>> {
  const attachments = new Map<string, Attachment>();
  for (const outcome of outcomes) {
    if (outcome.evidence !== null && !outcome.id.startsWith('law-')) {
      attachments.set(outcome.id, await attachmentIn(join(runDir, outcome.evidence), outcome));
    }
  }
  return attachments;
}

async function attachmentIn(folder: string, { screenshots, verdict }: Outcome): Promise<Attachment> {
  const readText = (name: string): Promise<string | null> => readOptional(join(folder, name));
  const pictures = screenshots.map(async (name) => {
    const isShown = verdict !== 'pass';
    const tree = isShown ? await readText(name.replace(/\.png$/, '.xml')) : null;
    return { name, png: isShown ? await readFile(join(folder, name)) : null, tree };
  });
  const overHttp = await readGatewayRow(folder);
  if (overHttp !== null) {
    return { check: null, observations: null, pictures: [], overHttp, log: [] };
  }
  return {
    overHttp,
    check: JSON.parse((await readText('check.json')) ?? 'null') as Check | null,
    observations: JSON.parse((await readText('observations.json')) ?? 'null') as Attachment['observations'],
    pictures: await Promise.all(pictures),
    log: ((await readText('log.txt')) ?? '').split('\n').filter((line) => line !== ''),
  };
}

/** Null where there is no such file: a check that ended early leaves fewer. */
async function readOptional(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') {
      return null;
    }
    throw error;
  });
}
