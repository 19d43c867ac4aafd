import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TestbedError } from '../errors.ts';
import type { GatewayRequest } from '../observations.ts';
import type { Outcome } from '../verdict.ts';
import { type Attachment, renderHtml } from './html.ts';
import { renderJunit } from './junit.ts';
import { type RunReport, renderJson } from './run-report.ts';
import type { Words } from './words.ts';

export interface ReportPlaces {
  readonly runDir: string;
  /** Where further copies are wanted. */
  readonly json: string | null;
  readonly junit: string | null;
}

/** The HTML page in a run's folder. */
export const HTML_REPORT = 'report.html';

/** Writes report.json, junit.xml and report.html into the run's folder. Throws TestbedError where the machine does not take them. */
export async function writeReports(report: RunReport, words: Words, places: ReportPlaces): Promise<void> {
  try {
    await writeAll(report, words, places);
  } catch (error) {
    throw new TestbedError('OUTPUT', `the reports could not be written: ${String(error)}`, { cause: error });
  }
}

async function writeAll(report: RunReport, words: Words, { runDir, ...copies }: ReportPlaces): Promise<void> {
  const json = renderJson(report);
  const junit = renderJunit(report);
  await writeFile(join(runDir, 'report.json'), json);
  await writeFile(join(runDir, 'junit.xml'), junit);
  await writeFile(join(runDir, HTML_REPORT), renderHtml(report, await attachmentsOf(runDir, report.checks), words));
  if (copies.json !== null) {
    await writeFile(copies.json, json);
  }
  if (copies.junit !== null) {
    await writeFile(copies.junit, junit);
  }
}

async function attachmentsOf(runDir: string, outcomes: readonly Outcome[]): Promise<ReadonlyMap<string, Attachment>> {
  const attachments = new Map<string, Attachment>();
  for (const { id, evidence, screenshots } of outcomes) {
    if (evidence === null) {
      continue;
    }
    const folder = join(runDir, evidence);
    const pictures = await Promise.all(screenshots.map(async (name) => ({ name, png: await readFile(join(folder, name)) })));
    const requests = JSON.parse((await readOptional(join(folder, 'journal.json'))) ?? '[]') as GatewayRequest[];
    const log = ((await readOptional(join(folder, 'log.txt'))) ?? '').split('\n').filter((line) => line !== '');
    attachments.set(id, { pictures, requests, log });
  }
  return attachments;
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
