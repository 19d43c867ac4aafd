import { basename } from 'node:path';
import type { Clause } from '../clauses.ts';
import { withCodeNames } from '../code-names.ts';
import type { Finding, LawBreach, Outcome } from '../verdict.ts';
import { againLine } from './again.ts';
import type { Attachment } from './attachment.ts';
import { evidenceBlocks } from './html-evidence.ts';
import { screenBlock } from './html-screens.ts';
import { timelineHtml } from './html-timeline.ts';
import { timelineOf } from './timeline.ts';
import type { Words } from './words.ts';
import { escapeXml as text } from './xml.ts';

/** The section of a check. One that passed is folded, and has its findings and its time line; the rest is in its evidence. */
export function checkSection(outcome: Outcome, attachment: Attachment | undefined, words: Words): string {
  const { id, verdict, headline } = outcome;
  const isPassed = verdict === 'pass';
  const head = `<h2><span class="badge ${verdict}">${verdict}</span> ${id}</h2>`;
  const body = [
    `<p>${text(headline)}</p>`,
    `<ul class="clauses">${outcome.clause.map((clause) => clauseItem(clause, words.clauses.get(clause))).join('')}</ul>`,
    findingsTable(outcome.findings, words.codes),
    breachTable(outcome.breaches),
    attachment === undefined ? '' : attached(attachment, outcome),
    foot(outcome, words),
  ].join('\n');
  return isPassed
    ? `<section id="${id}"><details><summary>${head}</summary>${body}</details></section>`
    : `<section id="${id}">${head}\n${body}</section>`;
}

function clauseItem(id: string, clause: Clause | undefined): string {
  return `<li><b>${text(id)}</b> ${clause === undefined ? '' : `${clause.level} · guide ${text(clause.sec)} · ${text(clause.text)}`}</li>`;
}

const MARKS: Readonly<Record<Finding['status'], string>> = { ok: '✓', info: 'i', warn: '!', wrong: '✗', unsure: '?' };

function findingsTable(findings: readonly Finding[], codes: Words['codes']): string {
  if (findings.length === 0) {
    return '';
  }
  const coded = (plain: string): string => text(withCodeNames(plain, codes));
  const rows = findings.map(
    ({ name, status, expected, observed, meaning, clause }) =>
      `<tr class="${status}"><td>${MARKS[status]} ${text(name)}${clause === undefined ? '' : ` <small>${text(clause)}</small>`}</td><td>${coded(expected)}</td><td>${coded(observed)}</td><td>${status === 'ok' ? '' : text(meaning)}</td></tr>`,
  );
  return `<table class="findings"><thead><tr><th></th><th>Expected</th><th>Observed</th><th>What it means</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function breachTable(breaches: readonly LawBreach[]): string {
  const rows = breaches.map(
    ({ law, status, expected, observed }) =>
      `<tr class="${status}"><td>${MARKS[status]} <a href="#${law}">${law}</a></td><td>${text(expected)}</td><td>${text(observed)}</td></tr>`,
  );
  return rows.length === 0
    ? ''
    : `<table class="findings"><thead><tr><th>Law broken here</th><th>Expected</th><th>Observed</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function attached(attachment: Attachment, { verdict }: Outcome): string {
  const { check, observations } = attachment;
  const timeline = check === null || observations === null ? null : timelineOf(check, observations);
  const isPassed = verdict === 'pass';
  return [
    timeline === null ? '' : timelineHtml(timeline, !isPassed),
    isPassed ? '' : screenBlock(attachment.pictures),
    isPassed ? '' : evidenceBlocks(attachment),
  ].join('\n');
}

function foot(outcome: Outcome, { command }: Words): string {
  const { evidence, screenshots, id } = outcome;
  const line = againLine(outcome, command);
  const row =
    evidence !== null && id.startsWith('law-')
      ? `first broken in <a href="#${basename(evidence)}">${basename(evidence)}</a> · `
      : '';
  const folder = evidence === null ? '' : `evidence <a href="${text(evidence)}/">${text(evidence)}/</a>`;
  const pictures =
    outcome.verdict === 'pass' && evidence !== null
      ? screenshots.map((name) => ` · <a href="${text(evidence)}/${text(name)}">${text(name)}</a>`)
      : [];
  return `<p class="foot">${row}${folder}${pictures.join('')}</p>${line === null ? '' : `\n<p class="foot">again <code>${text(line)}</code></p>`}`;
}
