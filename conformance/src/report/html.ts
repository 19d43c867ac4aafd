import type { Clause } from '../clauses.ts';
import { withCodeNames } from '../code-names.ts';
import { counted } from '../counted.ts';
import type { GatewayRequest, GatewayStep } from '../observations.ts';
import type { Finding, Outcome } from '../verdict.ts';
import { VERDICTS } from '../verdict.ts';
import { STYLE } from './html-style.ts';
import type { RunReport } from './run-report.ts';
import type { Words } from './words.ts';
import { escapeXml as text } from './xml.ts';

/** What the page shows of a check besides the report, from the evidence: screenshots, the gateway's journal, the device's log. */
export interface Attachment {
  readonly pictures: readonly { readonly name: string; readonly png: Buffer }[];
  readonly requests: readonly GatewayRequest[];
  readonly log: readonly string[];
}

const LOG_LINES = 40;

/** One self-contained page: summary first, then every check. It loads nothing. */
export function renderHtml(report: RunReport, attachments: ReadonlyMap<string, Attachment>, words: Words): string {
  const title = `quhao conform · ${report.summary.pass ?? 0} of ${report.checks.length} pass`;
  const checks = report.checks.map((outcome) => section(outcome, attachments.get(outcome.id), words)).join('\n');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${text(title)}</title><style>${STYLE}</style></head>
<body>
<header>
<h1>${text(subjectLine(report))}</h1>
<p class="counts">${VERDICTS.filter((verdict) => (report.summary[verdict] ?? 0) > 0)
    .map((verdict) => `<span class="badge ${verdict}">${report.summary[verdict]} ${verdict}</span>`)
    .join(' ')}</p>
<p>${text(report.startedAt)} · ${(report.durationMs / 1000).toFixed(1)} s · exit code ${report.exitCode}</p>
<pre>${text(report.testbed.join('\n'))}</pre>
</header>
${table(report)}
${report.mutants.length === 0 ? '' : mutantTable(report)}
<main>
${checks}
</main>
</body>
</html>
`;
}

function subjectLine({ subject }: RunReport): string {
  return subject === null ? 'The test bench did not come up' : `${subject.name} ${subject.version}`;
}

function table(report: RunReport): string {
  const rows = report.checks.map(
    ({ id, verdict, headline, durationMs, clause, level }) =>
      `<tr><td><span class="badge ${verdict}">${verdict}</span></td><td><a href="#${id}">${id}</a></td><td>${text(clause[0] ?? '')} ${level}</td><td>${text(headline)}</td><td class="ms">${durationMs} ms</td></tr>`,
  );
  return `<table><thead><tr><th>Verdict</th><th>Check</th><th>Clause</th><th>Seen</th><th>Took</th></tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

function mutantTable({ mutants }: RunReport): string {
  const rows = mutants.map(
    ({ mutant, text: description, check, fate, reason }) =>
      `<tr><td><span class="badge ${fate}">${fate}</span></td><td>${text(mutant)}<br><small>${text(description)}</small></td><td>${text(check ?? '–')}</td><td>${text(reason)}</td></tr>`,
  );
  return `<h2>Mutants</h2>\n<table><thead><tr><th></th><th>SDK that is wrong in one way</th><th>Check</th><th>Named reason</th></tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

function section(outcome: Outcome, attachment: Attachment | undefined, { clauses, codes }: Words): string {
  const { id, verdict, headline, evidence } = outcome;
  return `<section id="${id}">
<h2><span class="badge ${verdict}">${verdict}</span> ${id}</h2>
<p>${text(headline)}</p>
<ul class="clauses">${outcome.clause.map((clause) => clauseItem(clause, clauses.get(clause))).join('')}</ul>
${findingsTable(outcome.findings, codes)}
${attachment === undefined ? '' : attached(attachment)}
<p class="again">${evidence === null ? '' : `evidence <a href="${text(evidence)}/">${text(evidence)}/</a> · `}again <code>quhao conform --grep ${id}</code></p>
</section>`;
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
    ({ name, status, expected, observed, meaning }) =>
      `<tr class="${status}"><td>${MARKS[status]} ${text(name)}</td><td>${coded(expected)}</td><td>${coded(observed)}</td><td>${status === 'ok' ? '' : text(meaning)}</td></tr>`,
  );
  return `<table class="findings"><thead><tr><th></th><th>Expected</th><th>Observed</th><th>What it means</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function attached({ pictures, requests, log }: Attachment): string {
  const images = pictures.map(
    ({ name, png }) =>
      `<figure><img alt="${text(name)}" src="data:image/png;base64,${png.toString('base64')}"><figcaption>${text(name)}</figcaption></figure>`,
  );
  return [
    images.length === 0 ? '' : `<div class="pictures">${images.join('')}</div>`,
    requests.length === 0
      ? ''
      : `<details><summary>Gateway: ${counted(requests.length, 'request')}</summary>${requests.map(requestBlock).join('')}</details>`,
    log.length === 0
      ? ''
      : `<details><summary>Device log, last lines</summary><pre>${text(log.slice(-LOG_LINES).join('\n'))}</pre></details>`,
  ].join('\n');
}

function requestBlock(request: GatewayRequest): string {
  const head = [
    request.resultCode ?? 'no answer',
    request.operation ?? 'no operation',
    `session ${request.session}`,
    request.subscriber ?? 'no subscriber',
  ];
  const fault = request.fault === null ? [] : [`fault ${request.fault}`];
  const steps = request.trace.flatMap(stepLines);
  return `<pre>#${request.id} ${text([...head, ...fault].join(' · '))}\n  ${text(steps.join('\n  '))}</pre>`;
}

/** A passed rule in one line with what came; a failed one with everything that is known. */
function stepLines({ step, name, outcome, expected, got, detail }: GatewayStep): readonly string[] {
  const head = `${step} ${name} ${STEP_MARKS[outcome] ?? outcome}`;
  const detailLine = (label: string, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [`    ${label.padEnd(9)} ${value}`];
  if (outcome !== 'failed') {
    return [got === undefined ? head : `${head}  ${got}`, ...detailLine('note', detail)];
  }
  return [head, ...detailLine('expected', expected), ...detailLine('got', got), ...detailLine('why', detail)];
}

const STEP_MARKS: Readonly<Record<string, string>> = { passed: '✓', failed: '✗', 'not-reached': 'not reached' };
