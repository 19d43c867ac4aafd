import { summarize, type Verdict } from '../verdict.ts';
import type { RunReport } from './run-report.ts';
import { escapeXml } from './xml.ts';

const LABEL = 'quhao conform';
const PADDING = 6;
/** Verdana of 11 pixels, on average; `textLength` makes the text as wide as its box. */
const CHARACTER = 6.6;
const COLOURS = { passed: '#1a7f37', failed: '#cf222e', undecided: '#9a6700', none: '#6e7781' } as const;

interface Outlook {
  readonly text: string;
  readonly colour: string;
}

/** `badge.svg`: the outcome of a run in one line, for a README or a dashboard. It loads nothing. */
export function renderBadge(report: RunReport): string {
  const { text, colour } = outlookOf(report);
  const left = widthOf(LABEL);
  const right = widthOf(text);
  const title = escapeXml(report.subject === null ? text : `${report.subject.name} ${report.subject.version}: ${text}`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<rect width="${left + right}" height="20" rx="3" fill="#555"/>`,
    `<path d="M${left} 0h${right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-${right - 3}z" fill="${colour}"/>`,
    '<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">',
    `<text x="${PADDING}" y="14" textLength="${left - 2 * PADDING}">${LABEL}</text>`,
    `<text x="${left + PADDING}" y="14" textLength="${right - 2 * PADDING}">${escapeXml(text)}</text>`,
    '</g></svg>',
    '',
  ].join('\n');
}

/** Verdicts that a reader acts on; the others say that a check was left out. */
const SHOWN: readonly Verdict[] = ['pass', 'fail', 'warn', 'inconclusive', 'env-error', 'suite-error'];

/** The exit code gives the colour, so that a run that was stopped or judged nothing is never green. */
function outlookOf({ checks, exitCode }: RunReport): Outlook {
  const counts = summarize(checks.filter(({ waived }) => waived === undefined));
  const shown = SHOWN.filter((verdict) => counts[verdict] > 0);
  if (shown.length === 0) {
    return { text: 'nothing judged', colour: COLOURS.none };
  }
  const isUnexplained = exitCode !== 0 && shown.every((verdict) => verdict === 'pass');
  const text = shown.map((verdict) => `${counts[verdict]} ${verdict}`).join(' · ');
  return { text: isUnexplained ? `${text} · exit code ${exitCode}` : text, colour: colourOf(exitCode) };
}

function colourOf(exitCode: number): string {
  if (exitCode === 0) {
    return COLOURS.passed;
  }
  return exitCode === 1 ? COLOURS.failed : COLOURS.undecided;
}

function widthOf(text: string): number {
  return Math.ceil(text.length * CHARACTER) + 2 * PADDING;
}
