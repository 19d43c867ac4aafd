import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TestbedError } from '../errors.ts';
import { attachmentsOf } from './attachment.ts';
import { renderBadge } from './badge.ts';
import { renderHtml } from './html.ts';
import { renderJunit } from './junit.ts';
import { type RunReport, renderJson } from './run-report.ts';
import { renderSummary } from './summary.ts';
import type { Words } from './words.ts';

export interface ReportPlaces {
  readonly runDir: string;
  /** Where further copies are wanted. */
  readonly json: string | null;
  readonly junit: string | null;
}

/** The HTML page in a run's folder. */
export const HTML_REPORT = 'report.html';
/** The summary for the page of a CI job. */
const SUMMARY = 'summary.md';

/** For a README or a dashboard. */
const BADGE = 'badge.svg';

/** Writes report.json, junit.xml, summary.md, badge.svg and report.html into the run's folder. Throws TestbedError where the machine does not take them. */
export async function writeReports(report: RunReport, words: Words, places: ReportPlaces): Promise<void> {
  try {
    await writeAll(report, words, places);
  } catch (error) {
    throw new TestbedError('OUTPUT', `the reports could not be written: ${String(error)}`, { cause: error });
  }
}

async function writeAll(report: RunReport, words: Words, { runDir, ...copies }: ReportPlaces): Promise<void> {
  const json = renderJson(report);
  const junit = renderJunit(report, words);
  await writeFile(join(runDir, 'report.json'), json);
  await writeFile(join(runDir, 'junit.xml'), junit);
  await writeFile(join(runDir, SUMMARY), renderSummary(report, words));
  await writeFile(join(runDir, BADGE), renderBadge(report));
  await writeFile(join(runDir, HTML_REPORT), renderHtml(report, await attachmentsOf(runDir, report.checks), words));
  if (copies.json !== null) {
    await writeFile(copies.json, json);
  }
  if (copies.junit !== null) {
    await writeFile(copies.junit, junit);
  }
}

/**
 * Appends the summary to the file that a CI service shows as the page of the job. It is a courtesy beside the reports: where it cannot be
 * written, the complaint is returned and the run's verdicts stand.
 */
export async function appendStepSummary(path: string, report: RunReport, words: Words): Promise<string | null> {
  return appendFile(path, `${renderSummary(report, words)}\n`).then(
    () => null,
    (error: Error) => `the summary could not be appended to ${path}: ${error.message}`,
  );
}
