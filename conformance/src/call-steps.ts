import type { CallStep, Step } from './check.ts';

/** The calls that the steps make, those of a turn one by one. */
export function callStepsOf(act: readonly Step[]): readonly CallStep[] {
  return act.flatMap((step): readonly CallStep[] => {
    switch (step.do) {
      case 'call':
      case 'invoke':
        return [step];
      case 'turn':
        return step.calls;
      default:
        return [];
    }
  });
}
