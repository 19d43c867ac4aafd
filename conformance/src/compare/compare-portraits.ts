import { BEARER_NAMES } from '../observations.ts';
import type { Portrait, PortraitCall } from '../portrait/portrait.ts';
import { asked } from './compare-rows.ts';
import type { Change, ChangeKind } from './comparison.ts';
import { isOtherSize, isOtherTime } from './tolerance.ts';

type Pair = readonly [before: Portrait, after: Portrait];

/** What differs in what the SDK does by itself on a healthy device. */
export function portraitChanges(before: Portrait, after: Portrait): readonly Change[] {
  const pair = [before, after] as const;
  return [...callChanges(pair), ...logChanges(pair), ...fileChanges(pair)];
}

function callChanges([before, after]: Pair): readonly Change[] {
  return before.calls.flatMap((former) => {
    const latter = after.calls.find(({ api }) => api === former.api);
    if (latter === undefined) {
      return [change('callback', `${former.api} of the portrait`, 'called', 'not there')];
    }
    const { api } = former;
    return [
      ...ifOther('code', `result of ${api}`, [former.result, latter.result]),
      ...ifOther('callback', `thread of ${api}`, [former.thread ?? 'none', latter.thread ?? 'none']),
      ...heldChanges(former, latter),
      ...ifOther('requests', `requests of ${api} that the gateway understood`, [
        String(former.understood),
        String(latter.understood),
      ]),
      ...timeChanges(former, latter),
      ...hostChanges(former, latter),
    ];
  });
}

/** The portrait looks at the requests for a network from time to time: one that is held for a moment only may be missed. */
const LOOK_MS = 500;

function heldChanges(former: PortraitCall, latter: PortraitCall): readonly Change[] {
  const [before, after] = [former.networkRequests, latter.networkRequests];
  const isSeen = Math.max(before.forMs, after.forMs) > LOOK_MS;
  return [
    ...(isSeen ? ifOther('requests', `network requests held by ${former.api}`, [String(before.held), String(after.held)]) : []),
    ...ifOther('requests', `network requests left by ${former.api}`, [String(before.left), String(after.left)]),
  ];
}

function timeChanges(former: PortraitCall, latter: PortraitCall): readonly Change[] {
  const times: readonly (readonly [what: string, before: number | null, after: number | null, errorMs: number])[] = [
    [`callback of ${former.api} on a healthy device`, former.tookMs, latter.tookMs, 0],
    [`network held by ${former.api}`, former.networkRequests.forMs, latter.networkRequests.forMs, LOOK_MS],
  ];
  return times.flatMap(([what, before, after, errorMs]) =>
    before !== null && after !== null && isOtherTime(before, after, errorMs)
      ? [change('time', what, `${before} ms`, `${after} ms`)]
      : [],
  );
}

function hostChanges(former: PortraitCall, latter: PortraitCall): readonly Change[] {
  const [known, now] = [hostsBy(former), hostsBy(latter)];
  return [...new Set([...known.keys(), ...now.keys()])].flatMap((place) => {
    const [before, after] = [known.get(place), now.get(place)];
    if (before === undefined || after === undefined) {
      return [
        change('host', `${place} by ${former.api}`, asked(before === undefined ? 0 : 1), asked(after === undefined ? 0 : 1)),
      ];
    }
    return [
      ...ifOther('connections', `connections of ${former.api} to ${place}`, [
        String(before.connections),
        String(after.connections),
      ]),
      ...ifOther('host', `how connections of ${former.api} to ${place} end`, [before.ends.join(', '), after.ends.join(', ')]),
      ...sizeChanges(`${former.api} to ${place}`, [before.bytesOut, after.bytesOut], 'sent by'),
      ...sizeChanges(`${former.api} from ${place}`, [before.bytesIn, after.bytesIn], 'received by'),
    ];
  });
}

function hostsBy({ hosts }: PortraitCall): ReadonlyMap<string, PortraitCall['hosts'][number]> {
  return new Map(
    hosts.map((host) => [`${host.host}${host.port === null ? '' : `:${host.port}`} over ${BEARER_NAMES[host.bearer]}`, host]),
  );
}

function sizeChanges(what: string, [before, after]: readonly [number, number], verb: string): readonly Change[] {
  return isOtherSize(before, after) ? [change('bytes', `${verb} ${what}`, `${before} B`, `${after} B`)] : [];
}

/** A tag that is there in one build only; how many lines it has differs from run to run. */
function logChanges([before, after]: Pair): readonly Change[] {
  const [former, latter] = [before, after].map(({ logTags }) => new Map(logTags.map(({ tag, lines }) => [tag, lines])));
  const tags = [...new Set([...(former?.keys() ?? []), ...(latter?.keys() ?? [])])];
  const inLines = (count: number | undefined): string => (count === undefined ? 'not there' : `${count} lines`);
  return tags
    .filter((tag) => former?.has(tag) !== latter?.has(tag))
    .map((tag) => change('log', `log tag ${tag}`, inLines(former?.get(tag)), inLines(latter?.get(tag))));
}

function fileChanges([{ files: before }, { files: after }]: Pair): readonly Change[] {
  if (before === null || after === null) {
    return [];
  }
  return [
    ...ifOther('files', "the app's private files after the calls", [String(before.files), String(after.files)]),
    ...sizeChanges("the app's private files", [before.bytes, after.bytes], 'size of').map((size) => ({
      ...size,
      kind: 'files' as const,
    })),
  ];
}

function ifOther(kind: ChangeKind, what: string, [before, after]: readonly [string, string]): readonly Change[] {
  return before === after ? [] : [{ kind, what, before, after, trend: 'other', rows: [] }];
}

function change(kind: ChangeKind, what: string, ...[before, after]: readonly [string, string]): Change {
  return { kind, what, before, after, trend: 'other', rows: [] };
}
