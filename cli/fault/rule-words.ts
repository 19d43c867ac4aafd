import type { ArmedFault, FaultEffect } from '../../simulator/src/model/faults.ts';
import { durationText } from '../parse-duration.ts';

/** `hold`, `code 103911`, `tls EXPIRED`: the kind of an effect and its values. */
export function effectWords({ kind, ...values }: FaultEffect): string {
  return [kind, ...Object.values(values).map((value) => JSON.stringify(value).replaceAll('"', ''))].join(' ');
}

/** What an armed rule does, where, and until when. */
export function ruleWords({ plane, operation, match, when, times, ttlMs, effect }: ArmedFault): string {
  const only = Object.entries(match ?? {}).map(([name, value]) => `${name} ${value}`);
  const until =
    times === undefined && ttlMs === undefined
      ? ['until quhao fault clear']
      : [
          ...(times === undefined ? [] : [times === 1 ? 'once' : `${times} times`]),
          ...(ttlMs === undefined ? [] : [`for ${durationText(ttlMs)}`]),
        ];
  return [
    effectWords(effect),
    `${plane} plane${operation === undefined ? '' : `, ${operation}`}`,
    ...only,
    ...(when === undefined ? [] : [JSON.stringify(when)]),
    ...until,
  ].join(' · ');
}
