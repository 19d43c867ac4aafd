import type { FaultEffect } from '../api.ts';

/** In the order in which a request meets them. */
export const STAGES = ['connection', 'tls', 'state', 'outcome', 'body', 'timing', 'transport'] as const;

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

export type EffectOf<S extends Stage> = Extract<
  FaultEffect,
  { kind: { [K in FaultEffect['kind']]: (typeof STAGE_OF)[K] extends S ? K : never }[FaultEffect['kind']] }
>;

export function stageOf(effect: FaultEffect): Stage {
  return STAGE_OF[effect.kind];
}

/** The rules that fired for one request or connection, one a stage at most. */
export type Hits = { readonly [S in Stage]?: { readonly id: string; readonly effect: EffectOf<S> } };

export const NO_HITS: Hits = {};
