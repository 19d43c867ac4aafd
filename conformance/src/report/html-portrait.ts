import type { Portrait, PortraitHost } from '../portrait/portrait.ts';
import { callText, hostText, NOT_SEEN, proposalText, tagsText } from '../portrait/portrait-text.ts';
import { escapeXml as text } from './xml.ts';

/** What the SDK did before anything was judged. */
export function portraitSection(portrait: Portrait | undefined): string {
  if (portrait === undefined) {
    return '';
  }
  const { calls, files, logTags, proposals } = portrait;
  const rows = calls.map((call) => {
    const read = `${call.understood} understood, ${call.notUnderstood.length} not`;
    const others = call.notUnderstood.map((one) => `<br><small>${text(one)}</small>`).join('');
    return `<tr><td>${text(callText(call))}</td><td>${hostList(call.hosts)}</td><td>${read}${others}</td></tr>`;
  });
  const storage = files === null ? '' : `${files.files} private files, ${files.bytes} B · `;
  return `<section class="portrait"><h2>Portrait</h2>
<table class="checks"><thead><tr><th>Call on a healthy device</th><th>Hosts that it asked</th><th>Requests at the gateway</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>
<p>${text(`${storage}log: ${tagsText(logTags)}`)}<br><small>${text(NOT_SEEN)}</small></p>
${proposals.length === 0 ? '' : `<p>Hosts that lead nowhere; to lead them to the gateway:</p>\n<pre>${text(proposalText(proposals))}</pre>`}
</section>`;
}

function hostList(hosts: readonly PortraitHost[]): string {
  return hosts.length === 0 ? 'none' : hosts.map((host) => text(hostText(host))).join('<br>');
}
