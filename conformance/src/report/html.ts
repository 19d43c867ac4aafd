import { counted } from '../counted.ts';
import { type Outcome, VERDICTS } from '../verdict.ts';
import type { Attachment } from './attachment.ts';
import { checkSection } from './html-check.ts';
import { portraitSection } from './html-portrait.ts';
import { STYLE } from './html-style.ts';
import { failuresFirst, isOpen } from './order.ts';
import type { RunReport } from './run-report.ts';
import type { Words } from './words.ts';
import { escapeXml as text } from './xml.ts';

/** One self-contained page: summary first, then every check, failures first. It loads nothing; the screenshots of passed checks are links to the evidence. */
export function renderHtml(report: RunReport, attachments: ReadonlyMap<string, Attachment>, words: Words): string {
  const title = `quhao conform · ${report.summary.pass ?? 0} of ${report.checks.length} pass`;
  const outcomes = failuresFirst(report.checks);
  const open = outcomes.filter(isOpen);
  const others = outcomes.filter((outcome) => !isOpen(outcome));
  const sections = (shown: readonly Outcome[]): string =>
    shown.map((outcome) => checkSection(outcome, attachments.get(outcome.id), words)).join('\n');
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
${portraitSection(report.portrait)}
${open.length === 0 ? '' : table(open)}
${report.mutants.length === 0 ? '' : mutantTable(report)}
<main>
${sections(open)}
${open.length === 0 || others.length === 0 ? '' : `<h2 class="rest">The other ${counted(others.length, 'check')}</h2>`}
${others.length === 0 ? '' : table(others)}
${sections(others)}
</main>
</body>
</html>
`;
}

function subjectLine({ subject }: RunReport): string {
  return subject === null ? 'No SDK was judged' : `${subject.name} ${subject.version}`.trimEnd();
}

function table(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(
    ({ id, verdict, headline, durationMs, clause, level, waived }) =>
      `<tr><td><span class="badge ${verdict}">${verdict}</span></td><td><a href="#${id}">${id}</a></td><td>${text(clause[0] ?? '')} ${level}</td><td>${text(waived === undefined ? headline : `waived: ${waived}`)}</td><td class="ms">${durationMs} ms</td></tr>`,
  );
  return `<table class="checks"><thead><tr><th>Verdict</th><th>Check</th><th>Clause</th><th>Seen</th><th>Took</th></tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

function mutantTable({ mutants }: RunReport): string {
  const rows = mutants.map(
    ({ mutant, text: description, check, fate, reason }) =>
      `<tr><td><span class="badge ${fate}">${fate}</span></td><td>${text(mutant)}<br><small>${text(description)}</small></td><td>${text(check ?? '–')}</td><td>${text(reason)}</td></tr>`,
  );
  return `<h2>Mutants</h2>\n<table class="checks"><thead><tr><th></th><th>SDK that is wrong in one way</th><th>Check</th><th>Named reason</th></tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}
