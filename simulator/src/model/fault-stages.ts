import type { FaultEffect, FiredFault } from './faults.ts';

/** In the order in which a client meets them. `port` is met by nobody: it is there before the connection. */
export const STAGES = ['port', 'connection', 'tls', 'state', 'outcome', 'body', 'timing', 'transport'] as const;

export type Stage = (typeof STAGES)[number];

const STAGE_OF = {
  connection: 'connection',
  tls: 'tls',
  state: 'state',
  code: 'outcome',
  status: 'body',
  contentType: 'body',
  redirect: 'body',
  html: 'body',
  body: 'body',
  field: 'body',
  delay: 'timing',
  delayUniform: 'timing',
  delayLognormal: 'timing',
  hold: 'timing',
  socket: 'transport',
  cut: 'transport',
  dribble: 'transport',
} as const satisfies Record<FaultEffect['kind'], Stage>;

type Refusing = Extract<FaultEffect, { fault: 'REFUSE' }>;

export type EffectOf<S extends Stage> = S extends 'port'
  ? Refusing
  : Exclude<
      Extract<
        FaultEffect,
        { kind: { [K in FaultEffect['kind']]: (typeof STAGE_OF)[K] extends S ? K : never }[FaultEffect['kind']] }
      >,
      Refusing
    >;

export function stageOf(effect: FaultEffect): Stage {
  return effect.kind === 'connection' && effect.fault === 'REFUSE' ? 'port' : STAGE_OF[effect.kind];
}

/** Where the effects of a kind act. */
export function stagesOfKind(kind: FaultEffect['kind']): readonly Stage[] {
  return kind === 'connection' ? ['port', 'connection'] : [STAGE_OF[kind]];
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
