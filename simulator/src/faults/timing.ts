import type { EffectOf } from '../model/fault-stages.ts';
import { fraction, type RandomBytes } from '../random.ts';

/** How long an answer is held on the scope's clock; null: until it is released. */
export function delayOf(effect: EffectOf<'timing'>, random: RandomBytes): number | null {
  switch (effect.kind) {
    case 'hold':
      return null;
    case 'delay':
      return effect.ms;
    case 'delayUniform':
      return effect.minMs + fraction(random) * (effect.maxMs - effect.minMs);
    case 'delayLognormal':
      return effect.medianMs * Math.exp(effect.sigma * gauss(random));
  }
}

/** Box and Muller's transform; 1 - fraction keeps the logarithm off 0. */
function gauss(random: RandomBytes): number {
  return Math.sqrt(-2 * Math.log(1 - fraction(random))) * Math.cos(2 * Math.PI * fraction(random));
}
