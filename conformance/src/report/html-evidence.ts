import type { Check } from '../check.ts';
import { counted } from '../counted.ts';
import type { StoredGatewayRow } from '../gateway-profile/gateway-evidence.ts';
import { BEARER_NAMES, type GatewayRequest, type GatewayStep, type StoredObservations } from '../observations.ts';
import type { Attachment } from './attachment.ts';
import { stepText } from './step-text.ts';
import { escapeXml as text } from './xml.ts';

const LOG_LINES = 40;

/** What lies behind a verdict, in blocks that a reader opens: steps, callbacks, connections, canaries, the gateway's decisions, the log. */
export function evidenceBlocks({ check, observations, log, overHttp }: Attachment): string {
  if (overHttp !== null) {
    return exchanges(overHttp);
  }
  const seen = observations === null ? [] : [callbacks(observations), connections(observations), canaries(observations)];
  return [
    check === null ? '' : steps(check, observations),
    ...seen,
    observations === null ? '' : requests(observations.requests),
    log.length === 0
      ? ''
      : block(
          `Device log, last ${counted(Math.min(LOG_LINES, log.length), 'line')}`,
          `<pre>${text(log.slice(-LOG_LINES).join('\n'))}</pre>`,
        ),
  ].join('\n');
}

function block(title: string, content: string, isOpen = false): string {
  return `<details${isOpen ? ' open' : ''}><summary>${title}</summary>${content}</details>`;
}

function steps({ act, arrange }: Check, observations: StoredObservations | null): string {
  const stopped = observations?.stopped ?? null;
  const items = act.map((step, index) => {
    const isStop = stopped !== null && stopped.step === index + 1;
    return `<li${isStop ? ' class="wrong"' : ''}>${text(stepText(step))}${isStop ? ` — ${text(stopped.reason)}` : ''}</li>`;
  });
  const arranged = Object.keys(arrange).length === 0 ? '' : `<p class="legend">arranged: ${text(JSON.stringify(arrange))}</p>`;
  return block(counted(act.length, 'step'), `${arranged}<ol>${items.join('')}</ol>`);
}

/** Every request of a check over HTTP with its answer. */
function exchanges({ check, observations: { answers, stopped } }: StoredGatewayRow): string {
  const items = check.act.map((step) => `<li>${text(stepText(step))}</li>`);
  const blocks = Object.entries(answers).flatMap(([name, all]) =>
    all.map(({ request, answer, failure, opened }) => {
      const came = answer === null ? `no answer: ${failure}` : `HTTP ${answer.status}\n${answer.body}`;
      const sealed = opened === null ? '' : `\nopened ${JSON.stringify(opened)}`;
      return `<pre>${text(`“${name}” ${request.method} ${request.url}\n${request.body}\n\n${came}${sealed}`)}</pre>`;
    }),
  );
  const end = stopped === null ? '' : `<p class="wrong">step ${stopped.step} was not performed: ${text(stopped.reason)}</p>`;
  return `${end}${block(counted(items.length, 'step'), `<ol>${items.join('')}</ol>`)}${block(counted(blocks.length, 'request'), blocks.join(''), true)}`;
}

function callbacks({ events, closingEvents, crash }: StoredObservations): string {
  const rows = [...events, ...closingEvents].map(
    ({ type, thread, payload }) =>
      `<p class="legend">${text(type)} on thread <b>${text(thread)}</b></p><pre>${text(JSON.stringify(payload, null, 2))}</pre>`,
  );
  const end = crash === null ? '' : `<p class="wrong">the app ended: ${text(crash)}</p>`;
  return block(counted(rows.length, 'callback'), end + rows.join(''), rows.length > 0 || crash !== null);
}

function connections({ connections: all }: StoredObservations): string {
  if (all === null) {
    return '<p class="legend">This device keeps no record of its connections.</p>';
  }
  const rows = all.map(
    ({ bearer, host, port, bytesOut, bytesIn, end }) =>
      `<tr><td><i class="key ${bearer}"></i> ${BEARER_NAMES[bearer]}</td><td>${text(host)}:${port}</td><td class="ms">${bytesOut}</td><td class="ms">${bytesIn}</td><td>${text(end)}</td></tr>`,
  );
  const head = '<thead><tr><th>bearer</th><th>host</th><th>bytes out</th><th>bytes in</th><th>end</th></tr></thead>';
  return block(
    counted(all.length, 'connection'),
    `<div class="wide"><table>${head}<tbody>${rows.join('')}</tbody></table></div>`,
  );
}

function canaries({ canaries: all, bench }: StoredObservations): string {
  const items = all.map(
    ({ expected, observed, holds }) => `<li>${holds ? '✓' : '✗'} expected ${text(expected)}; observed ${text(observed)}</li>`,
  );
  const beats = bench
    ? `<p class="legend">heartbeat: ${bench.beats} answers, longest standstill ${bench.longestStillMs} ms</p>`
    : '';
  return block(counted(all.length, 'canary', 'canaries'), `<ul>${items.join('')}</ul>${beats}`);
}

function requests(all: readonly GatewayRequest[]): string {
  return all.length === 0
    ? ''
    : block(`Gateway: ${counted(all.length, 'request')} with the trace of each decision`, all.map(requestBlock).join(''));
}

function requestBlock(request: GatewayRequest): string {
  const head = [
    request.resultCode ?? 'no answer',
    request.operation ?? 'no operation',
    `session ${request.session}`,
    request.subscriber ?? 'no subscriber',
  ];
  const fault = request.fault === null ? [] : [`fault ${request.fault}`];
  const lines = request.trace.flatMap(stepLines);
  return `<pre>#${request.id} ${text([...head, ...fault].join(' · '))}\n  ${text(lines.join('\n  '))}</pre>`;
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
