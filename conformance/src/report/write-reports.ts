import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GatewayRequest } from '../observations.ts';
import type { Outcome } from '../verdict.ts';
import { type Attachment, renderHtml } from './html.ts';
import { renderJunit } from './junit.ts';
import { type RunReport, renderJson } from './run-report.ts';
import type { Words } from './words.ts';

/** Where else copies are wanted. */
export interface Copies {
  readonly json: string | null;
  readonly junit: string | null;
}

/** Writes report.json, junit.xml and report.html into the run; gives the HTML page's path. */
export async function writeReports(runDir: string, report: RunReport, words: Words, copies: Copies): Promise<string> {
  const json = renderJson(report);
  const junit = renderJunit(report);
  const html = join(runDir, 'report.html');
  await writeFile(join(runDir, 'report.json'), json);
  await writeFile(join(runDir, 'junit.xml'), junit);
  await writeFile(html, renderHtml(report, await attachmentsOf(runDir, report.checks), words));
  if (copies.json !== null) {
    await writeFile(copies.json, json);
  }
  if (copies.junit !== null) {
    await writeFile(copies.junit, junit);
  }
  return html;
}

async function attachmentsOf(runDir: string, outcomes: readonly Outcome[]): Promise<ReadonlyMap<string, Attachment>> {
  const attachments = new Map<string, Attachment>();
  for (const { id, evidence, screenshots } of outcomes) {
    if (evidence === null) {
      continue;
    }
    const folder = join(runDir, evidence);
    const pictures = await Promise.all(screenshots.map(async (name) => ({ name, png: await readFile(join(folder, name)) })));
    const requests = JSON.parse((await optional(join(folder, 'journal.json'))) ?? '[]') as GatewayRequest[];
    const log = ((await optional(join(folder, 'log.txt'))) ?? '').split('\n').filter((line) => line !== '');
    attachments.set(id, { pictures, requests, log });
  }
  return attachments;
}

/** null where a check that ended early left no such file. */
async function optional(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') {
      return null;
    }
    throw cause;
  });
}
