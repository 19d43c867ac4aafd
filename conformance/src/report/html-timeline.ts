import type { Moment, Timeline, Track } from './timeline.ts';
import { TRACKS } from './timeline.ts';
import { escapeXml as text } from './xml.ts';

const TICKS = 6;
const TITLES: Readonly<Record<Track, string>> = { device: 'device', radio: 'radio', gateway: 'gateway' };

/** The time line to scale, and below it every moment in words. It is drawn by percentages, so that it fits any screen. */
export function timelineHtml(timeline: Timeline, isOpen: boolean): string {
  const { moments, limits, spanMs } = timeline;
  const place = (ms: number): string => `${Math.min(100, (ms / spanMs) * 100).toFixed(2)}%`;
  const numbered = moments.map((moment, index) => ({ moment, number: index + 1 }));
  const lanes = TRACKS.map((track) => {
    const marks = numbered
      .filter(({ moment }) => moment.track === track)
      .map(({ moment, number }) => mark(moment, number, place));
    return `<div class="track"><b>${TITLES[track]}</b><div class="lane">${marks.join('')}</div></div>`;
  });
  const bands = limits.map(
    ({ fromMs, toMs, text: words }) =>
      `<i class="limit" style="left:${place(fromMs)};width:${place(toMs - fromMs)}" title="${text(words)}"></i>`,
  );
  const axis = ticksOf(spanMs).map((ms) => `<i style="left:${place(ms)}">${ms}</i>`);
  return `<div class="time" role="img" aria-label="time line of ${Math.round(spanMs)} ms: ${moments.length} moments, listed below">
${lanes.join('\n')}
<div class="track"><b>ms</b><div class="lane axis">${axis.join('')}</div></div>
<div class="over"><div>${bands.join('')}</div></div>
</div>
${limits.map(({ text: words }) => `<p class="legend"><i class="key limit"></i> ${text(words)}</p>`).join('')}
${timeline.hasGateway ? '' : '<p class="legend">The gateway’s clock was not compared with the device’s: its requests and the steps are not on the line.</p>'}
<details${isOpen ? ' open' : ''}><summary>${moments.length} moments</summary>${list(numbered)}</details>`;
}

function mark({ fromMs, toMs, kind, text: words }: Moment, number: number, place: (ms: number) => string): string {
  const level = number % 2 === 0 ? ' low' : '';
  return `<i class="mark ${kind}${level}" style="left:${place(fromMs)};width:${place(toMs - fromMs)}" title="${text(words)}"><u>${number}</u></i>`;
}

function list(numbered: readonly { readonly moment: Moment; readonly number: number }[]): string {
  const rows = numbered.map(
    ({ moment, number }) =>
      `<tr><td class="ms">${number}</td><td class="ms">${span(moment)}</td><td><i class="key ${moment.kind}"></i> ${moment.track}</td><td>${text(moment.text)}</td></tr>`,
  );
  return `<div class="wide"><table class="moments"><thead><tr><th></th><th>ms</th><th>track</th><th>what</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function span({ fromMs, toMs }: Moment): string {
  return toMs === fromMs ? fromMs.toFixed(0) : `${fromMs.toFixed(0)}–${toMs.toFixed(0)}`;
}

/** Round numbers, about TICKS of them. */
function ticksOf(spanMs: number): readonly number[] {
  const rough = spanMs / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough;
  const size = Math.max(1, step);
  return Array.from({ length: Math.floor(spanMs / size) + 1 }, (_, index) => index * size);
}
