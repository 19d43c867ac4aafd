import { counted } from '../counted.ts';
import { BEARER_NAMES } from '../observations.ts';
import type { Portrait, PortraitCall, PortraitHost } from './portrait.ts';

const LABEL = 12;

/** What the portrait cannot show, in words for every report. */
export const NOT_SEEN = 'not seen: threads besides the one of the callback, names of files, code that runs outside these calls';

/** Lines for the terminal, which follow those of the testbed. */
export function portraitLines(portrait: Portrait): readonly string[] {
  const { calls, files, logTags, proposals } = portrait;
  return [
    ...calls.flatMap((call, index) => callLines(call, index === 0 ? 'portrait' : '')),
    ...(files === null ? [] : [line('', `files: ${counted(files.files, 'file')}, ${files.bytes} B · log: ${tagsText(logTags)}`)]),
    ...proposalLines(proposals),
  ];
}

function callLines(call: PortraitCall, label: string): readonly string[] {
  return [line(label, callText(call)), ...call.hosts.map((host) => line('', `  ${hostText(host)}`)), ...readLines(call)];
}

export function callText({ api, result, tookMs, thread, networkRequests }: PortraitCall): string {
  const { held, forMs, left } = networkRequests;
  return [
    `${api} → ${result}`,
    ...(tookMs === null ? [] : [`after ${tookMs} ms`]),
    ...(thread === null ? [] : [`thread ${thread}`]),
    held === 0
      ? 'no network request seen'
      : `${counted(held, 'network request')} for at most ${forMs} ms${left === 0 ? '' : `, ${left} left`}`,
  ].join(' · ');
}

export function hostText({ host, port, bearer, plane, tls, connections, bytesOut, bytesIn, ends }: PortraitHost): string {
  const place = `${host}${port === null ? '' : `:${port}`} over ${BEARER_NAMES[bearer]}`;
  const seen =
    connections === 0
      ? ends.join(', ')
      : `${counted(connections, 'connection')}, ${bytesOut} B out, ${bytesIn} B in, ${ends.join(', ')}${protocolText(tls)}`;
  return `${place} · ${seen} · ${plane === null ? 'leads nowhere' : `led to the ${plane} plane`}`;
}

function protocolText(tls: boolean | null): string {
  if (tls === null) {
    return '';
  }
  return tls ? ', TLS' : ', in clear';
}

function readLines({ understood, notUnderstood }: PortraitCall): readonly string[] {
  if (understood + notUnderstood.length === 0) {
    return [];
  }
  const [first] = notUnderstood;
  const example = first === undefined ? '' : ` (${first})`;
  return [line('', `  gateway: ${counted(understood, 'request')} understood, ${notUnderstood.length} not${example}`)];
}

export function tagsText(tags: Portrait['logTags']): string {
  const shown = tags.slice(0, 6).map(({ tag, lines }) => `${tag} ${lines}`);
  const more = tags.length - shown.length;
  return tags.length === 0 ? 'no line' : `${shown.join(', ')}${more > 0 ? ` and ${counted(more, 'more tag')}` : ''}`;
}

/** What stands at the end of a run, and names hosts that single rows have brought to light too. */
export function closingLines(portrait: Portrait | undefined): readonly string[] {
  const lines = proposalLines(portrait?.proposals ?? []);
  return lines.length === 0 ? [] : ['', ...lines.map((one) => `  ${one}`)];
}

function proposalLines(proposals: readonly string[]): readonly string[] {
  return proposals.length === 0
    ? []
    : [line('routes', 'hosts that lead nowhere; to lead them to the gateway:'), line('', proposalText(proposals))];
}

/** Flags to add to the command. */
export function proposalText(proposals: readonly string[]): string {
  return proposals.map((route) => `--route ${quoted(route)}`).join(' ');
}

/** A shell reads asterisks and brackets. */
function quoted(route: string): string {
  return /[*[\]]/.test(route) ? `'${route}'` : route;
}

function line(label: string, text: string): string {
  return `${label.padEnd(LABEL)}${text}`;
}
