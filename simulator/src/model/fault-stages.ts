import { EFFECTS, type EffectRow, STAGES, type Stage } from './fault-effect.ts';
import type { FaultEffect, FiredFault } from './faults.ts';

/** The stage at which an effect acts, and the rules that fired there. */

type ConnectionEffect = Extract<FaultEffect, { kind: 'connection' }>;

type KindAt<S extends Stage, R extends EffectRow = EffectRow> = R extends EffectRow
  ? S extends R['stages'][number]
    ? R['kind']
    : never
  : never;

export type EffectOf<S extends Stage> = S extends 'port'
  ? ConnectionEffect & { readonly fault: 'REFUSE' }
  : S extends 'connection'
    ? ConnectionEffect & { readonly fault: Exclude<ConnectionEffect['fault'], 'REFUSE'> }
    : Extract<FaultEffect, { kind: KindAt<S> }>;

const stagesByKind = new Map<FaultEffect['kind'], readonly Stage[]>(EFFECTS.map(({ kind, stages }) => [kind, stages]));

export function stageOf(effect: FaultEffect): Stage {
  const isRefusing = effect.kind === 'connection' && effect.fault === 'REFUSE';
  const stage = isRefusing ? 'port' : stagesByKind.get(effect.kind)?.at(-1);
  if (stage === undefined) {
    throw new Error(`no stage is known of the effect ${effect.kind}`);
  }
  return stage;
}

/** The rules that fired for one request or connection, one a stage at most. */
export type Hits = { readonly [S in Stage]?: { readonly id: string; readonly effect: EffectOf<S> } };

export const NO_HITS: Hits = {};

/** What the journal shows of the rules that fired, in the order of the stages. */
export function firedFaults(hits: Hits): readonly FiredFault[] {
  return STAGES.flatMap((stage) => {
    const hit = hits[stage];
    return hit === undefined ? [] : [{ id: hit.id, effect: hit.effect.kind }];
  });
}
